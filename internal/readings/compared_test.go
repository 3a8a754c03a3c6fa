//go:build !js

package readings

import (
	"encoding/json"
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/witnessos/witnessos/internal/civil"
	"github.com/witnessos/witnessos/internal/engines"
	"github.com/witnessos/witnessos/internal/engines/biorhythm"
	humandesign "github.com/witnessos/witnessos/internal/engines/human_design"
	"github.com/witnessos/witnessos/internal/engines/numerology"
	"github.com/witnessos/witnessos/internal/engines/tarot"
	"github.com/witnessos/witnessos/internal/sqldb"
)

// calculated is the data of a real engine.
func calculated(t testing.TB, engine, input string) string {
	t.Helper()
	registry := engines.NewRegistry(numerology.New(), humandesign.New(), tarot.New(), biorhythm.New())
	result := registry.Calculate(engines.Env{Now: time.Date(2025, 1, 30, 8, 0, 0, 0, time.UTC)}, engine, json.RawMessage(input))
	require.True(t, result.Success, result.Error)
	return string(result.Data)
}

// said is the results of a reading with the given themes and recommendations.
func said(engine, themes, advice string) string {
	return `{"output":{"engine_name":"` + engine + `","formatted_output":"It begins. It goes on.","field_signature":"f-` + engine + `",
		"recommendations":` + advice + `,"raw_data":{"signals":` + themes + `}}}`
}

func theme(name string, weight float64) string {
	return fmt.Sprintf(`{"kind":"theme","value":"%s","weight":%g,"source":"s"}`, name, weight)
}

// TestWhereOutputsStand: signals are found however a client has wrapped the result.
func TestWhereOutputsStand(t *testing.T) {
	data := calculated(t, "human_design", `{"birth_date":"1990-06-15","birth_time":"08:30","timezone":"Europe/Berlin"}`)
	want, err := engines.SignalsOf(json.RawMessage(data))
	require.NoError(t, err)
	require.NotEmpty(t, want)
	for name, results := range map[string]string{
		"stored by Raycast":  `{"engineName":"human_design","input":{},"output":` + data + `}`,
		"a whole reply":      `{"output":{"success":true,"data":` + data + `,` + data[1:] + `}`,
		"nothing around it":  data,
		"by engine":          `{"human_design":` + data + `}`,
		"a list of a batch":  `{"results":[{"engine":"palmistry","success":false},{"engine":"human_design","success":true,"data":` + data + `}]}`,
		"deep in a workflow": `{"output":{"data":{"results":{"human_design":` + data + `}}}}`,
	} {
		s := newShelf(t)
		s.save("2025-01-30T07:00:00Z", `{"results":`+results+`,"engines":["human_design"]}`)
		list, err := s.read(t.Context(), ada, "", mostCompared)
		require.NoError(t, err)
		require.Len(t, list[0].voices, 1, name)
		assert.Equal(t, "human_design", list[0].voices[0].Engine, name)
		assert.Equal(t, want, list[0].voices[0].Signals, name)
		assert.NotEmpty(t, list[0].signature, name)
		assert.NotEmpty(t, list[0].advice, name)
		assert.NotEmpty(t, list[0].themes, name)
		assert.Less(t, len(list[0].advice), 12, "%s: each engine once", name)
	}
}

// TestNothingThatIsStoredBreaksComparing: what is not ours is nothing to compare.
func TestNothingThatIsStoredBreaksComparing(t *testing.T) {
	s := newShelf(t)
	for _, results := range []string{
		`7`, `"text"`, `[]`, `{"output":null}`, `{"output":"It is said. More."}`, `{"raw_data":7}`, `{"raw_data":{"signals":7}}`,
		`{"raw_data":{"signals":[7,{"kind":"theme","value":"rest","weight":"x"}]},"engine_name":7,"recommendations":{"a":1}}`,
		`{"engine_name":"tarot","raw_data":{"signals":[{"kind":"theme","value":"rest","weight":1e99,"source":"s"}]},"recommendations":["a",7,null," "]}`,
		`{"output":{"key_insights":["One.","Two.",3],"synthesis":{"summary":7}},"metadata":{"calculationTime":"soon"},"a\"b.c":{"raw_data":{}}}`,
	} {
		s.save("2025-01-30T07:00:00Z", `{"results":`+results+`,"engines":["tarot"],"metadata":7}`)
	}
	_, err := sqldb.Exec(t.Context(), s.DB, "UPDATE readings SET results = '{', payload = 'x' WHERE id = 1")
	require.NoError(t, err)
	list, err := s.read(t.Context(), ada, "", mostCompared)
	require.NoError(t, err)
	require.Len(t, list, 10)
	assert.Equal(t, []string{"One.", "Two."}, list[0].insights)
	assert.Equal(t, []string{"rest"}, list[1].themes)
	assert.Equal(t, []string{"a"}, list[1].advice)
	assert.Equal(t, "It is said.", firstSentence(list[5].text))
	for _, f := range []func() error{
		func() error { _, err := s.Correlate(t.Context(), ada, "", 50); return err },
		func() error { _, err := s.Insights(t.Context(), ada, ""); return err },
		func() error { _, err := s.Growth(t.Context(), ada, ""); return err },
		func() error { _, _, err := s.Journey(t.Context(), ada, "", 50); return err },
		func() error { _, err := s.Statistics(t.Context(), ada, ""); return err },
	} {
		require.NoError(t, f())
	}
}

func TestCorrelate(t *testing.T) {
	s := newShelf(t)
	first := s.save("2025-01-10T08:00:00Z", `{"engines":["tarot"],"results":`+said("tarot", "["+theme("rest", 0.6)+","+theme("care", 0.8)+"]", "[]")+`}`)
	second := s.save("2025-01-16T09:00:00Z", `{"engines":["iching"],"results":`+said("iching", "["+theme("rest", 0.6)+","+theme("change", 0.8)+"]", "[]")+`}`)
	third := s.save("2025-01-17T08:00:00Z", `{"engines":["tarot"],"results":`+said("tarot", "["+theme("rest", 0.6)+","+theme("care", 0.8)+"]", "[]")+`}`)
	s.save("2025-01-18T08:00:00Z", `{"engines":["tarot"],"results":{"output":{}}}`)
	c, err := s.Correlate(t.Context(), ada, "", 50)
	require.NoError(t, err)
	assert.Equal(t, 4, c.Analyzed)
	require.Len(t, c.Pairs, 3)
	assert.Equal(t, []string{"rest", "care"}, c.Patterns)
	assert.JSONEq(t, `{"reading1_id":"`+first+`","reading2_id":"`+third+`","reading1_date":"2025-01-10T08:00:00.000Z","reading2_date":"2025-01-17T08:00:00.000Z",
		"correlations":{"theme":1},"correlation_strength":1,"shared_themes":["care","rest"],"evolution_pattern":"recurring"}`, string(c.Pairs[0].Strong().JSON()))
	assert.JSONEq(t, `{"reading1_id":"`+first+`","reading2_id":"`+second+`","reading1_date":"2025-01-10T08:00:00.000Z","reading2_date":"2025-01-16T09:00:00.000Z",
		"correlation_score":0.36,"common_themes":["rest"],"evolution_pattern":{"time_span":"6 days","consciousness_shift":null,"growth_areas":["change"]}}`,
		string(c.Pairs[2].Evolving().JSON()))
	assert.Equal(t, "evolving", c.Pairs[2].pattern())
	assert.Equal(t, "0 days", timeSpan("2025-01-16T09:00:00.000Z", "2025-01-17T08:00:00.000Z"))
	assert.Equal(t, "1 day", timeSpan("2025-01-16T08:00:00.000Z", "2025-01-17T08:00:00.000Z"))

	c, err = s.Correlate(t.Context(), ada, "", 2)
	require.NoError(t, err)
	assert.Equal(t, 2, c.Analyzed, "the newest")
	assert.Empty(t, c.Pairs)
	c, err = s.Correlate(t.Context(), ben, "", 50)
	require.NoError(t, err)
	assert.Equal(t, &Correlation{Patterns: []string{}}, c)
}

func TestInsights(t *testing.T) {
	s := newShelf(t)
	s.save("2025-01-28T08:00:00Z", `{"engines":["tarot"],"results":`+said("tarot", "["+theme("rest", 0.6)+"]", `["Sleep.","Walk."]`)+`}`)
	s.save("2025-01-29T08:00:00Z", `{"engines":["iching"],"results":`+said("iching", "["+theme("rest", 0.6)+","+theme("change", 0.8)+"]", `["Walk."]`)+`}`)
	s.save("2025-01-29T09:00:00Z", `{"engines":["tarot"],"results":{"output":{"compatibility":{"indicators":[{"engine":"numerology","value":0.7}]}}}}`)
	_, err := sqldb.Exec(t.Context(), s.DB, `INSERT INTO timeline_entries (id, user_id, timestamp, type, result) VALUES
		('t', 42, '2025-01-29T08:00:00.000Z', 'workflow_relationships', '{"compatibilityIndicators":[{"engine":"enneagram","value":0.5}]}'),
		('u', 42, '2024-01-29T08:00:00.000Z', 'workflow_relationships', '{"compatibilityIndicators":[7]}'),
		('v', 42, '2025-01-29T08:00:00.000Z', 'workflow_relationships', '{'),
		('w', 43, '2025-01-29T08:00:00.000Z', 'workflow_relationships', '{"compatibilityIndicators":[8]}')`)
	require.NoError(t, err)
	in, err := s.Insights(t.Context(), ada, s.Since(90))
	require.NoError(t, err)
	data := decoded(t, in.Data().JSON())
	assert.Equal(t, "f-iching", at(data, "consciousness_field", "signature"), "of the newest reading that has one")
	assert.Equal(t, 0.6, at(data, "consciousness_field", "coherence"))
	assert.Equal(t, "rest", at(data, "consciousness_field", "dominant_frequency"))
	assert.Len(t, at(data, "life_themes", "unified_themes"), 1)
	assert.Equal(t, []any{}, at(data, "life_themes", "numerical_patterns"))
	assert.Len(t, at(data, "growth_guidance", "integration_points"), 1)
	assert.Len(t, at(data, "growth_guidance", "growth_edges"), 1)
	assert.Len(t, at(data, "growth_guidance", "reality_patches"), 1)
	assert.Equal(t, []any{map[string]any{"engine": "enneagram", "value": 0.5}, map[string]any{"engine": "numerology", "value": 0.7}},
		at(data, "relationship_patterns", "compatibility_indicators"))
	assert.JSONEq(t, `{"total_readings":3,"most_frequent_engines":["tarot","iching"],
		"growth_patterns":{"consciousness_evolution":"beginning","key_themes":["rest","change"],"integration_level":"Emerging"},
		"recommendations":["Walk.","Sleep."],"next_optimal_reading":{"suggested_engine":"biorhythm","optimal_timing":null,"focus_area":"rest"}}`,
		string(in.Summary("biorhythm", "").JSON()))

	in, err = s.Insights(t.Context(), ben, s.Since(7))
	require.NoError(t, err)
	assert.JSONEq(t, `{"consciousness_field":{"signature":null,"coherence":null,"dominant_frequency":null,"evolution_vector":null},
		"life_themes":{"unified_themes":[],"archetypal_patterns":[],"numerical_patterns":[]},
		"growth_guidance":{"integration_points":[],"growth_edges":[],"reality_patches":[]},
		"timing_insights":{"current_cycles":[],"optimal_timing":[],"transition_periods":[]},
		"relationship_patterns":{"compatibility_indicators":[8],"communication_style":null,"energy_exchange":{"type":null,"flow":null}}}`, string(in.Data().JSON()))
	assert.JSONEq(t, `{"total_readings":0,"most_frequent_engines":[],
		"growth_patterns":{"consciousness_evolution":"insufficient_data","key_themes":[],"integration_level":null},
		"recommendations":[],"next_optimal_reading":{"suggested_engine":null,"optimal_timing":null,"focus_area":null}}`, string(in.Summary("", "").JSON()))
}

func TestStatistics(t *testing.T) {
	s := newShelf(t)
	for at, reading := range map[string]string{
		"2025-01-30T07:10:00Z": `{"engines":["tarot"],"results":{"output":{"success":true},"metadata":{"calculationTime":10}}}`,
		"2025-01-29T07:20:00Z": `{"engines":["tarot","tarot"],"results":{"output":{"success":false}},"metadata":{"executionTime":20.555}}`,
		"2025-01-29T21:20:00Z": `{"engines":["numerology"],"results":{"success":false},"metadata":{"executionTime":"long"}}`,
		"2025-01-28T21:20:00Z": `{"engines":["tarot"],"results":{"output":7},"metadata":{"success":false}}`,
		"2025-01-26T03:20:00Z": `{"engines":[],"results":[]}`,
		"2024-11-01T03:20:00Z": `{"engines":["iching"],"results":{}}`,
	} {
		s.save(at, reading)
	}
	st, err := s.Statistics(t.Context(), ada, s.Since(30))
	require.NoError(t, err)
	assert.JSONEq(t, `{"totalReadings":5,"engineBreakdown":{"tarot":3,"numerology":1},"averageExecutionTime":15.28,"successRate":0.4,
		"mostActiveDay":"2025-01-29","streakDays":3,"favoriteEngines":["tarot","numerology"],"peakUsageHours":[7,21,3]}`, string(st.JSON().JSON()))
	assert.Equal(t, "2025-01", st.BusiestTime)

	s.now = s.now.AddDate(0, 0, 1)
	st, err = s.Statistics(t.Context(), ada, s.Since(30))
	require.NoError(t, err)
	assert.Equal(t, 3, st.Streak, "it may end yesterday")
	s.now = s.now.AddDate(0, 0, 1)
	st, err = s.Statistics(t.Context(), ada, s.Since(1))
	require.NoError(t, err)
	assert.JSONEq(t, `{"totalReadings":0,"engineBreakdown":{},"averageExecutionTime":null,"successRate":null,
		"mostActiveDay":null,"streakDays":0,"favoriteEngines":[],"peakUsageHours":[]}`, string(st.JSON().JSON()))
}

func TestGrowth(t *testing.T) {
	s := newShelf(t)
	growth := func() map[string]any {
		o, err := s.Growth(t.Context(), ada, s.Since(90))
		require.NoError(t, err)
		return decoded(t, o.JSON())
	}
	assert.Equal(t, decoded(t, []byte(`{"total_readings":0,"time_span_days":0,"consciousness_growth":0,"most_active_period":null,"engine_distribution":{},
		"growth_trajectory":"insufficient_data","insights_integration":{"total_insights":0,"recurring_themes":[],"breakthrough_moments":0},
		"optimal_frequency":{"current_frequency":"insufficient_data","recommended_frequency":"weekly","next_optimal_date":null}}`)), growth())
	for day := 1; day <= 6; day++ {
		s.save(fmt.Sprintf("2025-01-%02dT08:00:00Z", 4*day), `{"favorite":`+fmt.Sprint(day == 1)+`,"engines":["tarot"],"results":`+said("tarot", "["+theme("rest", 0.6)+"]", `["a","b"]`)+`}`)
	}
	assert.Equal(t, decoded(t, []byte(`{"total_readings":6,"time_span_days":20,"consciousness_growth":0.6,"most_active_period":"2025-01","engine_distribution":{"tarot":6},
		"growth_trajectory":"steady","insights_integration":{"total_insights":12,"recurring_themes":["rest"],"breakthrough_moments":1},
		"optimal_frequency":{"current_frequency":"weekly","recommended_frequency":"weekly","next_optimal_date":"2025-01-31"}}`)), growth())
	s.now = s.now.AddDate(0, 0, 9)
	assert.Equal(t, "2025-02-08", at(growth(), "optimal_frequency", "next_optimal_date"), "not in the past")
}

func TestJourney(t *testing.T) {
	s := newShelf(t)
	first := s.save("2025-01-10T08:00:00Z", `{"engines":["tarot"],"results":`+said("tarot", "["+theme("rest", 0.6)+","+theme("care", 0.8)+"]", `["1","2","3","4"]`)+`}`)
	second := s.save("2025-01-16T08:00:00Z", `{"engines":["human_design"],"results":`+said("human_design", "["+theme("rest", 0.6)+","+theme("change", 0.8)+"]", "[]")+`}`)
	third := s.save("2025-01-17T08:00:00Z", `{"engines":[],"results":{}}`)
	steps, total, err := s.Journey(t.Context(), ada, "", 2)
	require.NoError(t, err)
	assert.Equal(t, 3, total)
	require.Len(t, steps, 2)
	assert.JSONEq(t, `{"id":"`+third+`","timestamp":"2025-01-17T08:00:00.000Z","engine":null,"type":"reading","title":"Reading","description":null,"insights":[],
		"growth_indicators":{"consciousness_level":null,"integration_score":null,"awareness_expansion":null},"connections":[]}`, string(steps[0].JSON()))
	assert.JSONEq(t, `{"id":"`+second+`","timestamp":"2025-01-16T08:00:00.000Z","engine":"human_design","type":"reading","title":"Human Design Reading",
		"description":"It begins.","insights":[],
		"growth_indicators":{"consciousness_level":null,"integration_score":0.36,"awareness_expansion":0.5},"connections":[{"id":"`+first+`","correlation":0.36}]}`, string(steps[1].JSON()))
	steps, _, err = s.Journey(t.Context(), ada, "", 50)
	require.NoError(t, err)
	earliest := decoded(t, steps[2].JSON())
	assert.Equal(t, []any{"1", "2", "3"}, earliest["insights"])
	assert.Nil(t, at(earliest, "growth_indicators", "integration_score"), "nothing came before")
	assert.Len(t, earliest["connections"], 1)
	for engine, want := range map[string]string{"iching": "I Ching Reading", "gene_keys": "Gene Keys Reading", "i-ching": "I Ching Reading", "öl": "öl Reading", "__": "Reading"} {
		assert.Equal(t, want, title([]string{engine}))
	}
}

func TestFrequency(t *testing.T) {
	for want, c := range map[string]struct {
		n    int
		last string
	}{
		"insufficient_data": {1, "2025-01-01"}, "daily": {5, "2025-01-08"}, "weekly": {4, "2025-01-08"}, "monthly": {2, "2025-01-29"}, "occasional": {2, "2025-03-29"},
	} {
		st := Statistics{Total: c.n, FirstIn: "2025-01-01T00:00:00.000Z", LastIn: c.last + "T00:00:00.000Z"}
		assert.Equal(t, want, st.Frequency())
	}
	same := Statistics{Total: 2, FirstIn: "2025-01-01T00:00:00.000Z", LastIn: "2025-01-01T00:00:00.000Z"}
	assert.Equal(t, "daily", same.Frequency())
	assert.Equal(t, "", same.nextDateOf(""))
	for n, want := range map[int]string{0: "insufficient_data", 1: "beginning", 5: "beginning", 6: "steady", 10: "steady", 11: "accelerating"} {
		assert.Equal(t, want, trajectory(n))
	}
}

func (st Statistics) nextDateOf(last string) string {
	st.LastIn = last
	return st.nextDate(civil.Date{Year: 2025, Month: 1, Day: 1})
}
