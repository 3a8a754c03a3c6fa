package main

import (
	"math"
	"slices"
	"strings"
)

// Cells of a tile. They are 0.0055° wide and high, 0.6 km at the equator.
const (
	columns = 128
	rows    = 64

	width, height = tiles * columns, tiles * rows
)

// raster is the world as cells. A label stands for a zone, or for several that claim the cell;
// label 0 is the open sea.
type raster struct {
	labels []string // zones joined by a space
	tiles  [tiles][tiles]patch
}

// patch has the labels of a tile's cells by row; it is empty where all are alike.
type patch struct {
	all   uint16
	cells []uint16
}

// at is the label of a cell, row from the south and column from the west.
func (g *raster) at(column, row int) uint16 {
	p := &g.tiles[row/rows][column/columns]
	if p.cells == nil {
		return p.all
	}
	return p.cells[row%rows*columns+column%columns]
}

// center is the longitude and latitude in the middle of a cell.
func center(column, row int) (longitude, latitude float64) {
	return -east + 2*east*(float64(column)+.5)/width, -north + 2*north*(float64(row)+.5)/height
}

func paint(world *boundaries) *raster {
	g := &raster{labels: []string{""}}
	numbers := map[string]uint16{"": 0}
	label := func(zones []string) uint16 {
		name := nameOf(zones)
		number, ok := numbers[name]
		if !ok {
			number = uint16(len(g.labels))
			numbers[name] = number
			g.labels = append(g.labels, name)
		}
		return number
	}
	for r := range tiles {
		for c := range tiles {
			t := &world[r][c]
			if t.parts == nil {
				g.tiles[r][c].all = label(t.whole)
				continue
			}
			g.tiles[r][c].cells = paintTile(t.parts, r, c, label)
		}
	}
	return g
}

// nameOf makes one name of the zones of a cell: those of the sea count only where there are no
// others, and all as one.
func nameOf(zones []string) string {
	var land []string
	for _, z := range zones {
		if !strings.HasPrefix(z, "Etc/") {
			land = append(land, z)
		}
	}
	slices.Sort(land)
	return strings.Join(slices.Compact(land), " ")
}

func paintTile(parts []part, r, c int, label func([]string) uint16) []uint16 {
	cells := make([]uint16, rows*columns)
	inside := make([][]string, columns)
	for row := range rows {
		clear(inside)
		_, y := center(0, r*rows+row)
		for _, p := range parts {
			crossings := crossingsOf(p.rings, y)
			for i := 0; i+1 < len(crossings); i += 2 {
				for column := range columns {
					x, _ := center(c*columns+column, 0)
					if crossings[i] <= x && x < crossings[i+1] {
						inside[column] = append(inside[column], p.zone)
					}
				}
			}
		}
		for column := range columns {
			cells[row*columns+column] = label(inside[column])
		}
	}
	return cells
}

// crossingsOf are the longitudes, in order, at which the rings cross a latitude.
func crossingsOf(rings [][][2]float64, y float64) []float64 {
	var list []float64
	for _, ring := range rings {
		for i, a := range ring {
			b := ring[(i+1)%len(ring)]
			if (a[1] <= y) != (b[1] <= y) {
				list = append(list, a[0]+(y-a[1])/(b[1]-a[1])*(b[0]-a[0]))
			}
		}
	}
	slices.Sort(list)
	return list
}

// truth are the zones at a point by the boundaries themselves.
func truth(world *boundaries, longitude, latitude float64) string {
	c := int(math.Floor((longitude + east) / (2 * east) * tiles))
	r := int(math.Floor((latitude + north) / (2 * north) * tiles))
	t := &world[min(max(r, 0), tiles-1)][min(max(c, 0), tiles-1)]
	if t.parts == nil {
		return nameOf(t.whole)
	}
	var zones []string
	for _, p := range t.parts {
		left := 0
		for _, x := range crossingsOf(p.rings, latitude) {
			if x <= longitude {
				left++
			}
		}
		if left%2 == 1 {
			zones = append(zones, p.zone)
		}
	}
	return nameOf(zones)
}
