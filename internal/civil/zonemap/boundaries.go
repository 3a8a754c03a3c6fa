package zonemap

import (
	_ "embed"
	"encoding/binary"
	"strings"
	"sync"
)

// boundaries is the map, made by ./generate from timezone-boundary-builder as packed by npm
// geo-tz 8.1.9. All numbers are varints as of encoding/binary, differences to the same number
// before it, signed, unless they are counts:
//
//	length of the names, the names of areas, each ended by a newline but the last
//	number of lines, and for each line:
//	  the area on its left, the area on its right
//	  number of points, and for each: column, row
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
)

// atlas is the map, unpacked at the first question: 1 MB, in a millisecond.
var atlas = sync.OnceValue(func() *chart { return unpack(boundaries) })

type chart struct {
	areas  []string
	lines  []line
	points []point
}

// line is a boundary between two areas.
type line struct {
	left, right uint16 // areas, looking along the line
	low, high   int32  // rows that the line touches
	west, east  int32  // and columns
	first, last int32  // its points
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
	c.points = make([]point, 0, len(data)/2)
	var left, right int32
	var at point
	for i := range c.lines {
		left += difference()
		right += difference()
		l := line{left: uint16(left), right: uint16(right), low: height, west: width, first: int32(len(c.points))}
		for n := count(); n > 0; n-- {
			at.x += difference()
			at.y += difference()
			l.low, l.high = min(l.low, at.y), max(l.high, at.y)
			l.west, l.east = min(l.west, at.x), max(l.east, at.x)
			c.points = append(c.points, at)
		}
		l.last = int32(len(c.points)) - 1
		c.lines[i] = l
	}
	return c
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
	for i := range c.lines {
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
