package enneagram

import "strconv"

// Type is one of the nine types, 1 to 9; zero stands for none.
type Type int

// String is the number. It is kept from being inlined, as are the other small functions that
// many places call, because that shows in the size of a Worker.
//
//go:noinline
func (t Type) String() string { return strconv.Itoa(int(t)) }

func (t Type) valid() bool { return 1 <= t && t <= 9 }

// Next is the neighbour clockwise: 1 follows 9.
func (t Type) Next() Type { return t%9 + 1 }

// Previous is the neighbour counter-clockwise: 9 precedes 1.
func (t Type) Previous() Type { return (t+7)%9 + 1 }

// IsNeighbour reports whether the other type can be a wing of t.
func (t Type) IsNeighbour(other Type) bool { return other == t.Next() || other == t.Previous() }

// Integration is the type whose strengths t takes on as it grows: 1 7 5 8 2 4 1 and 3 6 9 3.
func (t Type) Integration() Type {
	return [10]Type{0, 7, 4, 6, 1, 8, 9, 5, 2, 3}[t]
}

// Disintegration is the type whose habits t falls into under strain, the arrow in the other
// direction: 1 4 2 8 5 7 1 and 3 9 6 3.
func (t Type) Disintegration() Type {
	return [10]Type{0, 4, 8, 9, 2, 7, 3, 1, 5, 6}[t]
}

// Center is one of the three centers of intelligence.
type Center string

// The centers.
const (
	Body  Center = "body"
	Heart Center = "heart"
	Head  Center = "head"
)

var centers = [3]Center{Body, Heart, Head}

// Center of a type.
func (t Type) Center() Center {
	switch t {
	case 8, 9, 1:
		return Body
	case 2, 3, 4:
		return Heart
	}
	return Head
}

// Types of a center, in the order of the circle.
func (c Center) Types() [3]Type {
	switch c {
	case Body:
		return [3]Type{8, 9, 1}
	case Heart:
		return [3]Type{2, 3, 4}
	}
	return [3]Type{5, 6, 7}
}

// Hornevian is the way a type goes after what it wants (Karen Horney's three directions).
func (t Type) Hornevian() string {
	switch t {
	case 3, 7, 8:
		return "assertive"
	case 1, 2, 6:
		return "compliant"
	}
	return "withdrawn"
}

// Harmonic is the way a type meets disappointment.
func (t Type) Harmonic() string {
	switch t {
	case 2, 7, 9:
		return "positive"
	case 1, 3, 5:
		return "competency"
	}
	return "reactive"
}

// tradition is what the teaching ascribes to each type, in labels.
type tradition struct{ passion, fixation, virtue, holyIdea string }

// traditions is the table of engines.md 3.7.
var traditions = [10]tradition{
	1: {"anger", "resentment", "serenity", "perfection"},
	2: {"pride", "flattery", "humility", "will, freedom"},
	3: {"deceit", "vanity", "truthfulness", "harmony, law, hope"},
	4: {"envy", "melancholy", "equanimity", "origin"},
	5: {"avarice", "stinginess", "non-attachment", "omniscience"},
	6: {"fear", "cowardice", "courage", "faith, strength"},
	7: {"gluttony", "planning", "sobriety", "wisdom, plan"},
	8: {"lust", "vengeance", "innocence", "truth"},
	9: {"sloth", "indolence", "right action", "love"},
}
