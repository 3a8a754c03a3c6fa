package main

import (
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"math"
	"os"
)

// parts are the files that the fits leave, in the order of the pack.
var parts = []string{
	"mercury.part", "venus.part", "earth.part", "mars.part",
	"jupiter.part", "saturn.part", "uranus.part", "neptune.part", "pluto.part", "chiron.part",
	"moon.part", "node.part",
}

// joinPack joins the parts and prints the checksum, which the test of the ephemeris guards.
func joinPack(w *workshop) error {
	var pack []byte
	for _, name := range parts {
		part, err := os.ReadFile(w.path(name))
		if err != nil {
			return err
		}
		fmt.Printf("%-14s%6d bytes\n", name, len(part))
		pack = append(pack, part...)
	}
	fmt.Printf("%d bytes, sha256 %x\n", len(pack), sha256.Sum256(pack))
	return os.WriteFile(w.target("tables.pack"), pack, 0o644)
}

// encoder writes numbers as the decoder of the ephemeris reads them.
type encoder struct{ data []byte }

func (e *encoder) float64(values ...float64) {
	for _, x := range values {
		e.data = binary.LittleEndian.AppendUint64(e.data, math.Float64bits(x))
	}
}

func (e *encoder) float32(values ...float64) {
	for _, x := range values {
		e.data = binary.LittleEndian.AppendUint32(e.data, math.Float32bits(float32(x)))
	}
}

func (e *encoder) uvarint(u uint64) { e.data = binary.AppendUvarint(e.data, u) }

// zigzag writes the integer nearest to x.
func (e *encoder) zigzag(x float64) {
	i := int64(math.Round(x))
	e.uvarint(uint64(i<<1) ^ uint64(i>>63))
}

const (
	j2000             = 2451545.0
	daysPerCentury    = 36525.0
	daysPerMillennium = 365250.0
)
