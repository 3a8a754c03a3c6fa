package humandesign

import (
	"strconv"
	"strings"

	"github.com/witnessos/witnessos/internal/decimal"
	"github.com/witnessos/witnessos/internal/engines"
	"github.com/witnessos/witnessos/internal/engines/mandala"
)

// reading is the part of the result that all engines share.
func reading(r *Result, in *Input, c *Chart, p *Possibilities) engines.Reading {
	b := in.Birth()
	weak := fragile(c, p)
	var components [][]string
	for _, part := range c.Components[:c.Parts] {
		components = append(components, part.Names())
	}
	recommendations, patches, archetypes := []string{}, []string{}, []string{}
	if r.Type != nil {
		recommendations = append(recommendations, firstSentence(r.StrategyGuidance))
		patches = append(patches, lastSentence(r.DeconditioningGuidance))
		archetypes = append(archetypes, string(c.Type))
	}
	if r.Authority != nil {
		recommendations = append(recommendations, firstSentence(r.AuthorityGuidance))
	}
	if r.Profile != nil {
		patches = append(patches, lastSentence(r.ProfileInfo.Description))
		archetypes = append(archetypes, lineNames[c.Profile.Personality], lineNames[c.Profile.Design])
	}
	return engines.Reading{
		Confidence:      confidence(b, weak),
		Text:            text(r, c),
		Recommendations: recommendations,
		RealityPatches:  patches,
		Archetypes:      archetypes,
		Signals:         signals(c, p),
		Warnings:        warnings(r, weak),
		Raw: Raw{
			Wheel:         "64 gates of 5.625 degrees; gate 41 begins at 302 degrees tropical",
			PersonalityTT: decimal.Round(c.Natal.Sides[mandala.Personality].TT, 8),
			DesignTT:      decimal.Round(c.Natal.Sides[mandala.Design].TT, 8),
			Components:    components,
			Tolerance:     arrowTolerance,
			Fragile:       weak,
			Conventions: []string{
				"The percentages of types are rough figures that the tradition hands down; nobody has counted.",
				"An arrow is called uncertain when its margin is below 2 arc-seconds or the error bound.",
			},
		},
	}
}

// warnings are what the birth has not warned of already.
func warnings(r *Result, weak []string) []string {
	var list []string
	if r.TimeRange != nil {
		list = append(list, r.TimeRange.Summary)
	}
	var near []string
	for _, w := range weak {
		if !strings.HasSuffix(w, "over the time range") {
			near = append(near, w)
		}
	}
	if len(near) > 0 {
		list = append(list, "Too close to a boundary to be sure of: "+strings.Join(near, "; "))
	}
	return list
}

func firstSentence(s string) string {
	if i := strings.IndexAny(s, ".?!"); i >= 0 {
		return s[:i+1]
	}
	return s
}

func lastSentence(s string) string {
	s = strings.TrimSpace(s)
	for i := len(s) - 2; i > 0; i-- {
		if s[i] == ' ' && strings.IndexByte(".?!", s[i-1]) >= 0 {
			return s[i+1:]
		}
	}
	return s
}

// list joins names as people do: a, b and c.
func list(names []string) string {
	switch n := len(names); n {
	case 0:
		return "none"
	case 1:
		return names[0]
	default:
		return strings.Join(names[:n-1], ", ") + " and " + names[n-1]
	}
}

func centersAnalysis(c *Chart) string {
	if c.Defined == 0 {
		return "All nine centers are open. " + texts().Text("definition", "None")
	}
	var p page
	p.add("Defined: ", list(c.Defined.Names()), ". ")
	if open := (CenterSet(1<<CenterCount-1) &^ c.Defined).Names(); len(open) > 0 {
		p.add("Open: ", list(open), ". ")
	}
	p.add(c.Definition(), " definition: ", texts().Text("definition", c.Definition()))
	return p.String()
}

// gatesAnalysis tells the four gates of the cross, and those that are active several times.
func gatesAnalysis(c *Chart) string {
	var p page
	p.Grow(512)
	for i, name := range [...]string{"Your conscious Sun", ", your conscious Earth", ", your unconscious Sun", ", your unconscious Earth"} {
		a := c.Activation(mandala.Side(i/2), mandala.Body(i%2))
		p.add(name, " is in gate ", a.Place().String(), " (", gateTexts()[a.Gate].keynote, ")")
	}
	p.add(".")
	if both := c.Sides[mandala.Personality] & c.Sides[mandala.Design]; both != 0 {
		var numbers []string
		for _, gate := range both.Gates() {
			numbers = append(numbers, strconv.Itoa(gate))
		}
		p.add(" Active on both sides: ", list(numbers), ".")
	}
	return p.String()
}

func rangeSummary(r *TimeRange) string {
	var sure, open []string
	for _, a := range [...]struct {
		name string
		s    Spread
	}{{"type", r.Type}, {"authority", r.Authority}, {"profile", r.Profile}, {"definition", r.Definition}} {
		if a.s.Certain {
			sure = append(sure, a.name+" ("+a.s.Values[0].Value+")")
			continue
		}
		var values []string
		for _, v := range a.s.Values {
			values = append(values, v.Value)
		}
		open = append(open, a.name+" ("+strings.Join(values, " or ")+")")
	}
	s := "The birth can have been at any time from " + r.From + " to " + r.To + ". "
	if len(sure) > 0 {
		s += "Certain over all of it: " + list(sure) + ". "
	}
	if len(open) > 0 {
		s += "Open: " + list(open) + ". "
	}
	return s + strconv.Itoa(len(r.Certain)) + " of 26 activations keep their line."
}

// page is a text that is being written.
type page struct{ strings.Builder }

// add appends the parts one by one, so that they need not be joined first.
func (p *page) add(parts ...string) {
	for _, part := range parts {
		p.WriteString(part)
	}
}

// text is the whole result for people.
func text(r *Result, c *Chart) string {
	var p page
	p.Grow(6 << 10)

	info := &r.Chart.TypeInfo
	p.add("Human design chart for ", r.BirthInfo.BirthDate)
	if r.BirthInfo.BirthTime != nil {
		p.add(" ", *r.BirthInfo.BirthTime, " (UTC", r.Computation.Offset, ")")
	} else {
		p.add(", time unknown; shown for noon")
	}
	if r.TimeRange != nil {
		p.add("\n\n", r.TimeRange.Summary)
	}
	if r.Type != nil {
		p.add("\n\n", info.Name, ": ", texts().Label("type", info.Name, "Short"), "\n", info.Description)
		p.add("\n\nStrategy: ", info.Strategy, "\n", r.StrategyGuidance, " When it goes well: ", strings.ToLower(info.Signature),
			". When it does not: ", strings.ToLower(info.NotSelf), ".")
	} else {
		p.add("\n\nType\n", r.TypeAnalysis)
	}
	p.add("\n\nAuthority")
	if r.Authority != nil {
		p.add(": ", info.Authority, ", ", texts().Label("authority", c.Authority.entry(), "Short"))
	}
	p.add("\n", r.AuthorityGuidance)
	if r.Profile != nil {
		p.add("\n\nProfile ", *r.Profile, ": ", r.Chart.Profile.LifeTheme, "\n", r.ProfileInfo.Description)
	} else {
		p.add("\n\nProfile\n", r.ProfileAnalysis)
	}
	at := "" // which time the rest is for, when none is known
	if r.BirthInfo.TimeUnknown {
		at = " at noon"
	}
	p.add("\n\nCenters", at, "\n", r.CentersAnalysis)
	if len(r.DefinedChannels) == 0 {
		p.add("\n\nChannels", at, "\nNo channel is complete.")
	}
	for i := range r.DefinedChannels {
		ch := &r.DefinedChannels[i]
		p.add("\n\nChannel", at, " ", ch.Number, ", ", ch.Name, " (", ch.Centers[0], " to ", ch.Centers[1], ", ", strings.ToLower(ch.Circuit), ")\n",
			ch.Description)
	}
	if r.Cross != nil {
		p.add("\n\n", r.Cross.Name, " (", r.Chart.Cross.Notation, "): ", r.Chart.Cross.Theme, "\n", r.Cross.Description)
	}
	p.add("\n\nGates", at, "\n", r.GatesAnalysis)
	p.add("\n\nVariables", at, " ", r.Chart.Variables.Notation, "\n")
	p.variables(r.Chart.Variables)
	if c := r.Connection; c != nil {
		p.add("\n\nConnection\n", connectionText(c))
	}
	if t := r.Transit; t != nil {
		p.add("\n\nTransit of ", t.Date, "\n", transitText(t))
	}
	if !r.BirthInfo.TimeUnknown {
		p.add("\n\nHow firm this is\n")
		p.stability(r.Stability)
	}
	p.add("\n\n", r.Attribution)
	return p.String()
}

func (p *page) variables(v *VariableInfo) {
	arrow := func(name string, info *ArrowInfo) {
		p.add(name, ": ", info.Name, ", ", info.Arrow)
		if info.Uncertain {
			p.add(" (uncertain)")
		}
	}
	arrow("Motivation", &v.Motivation)
	arrow(". Perspective", &v.Perspective)
	arrow(". Determination", &v.Determination)
	arrow(". Environment", &v.Environment)
	p.add(".")
}

func connectionText(c *Connection) string {
	s := "With a " + c.Partner.Type + " " + c.Partner.Profile + "."
	for _, bond := range [...]struct {
		name     string
		channels []SharedChannel
	}{
		{"Electromagnetic", c.Electromagnetic}, {"Companionship", c.Companionship},
		{"Dominance", c.Dominance}, {"Compromise", c.Compromise},
	} {
		if len(bond.channels) > 0 {
			var names []string
			for i := range bond.channels {
				names = append(names, bond.channels[i].Channel+" "+bond.channels[i].Name)
			}
			s += " " + bond.name + ": " + list(names) + "."
		}
	}
	return s
}

func transitText(t *Transit) string {
	if len(t.Completed)+len(t.OnTheirOwn) == 0 {
		return "The sky adds no channel to the chart."
	}
	var names []string
	for _, channels := range [...][]TransitChannel{t.Completed, t.OnTheirOwn} {
		for i := range channels {
			names = append(names, channels[i].Channel+" "+channels[i].Name+" (by "+list(channels[i].names)+")")
		}
	}
	return "The sky completes " + list(names) + "."
}

func (p *page) stability(s *Stability) {
	p.add("With another time of birth, ")
	p.window("the type", "the type", &s.Type)
	p.add("; ")
	p.window("the profile", "the profile", &s.Profile)
	p.add("; ")
	p.window("the first line", "some line", &s.AnyLine)
	p.add(".")
}

// window tells when what would be different, or what stays the same for as long as was looked.
func (p *page) window(same, different string, w *Window) {
	if w.Earlier == nil && w.Later == nil {
		p.add(same, " stays the same for twelve hours either way")
		return
	}
	p.add(different, " would be different ")
	if w.Earlier != nil {
		p.add(duration(w.Earlier.Minutes), " earlier (", w.Earlier.Value, ")")
	}
	if w.Earlier != nil && w.Later != nil {
		p.add(" or ")
	}
	if w.Later != nil {
		p.add(duration(w.Later.Minutes), " later (", w.Later.Value, ")")
	}
}

// duration writes minutes as people say them.
func duration(minutes float64) string {
	seconds := int(minutes*60 + 0.5)
	switch {
	case seconds < 120:
		return strconv.Itoa(seconds) + " seconds"
	case seconds < 2*3600:
		return strconv.Itoa((seconds+30)/60) + " minutes"
	}
	return strconv.Itoa((seconds+1800)/3600) + " hours"
}
