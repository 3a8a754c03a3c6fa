package humandesign

import (
	"strconv"
	"strings"

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
			PersonalityTT: round(c.Natal.Sides[mandala.Personality].TT, 1e8),
			DesignTT:      round(c.Natal.Sides[mandala.Design].TT, 1e8),
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
	open := (CenterSet(1<<CenterCount-1) &^ c.Defined).Names()
	if c.Defined == 0 {
		return "All nine centers are open. " + texts().Text("definition", "None")
	}
	s := "Defined: " + list(c.Defined.Names()) + ". "
	if len(open) > 0 {
		s += "Open: " + list(open) + ". "
	}
	return s + c.Definition() + " definition: " + texts().Text("definition", c.Definition())
}

// gatesAnalysis tells the four gates of the cross, and those that are active several times.
func gatesAnalysis(c *Chart) string {
	var b strings.Builder
	for i, name := range [...]string{"Your conscious Sun", "your conscious Earth", "your unconscious Sun", "your unconscious Earth"} {
		side, body := mandala.Side(i/2), mandala.Body(i%2)
		a := c.Activation(side, body)
		if i > 0 {
			b.WriteString(", ")
		}
		b.WriteString(name + " is in gate " + a.Place().String() + " (" + gateTexts()[a.Gate].keynote + ")")
	}
	b.WriteString(".")
	var both []string
	for _, gate := range (c.Sides[mandala.Personality] & c.Sides[mandala.Design]).Gates() {
		both = append(both, strconv.Itoa(gate))
	}
	if len(both) > 0 {
		b.WriteString(" Active on both sides: " + list(both) + ".")
	}
	return b.String()
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

// text is the whole result for people.
func text(r *Result, c *Chart) string {
	var b strings.Builder
	b.Grow(6 << 10)
	section := func(title, body string) { b.WriteString("\n\n" + title + "\n" + body) }

	info := &r.Chart.TypeInfo
	b.WriteString("Human design chart for " + r.BirthInfo.BirthDate)
	if r.BirthInfo.BirthTime != nil {
		b.WriteString(" " + *r.BirthInfo.BirthTime + " (UTC" + r.Computation.Offset + ")")
	} else {
		b.WriteString(", time unknown; shown for noon")
	}
	if r.TimeRange != nil {
		b.WriteString("\n\n" + r.TimeRange.Summary)
	}
	if r.Type != nil {
		section(info.Name+": "+texts().Label("type", info.Name, "Short"), info.Description)
		section("Strategy: "+info.Strategy, r.StrategyGuidance+" When it goes well: "+strings.ToLower(info.Signature)+
			". When it does not: "+strings.ToLower(info.NotSelf)+".")
	} else {
		section("Type", r.TypeAnalysis)
	}
	if r.Authority != nil {
		section("Authority: "+info.Authority+", "+texts().Label("authority", c.Authority.entry(), "Short"), r.AuthorityGuidance)
	} else {
		section("Authority", r.AuthorityGuidance)
	}
	if r.Profile != nil {
		section("Profile "+*r.Profile+": "+r.Chart.Profile.LifeTheme, r.ProfileInfo.Description)
	} else {
		section("Profile", r.ProfileAnalysis)
	}
	at := "" // which time the rest is for, when none is known
	if r.BirthInfo.TimeUnknown {
		at = " at noon"
	}
	section("Centers"+at, r.CentersAnalysis)
	if len(r.DefinedChannels) == 0 {
		section("Channels"+at, "No channel is complete.")
	}
	for i := range r.DefinedChannels {
		ch := &r.DefinedChannels[i]
		section("Channel"+at+" "+ch.Number+", "+ch.Name+" ("+ch.Centers[0]+" to "+ch.Centers[1]+", "+strings.ToLower(ch.Circuit)+")", ch.Description)
	}
	if r.Cross != nil {
		section(r.Cross.Name+" ("+r.Chart.Cross.Notation+"): "+r.Chart.Cross.Theme, r.Cross.Description)
	}
	section("Gates"+at, r.GatesAnalysis)
	section("Variables"+at+" "+r.Chart.Variables.Notation, variableText(&r.Chart.Variables))
	if c := r.Connection; c != nil {
		section("Connection", connectionText(c))
	}
	if t := r.Transit; t != nil {
		section("Transit of "+t.Date, transitText(t))
	}
	if !r.BirthInfo.TimeUnknown {
		section("How firm this is", stabilityText(&r.Stability))
	}
	b.WriteString("\n\n" + r.Attribution)
	return b.String()
}

func variableText(v *VariableInfo) string {
	var parts []string
	for _, a := range [...]struct {
		name string
		info *ArrowInfo
	}{{"Motivation", &v.Motivation}, {"Perspective", &v.Perspective}, {"Determination", &v.Determination}, {"Environment", &v.Environment}} {
		s := a.name + ": " + a.info.Name + ", " + a.info.Arrow
		if a.info.Uncertain {
			s += " (uncertain)"
		}
		parts = append(parts, s)
	}
	return strings.Join(parts, ". ") + "."
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

func stabilityText(s *Stability) string {
	span := func(name string, w *Window) string {
		switch {
		case w.Earlier == nil && w.Later == nil:
			return "the " + name + " stays the same for twelve hours either way"
		case w.Earlier == nil:
			return "the " + name + " would be different " + duration(w.Later.Minutes) + " later (" + w.Later.Value + ")"
		case w.Later == nil:
			return "the " + name + " would be different " + duration(w.Earlier.Minutes) + " earlier (" + w.Earlier.Value + ")"
		}
		return "the " + name + " would be different " + duration(w.Earlier.Minutes) + " earlier (" + w.Earlier.Value + ") or " +
			duration(w.Later.Minutes) + " later (" + w.Later.Value + ")"
	}
	line := span("first line", &s.AnyLine)
	return "With another time of birth, " + span("type", &s.Type) + "; " + span("profile", &s.Profile) + "; " +
		strings.Replace(line, "the first line would be different", "some line would be different", 1) + "."
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
