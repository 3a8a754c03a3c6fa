package humandesign

import "math/bits"

// Center is one of the nine centers of the bodygraph.
type Center int

// The centers, from the top down.
const (
	Head Center = iota
	Ajna
	Throat
	G
	Heart
	Spleen
	Sacral
	SolarPlexus
	Root

	CenterCount = iota
)

var centers = [CenterCount]struct {
	name  string
	gates GateSet
}{
	{"Head", 1<<60 | 1<<62 | 1<<63},
	{"Ajna", 1<<3 | 1<<10 | 1<<16 | 1<<23 | 1<<42 | 1<<46},
	{"Throat", 1<<7 | 1<<11 | 1<<15 | 1<<19 | 1<<22 | 1<<30 | 1<<32 | 1<<34 | 1<<44 | 1<<55 | 1<<61},
	{"G", 1<<0 | 1<<1 | 1<<6 | 1<<9 | 1<<12 | 1<<14 | 1<<24 | 1<<45},
	{"Heart", 1<<20 | 1<<25 | 1<<39 | 1<<50},
	{"Spleen", 1<<17 | 1<<27 | 1<<31 | 1<<43 | 1<<47 | 1<<49 | 1<<56},
	{"Sacral", 1<<2 | 1<<4 | 1<<8 | 1<<13 | 1<<26 | 1<<28 | 1<<33 | 1<<41 | 1<<58},
	{"Solar Plexus", 1<<5 | 1<<21 | 1<<29 | 1<<35 | 1<<36 | 1<<48 | 1<<54},
	{"Root", 1<<18 | 1<<37 | 1<<38 | 1<<40 | 1<<51 | 1<<52 | 1<<53 | 1<<57 | 1<<59},
}

// String is the name: "Solar Plexus".
func (c Center) String() string { return centers[c].name }

// Gates are the gates that lie in the center.
func (c Center) Gates() GateSet { return centers[c].gates }

// CenterOf is the center in which a gate lies.
func CenterOf(gate int) Center {
	for c := range Center(CenterCount) {
		if centers[c].gates.Has(gate) {
			return c
		}
	}
	panic("humandesign: no such gate")
}

// CenterSet is a set of centers; center c is bit c.
type CenterSet uint16

func setOf(list ...Center) (s CenterSet) {
	for _, c := range list {
		s |= 1 << c
	}
	return s
}

// Has reports whether a center is in the set.
func (s CenterSet) Has(c Center) bool { return s&(1<<c) != 0 }

// Len is the number of centers.
func (s CenterSet) Len() int { return bits.OnesCount16(uint16(s)) }

// Names lists the set from the top down, never nil.
func (s CenterSet) Names() []string {
	list := make([]string, 0, s.Len())
	for c := range Center(CenterCount) {
		if s.Has(c) {
			list = append(list, c.String())
		}
	}
	return list
}
