package tarot

import (
	"strconv"
	"strings"

	"github.com/witnessos/witnessos/internal/engines"
	"github.com/witnessos/witnessos/internal/engines/draw"
)

// present puts a spread into words.
func (l *layout) present(seed draw.Seed) Result {
	n, themes := l.census(), l.themes()
	top := &themes[0]
	e := texts().Entry("spread", l.spread.name)
	r := Result{
		QuestionAsked: l.in.Question,
		SpreadType:    l.spread.name,
		DeckUsed:      l.deck, DeckName: label("deck", string(l.deck), "Name"),
		FocusArea:    l.in.FocusArea,
		SpreadLayout: SpreadLayout{Name: e.Labels["Name"], Description: e.Text, CardCount: len(l.cards)},
		Card:         l.face(0), Meaning: l.meaning(0),

		ElementalBalance:   ElementalBalance{n.elements[Fire], n.elements[Water], n.elements[Air], n.elements[Earth]},
		ArchetypalPatterns: l.patterns(n),
		OverallTheme:       l.overall(top),
		CardMeanings:       make(map[string]string, len(l.cards)),
		Interpretation:     l.together(n),
		GuidanceSummary:    written("theme", top.key) + " " + l.counsel(l.spread.advice),
		TimingIndicators:   l.timing(n),
		ActionSteps:        l.steps(n),
		MeditationFocus:    l.meditation(),

		Seed: string(seed), RNG: draw.RNG,
	}
	r.KeyInsights = l.insights(r.ArchetypalPatterns)
	for i, d := range l.cards {
		name, meaning := l.spread.position(i)
		f := l.face(i)
		card := DrawnCard{
			Card: f, Position: name, PositionNumber: i + 1, PositionMeaning: meaning,
			Reversed: d.Reversed, Interpretation: l.interpretation(i),
		}
		r.DrawnCards = append(r.DrawnCards, card)
		r.SpreadLayout.Positions = append(r.SpreadLayout.Positions, name)
		r.Cards = append(r.Cards, CardBrief{f.Name, f.Suit, f.Number, d.Reversed, l.meaning(i), meaning})
		r.CardMeanings[name+"_"+f.Name] = card.Interpretation
	}
	if l.in.IncludeSVG {
		r.SVG = l.picture(&r)
	}
	r.Reading = l.reading(&r, n, themes)
	return r
}

// reading is the part of the result that all engines share.
func (l *layout) reading(r *Result, n *census, themes []theme) engines.Reading {
	raw := Raw{
		Probability: l.in.ReversalProbability,
		Themes:      make(map[string]int, len(themes)),
		Tradition:   written("note", "tradition"),
		Timing:      written("note", "timing"),
		Deck:        written("deck", string(l.deck)),
		Confidence:  "Cards are drawn and not calculated, so they state no confidence: 0.",
		Note:        written("note", "nature"),
	}
	if !l.in.IncludeReversed {
		raw.Probability = 0
	}
	for _, t := range themes {
		raw.Themes[t.key] = t.weight
	}
	var majors []string
	for i, d := range l.cards {
		raw.Order, raw.Reversed = append(raw.Order, int(d.Card)), append(raw.Reversed, d.Reversed)
		if d.Card.IsMajor() {
			majors = append(majors, l.page(i).name)
		}
	}
	return engines.Reading{
		Text:            l.text(r),
		Recommendations: r.ActionSteps,
		RealityPatches:  []string{r.MeditationFocus},
		Archetypes:      majors,
		Signals:         l.signals(themes, n),
		Seed:            r.Seed, RNG: r.RNG,
		Raw: raw,
	}
}

// text is the whole result for people.
func (l *layout) text(r *Result) string {
	parts := make([]string, 0, 8*len(l.cards)+32)
	add := func(more ...string) { parts = append(parts, more...) }
	add(r.SpreadLayout.Name, " from the ", r.DeckName, " deck")
	if l.in.Question != "" {
		add("\nQuestion: ", l.in.Question)
	}
	if l.in.FocusArea != "" {
		add("\nFocus: ", l.in.FocusArea)
	}
	for i := range r.DrawnCards {
		c := &r.DrawnCards[i]
		add("\n\n", strconv.Itoa(i+1), ". ", c.Position, ": ", l.title(i))
		if c.Card.Title != "" {
			add(" · ", c.Card.Title)
		}
		add("\n", c.PositionMeaning, "\n", l.meaning(i))
	}
	if len(l.cards) > 1 {
		add("\n\nRead together\n", r.Interpretation)
	} else {
		add("\n\nThe card by itself\n", l.alone(), " ", l.page(0).question)
	}
	add("\n\nWhat runs through it\n", r.OverallTheme)
	if len(r.ArchetypalPatterns) > 0 {
		add("\n\nWhat stands out\n", strings.Join(r.ArchetypalPatterns, "\n"))
	}
	add("\n\nTiming\n", strings.Join(r.TimingIndicators, "\n"))
	add("\n\nTo try\n", strings.Join(r.ActionSteps, "\n"))
	add("\n\nA note\n", written("note", "nature"))
	return strings.Join(parts, "")
}
