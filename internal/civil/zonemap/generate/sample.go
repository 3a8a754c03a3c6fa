package main

import (
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
)

// writeSample writes points with the zones that the boundaries themselves give: points spread
// evenly over the land, and as many within a few kilometres of a border.
func writeSample(path string, world *boundaries, g *raster) error {
	const each = 1500
	random := rand.New(rand.NewPCG(1886, 5))
	var b strings.Builder
	b.WriteString("kind,latitude,longitude,zones\n")
	write := func(kind string, longitude, latitude float64) {
		fmt.Fprintf(&b, "%s,%.4f,%.4f,%s\n", kind, latitude, longitude, truth(world, round4(longitude), round4(latitude)))
	}
	for n := 0; n < each; {
		longitude, latitude := random.Float64()*360-180, math.Asin(2*random.Float64()-1)*180/math.Pi
		if latitude > -60 && truth(world, longitude, latitude) != "" {
			write("land", longitude, latitude)
			n++
		}
	}
	for n := 0; n < each; {
		x, y := random.IntN(width-16)+8, random.IntN(height-16)+8
		here := g.at(x, y)
		there := g.at(x+random.IntN(17)-8, y+random.IntN(17)-8) // within 5 km
		if here == 0 || there == 0 || here == there {
			continue
		}
		longitude, latitude := center(x, y)
		write("border", longitude, latitude)
		n++
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return err
	}
	return os.WriteFile(path, []byte(b.String()), 0o644)
}

func round4(v float64) float64 { return math.Round(v*1e4) / 1e4 }
