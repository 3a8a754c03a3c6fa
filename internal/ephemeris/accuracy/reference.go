package accuracy

import (
	"compress/gzip"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/witnessos/witnessos/internal/ephemeris"
)

// Order is that of Instant.Positions, which is that of the file.
var Order = [...]ephemeris.Body{
	ephemeris.Sun, ephemeris.Moon, ephemeris.Mercury, ephemeris.Venus, ephemeris.Mars, ephemeris.Jupiter,
	ephemeris.Saturn, ephemeris.Uranus, ephemeris.Neptune, ephemeris.Pluto, ephemeris.MeanNode,
	ephemeris.TrueNode, ephemeris.Chiron, ephemeris.MeanApogee,
}

// Reference is a file of positions, angles and events.
type Reference struct {
	Source    string      `json:"source"`
	Columns   string      `json:"columns"`
	Bodies    []string    `json:"bodies"`
	Instants  []Instant   `json:"instants"`
	Ascendant []Ascendant `json:"ascendant"`
	Rise      []Rise      `json:"rise"`
	Events    []Event     `json:"events"`
}

// Instant is the sky at one instant. Angles are in degrees.
type Instant struct {
	Set       string      `json:"set"` // why the instant was chosen
	TT        float64     `json:"tt"`  // JD
	UT1       float64     `json:"ut"`  // JD
	Nutation  float64     `json:"dpsi"`
	Obliquity float64     `json:"eps"` // true
	Positions [][]float64 `json:"pos"` // see Place
}

// Place is one body of an instant. Nodes have longitude and speed, the apogee a latitude too.
type Place struct {
	Longitude, Latitude, Distance, Speed float64 // degrees, AU, degrees a day
	HasLatitude, HasDistance             bool
}

// Place reads the i-th body, of Order.
func (in *Instant) Place(i int) Place {
	row := in.Positions[i]
	p := Place{Longitude: row[0], Speed: row[len(row)-1]}
	if len(row) > 2 {
		p.Latitude, p.HasLatitude = row[1], true
	}
	if len(row) > 3 {
		p.Distance, p.HasDistance = row[2], true
	}
	return p
}

// Ascendant is a horizon at a place (degrees, east positive).
type Ascendant struct {
	UT1          float64 `json:"ut"` // JD
	DeltaT       float64 `json:"dt"` // TT − UT1, s
	Longitude    float64 `json:"lon"`
	Latitude     float64 `json:"lat"`
	Ascendant    float64 `json:"asc"`
	Midheaven    float64 `json:"mc"`
	SiderealTime float64 `json:"armc"` // local apparent
}

// Rise holds JD UT1 of sunrise and sunset of the local day from Midnight: the Sun's centre at −50′,
// and at 0° (Hindu), geocentric, without refraction and parallax.
type Rise struct {
	Midnight  float64 `json:"ut0"` // JD UT1
	DeltaT    float64 `json:"dt"`
	Longitude float64 `json:"lon"`
	Latitude  float64 `json:"lat"`
	Rise      float64 `json:"rise"`
	Set       float64 `json:"set"`
	HinduRise float64 `json:"hindu_rise"`
	HinduSet  float64 `json:"hindu_set"`
}

// Event is the first instant after From (JD TT) at which the angle of a limb reaches Target
// (degrees).
type Event struct {
	Kind   string  `json:"kind"` // tithi, nakshatra, yoga
	From   float64 `json:"tt0"`
	Target float64 `json:"target"`
	TT     float64 `json:"tt"`
}

// Limb is that of Kind.
func (e *Event) Limb() ephemeris.Limb {
	return map[string]ephemeris.Limb{
		"tithi": ephemeris.Tithi, "nakshatra": ephemeris.Nakshatra, "yoga": ephemeris.Yoga,
	}[e.Kind]
}

// Read reads a file of JSON, plain or gzipped.
func Read(path string) (*Reference, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	var r io.Reader = f
	if strings.HasSuffix(path, ".gz") {
		if r, err = gzip.NewReader(f); err != nil {
			return nil, err
		}
	}
	ref := &Reference{}
	if err := json.NewDecoder(r).Decode(ref); err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	for i, b := range Order {
		if i >= len(ref.Bodies) || ref.Bodies[i] != b.String() {
			return nil, fmt.Errorf("%s: body %d should be %s", path, i, b)
		}
	}
	for i := range ref.Instants {
		if len(ref.Instants[i].Positions) != len(Order) {
			return nil, fmt.Errorf("%s: instant %d has %d bodies", path, i, len(ref.Instants[i].Positions))
		}
	}
	return ref, nil
}
