package synthesis

import (
	"encoding/json"
	"math"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/witnessos/witnessos/internal/civil"
	"github.com/witnessos/witnessos/internal/engines"
)

var moment = Moment{Now: time.Date(2025, 7, 18, 9, 30, 0, 0, time.UTC)}

func signal(kind engines.SignalKind, value string, weight float64, source string) engines.Signal {
	return engines.Signal{Kind: kind, Value: value, Weight: weight, Source: source}
}

func number(value string, weight float64) engines.Signal {
	return signal(engines.SignalNumber, value, weight, "number "+value)
}

func theme(value string, weight float64) engines.Signal {
	return signal(engines.SignalTheme, value, weight, "theme "+value)
}

func timing(value string, weight float64) engines.Signal {
	return signal(engines.SignalTiming, value, weight, "mark "+value)
}

func of(engine string, signals ...engines.Signal) Source {
	return Source{Engine: engine, Signals: signals}
}

func TestNumbersThatSeveralEnginesArriveAt(t *testing.T) {
	r := Synthesize(moment, []Source{
		of("numerology", number("4", 1), number("22", 0.8), number("4", 0.2), number("7", 0.6)),
		of("human_design", number("4", 0.5), number("31", 0.4), number("3", 0.1)),
		of("gene_keys", theme(engines.ThemeRest, 1)), // cannot give numbers
		of("enneagram", number("9", 1)),
	})
	half := 0.5 // (1 + 0.5) / 3 engines that can give numbers
	assert.Equal(t, []Pattern{{
		Number: 4, Frequency: 2, Engines: []string{"numerology", "human_design"},
		// 31 is a 4, too; the heavier one counts, and each engine once.
		Sources:        []string{"numerology: number 4", "human_design: number 4"},
		Significance:   &half,
		Interpretation: texts().Text("number", "4"),
	}}, r.Correlations.Numbers)
	assert.Equal(t, []string{"numerology", "human_design", "enneagram", "gene_keys"}, r.Engines, "canonical order")
}

func TestCoherenceByHand(t *testing.T) {
	r := Synthesize(moment, []Source{
		of("numerology", number("1", 1), theme(engines.ThemeRest, 1)),
		of("human_design", number("1", 1), theme(engines.ThemeCare, 1)),
		of("gene_keys", theme(engines.ThemeRest, 0.5)),
	})
	similarities := []float64{0.5, round(1 / math.Sqrt2), 0}
	var got []float64
	for _, p := range r.Field.Terms.Pairs {
		got = append(got, p.Similarity)
	}
	assert.Equal(t, similarities, got)
	assert.Equal(t, []string{"number", "theme"}, r.Field.Terms.Pairs[0].Kinds)
	assert.Equal(t, []string{"theme"}, r.Field.Terms.Pairs[1].Kinds)
	mean := (similarities[0] + similarities[1] + similarities[2]) / 3
	variance := 0.0
	for _, s := range similarities {
		variance += (s - mean) * (s - mean) / 3
	}
	assert.InDelta(t, mean, *r.Field.Coherence, 1e-4)
	assert.InDelta(t, 1-math.Sqrt(variance), *r.Field.Stability, 1e-4)
	assert.Equal(t, "Emerging", *r.Field.Level)
	assert.Equal(t, "Emerging", *r.Map.Awareness)
	assert.Equal(t, engines.ThemeRest, *r.Field.Dominant)
	assert.Equal(t, []ThemeShare{{engines.ThemeRest, 0.6}, {engines.ThemeCare, 0.4}}, r.Field.Evolution)
}

func TestLevels(t *testing.T) {
	for coherence, want := range map[float64]string{
		1: "High", 0.81: "High", 0.8: "Moderate", 0.61: "Moderate", 0.6: "Emerging", 0.41: "Emerging", 0.4: "Low", 0: "Low",
	} {
		assert.Equal(t, want, levelOf(coherence), coherence)
	}
	same := of("numerology", theme(engines.ThemeRest, 0.3))
	other := same
	other.Engine = "gene_keys"
	r := Synthesize(moment, []Source{same, other})
	assert.Equal(t, 1.0, *r.Field.Coherence)
	assert.Equal(t, 1.0, *r.Field.Stability)
	assert.Equal(t, "High", *r.Field.Level)
}

// What cannot be counted is null or empty, and never a figure.
func TestNothingIsMadeUp(t *testing.T) {
	for name, sources := range map[string][]Source{
		"nobody":                      nil,
		"one engine":                  {of("numerology", number("4", 1), theme(engines.ThemeStructure, 1))},
		"one engine, two people":      {of("numerology", number("4", 1)), {Engine: "numerology", Of: "partner", Signals: []engines.Signal{number("4", 1)}}},
		"engines without signals":     {of("numerology"), of("biofield")},
		"no kind in common":           {of("enneagram", number("4", 1)), of("gene_keys", theme(engines.ThemeStructure, 1))},
		"an engine that nobody knows": {of("palmistry", number("4", 1)), of("numerology", number("4", 1))},
	} {
		t.Run(name, func(t *testing.T) {
			r := Synthesize(moment, sources)
			assert.Nil(t, r.Field.Coherence)
			assert.Nil(t, r.Field.Stability)
			assert.Nil(t, r.Field.Level)
			assert.Nil(t, r.Map.Awareness)
			assert.Empty(t, r.Correlations.Numbers)
			assert.Empty(t, r.Themes)
			assert.Empty(t, r.Guidance)
			assert.Empty(t, r.Patches)
			assert.NotEmpty(t, r.Summary())
		})
	}
	assert.Nil(t, Synthesize(moment, nil).Field.Dominant)
	assert.Nil(t, Synthesize(moment, nil).Field.Evolution)
}

// Results that have nothing in common but look alike do not correlate.
func TestUnrelatedResultsDoNotCorrelate(t *testing.T) {
	r := Synthesize(moment, []Source{
		of("numerology",
			signal(engines.SignalNumber, "4", 1, "life path 11"), signal(engines.SignalTiming, "2025-07-11", 1, "critical"),
			theme(engines.ThemeStructure, 1), signal(engines.SignalArchetype, "Builder", 1, "the same words here")),
		of("human_design",
			signal(engines.SignalNumber, "11", 1, "gate 4, the same words here"), signal(engines.SignalElement, "4", 1, "structure"),
			signal(engines.SignalArchetype, "structure", 1, "11"), theme("Structure", 1), theme("infrastructure", 1),
			signal("coordinate", "52.52", 1, "latitude"), signal(engines.SignalNumber, "52.52", 1, "latitude"),
			signal(engines.SignalTheme, engines.ThemeStructure, 0, "no weight"), signal(engines.SignalTheme, engines.ThemeStructure, math.NaN(), "no weight")),
	})
	assert.Equal(t, 0.0, *r.Field.Coherence, "they can be compared, and differ")
	assert.Equal(t, "Low", *r.Field.Level)
	assert.Empty(t, r.Correlations.Numbers)
	assert.Empty(t, r.Correlations.Archetypes)
	assert.Empty(t, r.Correlations.Energy.Dominant)
	assert.Empty(t, r.Themes)
	assert.Empty(t, r.Map.Integration)
}

func TestArchetypes(t *testing.T) {
	r := Synthesize(moment, []Source{
		of("human_design", signal(engines.SignalArchetype, "Hermit", 0.8, "line 2")),
		of("vimshottari", signal(engines.SignalArchetype, "The Hermit", 1, "mahadasha lord Ketu")),
		of("tarot", signal(engines.SignalArchetype, "the hermit", 0.6, "card 1")),
	})
	require.Len(t, r.Correlations.Archetypes, 1)
	got := r.Correlations.Archetypes[0]
	assert.Equal(t, "Hermit", got.Archetype)
	assert.Equal(t, []string{"human_design", "tarot", "vimshottari"}, got.Engines)
	assert.Equal(t, 0.8, *got.Strength)
	assert.Equal(t, texts().Text("archetype", "hermit"), got.Interpretation)
	assert.Equal(t, "Wheel of Fortune", titled(figure("The Wheel of Fortune")))
	assert.Equal(t, "elder", classOf("wheel of fortune"))
	assert.Equal(t, "open", classOf("somebody new"))
}

func TestElements(t *testing.T) {
	element := func(value string, weight float64) engines.Signal {
		return signal(engines.SignalElement, value, weight, "of "+value)
	}
	r := Synthesize(moment, []Source{
		of("vimshottari", element("Air", 0.6)),
		of("vedicclock_tcm", element("air", 0.7), element("wood", 0.6)),
		of("tarot", element("water", 0.5)),
	})
	e := r.Correlations.Energy
	require.Len(t, e.Dominant, 1)
	assert.Equal(t, "air", e.Dominant[0].Element)
	assert.Equal(t, 0.4333, *e.Dominant[0].Strength, "three engines can name elements")
	assert.Nil(t, e.Centers)
	flows := func(list []Relation) (pairs []string) {
		for _, r := range list {
			pairs = append(pairs, r.From+" "+r.Relation+" "+r.To)
		}
		return pairs
	}
	assert.Equal(t, []string{"air generates water", "water generates wood"}, flows(e.Flows), "air stands for metal")
	assert.Equal(t, []string{"air controls wood"}, flows(e.Blockages))

	alone := Synthesize(moment, []Source{of("vedicclock_tcm", element("wood", 1), element("fire", 1))})
	assert.Empty(t, alone.Correlations.Energy.Flows, "one engine relates to itself only")
}

func TestTiming(t *testing.T) {
	r := Synthesize(moment, []Source{
		of("numerology", timing("2025", 0.5), timing("2025-07", 0.3), timing("2024", 0.5), timing("2025-08", 0.3), timing("202", 1), timing("2025-13", 1)),
		of("biorhythm", timing("2025-07-21", 0.33), timing("2025-07-23", 0.33), timing("2025-07-17", 1)),
		of("vimshottari", timing("2025-07-30", 0.4), timing("2026-01-05", 1), timing("2025-01-01", 1)),
		of("vedicclock_tcm", timing("2025-08-01", 0.4)),
	})
	got := r.Correlations.Timing
	periods := func(list []Period) (spans []string) {
		for _, p := range list {
			spans = append(spans, p.Start+"/"+p.End)
		}
		return spans
	}
	require.Len(t, got.Current, 2)
	assert.Equal(t, []string{"2025", "2025-07"}, []string{got.Current[0].Period, got.Current[1].Period}, "what contains the day")
	assert.Equal(t, []string{"2025-07-21/2025-07-23"}, periods(got.Challenging), "the past is over")
	assert.Equal(t, []string{"2025-07-30/2025-08-01", "2026-01-05/2026-01-05"}, periods(got.Transitions))
	assert.True(t, got.Transitions[0].Aligned)
	assert.Equal(t, 0.2, *got.Transitions[0].Strength, "(0.4 + 0.4) / 4 engines that mark days")
	assert.False(t, got.Transitions[1].Aligned)
	assert.Equal(t, []string{"2025-07-18/2025-07-20"}, periods(got.Optimal), "up to the first mark")
	assert.Nil(t, got.Optimal[0].Strength)
	require.Len(t, r.Guidance, 1, "two engines mark the same days")
	assert.Equal(t, "timing", r.Guidance[0].Area)

	assert.Contains(t, r.Detailed(), "Days to take gently: 2025-07-21 to 2025-07-23 (mark 2025-07-21, mark 2025-07-23).")
	assert.Contains(t, r.Detailed(), "Something changes: 2025-07-30 to 2025-08-01 (mark 2025-07-30, mark 2025-08-01); 2026-01-05 (mark 2026-01-05).")

	far := Synthesize(moment, []Source{of("vimshottari", timing("2026-01-05", 1))})
	assert.Equal(t, []string{"2025-07-18/2025-07-24"}, periods(far.Correlations.Timing.Optimal), "a week at most")
	today := Synthesize(moment, []Source{of("biorhythm", timing("2025-07-18", 1))})
	assert.Empty(t, today.Correlations.Timing.Optimal)
	none := Synthesize(moment, []Source{of("numerology", timing("2025", 1))})
	assert.Empty(t, none.Correlations.Timing.Optimal, "nobody has looked at single days")

	other := Moment{Now: moment.Now, Day: civil.MustParse("2026-01-01")}
	assert.Empty(t, Synthesize(other, []Source{of("numerology", timing("2025", 1))}).Correlations.Timing.Current)
}

func TestThemesAndWhatFollowsFromThem(t *testing.T) {
	r := Synthesize(moment, []Source{
		of("gene_keys", theme(engines.ThemeStructure, 0.4), theme(engines.ThemeCare, 0.4)),
		of("numerology", theme(engines.ThemeStructure, 1), theme(engines.ThemeExpression, 0.7)),
		{Engine: "enneagram", Of: "partner", Signals: []engines.Signal{theme(engines.ThemeCare, 0.9)}},
	})
	require.Len(t, r.Themes, 2)
	assert.Equal(t, Theme{
		Theme: engines.ThemeStructure, Strength: round(1.4 / 3), Message: texts().Text("theme", "structure"),
		Sources: []ThemeSource{{"numerology", "theme structure"}, {"gene_keys", "theme structure"}},
	}, r.Themes[0])
	assert.Equal(t, []ThemeSource{{"enneagram", "partner, theme care"}, {"gene_keys", "theme care"}}, r.Themes[1].Sources)

	require.Len(t, r.Patches, 2)
	assert.Regexp(t, `^patch_structure_[0-9a-f]{8}$`, r.Patches[0].ID)
	assert.Equal(t, []string{"structure", "care"}, []string{r.Guidance[0].Area, r.Guidance[1].Area})
	assert.Equal(t, "medium", r.Guidance[0].Priority)
	assert.Len(t, r.Map.Shadows, 2)
	require.Len(t, r.Map.Edges, 1, "only what one engine says with weight")
	assert.Equal(t, engines.ThemeExpression, r.Map.Edges[0].Area)
	assert.Equal(t, []string{"numerology"}, r.Map.Edges[0].Engines)

	assert.Equal(t, "Numerology Field Extractor and Gene Keys Compass meet in one theme: building what can be relied on. "+
		"Enneagram Resonator and Gene Keys Compass meet in one theme: looking after people and places.", r.Summary())
	assert.Equal(t, []string{"structure (Numerology Field Extractor, Gene Keys Compass)", "care (Enneagram Resonator, Gene Keys Compass)"}, r.SharedThemes())
	assert.Len(t, r.KeyInsights(), 2)
	assert.Equal(t, texts().Label("theme", "structure", "Practice"), r.Recommendations()[0])
	assert.Contains(t, r.Detailed(), texts().Text("theme", "care"))
}

func TestGuidanceHasTenItemsAtMost(t *testing.T) {
	var signals []engines.Signal
	for _, name := range engines.Themes() {
		signals = append(signals, theme(name, 1))
	}
	r := Synthesize(moment, []Source{of("numerology", signals...), of("gene_keys", signals...)})
	assert.Len(t, r.Themes, len(engines.Themes()))
	assert.Len(t, r.Guidance, 10)
	assert.Equal(t, "high", r.Guidance[0].Priority)
	assert.Len(t, r.Patches, 5)
	assert.Len(t, r.KeyInsights(), 5)
	assert.Len(t, r.Recommendations(), 5)
	assert.Len(t, r.SharedThemes(), 3)
}

func TestSummaries(t *testing.T) {
	for name, c := range map[string]struct {
		sources []Source
		want    string
	}{
		"nobody":    {nil, "No engine gave a result to read."},
		"one voice": {[]Source{of("biorhythm", theme(engines.ThemeRest, 0.5), theme(engines.ThemeFeeling, 1))}, "Biorhythm Synchronizer is the only voice in this reading, and speaks of letting feelings have their say."},
		"silent":    {[]Source{of("biofield")}, "Biofield is the only voice in this reading, so there is nothing to compare it with."},
		"different": {[]Source{of("biorhythm", theme(engines.ThemeRest, 0.5)), of("astrology", theme(engines.ThemeCare, 1))},
			"The readings look at different sides of you: Biorhythm Synchronizer of stopping long enough to hear yourself and Astrology of looking after people and places."},
		"strangers": {[]Source{of("biofield"), of("tarot", number("4", 1))}, "Tarot Sequence Decoder and Biofield each tell their own story; they have nothing in common that could be compared."},
		"one number": {[]Source{of("enneagram", number("4", 1)), of("tarot", number("4", 1))},
			"Tarot Sequence Decoder and Enneagram Resonator arrive at the same number, 4: order, work and firm ground. On the whole the readings say nearly the same."},
	} {
		t.Run(name, func(t *testing.T) {
			r := Synthesize(moment, c.sources)
			assert.Equal(t, c.want, r.Summary())
			assert.NotEmpty(t, r.Detailed())
		})
	}
}

// All keys are there whatever was found.
func TestShape(t *testing.T) {
	raw, err := json.Marshal(Synthesize(moment, nil))
	require.NoError(t, err)
	assert.JSONEq(t, `{"timestamp":"2025-07-18T09:30:00.000Z","enginesAnalyzed":[],
		"correlations":{"numericalPatterns":[],"archetypalResonance":[],
			"temporalAlignments":{"currentCycles":[],"transitionPeriods":[],"optimalTiming":[],"challengingPeriods":[]},
			"energySignatures":{"dominantElements":[],"energyCenters":null,"flowPatterns":[],"blockages":[]}},
		"unifiedThemes":[],
		"fieldSignature":{"coherence":null,"dominantFrequency":null,"stabilityIndex":null,"consciousnessLevel":null,"evolutionVector":null,
			"terms":{"pairs":[],"standardDeviation":null,"coherenceConvention":`+quoted("coherence")+`,"significanceConvention":`+quoted("significance")+`,"timingConvention":`+quoted("timing")+`}},
		"consciousnessMap":{"awarenessLevel":null,"awarenessMeaning":null,"integrationPoints":[],"growthEdges":[],"shadowAspects":[]},
		"integrationGuidance":[],"realityPatches":[]}`, string(raw))
}

func quoted(convention string) string {
	raw, _ := json.Marshal(texts().Text("convention", convention))
	return string(raw)
}

// generated makes sources of signals that often meet.
func generated(r *rand.Rand) []Source {
	values := map[engines.SignalKind][]string{
		engines.SignalNumber: {"1", "4", "13", "22", "x", "0"}, engines.SignalArchetype: {"Hermit", "The Hermit", "Fool"},
		engines.SignalElement: {"fire", "earth", "Air", "plasma"}, engines.SignalTheme: {engines.ThemeRest, engines.ThemeCare, "unknown"},
		engines.SignalTiming: {"2025", "2025-07", "2025-07-20", "2025-07-22", "2025-12-01", "later"},
	}
	var sources []Source
	for _, e := range engines.Catalog() {
		for range r.IntN(3) {
			s := Source{Engine: e.Name, Of: []string{"", "partner"}[r.IntN(2)]}
			for range r.IntN(8) {
				k := kinds[r.IntN(len(kinds))]
				value := values[k][r.IntN(len(values[k]))]
				s.Signals = append(s.Signals, signal(k, value, float64(r.IntN(13)-1)/10, "part "+string(rune('a'+r.IntN(3)))))
			}
			sources = append(sources, s)
		}
	}
	return sources
}

func TestPropertiesOfAnySynthesis(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 300 {
		sources := generated(r)
		first, err := json.Marshal(Synthesize(moment, sources))
		require.NoError(t, err)

		r.Shuffle(len(sources), func(i, j int) { sources[i], sources[j] = sources[j], sources[i] })
		for _, s := range sources {
			r.Shuffle(len(s.Signals), func(i, j int) { s.Signals[i], s.Signals[j] = s.Signals[j], s.Signals[i] })
		}
		got := Synthesize(moment, sources)
		second, err := json.Marshal(got)
		require.NoError(t, err)
		require.Equal(t, string(first), string(second), "the order of sources and signals does not matter")

		within := func(x float64) { assert.True(t, x >= 0 && x <= 1, x) }
		for _, p := range got.Correlations.Numbers {
			within(*p.Significance)
			assert.GreaterOrEqual(t, p.Frequency, 2)
			distinctEngines(t, p.Engines)
		}
		for _, p := range got.Correlations.Archetypes {
			within(*p.Strength)
			distinctEngines(t, p.Engines)
		}
		for _, th := range got.Themes {
			within(th.Strength)
			assert.GreaterOrEqual(t, len(th.Sources), 2)
		}
		for _, p := range got.Field.Terms.Pairs {
			within(p.Similarity)
		}
		if got.Field.Coherence != nil {
			within(*got.Field.Coherence)
			within(*got.Field.Stability)
		}
		assert.Equal(t, len(got.Field.Terms.Pairs) == 0, got.Field.Coherence == nil)
		assert.LessOrEqual(t, len(got.Guidance), 10)
		assert.NotEmpty(t, got.Summary())
		assert.NotEmpty(t, got.Detailed())
	}
}

func distinctEngines(t *testing.T, names []string) {
	t.Helper()
	assert.GreaterOrEqual(t, len(names), 2)
	sorted := slices.Clone(names)
	slices.Sort(sorted)
	assert.Len(t, slices.Compact(sorted), len(names))
}

// More agreement never lowers the similarity of a pair, and what one engine says twice changes nothing.
func TestRepetitionChangesNothing(t *testing.T) {
	base := []Source{of("numerology", number("4", 1), theme(engines.ThemeRest, 0.5)), of("tarot", number("4", 0.5))}
	twice := append(slices.Clone(base), base[0], of("numerology", number("13", 0.1)))
	a, _ := json.Marshal(Synthesize(moment, base))
	b, _ := json.Marshal(Synthesize(moment, twice))
	assert.Equal(t, string(a), string(b))
}

func BenchmarkSynthesize(b *testing.B) {
	sources := generated(rand.New(rand.NewPCG(3, 4)))
	texts()
	b.ReportAllocs()
	for b.Loop() {
		Synthesize(moment, sources)
	}
}
