package facereading

import (
	"slices"
	"strconv"
	"strings"

	"github.com/witnessos/witnessos/internal/decimal"
	"github.com/witnessos/witnessos/internal/engines"
	"github.com/witnessos/witnessos/internal/engines/biometric"
)

// advise fills in the lists of things to read and to try.
func (p *reader) advise() {
	r, i := &p.result, &p.result.Integration
	insights := make(biometric.Lines, 0, 8)
	timing, multi, practice := biometric.Lines{}, biometric.Lines{}, make(biometric.Lines, 0, 3)
	i.Practices, i.Breath, i.Meditation = []string{}, []string{}, []string{}
	if face := p.dominant(); face != "" {
		said := textsOf(face)
		i.Practices = []string{said.practice, textsOf(p.scores[1].Element).practice}
		i.Breath, i.Meditation = []string{said.breath}, []string{said.sitting}
		practice = append(practice, said.sitting, said.breath)
		insights = append(insights, said.heard...)
	}
	r.Cultural = cultural()[:3:3]
	if r.Houses != nil {
		for n, palace := range r.Houses.list() {
			if slices.Contains(r.Houses.DominantHouses, housesOf[n].key) {
				insights = append(insights, *palace.Reading)
			}
		}
		r.Cultural = cultural()[:]
	}
	if a := r.AgePoints; a != nil && a.Phase != nil {
		s := &stations[stationAt(*a.Age)]
		practice.Add(texts().Label("age", s.name, "Practice"))
		next := "."
		if a.Phase.Next != nil {
			next = "; then the path moves on to the " + *a.Phase.Next + "."
		}
		timing.Add("The years of ", texts().Label("age", s.name, "Name"), " run until the ", ordinal(s.to+1), " birthday", next)
	}
	if v := i.Vedic; v != nil && v.Relation != nil {
		multi.Add("Face and birth Moon (", *v.Face, ", ", v.Sign, "): ", *v.Text)
	}
	if w := i.TCM; w != nil && w.Relation != nil {
		multi.Add("Face and hour of birth (", *w.Face, ", the watch called ", w.Organ, "): ", *w.Text)
	}
	r.Insights, r.OptimalTiming, r.MultiModal, r.Consciousness = insights, timing, multi, practice
	r.Summary = p.summary()
}

// summary says in one paragraph what was found.
func (p *reader) summary() string {
	r := &p.result
	var parts biometric.Lines
	if r.Mode == birthDataOnly {
		parts.Add(texts().Text("note", "birth"))
	}
	if p.scores != nil {
		list := make(biometric.Lines, 0, len(p.scores))
		for i := range p.scores {
			list.Add(p.scores[i].Element, " ", strconv.Itoa(int(p.scores[i].Share+0.5)), "%")
		}
		parts.Add(*r.Elements.Type, ". ", strings.Join(list, ", "), ".")
		if r.Elements.Fragile {
			parts.Add("The first two are closer than landmarks are exact: read them as a pair.")
		}
	}
	if len(p.houses) > 0 {
		var names []string
		for _, key := range r.Houses.DominantHouses {
			names = append(names, texts().Label("palace", key, "Region"))
		}
		if names == nil {
			parts.Add("No palace stands out beside the reference face.")
		} else {
			parts.Add("What stands out most beside the reference face: ", strings.Join(names, ", "), ".")
		}
	}
	if a := r.AgePoints; a != nil {
		if a.Location != nil {
			parts.Add("At ", strconv.Itoa(*a.Age), " the age point is at the ", *a.Location, ".")
		} else {
			parts.Add("The path of the age points runs from the first birthday to the hundredth, and has no place for this age.")
		}
	}
	if parts == nil {
		return "Nothing was asked for that these proportions could answer."
	}
	return strings.Join(parts, " ")
}

// reading is the part of the result that all engines share.
func (p *reader) reading() (engines.Reading, error) {
	r := &p.result
	shown, err := p.in.shown()
	if err != nil {
		return engines.Reading{}, err
	}
	quality, confidence := p.quality()
	reading := engines.Reading{
		Confidence:      confidence,
		Text:            p.text(),
		Recommendations: r.Integration.Practices,
		RealityPatches:  r.Consciousness,
		Signals:         p.signals(),
		Input:           shown,
		Raw: &Raw{
			Source: p.source(), Ratios: p.ratios, Elements: p.scores, Palaces: p.houses, Stations: p.years,
			Quality: quality, Conventions: &conventions,
		},
	}
	if face := p.dominant(); face != "" {
		reading.Archetypes = []string{textsOf(face).archetype}
	}
	if r.Mode == birthDataOnly {
		reading.Warnings = []string{"Only birth data were read: palaces and elements of the face are empty"}
	} else if p.in.Elements && p.scores == nil {
		reading.Warnings = []string{"The ratios that were given do not bear on two elements: the five elements are empty"}
	}
	return reading, nil
}

func (p *reader) source() string {
	switch {
	case p.in.face != nil:
		return "landmarks"
	case p.in.Ratios != nil:
		return "ratios"
	}
	return "none"
}

var conventions = Conventions{
	Scores:    "mean of 1/(1+exp(-z)) over the proportions of the region, z = (value - reference)/spread",
	Elements:  "1/(1+exp(-sum of weight·z)), shares of the sum in percent; wood: long and narrow, fire: pointed chin and narrow forehead, earth: square with a wide jaw, metal: broad forehead and prominent cheekbones, water: round with a full lower face",
	Harmony:   "1 - mean of 2·|score - 0.5|",
	Reference: "canonical face model of MediaPipe; spreads of 6 % for outlines, 10 % for features, 15 % for openings and gaps",
	Quality:   "detection · frontality · completeness · shape - fragile, from 0.1 to 1",
}

// signals are the facts that other engines' results can be compared with.
func (p *reader) signals() []engines.Signal {
	if p.scores == nil {
		return nil
	}
	list := []engines.Signal{{
		Kind: engines.SignalTheme, Value: textsOf(p.dominant()).theme, Weight: 0.5, Source: "dominant element of the face",
	}}
	for i, source := range [...]string{"dominant element of the face", "secondary element of the face"} {
		s := &p.scores[i]
		list = append(list, engines.Signal{Kind: engines.SignalElement, Value: s.Element, Weight: decimal.Round(max(s.Share/100, 0.01), 2), Source: source})
	}
	return list
}

// text is the whole result for people; analysis_depth decides how much of it.
func (p *reader) text() string {
	var b biometric.Prose
	b.Grow(4 << 10)
	r, comprehensive := &p.result, p.in.Depth == "comprehensive"
	b.Add("A reading of proportions\n", r.Summary)
	for i := range p.scores {
		if i == 0 || i == 1 && comprehensive {
			b.Add("\n\nElement: ", p.scores[i].Element, "\n", textsOf(p.scores[i].Element).description)
		}
	}
	if r.Houses != nil && p.in.Depth != "basic" {
		for _, palace := range r.Houses.list() {
			if palace.Reading == nil || !comprehensive && *palace.Emphasis == "even" {
				continue
			}
			b.Add("\n\n", palace.Name, " (", palace.Region, ")\n", palace.Meaning, " ", *palace.Reading)
			if palace.Estimated {
				b.Add(" ", texts().Text("note", "hairline"))
			}
		}
	}
	if a := r.AgePoints; a != nil && a.Phase != nil {
		b.Add("\n\nAge point: ", *a.Location, "\n", a.Insights[0], " ", r.OptimalTiming[0])
	}
	moon, watch := r.Integration.Vedic, r.Integration.TCM
	if moon != nil || watch != nil {
		b.Add("\n\nAt the hour of birth")
	}
	if moon != nil {
		b.Add("\nThe Moon stood in ", moon.Sign, ", a sign of ", moon.Element, ".")
	}
	if watch != nil {
		b.Add("\nThe organ clock had the watch called ", watch.Organ, ", of ", string(watch.Phase), ".")
	}
	for _, line := range r.MultiModal {
		b.Add("\n", line)
	}
	b.Add("\n\n", texts().Text("note", "nature"))
	if p.in.Mode != birthDataOnly {
		b.Add(" ", texts().Text("note", "privacy"))
	}
	return b.String()
}

func ratioText(x float64) string { return strconv.FormatFloat(decimal.Round(x, 2), 'f', -1, 64) }

// ordinal writes 31st, 41st, 51st and the like.
func ordinal(n int) string {
	if n%10 == 1 && n/10 != 1 {
		return strconv.Itoa(n) + "st"
	}
	return strconv.Itoa(n) + "th"
}
