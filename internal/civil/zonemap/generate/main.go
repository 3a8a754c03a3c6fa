// Command generate makes the map of zonemap from the boundaries that the npm package geo-tz
// carries (timezone-boundary-builder, from OpenStreetMap), and the sample of true answers that
// its test compares with. It is run by hand, when boundaries have changed:
//
//	npm install --prefix build/boundaries geo-tz@8.1.9
//	go run ./internal/civil/zonemap/generate build/boundaries/node_modules/geo-tz/data
//
// It needs about 1 GB of memory and a minute. The steps, a file each: read the boundaries
// (boundaries.go), paint them on a grid of 65536 × 32768 cells (raster.go), follow the lines
// between unlike cells (trace.go), straighten them (simplify.go, untangle.go), and write them (encode.go).
//
// The grid makes a plane without gaps or overlaps of polygons that do not quite fit each other.
package main

import (
	"fmt"
	"os"
	"path/filepath"
)

// How far, in kilometres, a line may move when it is straightened: between two zones, and
// between a zone and the sea, where few are born. A cell is 0.6 km.
var landTolerance, seaTolerance = 1.5, 4.0

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "usage: generate <directory of geo-tz's data>")
		os.Exit(2)
	}
	if err := run(os.Args[1], "internal/civil/zonemap"); err != nil {
		fmt.Fprintln(os.Stderr, "generate:", err)
		os.Exit(1)
	}
}

func run(source, target string) error {
	world, err := readBoundaries(source)
	if err != nil {
		return err
	}
	grid := paint(world)
	lines := withoutHoles(trace(grid))
	before := vertices(lines)
	keep := make([][]bool, len(lines))
	for i, l := range lines {
		tolerance := landTolerance
		if l.left == 0 || l.right == 0 {
			tolerance = seaTolerance
		}
		keep[i] = simplify(l.points, tolerance)
	}
	restored := untangle(lines, keep)
	for i := range lines {
		lines[i].points = kept(lines[i].points, keep[i])
	}
	after := vertices(lines)
	packed := encode(grid.labels, lines)
	fmt.Printf("%d areas, %d lines, %d points of %d, of which %d put back, %d bytes\n",
		len(grid.labels), len(lines), after, before, restored, len(packed))
	if err := os.WriteFile(filepath.Join(target, "boundaries.bin"), packed, 0o644); err != nil {
		return err
	}
	return writeSample(filepath.Join(target, "testdata", "sample.csv"), world, grid)
}

func vertices(lines []line) int {
	n := 0
	for _, l := range lines {
		n += len(l.points)
	}
	return n
}
