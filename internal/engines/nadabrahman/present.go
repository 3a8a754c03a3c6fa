package nadabrahman

import (
	"strconv"
	"strings"

	"github.com/witnessos/witnessos/internal/decimal"
	"github.com/witnessos/witnessos/internal/engines"
)

// present puts a choice into words.
func (in *Input) present(r *Result, c choice, v Values, phrase []int) {
	book := texts()
	raga := book.Entry("raga", c.raga.Name)
	mode := book.Entry("mode", in.TrainingMode)
	base := v.baseFrequency()
	*r = Result{
		RagaName: c.raga.Name, RagaFamily: c.raga.Family, RagaHours: hours(c.raga.Family),
		Ascending: named(c.raga.Ascending()), Descending: named(c.raga.Descending()),
		Emphasis:  []string{noteNames[c.raga.Emphasis[0]], noteNames[c.raga.Emphasis[1]]},
		Character: raga.Text,

		BaseFrequency: decimal.Round(base, 2), Tempo: decimal.Round(v.tempo(), 2), Duration: decimal.Round(v.duration(), 2),
		HeartRhythm: rhythm(v.Energy),
		BreathMelody: BreathMelody{
			Instrument: "bansuri", Semitones: phrase, Phrase: []string{}, Frequencies: []float64{},
			Expression: book.Text("expression", expressions[third(v.BreathDepth)]),
		},
		CoherenceLevel: decimal.Round(v.coherence(), 4),
		HeartCoherence: in.HRV,
		Achievements:   []string{}, NextSteps: []string{},
		SynthesisType: c.by,
	}
	for _, note := range phrase {
		r.BreathMelody.Phrase = append(r.BreathMelody.Phrase, noteName(note))
		r.BreathMelody.Frequencies = append(r.BreathMelody.Frequencies, decimal.Round(frequency(base, note), 2))
	}
	if in.Breath != nil {
		r.BreathCoherence = in.Breath.Coherence
	}
	if in.Mouse != nil {
		r.SpatialAudio = &SpatialAudio{Pan: decimal.Round(v.MouseX/50-1, 4), Height: decimal.Round(v.MouseY/100, 4)}
	}
	in.patterns(r)
	r.ConsciousnessObservations = []string{book.Text("coherence", in.coherenceBand(v.coherence()))}
	r.HarmonyRecommendations = []string{mode.Labels["Practice"], raga.Labels["Practice"]}
	if in.DesignType != "" {
		r.HarmonyRecommendations = append(r.HarmonyRecommendations, book.Text("type", in.DesignType))
	}
	r.Reading = engines.Reading{
		Text:            in.text(r, mode.Text),
		Recommendations: r.HarmonyRecommendations,
		RealityPatches:  []string{raga.Labels["Practice"]},
		Signals: []engines.Signal{{
			Kind: engines.SignalTheme, Value: raga.Labels["Theme"], Weight: 0.4, Source: "raga " + c.raga.Name,
		}},
		Raw: in.raw(c, v, len(phrase)),
	}
	if in.IncludeSVG {
		r.SVG = picture(r, c.raga)
	}
}

var expressions = [3]string{"soft", "open", "full"}

func named(s Scale) []Note {
	list := []Note{}
	for _, n := range s.Notes() {
		list = append(list, Note{noteNames[n], n})
	}
	return list
}

// coherenceBand names the text that belongs to a coherence.
func (in *Input) coherenceBand(coherence float64) string {
	switch {
	case in.HRV == nil && in.Stress == nil && in.Consciousness == nil && (in.Breath == nil || in.Breath.Coherence == nil):
		return "assumed" // of defaults alone, which say nothing about anybody
	case coherence >= 0.75:
		return "high"
	case coherence >= 0.5:
		return "steady"
	case coherence >= 0.3:
		return "gathering"
	}
	return "low"
}

func number(v float64) string { return strconv.FormatFloat(decimal.Round(v, 2), 'f', -1, 64) }

// patterns says what each value that was given did to the music; nothing of those that were not.
func (in *Input) patterns(r *Result) {
	breath := in.Breath
	if breath == nil {
		breath = &Breath{}
	}
	stress := "left the choice of the raga as it was"
	if r.SynthesisType == "stress_level" {
		stress = "called for one of three slow ragas"
	}
	values := [...]struct {
		name   string
		given  *float64
		result string
	}{
		{"heart_rate_variability", in.HRV, number(r.BaseFrequency)},
		{"breath_pattern.rate", breath.Rate, strconv.Itoa(len(r.BreathMelody.Phrase))},
		{"breath_pattern.depth", breath.Depth, r.BreathMelody.Expression},
		{"breath_pattern.coherence", breath.Coherence, number(r.CoherenceLevel)},
		{"stress_level", in.Stress, stress},
		{"energy_level", in.Energy, number(r.Tempo)},
		{"consciousness_level", in.Consciousness, number(r.Duration)},
	}
	r.BiologicalPatterns, r.BiometricSync.Given = []string{}, []string{}
	for _, v := range values {
		if v.given != nil {
			sentence := strings.ReplaceAll(texts().Text("pattern", v.name), "{given}", number(*v.given))
			r.BiologicalPatterns = append(r.BiologicalPatterns, strings.ReplaceAll(sentence, "{result}", v.result))
			r.BiometricSync.Given = append(r.BiometricSync.Given, v.name)
		}
	}
	r.BiometricSync.Share = decimal.Round(float64(len(r.BiometricSync.Given))/float64(len(values)), 4)
}

func (in *Input) raw(c choice, v Values, notes int) Raw {
	raw := Raw{
		Values: v, PhraseNotes: notes, Convention: formulaConvention, Note: texts().Text("note", "nature"),
		Coherence: []Term{{"heart_rate_variability", v.HRV}, {"breath_coherence", v.BreathCohere}, {"consciousness_level", v.Consciousness}, {"one_minus_stress", 1 - v.Stress}},
	}
	for _, candidate := range c.from {
		raw.Candidates = append(raw.Candidates, candidate.Name)
	}
	return raw
}

// line writes notes as a musician would, from Sa to the Sa above or back.
func line(notes []Note, down bool) string {
	words := make([]string, 0, len(notes)+1)
	for _, n := range notes {
		words = append(words, n.Name)
	}
	words = append(words, "Sa'")
	if down {
		for i, k := 0, len(words)-1; i < k; i, k = i+1, k-1 {
			words[i], words[k] = words[k], words[i]
		}
	}
	return strings.Join(words, " ")
}

// text is the whole result for people.
func (in *Input) text(r *Result, mode string) string {
	book := texts()
	from, to, _ := strings.Cut(r.RagaHours, "-")
	const gap = "\n\n"
	parts := []string{"Raga ", r.RagaName, ", for the ", r.RagaFamily, " (", from, " to ", to, ")\n", r.Character}
	if r.SynthesisType == "stress_level" {
		parts = append(parts, gap, book.Text("choice", "stress"))
	}
	parts = append(parts, gap, book.Text("family", r.RagaFamily),
		gap, "Notes\nUp: ", line(r.Ascending, false), ". Down: ", line(r.Descending, true),
		". It dwells on ", r.Emphasis[0], " and ", r.Emphasis[1], ". Sa lies at ", number(r.BaseFrequency), " Hz.",
		gap, "A phrase for the bansuri, ", r.BreathMelody.Expression, "\n", strings.Join(r.BreathMelody.Phrase, " "),
		gap, "Tabla, eight beats at ", number(r.Tempo), " a minute, for ", number(r.Duration), " minutes\n", strings.Join(r.HeartRhythm.Pattern[:], " "),
		gap, "Listening\n", mode)
	if in.DesignType != "" {
		parts = append(parts, " ", book.Text("type", in.DesignType))
	}
	parts = append(parts, gap, "Coherence ", number(r.CoherenceLevel), "\n", strings.Join(r.ConsciousnessObservations, " "))
	if len(r.BiologicalPatterns) > 0 {
		parts = append(parts, gap, "What your values did\n", strings.Join(r.BiologicalPatterns, " "))
	}
	parts = append(parts, gap, "To try\n", strings.Join(r.HarmonyRecommendations[:2], "\n"), gap, book.Text("note", "nature"))
	if in.DesignType != "" {
		parts = append(parts, " ", book.Text("note", "types"))
	}
	return strings.Join(parts, "")
}
