package ephemeris

import (
	_ "embed"
	"sync"
)

//go:generate go run ./generate -work ../../build/ephemeris -o tables.pack all

// packed holds all coefficients. It is made by the command of the line above; its layout is that of
// the decode methods, part by part, and is described in doc/ephemeris.md.
//
//go:embed tables.pack
var packed []byte

// tables are the decoded coefficients. They are never written after decoding.
type tables struct {
	mercury, venus, earth, mars      planetSeries
	jupiter, saturn, uranus, neptune chebyshev
	pluto, chiron                    chebyshev
	moon                             moonSeries
	node                             nodeSeries
}

// decoded are the embedded tables, taken apart at the first call.
var decoded = sync.OnceValues(func() (*tables, error) { return decode(packed) })

// decode reads a pack. The order of its parts is fixed.
func decode(pack []byte) (*tables, error) {
	t := &tables{}
	d := &decoder{data: pack}
	for _, p := range []*planetSeries{&t.mercury, &t.venus, &t.earth, &t.mars} {
		p.decode(d)
	}
	for _, c := range []*chebyshev{&t.jupiter, &t.saturn, &t.uranus, &t.neptune, &t.pluto, &t.chiron} {
		c.decode(d)
	}
	t.moon.decode(d)
	t.node.decode(d)
	if d.failed || len(d.data) != 0 {
		return nil, errTables
	}
	return t, nil
}

// tablesFor checks the instant and returns the tables to evaluate there.
func tablesFor(jdTT float64) (*tables, error) {
	if err := inRange(jdTT); err != nil {
		return nil, err
	}
	return decoded()
}
