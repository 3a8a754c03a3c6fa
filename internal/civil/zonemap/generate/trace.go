package main

import "slices"

// point is a corner of cells: column from the west and row from the south.
type point struct{ x, y int32 }

// line runs between two areas: the label on its left, looking along it, and on its right.
type line struct {
	left, right uint16
	points      []point
}

// step is one side of a cell, from a corner to the next one.
type step struct {
	to          point
	left, right uint16
	done        bool
}

// trace follows the sides between unlike cells from one junction to the next. A junction is a
// corner where other than two sides meet. Every side is in one line; rings have no junction.
func trace(g *raster) []line {
	steps := map[point][]*step{} // both ways, so a side is two steps
	reverse := map[*step]*step{}
	side := func(a, b point, left, right uint16) {
		forth, back := &step{b, left, right, false}, &step{a, right, left, false}
		steps[a] = append(steps[a], forth)
		steps[b] = append(steps[b], back)
		reverse[forth], reverse[back] = back, forth
	}
	var corners []point // in a fixed order, for the same result each time
	for y := range height {
		for x := range width {
			p := &g.tiles[y/rows][x/columns]
			// A side lies west and south of a cell. Within an even tile there is none.
			if p.cells == nil && x%columns != 0 && y%rows != 0 {
				continue
			}
			here := g.at(x, y)
			corner := point{int32(x), int32(y)}
			found := false
			if x > 0 {
				if west := g.at(x-1, y); west != here {
					side(corner, point{int32(x), int32(y + 1)}, west, here)
					found = true
				}
			}
			if y > 0 {
				if south := g.at(x, y-1); south != here {
					side(corner, point{int32(x + 1), int32(y)}, here, south)
					found = true
				}
			}
			if found {
				corners = append(corners, corner)
			}
		}
	}
	var lines []line
	follow := func(from point, s *step) {
		l := line{s.left, s.right, []point{from}}
		for at := from; ; {
			s.done, reverse[s].done = true, true
			l.points = append(l.points, s.to)
			at = s.to
			next := steps[at]
			if len(next) != 2 {
				break
			}
			if next[0].done && next[1].done {
				break // the ring is closed
			}
			if s = next[0]; s.done {
				s = next[1]
			}
		}
		lines = append(lines, l)
	}
	for _, junctionsFirst := range []bool{true, false} {
		for _, c := range corners {
			if junctionsFirst && len(steps[c]) == 2 {
				continue
			}
			for _, s := range steps[c] {
				if !s.done {
					follow(c, s)
				}
			}
		}
	}
	return lines
}

// withoutHoles leaves out rings around small patches of sea. Who gives coordinates in a pocket
// of high sea, all around which is one country's water, means the country. The largest have
// some 3700 km².
func withoutHoles(lines []line) []line {
	const largest = 10_000 // cells
	return slices.DeleteFunc(lines, func(l line) bool {
		first, last := l.points[0], l.points[len(l.points)-1]
		if first != last || l.left != 0 && l.right != 0 {
			return false
		}
		twice := int64(0) // the area, positive with the inside on the left
		for i, a := range l.points[:len(l.points)-1] {
			b := l.points[i+1]
			twice += int64(a.x)*int64(b.y) - int64(b.x)*int64(a.y)
		}
		seaInside := (l.left == 0) == (twice > 0)
		return seaInside && max(twice, -twice) < 2*largest
	})
}
