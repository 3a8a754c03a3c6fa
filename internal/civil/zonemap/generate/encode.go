package main

import (
	"cmp"
	"encoding/binary"
	"slices"
	"strings"
)

// encode writes the map in the format that zonemap's decode.go describes.
func encode(labels []string, lines []line) []byte {
	// Lines from west to east make small differences between their beginnings.
	slices.SortStableFunc(lines, func(a, b line) int {
		return cmp.Or(cmp.Compare(a.left, b.left), cmp.Compare(a.right, b.right), cmp.Compare(a.points[0].x, b.points[0].x))
	})
	names := strings.Join(labels, "\n")
	out := binary.AppendUvarint(nil, uint64(len(names)))
	out = append(out, names...)
	out = binary.AppendUvarint(out, uint64(len(lines)))
	var left, right int64
	var at point
	for _, l := range lines {
		out = binary.AppendVarint(out, int64(l.left)-left)
		out = binary.AppendVarint(out, int64(l.right)-right)
		left, right = int64(l.left), int64(l.right)
		out = binary.AppendUvarint(out, uint64(len(l.points)))
		for _, p := range l.points {
			out = binary.AppendVarint(out, int64(p.x-at.x))
			out = binary.AppendVarint(out, int64(p.y-at.y))
			at = p
		}
	}
	return out
}
