package zonemap

import (
	_ "embed"
	"encoding/binary"
	"strings"
	"sync"
)

// boundaries is the map, made by ./generate from timezone-boundary-builder as packed by npm
// geo-tz 8.1.9. All numbers are varints as of encoding/binary, differences to the same number
// before it, signed, unless they are counts. Numbers of a kind stand together, because they
// compress better so:
//
//	length of the names, the names of areas, each ended by a newline but the last
//	number of lines
//	of each line, the area on its left
//	of each line, the area on its right
//	of each line, twice its number of points, and one more for a ring
//	of each point of all lines, its column
//	of each point of all lines, its row
//
// A ring's last point is its first, and not repeated.
//
// An area is a zone, or the names of several, with spaces between, that claim the same ground.
// Area 0 is the sea beyond territorial waters. Columns count from 179.9999° W to 179.9999° E in
// 65536ths of the way, rows from 89.9999° S to 89.9999° N in 32768ths.
//
//go:embed boundaries.bin
var boundaries string

const (
	width, height = 65536, 32768
	north, east   = 89.9999, 179.9999

	bandHeight = 512 // rows
)

// atlas is the map, unpacked at the first question: 0.7 MB, in a millisecond.
var atlas = sync.OnceValue(func() *chart { return unpack(boundaries) })

type chart struct {
	areas  []string
	lines  []line
	points []point

	// bands are the indexes of the lines that touch each 512 rows. A parallel meets some dozens of the
	// 5023 lines, and to ask all of them took 16 µs in Wasm.
	bands [height/bandHeight + 1][]uint16
}

// line is a boundary between two areas.
type line struct {
	left, right uint16 // areas, looking along the line
	low, high   int32  // rows that the line touches
	west, east  int32  // and columns
	first, last int32  // its points
	ring        bool   // whether the last point is the first
}

type point struct{ x, y int32 }

func unpack(packed string) *chart {
	data := []byte(packed)
	count := func() int {
		v, n := binary.Uvarint(data)
		data = data[n:]
		return int(v)
	}
	difference := func() int32 {
		v, n := binary.Varint(data)
		data = data[n:]
		return int32(v)
	}
	length := count()
	c := &chart{areas: strings.Split(packed[len(packed)-len(data):][:length], "\n")}
	data = data[length:]
	c.lines = make([]line, count())
	area := int32(0)
	for i := range c.lines {
		area += difference()
		c.lines[i].left = uint16(area)
	}
	area = 0
	for i := range c.lines {
		area += difference()
		c.lines[i].right = uint16(area)
	}
	total := int32(0)
	for i := range c.lines {
		l, n := &c.lines[i], int32(count())
		l.ring = n&1 == 1
		l.first = total
		total += n>>1 + n&1
		l.last = total - 1
	}
	c.points = make([]point, total)
	column, row := int32(0), int32(0)
	for i := range c.lines {
		for j := range c.stored(&c.lines[i]) {
			column += difference()
			c.points[int(c.lines[i].first)+j].x = column
		}
	}
	for i := range c.lines {
		l := &c.lines[i]
		l.low, l.west = height, width
		for j, p := range c.stored(l) {
			row += difference()
			c.points[int(l.first)+j].y = row
			l.low, l.high = min(l.low, row), max(l.high, row)
			l.west, l.east = min(l.west, p.x), max(l.east, p.x)
		}
		if l.ring {
			c.points[l.last] = c.points[l.first]
		}
		for band := l.low / bandHeight; band <= l.high/bandHeight; band++ {
			c.bands[band] = append(c.bands[band], uint16(i))
		}
	}
	return c
}

// stored are the points of a line but for the one that closes a ring.
func (c *chart) stored(l *line) []point {
	if l.ring {
		return c.points[l.first:l.last]
	}
	return c.points[l.first : l.last+1]
}

// area is the name of the area at a place: of what lies west of the nearest boundary to the
// east, on the same parallel. East of the last it is the mirror image.
func (c *chart) area(longitude, latitude float64) string {
	x := (longitude + east) / (2 * east) * width
	y := (latitude + north) / (2 * north) * height
	y = min(max(y, 0.5), height-0.5)
	if a, ok := c.beside(x, y, false); ok {
		return c.areas[a]
	}
	a, _ := c.beside(x, y, true)
	return c.areas[a]
}

// beside is the near side of the boundary that is nearest on the parallel, to the east or to
// the west. ok is false when there is none.
func (c *chart) beside(x, y float64, westward bool) (area uint16, ok bool) {
	nearest := 2.0 * width
	for _, i := range c.bands[int(y)/bandHeight] {
		l := &c.lines[i]
		if y < float64(l.low) || y > float64(l.high) {
			continue
		}
		if !westward && (float64(l.east) < x || float64(l.west) > x+nearest) {
			continue
		}
		a := c.points[l.first]
		for _, b := range c.points[l.first+1 : l.last+1] {
			if (float64(a.y) <= y) != (float64(b.y) <= y) {
				crossing := float64(a.x) + (y-float64(a.y))/float64(b.y-a.y)*float64(b.x-a.x)
				distance := crossing - x
				northward := b.y > a.y
				if westward {
					distance, northward = -distance, !northward
				}
				if distance >= 0 && distance < nearest {
					nearest, area, ok = distance, l.right, true
					if northward {
						area = l.left
					}
				}
			}
			a = b
		}
	}
	return area, ok
}
