package main

import (
	"strings"

	"github.com/witnessos/witnessos/internal/drawing/bodygraph"
	"github.com/witnessos/witnessos/internal/drawing/sheet"
)

var columnOrder = []string{"sun", "earth", "north_node", "south_node", "moon", "mercury", "venus",
	"mars", "jupiter", "saturn", "uranus", "neptune", "pluto"}

func side(activations ...[2]int) bodygraph.Side {
	var s bodygraph.Side
	for i, a := range activations {
		s.Activations = append(s.Activations, bodygraph.Activation{Body: columnOrder[i], Gate: a[0], Line: a[1]})
	}
	return s
}

func bodygraphs() []sample {
	all := map[string]bodygraph.Chart{
		"bodygraph-full": {
			Name: "1 January 2000", Born: "12:00 UTC · Greenwich",
			Type: "Manifesting Generator", Profile: "1/4 Investigator / Opportunist", Authority: "Emotional",
			Definition: "Split", Strategy: "Respond, then inform",
			Cross:   "Right Angle Cross of Tension (38/39 | 48/21)",
			Centers: []string{"Throat", "G", "Sacral", "Spleen", "Solar Plexus", "Root"},
			Channels: []bodygraph.Channel{{Gates: [2]int{10, 34}, Name: "Exploration"}, {Gates: [2]int{13, 33}, Name: "Prodigal"},
				{Gates: [2]int{27, 50}, Name: "Preservation"}, {Gates: [2]int{30, 41}, Name: "Recognition"}},
			Personality: side([2]int{38, 1}, [2]int{39, 1}, [2]int{31, 2}, [2]int{41, 2}, [2]int{1, 1}, [2]int{58, 4}, [2]int{34, 2},
				[2]int{30, 4}, [2]int{42, 5}, [2]int{2, 3}, [2]int{13, 6}, [2]int{41, 1}, [2]int{9, 1}),
			Design: side([2]int{48, 4}, [2]int{21, 4}, [2]int{33, 3}, [2]int{19, 3}, [2]int{59, 2}, [2]int{50, 4}, [2]int{29, 5},
				[2]int{26, 6}, [2]int{27, 1}, [2]int{2, 6}, [2]int{13, 4}, [2]int{10, 4}, [2]int{34, 5}),
			Note: "Ephemeris within 1″ · true node · 2000-01-01T12:00:00Z",
		},
		"bodygraph-integration": {
			Type: "Manifestor", Profile: "5/1 Heretic / Investigator", Authority: "Splenic", Definition: "Single",
			Cross:   "Left Angle Cross of the Clarion 1 (51/57 | 61/62)",
			Centers: []string{"throat", "g", "spleen", "ajna", "heart"},
			Channels: []bodygraph.Channel{{Gates: [2]int{10, 20}}, {Gates: [2]int{10, 57}}, {Gates: [2]int{20, 57}},
				{Gates: [2]int{23, 43}}, {Gates: [2]int{25, 51}}},
			Personality: bodygraph.Side{Gates: []int{51, 57, 23, 43, 3, 27, 20, 10}},
			Design:      bodygraph.Side{Gates: []int{61, 62, 57, 25, 43, 7, 10, 44, 26}},
		},
		"bodygraph-open": {
			Type: "Reflector", Profile: "6/3 Role Model / Martyr", Authority: "Lunar", Definition: "None",
			Personality: side([2]int{11, 6}, [2]int{12, 6}), Design: side([2]int{46, 3}, [2]int{25, 3}),
		},
		"bodygraph-empty": {},
	}

	every := bodygraph.Chart{
		Name: strings.Repeat("Maximiliane Wilhelmine ", 6), Born: strings.Repeat("born somewhere far away at some time ", 6),
		Type: "Manifesting Generator", Profile: "4/1 Opportunist / Investigator of very many words", Authority: "Ego (Manifested) with more words than usual",
		Definition: "Quadruple Split", Strategy: "Wait a lunar cycle", Cross: strings.Repeat("Juxtaposition Cross of Everything ", 6),
		Note: strings.Repeat("computed with great care ", 12),
	}
	every.Personality = side([2]int{64, 6}, [2]int{63, 6}, [2]int{44, 4}, [2]int{24, 4}, [2]int{1, 1}, [2]int{2, 2}, [2]int{3, 3},
		[2]int{4, 4}, [2]int{5, 5}, [2]int{6, 6}, [2]int{7, 1}, [2]int{8, 2}, [2]int{9, 3})
	every.Design = every.Personality
	every.Personality.Label = "A person with a long label"
	for g := 1; g <= 64; g++ {
		if g%3 != 0 {
			every.Personality.Gates = append(every.Personality.Gates, g)
		}
		if g%3 != 1 {
			every.Design.Gates = append(every.Design.Gates, g)
		}
	}
	every.Centers = strings.Split("head ajna throat g heart spleen sacral solar_plexus root", " ")
	every.Channels = []bodygraph.Channel{{Gates: [2]int{34, 57}}}
	all["bodygraph-every"] = every

	var list []sample
	for name, chart := range all {
		list = append(list, sample{name, func(o sheet.Options) string { return bodygraph.Draw(chart, o) }})
	}
	return list
}
