package nadabrahman

import (
	"github.com/witnessos/witnessos/internal/drawing/raga"
	"github.com/witnessos/witnessos/internal/drawing/sheet"
)

// picture draws the raga, its phrase and its rhythm as SVG.
func picture(r *Result, of *Raga) string {
	up, down := of.Ascending(), of.Descending()
	chart := raga.Chart{
		Name: "Raga " + r.RagaName, Below: "A raga of the " + r.RagaFamily + ", dwelling on " + r.Emphasis[0] + " and " + r.Emphasis[1],
		Phrase: r.BreathMelody.Semitones, PhraseNames: r.BreathMelody.Phrase,
		Beats: r.HeartRhythm.Pattern[:], Accents: r.HeartRhythm.Accents[:],
		Facts: []sheet.Fact{
			{Label: "SA", Value: number(r.BaseFrequency) + " Hz"}, {Label: "TEMPO", Value: number(r.Tempo) + " beats a minute"},
			{Label: "DURATION", Value: number(r.Duration) + " minutes"},
		},
	}
	for n := range chart.Notes {
		chart.Notes[n] = raga.Note{
			Name: noteNames[n], Up: up.Has(n), Down: down.Has(n), Strong: n == of.Emphasis[0] || n == of.Emphasis[1],
		}
	}
	return raga.Draw(chart, raga.Options{})
}
