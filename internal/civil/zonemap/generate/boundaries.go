package main

import (
	"encoding/binary"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
)

// geo-tz cuts the world into quarters, those into quarters, and so on nine times. It stores
// either the zones of a whole quarter or, at the ninth cut, polygons clipped to it.
const (
	cuts  = 9
	tiles = 1 << cuts // in each direction

	// The world of geo-tz ends short of the poles and the date line.
	north, east = 89.9999, 179.9999
)

// tile is one of the smallest quarters, or a part of a larger one that is all alike.
type tile struct {
	whole []string // zones that have all of it
	parts []part   // else polygons
}

// part is a polygon of one zone: rings of longitude and latitude, filled by the even-odd rule.
type part struct {
	zone  string
	rings [][][2]float64
}

// boundaries are the tiles by row from the south and column from the west.
type boundaries [tiles][tiles]tile

func readBoundaries(dir string) (*boundaries, error) {
	raw, err := os.ReadFile(filepath.Join(dir, "timezones.geojson.index.json"))
	if err != nil {
		return nil, err
	}
	var index struct {
		Timezones []string        `json:"timezones"`
		Lookup    json.RawMessage `json:"lookup"`
	}
	if err := json.Unmarshal(raw, &index); err != nil {
		return nil, err
	}
	data, err := os.ReadFile(filepath.Join(dir, "timezones.geojson.geo.dat"))
	if err != nil {
		return nil, err
	}
	world := new(boundaries)
	var walk func(node json.RawMessage, row, column, size int) error
	walk = func(node json.RawMessage, row, column, size int) error {
		if len(node) == 0 {
			return nil
		}
		if node[0] == '[' {
			var zones []int
			if err := json.Unmarshal(node, &zones); err != nil {
				return err
			}
			var names []string
			for _, z := range zones {
				names = append(names, index.Timezones[z])
			}
			for r := row; r < row+size; r++ {
				for c := column; c < column+size; c++ {
					world[r][c].whole = names
				}
			}
			return nil
		}
		var children struct {
			A, B, C, D json.RawMessage
			Pos, Len   *int
		}
		if err := json.Unmarshal(node, &children); err != nil {
			return err
		}
		if children.Pos != nil {
			if size != 1 {
				return fmt.Errorf("polygons at a tile of size %d", size)
			}
			world[row][column].parts, err = readGeobuf(data[*children.Pos : *children.Pos+*children.Len])
			return err
		}
		half := size / 2
		for _, child := range []struct {
			node        json.RawMessage
			row, column int
		}{
			{children.A, row + half, column + half},
			{children.B, row + half, column},
			{children.C, row, column},
			{children.D, row, column + half},
		} {
			if err := walk(child.node, child.row, child.column, half); err != nil {
				return err
			}
		}
		return nil
	}
	return world, walk(index.Lookup, 0, 0, tiles)
}

// readGeobuf reads the polygons of a feature collection in the Geobuf format
// (https://github.com/mapbox/geobuf, geobuf.proto).
func readGeobuf(data []byte) ([]part, error) {
	var parts []part
	scale := 1e-6
	for _, f := range fields(data) {
		switch f.number {
		case 3: // precision
			for scale = 1; f.value > 0; f.value-- {
				scale /= 10
			}
		case 4: // feature collection
			for _, feature := range fields(f.bytes) {
				if feature.number != 1 {
					continue
				}
				var zone string
				var polygons [][][][2]float64
				for _, g := range fields(feature.bytes) {
					switch g.number {
					case 1:
						polygons = readGeometry(g.bytes, scale)
					case 13: // a property's value; tzid is the only one
						for _, v := range fields(g.bytes) {
							if v.number == 1 {
								zone = string(v.bytes)
							}
						}
					}
				}
				if zone == "" || len(polygons) == 0 {
					return nil, fmt.Errorf("a feature without zone or polygon")
				}
				// Each polygon by itself: where two of a zone overlap, they must not cancel out.
				for _, rings := range polygons {
					parts = append(parts, part{zone, rings})
				}
			}
		}
	}
	return parts, nil
}

// readGeometry returns polygons of rings of points.
func readGeometry(data []byte, scale float64) [][][][2]float64 {
	const polygon, multiPolygon = 4, 5
	var kind uint64
	var lengths, coordinates []uint64
	for _, f := range fields(data) {
		switch f.number {
		case 1:
			kind = f.value
		case 2:
			lengths = varints(f.bytes)
		case 3:
			coordinates = varints(f.bytes)
		}
	}
	var sizes [][]uint64 // of rings, by polygon
	switch {
	case len(lengths) == 0:
		sizes = [][]uint64{{uint64(len(coordinates) / 2)}}
	case kind == polygon:
		sizes = [][]uint64{lengths}
	case kind == multiPolygon: // polygons, and for each: rings, and for each: points
		for i, n := 1, lengths[0]; n > 0; n-- {
			count := int(lengths[i])
			sizes = append(sizes, lengths[i+1:i+1+count])
			i += 1 + count
		}
	}
	var polygons [][][][2]float64
	for _, p := range sizes {
		var rings [][][2]float64
		for _, size := range p {
			var ring [][2]float64
			var x, y int64
			for ; size > 0; size-- {
				x += zigzag(coordinates[0])
				y += zigzag(coordinates[1])
				coordinates = coordinates[2:]
				ring = append(ring, [2]float64{float64(x) * scale, float64(y) * scale})
			}
			rings = append(rings, ring)
		}
		polygons = append(polygons, rings)
	}
	return polygons
}

// field is one field of a protocol buffer.
type field struct {
	number int
	value  uint64
	bytes  []byte
}

func fields(data []byte) []field {
	var list []field
	for len(data) > 0 {
		key, n := binary.Uvarint(data)
		data = data[n:]
		f := field{number: int(key >> 3)}
		f.value, n = binary.Uvarint(data)
		data = data[n:]
		if key&7 == 2 {
			f.bytes, data = data[:f.value], data[f.value:]
		}
		list = append(list, f)
	}
	return list
}

func varints(data []byte) []uint64 {
	var list []uint64
	for len(data) > 0 {
		v, n := binary.Uvarint(data)
		list, data = append(list, v), data[n:]
	}
	return list
}

func zigzag(v uint64) int64 { return int64(v>>1) ^ -int64(v&1) }
