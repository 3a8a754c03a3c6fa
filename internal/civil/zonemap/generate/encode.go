package main

import (
	"cmp"
	"encoding/binary"
	"slices"
	"strings"
)

// encode writes the map in the format that zonemap's boundaries.go describes.
func encode(labels []string, lines []line) []byte {
	// Lines from west to east make small differences between their beginnings.
	slices.SortStableFunc(lines, func(a, b line) int {
		return cmp.Or(cmp.Compare(a.left, b.left), cmp.Compare(a.right, b.right), cmp.Compare(a.points[0].x, b.points[0].x))
	})
	names := strings.Join(labels, "\n")
	out := binary.AppendUvarint(nil, uint64(len(names)))
	out = append(out, names...)
	out = binary.AppendUvarint(out, uint64(len(lines)))
	before := int64(0)
	difference := func(v int64) {
		out = binary.AppendVarint(out, v-before)
		before = v
	}
	for _, l := range lines {
		difference(int64(l.left))
	}
	before = 0
	for _, l := range lines {
		difference(int64(l.right))
	}
	for i, l := range lines {
		last := len(l.points) - 1
		twice := 2 * len(l.points)
		if l.points[0] == l.points[last] {
			lines[i].points = l.points[:last]
			twice = 2*last + 1
		}
		out = binary.AppendUvarint(out, uint64(twice))
	}
	before = 0
	for _, l := range lines {
		for _, p := range l.points {
			difference(int64(p.x))
		}
	}
	before = 0
	for _, l := range lines {
		for _, p := range l.points {
			difference(int64(p.y))
		}
	}
	return out
}
