package humandesign

import (
	"strconv"

	"github.com/witnessos/witnessos/internal/engines/mandala"
)

// Chart is a human design chart without words and without geometry: what texts describe and
// pictures draw.
type Chart struct {
	*mandala.Natal
	Structure
	Sides    [mandala.SideCount]GateSet // gates by side
	Profile  Profile
	Cross    Cross
	Variable Variables
}

// ChartOf reads a chart from its activations.
func ChartOf(natal *mandala.Natal) Chart {
	c := Chart{Natal: natal}
	for side := range natal.Sides {
		for b := range natal.Sides[side].Activations {
			c.Sides[side] |= gateBit(natal.Sides[side].Activations[b].Gate)
		}
	}
	c.Structure = StructureOf(c.Sides[mandala.Personality] | c.Sides[mandala.Design])
	sun := func(side mandala.Side) *mandala.Activation { return &natal.Sides[side].Activations[mandala.Sun] }
	c.Profile = Profile{sun(mandala.Personality).Line, sun(mandala.Design).Line}
	c.Cross = crossOf(natal, c.Profile)
	c.Variable = variablesOf(natal)
	return c
}

// Activation is one of the 26.
func (c *Chart) Activation(side mandala.Side, b mandala.Body) *mandala.Activation {
	return &c.Natal.Sides[side].Activations[b]
}

// Profile is the line of the personality Sun and that of the design Sun.
type Profile struct{ Personality, Design int }

// String is the profile as 5/1.
func (p Profile) String() string {
	return strconv.Itoa(p.Personality) + "/" + strconv.Itoa(p.Design)
}

var lineNames = [mandala.Lines + 1]string{"", "Investigator", "Hermit", "Martyr", "Opportunist", "Heretic", "Role Model"}

// Name is the two line names.
func (p Profile) Name() string { return lineNames[p.Personality] + " / " + lineNames[p.Design] }

// Angle is that of an incarnation cross.
type Angle string

// The angles.
const (
	RightAngle    Angle = "Right Angle"
	Juxtaposition Angle = "Juxtaposition"
	LeftAngle     Angle = "Left Angle"
)

// angle follows from the profile, which runs from 1/3 to 6/3 while the Sun goes through a gate.
func (p Profile) angle() Angle {
	switch {
	case p.Personality == 4 && p.Design == 1:
		return Juxtaposition
	case p.Personality <= 4:
		return RightAngle
	}
	return LeftAngle
}

// Cross is the incarnation cross: the gates of Sun and Earth on both sides.
type Cross struct {
	Angle Angle
	Gates [4]int // personality Sun and Earth, design Sun and Earth
}

func crossOf(natal *mandala.Natal, p Profile) Cross {
	gate := func(side mandala.Side, b mandala.Body) int { return natal.Sides[side].Activations[b].Gate }
	return Cross{p.angle(), [4]int{
		gate(mandala.Personality, mandala.Sun), gate(mandala.Personality, mandala.Earth),
		gate(mandala.Design, mandala.Sun), gate(mandala.Design, mandala.Earth),
	}}
}

// String is the gates as 51/57 | 61/62.
func (c Cross) String() string {
	n := func(i int) string { return strconv.Itoa(c.Gates[i]) }
	return n(0) + "/" + n(1) + " | " + n(2) + "/" + n(3)
}

// entry names the texts of the cross.
func (c Cross) entry() string {
	angle := "right"
	switch c.Angle {
	case Juxtaposition:
		angle = "juxtaposition"
	case LeftAngle:
		angle = "left"
	}
	return strconv.Itoa(c.Gates[0]) + " " + angle
}
