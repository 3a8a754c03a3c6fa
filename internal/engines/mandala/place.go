package mandala

import "strconv"

// Place is a gate with a line, the two parts of an address that are written as 41.3.
type Place struct{ Gate, Line int }

// Place is the gate and line of an address.
func (a Address) Place() Place { return Place{a.Gate, a.Line} }

// String writes the place as 41.3.
func (p Place) String() string { return strconv.Itoa(p.Gate) + "." + strconv.Itoa(p.Line) }

// lineAt is a line of the wheel by its number, any whole number.
func lineAt(n int) Place {
	const count = Gates * Lines
	n = (n%count + count) % count
	return Place{GateAt(n / Lines), n%Lines + 1}
}
