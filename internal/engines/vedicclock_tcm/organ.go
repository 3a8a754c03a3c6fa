package vedicclock

import "slices"

// Organ is one of the twelve watches of the Chinese organ clock, 0 Gallbladder, from 23:00 to 1:00.
type Organ int

const (
	// Organs is how many there are.
	Organs = 12

	slotSeconds = 24 * 3600 / Organs
	slotShift   = 3600 // the first slot begins an hour before midnight
)

var organNames = [Organs]string{
	"Gallbladder", "Liver", "Lung", "Large Intestine", "Stomach", "Spleen",
	"Heart", "Small Intestine", "Bladder", "Kidney", "Pericardium", "Triple Burner",
}

// String is the English name.
func (o Organ) String() string { return organNames[o] }

// Element is the phase (xing) of the organ.
func (o Organ) Element() Phase {
	return [Organs / 2]Phase{Wood, Metal, Earth, Fire, Water, Fire}[o/2]
}

// Partner is the other organ of the yin and yang pair; they have neighbouring watches.
func (o Organ) Partner() Organ { return o ^ 1 }

// Opposite is the organ twelve hours away, which rests.
func (o Organ) Opposite() Organ { return (o + Organs/2) % Organs }

// Slot is a place in the organ clock.
type Slot struct {
	Organ    Organ
	Fraction float64 // of the two hours that have passed, [0, 1)
}

// SlotAt is the slot of a time of day in seconds after midnight. Slots contain their first second
// and not the one after their last.
func SlotAt(seconds int) Slot {
	s := (seconds + slotShift) % (24 * 3600)
	return Slot{Organ(s / slotSeconds), float64(s%slotSeconds) / slotSeconds}
}

// Direction says what the energy of the slot does: it rises in the first third, stands at its peak
// in the second and sinks in the last.
func (s Slot) Direction() string {
	switch {
	case 3*s.Fraction < 1:
		return "ascending"
	case 3*s.Fraction < 2:
		return "peak"
	}
	return "descending"
}

// Phase is one of the five phases (wu xing).
type Phase string

// The phases.
const (
	Wood  Phase = "wood"
	Fire  Phase = "fire"
	Earth Phase = "earth"
	Metal Phase = "metal"
	Water Phase = "water"
)

// generating is the order in which each phase generates the next; each controls the one after that.
var generating = []Phase{Wood, Fire, Earth, Metal, Water}

// PhaseOf maps one of the four elements of the zodiac to a phase: air is taken for metal.
func PhaseOf(element string) Phase {
	if element == "air" {
		return Metal
	}
	return Phase(element)
}

// Relation is how the phase of the Moon's sign stands to the phase of the hour.
type Relation string

// The relations, named by what the Moon's phase does or suffers.
const (
	Same       Relation = "same"
	Generates  Relation = "generates"
	Generated  Relation = "generated"
	Controlled Relation = "controlled"
	Controls   Relation = "controls"
)

// RelationOf the Moon's phase to that of the hour.
func RelationOf(moon, hour Phase) Relation {
	steps := (slices.Index(generating, hour) - slices.Index(generating, moon) + len(generating)) % len(generating)
	return [...]Relation{Same, Generates, Controls, Controlled, Generated}[steps]
}

// Harmony is the score of a relation (a convention of this product).
func (r Relation) Harmony() float64 {
	switch r {
	case Same:
		return 1
	case Generates:
		return 0.8
	case Generated:
		return 0.75
	case Controlled:
		return 0.5
	}
	return 0.4
}
