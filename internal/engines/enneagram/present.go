package enneagram

import (
	"math"
	"strconv"
	"strings"

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
func (f *finding) typeScores() map[string]*float64 {
	scores := map[string]*float64{}
	if !f.scored() {
		return scores
	}
	for t := Type(1); t <= 9; t++ {
		scores[t.String()] = nil
		if s := f.scores[t]; s.known {
			rounded := round4(s.value)
			scores[t.String()] = &rounded
		}
	}
	return scores
}

// scored reports whether the type was found by comparing scores.
func (f *finding) scored() bool { return f.scores[f.primary()].known }

func (f *finding) secondaryTypes() []Secondary {
	list := []Secondary{}
	for _, t := range f.secondary() {
		list = append(list, Secondary{t, t.label("Name"), round4(f.scores[t].value)})
	}
	return list
}

// centerAnalysis describes the center of the type, how the three compare, and the two other
// ways to sort the types into threes.
func (f *finding) centerAnalysis() string {
	t := f.primary()
	analysis := text("center", string(t.Center()))
	var means []string
	for _, c := range centers {
		if mean := f.mean(c); mean.known {
			means = append(means, string(c)+" "+percent(mean.value))
		}
	}
	if len(means) > 1 {
		analysis += " Averaged over their three types, the centers stand at " + strings.Join(means, ", ") + "."
	}
	return analysis + " " + text("group", t.Hornevian()) + " " + text("group", t.Harmonic())
}

// reading is the part of the result that all engines share.
func (f *finding) reading(r *Result) engines.Reading {
	t := f.primary()
	raw := f.raw
	raw.Note, raw.LevelNote = text("note", "method"), text("note", "level")
	if f.scored() {
		raw.Centers = map[Center]float64{}
		for _, c := range centers {
			if mean := f.mean(c); mean.known {
				raw.Centers[c] = round4(mean.value)
			}
		}
	}
	if f.instincts != nil {
		raw.Instincts = map[string]float64{}
		for i, name := range instincts {
			raw.Instincts[name] = round4(f.instincts.scores[i])
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
	weight := max(math.Round(f.confidence*100)/100, 0.01)
	source := "type " + t.String()
	return []engines.Signal{
		{Kind: engines.SignalNumber, Value: t.String(), Weight: weight, Source: source},
		{Kind: engines.SignalArchetype, Value: t.label("Figure"), Weight: weight, Source: source + ", " + t.label("Name")},
		{Kind: engines.SignalTheme, Value: t.label("Theme"), Weight: weight, Source: source},
		{Kind: engines.SignalTheme, Value: t.label("Second"), Weight: max(math.Round(f.confidence*60)/100, 0.01), Source: source},
	}
}

// page is the whole result for people, as it is being written.
type page struct{ strings.Builder }

//go:noinline
func (p *page) paragraph(title, text string) {
	if text == "" {
		return
	}
	if p.Len() > 0 {
		p.WriteString("\n\n")
	}
	p.WriteString(title)
	p.WriteByte('\n')
	p.WriteString(text)
}

func write(r *Result, f *finding) string {
	var b page
	b.Grow(6 << 10)
	p := &r.Profile.PrimaryType
	b.paragraph("Type "+r.Type.String()+", "+p.Name+" (confidence "+percent(f.confidence)+")", p.Description)
	b.paragraph("What moves you", p.Motivation+" "+p.Desire)
	b.paragraph("What you guard against", p.Fear+" "+p.Trap)
	b.paragraph("The sentence underneath", p.Proposition)
	if f.wing == Balanced {
		b.paragraph("Wings "+r.Type.Previous().String()+" and "+r.Type.Next().String(), text("note", "balanced"))
	} else if wing := p.Wings[string(f.wing)]; wing.Number != 0 {
		b.paragraph("Wing "+wing.Notation+", "+wing.Name, wing.Description)
	}
	b.paragraph("Your center: "+string(p.Center), r.CenterAnalysis)
	if p.Arrows != nil {
		b.paragraph("Towards "+r.Profile.Integration.String()+", when you feel safe", p.Arrows.Integration.Description)
		b.paragraph("Towards "+r.Profile.Disintegration.String()+", under strain", p.Arrows.Disintegration.Description)
	}
	if f.instincts != nil && r.Instinct != "" {
		b.paragraph("Leading instinct: "+instinctName(r.Instinct), instinctText(r.Type, f.instincts.order[0]))
	}
	b.paragraph("For your "+r.FocusArea, r.FocusGuidance)
	b.paragraph("Worth trying", strings.Join(p.Growth, "\n"))
	b.paragraph("A note", text("note", "method"))
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

func round4(x float64) float64 { return math.Round(x*1e4) / 1e4 }
