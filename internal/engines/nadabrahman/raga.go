package nadabrahman

import (
	"strconv"
	"strings"
)

// Raga is a scale with a time of day.
type Raga struct {
	Name, Family string
	Up, Down     string // semitones above Sa, separated by spaces; Down is "" where it is the same
	Emphasis     [2]int
	High         bool // lives around the upper Sa
}

// Scale is a set of the twelve semitones, as bits.
type Scale uint16

func scaleOf(notes string) Scale {
	var s Scale
	for _, word := range strings.Fields(notes) {
		n, _ := strconv.Atoi(word) // a table of this package, read by its tests
		s |= 1 << n
	}
	return s
}

// Has reports whether the note of any octave belongs to the scale.
func (s Scale) Has(semitone int) bool { return s>>((semitone%12+12)%12)&1 == 1 }

// Notes lists the semitones in order.
func (s Scale) Notes() []int {
	var list []int
	for n := range 12 {
		if s.Has(n) {
			list = append(list, n)
		}
	}
	return list
}

// Ascending and Descending are the notes that the raga goes up and down by.
func (r *Raga) Ascending() Scale { return scaleOf(r.Up) }

// Descending are the notes that the raga goes down by.
func (r *Raga) Descending() Scale {
	if r.Down == "" {
		return scaleOf(r.Up)
	}
	return scaleOf(r.Down)
}

// home is the Sa that a phrase ends on.
func (r *Raga) home() int {
	if r.High {
		return 12
	}
	return 0
}

// family returns the ragas of a time of day, in the order of the table.
func family(name string) []*Raga {
	return those(func(r *Raga) bool { return r.Family == name })
}

// calming are the ragas for a listener under strain.
func calming() []*Raga {
	return those(func(r *Raga) bool { return r.Name == "Malkauns" || r.Name == "Bageshri" || r.Name == "Darbari" })
}

//go:noinline
func those(wanted func(*Raga) bool) []*Raga {
	var list []*Raga
	for i := range ragas {
		if wanted(&ragas[i]) {
			list = append(list, &ragas[i])
		}
	}
	return list
}

// familyAt is the family of a local hour: half-open spans from 6, 12, 18 and 22.
func familyAt(hour int) string {
	switch {
	case hour >= 6 && hour < 12:
		return "morning"
	case hour >= 12 && hour < 18:
		return "afternoon"
	case hour >= 18 && hour < 22:
		return "evening"
	}
	return "night"
}

// hours of a family, the last not included.
func hours(family string) string {
	switch family {
	case "morning":
		return "6-12"
	case "afternoon":
		return "12-18"
	case "evening":
		return "18-22"
	}
	return "22-6"
}

// noteName is the name of a note in any octave: a dot before it lies below Sa, an apostrophe behind
// it in the octave above.
func noteName(semitone int) string {
	name := noteNames[(semitone%12+12)%12]
	switch {
	case semitone < 0:
		return "." + name
	case semitone >= 12:
		return name + "'"
	}
	return name
}
