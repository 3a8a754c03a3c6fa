package iching

import (
	"slices"
	"strconv"
	"strings"

	"github.com/witnessos/witnessos/internal/engines"
	"github.com/witnessos/witnessos/internal/engines/draw"
)

// present puts a cast into words.
func present(in Input, c Cast, seed draw.Seed) Result {
	primary, changing := c.Primary(), c.Changing()
	upper, lower := primary.Upper().trait(), primary.Lower().trait()
	p := primary.page()
	r := Result{
		QuestionAsked: in.Question,
		MethodUsed:    in.Method,
		Cast: Casting{
			Primary:       describe(primary, in.IncludeLines),
			PrimaryLines:  c.lines(),
			Nuclear:       relative(primary.Nuclear()),
			Opposite:      relative(primary.Opposite()),
			Reversed:      relative(primary.Reversed()),
			ChangingLines: changing,
			MethodUsed:    in.Method,
		},
		HexagramNumber: primary.Number(), HexagramName: p.name,
		Trigrams: Pair{Upper: upper.Name, Lower: lower.Name},
		Judgment: p.judgment, Image: p.image, Advice: p.advice,

		ChangingLines: changing, ChangingLineCount: len(changing), HasMutation: len(changing) > 0,
		TrigramElements: []string{upper.Element, lower.Element},

		ReadingRule:     c.rule(in.IncludeLines),
		KeyInsights:     insights(c),
		GuidanceSummary: p.advice,

		Seed: string(seed), RNG: draw.RNG,
	}
	r.Hexagram = r.Cast.Primary
	recommendations := []string{p.advice}
	if r.HasMutation {
		relating := c.Relating()
		shown := describe(relating, in.IncludeLines)
		r.Cast.Relating, r.Cast.RelatingLines = &shown, Resting(relating).lines()
		recommendations = append(recommendations, shown.Divination)
		r.GuidanceSummary += " As it leans toward " + title(relating) + ": " + shown.Divination
	}
	if in.IncludeLines {
		for _, line := range changing {
			r.LineTexts = append(r.LineTexts, LineText{r.Cast.PrimaryLines[line-1], p.lines[line-1]})
		}
	}
	r.Interpretation = interpretation(&r, c)
	if in.IncludeSVG {
		r.SVG = picture(&r, c, in)
	}
	r.Reading = engines.Reading{
		Text:            text(&r, c, in),
		Recommendations: recommendations,
		RealityPatches:  distinct(c, func(t Trigram) string { return t.label("Practice") }),
		Archetypes:      distinct(c, archetype),
		Signals:         signals(c),
		Seed:            r.Seed, RNG: r.RNG,
		Raw: Raw{
			Values: c, Relating: Resting(c.Relating()), Odds: in.Method.Odds(), Method: texts().Text("method", string(in.Method)),
			Themes: themeConvention, Confidence: "A cast is drawn and not calculated, so it states no confidence: 0.", Note: texts().Text("note", "nature"),
		},
	}
	return r
}

// distinct gives something of the lower and of the upper trigram, once if they are the same.
func distinct(c Cast, of func(Trigram) string) []string {
	return slices.Compact([]string{of(c.Primary().Lower()), of(c.Primary().Upper())})
}

// title is such as "41, Decrease".
func title(f Figure) string { return strconv.Itoa(f.Number()) + ", " + f.page().name }

// insights are what stands out: the situation, its two halves, its core and where it leans.
func insights(c Cast) []string {
	f := c.Primary()
	core := f.Nuclear()
	list := []string{
		f.page().meaning,
		f.Lower().name() + " within, " + f.Upper().name() + " without: " + f.Lower().label("Attribute") + " meets " + f.Upper().label("Attribute") + ".",
		"At its core lies " + title(core) + ": " + strings.Join(core.page().keywords, ", ") + ".",
	}
	if len(c.Changing()) > 0 {
		list = append(list, "It leans toward "+title(c.Relating())+": "+c.Relating().page().meaning)
	}
	return list
}

// interpretation is the short reading: the judgment, and the texts that answer if those are others.
func interpretation(r *Result, c Cast) string {
	var w writer
	w.add("Hexagram ", title(c.Primary()))
	if r.HasMutation {
		w.add(", leaning toward ", title(c.Relating()))
	}
	w.add("\n", r.Judgment, "\n\n", r.ReadingRule.Rule)
	for _, t := range r.ReadingRule.Texts {
		if t.Hexagram != r.HexagramNumber || t.Part != "judgment" {
			w.answer(t, true)
		}
	}
	w.add("\n\n", r.Advice)
	return w.String()
}

// text is the whole result for people.
func text(r *Result, c Cast, in Input) string {
	var w writer
	f, h := c.Primary(), &r.Hexagram
	w.add(h.Symbol, " Hexagram ", title(f), " (", h.Chinese, " ", h.Pinyin, ")\n",
		r.Trigrams.Upper, " over ", r.Trigrams.Lower, ", cast with ", methodName(in.Method))
	for _, said := range [...][2]string{
		{"Question", in.Question}, {"Intention", in.Intention}, {"Context", in.Context}, {"Urgency", in.Urgency}, {"Focus", in.FocusArea},
	} {
		if said[1] != "" {
			w.add("\n", said[0], ": ", said[1])
		}
	}
	w.paragraph("Judgment", h.Judgment)
	w.paragraph("Image", h.Image)
	w.paragraph("Meaning", h.Meaning)
	if len(r.LineTexts) > 0 {
		w.add("\n\nChanging lines")
		for i := range r.LineTexts {
			line := &r.LineTexts[i]
			w.add("\nLine ", strconv.Itoa(line.Position), ", ", line.Name, ": ", line.Text)
		}
	}
	if relating := r.Cast.Relating; relating != nil {
		w.paragraph("Leaning toward "+relating.Symbol+" "+title(c.Relating()), relating.Judgment)
	}
	w.paragraph("Which text answers", r.ReadingRule.Rule)
	for _, t := range r.ReadingRule.Texts {
		// Judgments and changing lines stand above already.
		w.answer(t, t.Part == "all_lines" || t.Part == "line" && t.Hexagram != r.HexagramNumber)
	}
	w.paragraph("Seen from other sides", "Nuclear: ")
	w.add(title(f.Nuclear()), ". Opposite: ", title(f.Opposite()), ". Reversed: ", title(f.Reversed()), ".")
	w.paragraph("To take along", r.Advice)
	w.paragraph("A note", texts().Text("note", "nature"))
	return w.String()
}

// writer collects text. Its methods are not inlined: they are called so often that it would show in
// the size of a Worker.
type writer struct{ strings.Builder }

//go:noinline
func (w *writer) add(parts ...string) {
	for _, part := range parts {
		w.WriteString(part)
	}
}

//go:noinline
func (w *writer) paragraph(title, text string) { w.add("\n\n", title, "\n", text) }

// answer names a text that answers, and says it if asked to and if it may.
func (w *writer) answer(t RuleText, say bool) {
	w.add("\n", t.source())
	if say && t.Text != "" {
		w.add(": ", t.Text)
	}
}

func methodName(m Method) string {
	switch m {
	case Yarrow:
		return "the odds of the yarrow stalks"
	case Random:
		return "a random choice"
	}
	return "three coins"
}
