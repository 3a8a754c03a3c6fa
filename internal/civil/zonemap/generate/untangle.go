package main

import (
	"cmp"
	"slices"
)

// crossing is where a straightened piece of a line crosses the middle of a row.
type crossing struct {
	x          float64
	west, east uint16
	line       int
	from, to   int // the piece, in points before straightening
}

// apart is how far two crossings must be from each other, in cells, to be told apart.
const apart = 0.01

// untangle puts points back where straightening made lines cross each other, so that from west
// to east through the middle of any row each boundary begins where the one before it ended, and
// no area is flattened to nothing between two of them.
// The lines as traced are like that, so it ends. It returns the number of points put back.
func untangle(lines []line, keep [][]bool) int {
	count := 0
	for {
		byRow := make([][]crossing, height)
		for n, l := range lines {
			from := 0
			for to := 1; to < len(l.points); to++ {
				if !keep[n][to] {
					continue
				}
				a, b := l.points[from], l.points[to]
				west, east := l.left, l.right
				if b.y < a.y {
					west, east = east, west
				}
				for row := min(a.y, b.y); row < max(a.y, b.y); row++ {
					t := (float64(row) + .5 - float64(a.y)) / float64(b.y-a.y)
					byRow[row] = append(byRow[row], crossing{float64(a.x) + t*float64(b.x-a.x), west, east, n, from, to})
				}
				from = to
			}
		}
		before := count
		for _, row := range byRow {
			slices.SortFunc(row, func(a, b crossing) int {
				return cmp.Or(cmp.Compare(a.x, b.x), cmp.Compare(a.line, b.line), cmp.Compare(a.from, b.from))
			})
			for i := 1; i < len(row); i++ {
				if row[i-1].east == row[i].west && row[i].x-row[i-1].x > apart {
					continue
				}
				for _, c := range row[i-1 : i+1] {
					if far := widest(lines[c.line].points, keep[c.line], c.from, c.to); far > 0 {
						keep[c.line][far] = true
						count++
					}
				}
			}
		}
		if count == before {
			return count
		}
	}
}

// widest is the point farthest from a piece that has none put back yet, 0 if there is none.
func widest(points []point, keep []bool, from, to int) int {
	if to-from < 2 || slices.Contains(keep[from+1:to], true) {
		return 0
	}
	return farthest(points, from, to)
}
