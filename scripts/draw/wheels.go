package main

import (
	"strings"

	"github.com/witnessos/witnessos/internal/drawing/sheet"
	"github.com/witnessos/witnessos/internal/drawing/wheel"
)

// aspectsOf finds the aspects of the specification among bodies, 3.15.
func aspectsOf(bodies []wheel.Body) []wheel.Aspect {
	angles := []struct {
		kind       string
		angle, orb float64
	}{{"conjunction", 0, 8}, {"sextile", 60, 4}, {"square", 90, 6}, {"trine", 120, 6}, {"opposition", 180, 8}}
	var found []wheel.Aspect
	for i, a := range bodies {
		for _, b := range bodies[i+1:] {
			apart := a.Longitude - b.Longitude
			for apart < -180 {
				apart += 360
			}
			for apart > 180 {
				apart -= 360
			}
			if apart < 0 {
				apart = -apart
			}
			for _, k := range angles {
				if orb := apart - k.angle; orb < k.orb && orb > -k.orb {
					found = append(found, wheel.Aspect{A: a.Name, B: b.Name, Kind: k.kind, Orb: orb})
				}
			}
		}
	}
	return found
}

func wheels() []sample {
	millennium := []wheel.Body{
		{Name: "sun", Longitude: 280.3689}, {Name: "moon", Longitude: 223.3238}, {Name: "mercury", Longitude: 271.8893},
		{Name: "venus", Longitude: 241.5658}, {Name: "mars", Longitude: 327.9633}, {Name: "jupiter", Longitude: 25.2531},
		{Name: "saturn", Longitude: 40.3957, Retrograde: true}, {Name: "uranus", Longitude: 314.8092},
		{Name: "neptune", Longitude: 303.1930}, {Name: "pluto", Longitude: 251.4548},
		{Name: "north_node", Longitude: 123.9540, Retrograde: true}, {Name: "south_node", Longitude: 303.9540, Retrograde: true},
		{Name: "chiron", Longitude: 251.6},
	}
	ascendant, midheaven := 24.2662, 279.6111
	houses := []float64{24.27, 52.7, 76.4, 99.61, 125.9, 158.8, 204.27, 232.7, 256.4, 279.61, 305.9, 338.8}
	full := wheel.Chart{
		Name: "1 January 2000", Born: "12:00 UTC · Greenwich", System: "Tropical zodiac · quadrant houses",
		Bodies: millennium, Aspects: aspectsOf(millennium), Cusps: houses, Ascendant: &ascendant, Midheaven: &midheaven,
		Note: "Ephemeris within 1″ · true node · 2000-01-01T12:00:00Z",
	}
	bare := wheel.Chart{Name: "Time unknown", Born: "1 January 2000", Bodies: millennium[:10], Aspects: aspectsOf(millennium[:10])}

	crowded := wheel.Chart{Name: strings.Repeat("A very long name ", 10), Born: strings.Repeat("and a long line ", 12), Note: strings.Repeat("small print ", 30)}
	for i, b := range millennium {
		b.Longitude = 359.6 + float64(i)*0.07
		b.Retrograde = true
		crowded.Bodies = append(crowded.Bodies, b)
	}
	crowded.Bodies = append(crowded.Bodies, wheel.Body{Name: "earth", Longitude: 180}, wheel.Body{Name: "lilith", Longitude: 181},
		wheel.Body{Name: "Pars Fortunae Maxima", Longitude: 92})
	crowded.Aspects = append(aspectsOf(crowded.Bodies), wheel.Aspect{A: "lilith", B: "pars fortunae maxima", Kind: "quintile", Orb: 1})
	zero := 0.0
	crowded.Ascendant = &zero

	var list []sample
	for name, chart := range map[string]wheel.Chart{"wheel-full": full, "wheel-nohouses": bare, "wheel-crowded": crowded, "wheel-empty": {}} {
		list = append(list, sample{name, func(o sheet.Options) string { return wheel.Draw(chart, o) }})
	}
	return list
}
