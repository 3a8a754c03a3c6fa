package enneagram

import (
	"math"
	"strconv"
	"strings"

	"github.com/witnessos/witnessos/internal/decimal"
	"github.com/witnessos/witnessos/internal/engines"
)

// calculate turns a normalised input into a type and the type into words.
func calculate(_ engines.Env, in Input) (Result, error) {
	f := find(in.Person)
	if !in.IncludeWings {
		f.wing = ""
	}
	if !in.IncludeInstincts {
		f.instincts = nil
	}
	t := f.primary()
	r := Result{
		Method: in.Method, Type: t, TypeName: t.label("Name"),
		Wing: f.wing, Tied: f.tied(), TypeScores: f.typeScores(),
		CenterAnalysis: f.centerAnalysis(),
		GrowthGuidance: t.growth(),
		FocusArea:      in.FocusArea,
		Levels:         t.levels(),
	}
	r.Profile = Profile{
		PrimaryType: t.describe(in), Center: t.Center().describe(), DominantWing: f.wing,
		Confidence: f.confidence, Secondary: f.secondaryTypes(),
	}
	if in.IncludeArrows {
		r.Profile.Integration, r.Profile.Disintegration = t.Integration(), t.Disintegration()
	}
	if f.instincts != nil {
		for _, i := range f.instincts.order {
			r.Profile.Stack = append(r.Profile.Stack, instincts[i])
		}
		if leader, ok := f.instincts.leader(); ok {
			r.Instinct = instincts[leader]
			r.Profile.Instinct = r.Instinct
		}
	}
	if in.FocusArea != "" {
		area := strings.ToUpper(in.FocusArea[:1]) + in.FocusArea[1:]
		r.FocusGuidance = texts().Label("focus", t.String(), area)
		r.GrowthGuidance = append([]string{r.FocusGuidance}, r.GrowthGuidance...)
	}
	if in.Partner != nil {
		pair, _ := Pair(int(t), int(find(*in.Partner).primary()))
		r.Compatibility = &pair
	}
	r.Reading = f.reading(&r)
	if in.IncludeSVG {
		r.SVG = f.picture(&r)
	}
	return r, nil
}

// typeScores has all nine types, unless there are no scores at all.
func (f *finding) typeScores() TypeScores {
	if !f.scored() {
		return TypeScores{}
	}
	scores := make(TypeScores, 9)
	rounded := new([10]float64)
	for t := Type(1); t <= 9; t++ {
		if s := f.scores[t]; s.known {
			rounded[t] = decimal.Round(s.value, 4)
			scores[t.String()] = &rounded[t]
		} else {
			scores[t.String()] = nil
		}
	}
	return scores
}

// scored reports whether the type was found by comparing scores.
func (f *finding) scored() bool { return f.scores[f.primary()].known }

func (f *finding) secondaryTypes() []Secondary {
	list := []Secondary{}
	for _, t := range f.secondary() {
		list = append(list, Secondary{t, t.label("Name"), decimal.Round(f.scores[t].value, 4)})
	}
	return list
}

// centerAnalysis describes the center of the type, how the three compare, and the two other
// ways to sort the types into threes.
func (f *finding) centerAnalysis() string {
	t := f.primary()
	var b page
	b.Grow(1 << 10)
	b.add(text("center", string(t.Center())))
	var means [len(centers)]score
	known := 0
	for i, c := range centers {
		if means[i] = f.mean(c); means[i].known {
			known++
		}
	}
	if known > 1 {
		b.add(" Averaged over their three types, the centers stand at ")
		between := ""
		for i, c := range centers {
			if means[i].known {
				b.add(between, string(c), " ", percent(means[i].value))
				between = ", "
			}
		}
		b.add(".")
	}
	b.add(" ", text("group", t.Hornevian()), " ", text("group", t.Harmonic()))
	return b.String()
}

// reading is the part of the result that all engines share.
func (f *finding) reading(r *Result) engines.Reading {
	t := f.primary()
	raw := f.raw
	raw.Note, raw.LevelNote = text("note", "method"), text("note", "level")
	if f.scored() {
		raw.Centers = make(shares, 0, len(centers))
		for _, c := range [...]Center{Body, Head, Heart} { // by name
			if mean := f.mean(c); mean.known {
				raw.Centers = append(raw.Centers, share{string(c), decimal.Round(mean.value, 4)})
			}
		}
	}
	if f.instincts != nil {
		raw.Instincts = make(shares, 0, len(instincts))
		for _, i := range [...]int{0, 2, 1} { // by name
			raw.Instincts = append(raw.Instincts, share{instincts[i], decimal.Round(f.instincts.scores[i], 4)})
		}
	}
	return engines.Reading{
		Confidence:      f.confidence,
		Text:            write(r, f),
		Recommendations: t.growth(),
		RealityPatches:  []string{t.label("Practice")},
		Archetypes:      []string{t.label("Name"), t.label("Figure")},
		Signals:         f.signals(),
		Warnings:        f.warnings(r),
		Raw:             raw,
	}
}

// warnings states what the data left open.
func (f *finding) warnings(r *Result) []string {
	var list []string
	if len(r.Tied) > 0 {
		var names []string
		for _, t := range r.Tied {
			names = append(names, t.String())
		}
		list = append(list, "Types "+strings.Join(names, ", ")+" share the highest score; type "+r.Type.String()+
			" was taken for the higher mean of its center, then for the lower number")
	}
	if answered := f.raw.Confidence.Answered; answered > 0 && answered < typeItems {
		list = append(list, "Only "+strconv.Itoa(answered)+" of the "+strconv.Itoa(typeItems)+" items about types were answered")
	}
	if f.instincts != nil && r.Instinct == "" {
		list = append(list, "Two or more instincts share the highest score, so none is said to lead")
	}
	return list
}

// signals are the facts that other engines' results can be compared with. They weigh as much
// as the type is certain.
func (f *finding) signals() []engines.Signal {
	t := f.primary()
	weight := max(decimal.Round(f.confidence, 2), 0.01)
	source := "type " + t.String()
	return []engines.Signal{
		{Kind: engines.SignalNumber, Value: t.String(), Weight: weight, Source: source},
		{Kind: engines.SignalArchetype, Value: t.label("Figure"), Weight: weight, Source: source + ", " + t.label("Name")},
		{Kind: engines.SignalTheme, Value: t.label("Theme"), Weight: weight, Source: source},
		{Kind: engines.SignalTheme, Value: t.label("Second"), Weight: max(decimal.Round(0.6*f.confidence, 2), 0.01), Source: source},
	}
}

// page is the whole result for people, as it is being written.
type page struct{ strings.Builder }

// add is not inlined, for the size of a Worker.
//
//go:noinline
func (p *page) add(parts ...string) {
	for _, part := range parts {
		p.WriteString(part)
	}
}

func write(r *Result, f *finding) string {
	var b page
	b.Grow(4 << 10)
	p := &r.Profile.PrimaryType
	b.add("Type ", r.Type.String(), ", ", p.Name, " (confidence ", percent(f.confidence), ")\n", p.Description)
	b.add("\n\nWhat moves you\n", p.Motivation, " ", p.Desire)
	b.add("\n\nWhat you guard against\n", p.Fear, " ", p.Trap)
	b.add("\n\nThe sentence underneath\n", p.Proposition)
	if f.wing == Balanced {
		b.add("\n\nWings ", r.Type.Previous().String(), " and ", r.Type.Next().String(), "\n", text("note", "balanced"))
	} else if wing := p.Wings[string(f.wing)]; wing.Number != 0 {
		b.add("\n\nWing ", wing.Notation, ", ", wing.Name, "\n", wing.Description)
	}
	b.add("\n\nYour center: ", string(p.Center), "\n", r.CenterAnalysis)
	if p.Arrows != nil {
		b.add("\n\nTowards ", r.Profile.Integration.String(), ", when you feel safe\n", p.Arrows.Integration.Description)
		b.add("\n\nTowards ", r.Profile.Disintegration.String(), ", under strain\n", p.Arrows.Disintegration.Description)
	}
	if f.instincts != nil && r.Instinct != "" {
		b.add("\n\nLeading instinct: ", instinctName(r.Instinct), "\n", instinctText(r.Type, f.instincts.order[0]))
	}
	if r.FocusGuidance != "" {
		b.add("\n\nFor your ", r.FocusArea, "\n", r.FocusGuidance)
	}
	b.add("\n\nWorth trying\n", r.Type.words().growth)
	b.add("\n\nA note\n", text("note", "method"))
	return b.String()
}

// instinctName is an instinct as people say it.
func instinctName(instinct string) string {
	switch instinct {
	case "self_preservation":
		return "self-preservation"
	case "sexual":
		return "one-to-one"
	}
	return instinct
}

// percent writes a share as a whole percentage.
func percent(share float64) string { return strconv.Itoa(int(math.Round(100*share))) + "%" }
