package readings

import (
	"context"
	"encoding/json"

	"github.com/witnessos/witnessos/internal/api"
	"github.com/witnessos/witnessos/internal/sqldb"
	"github.com/witnessos/witnessos/internal/synthesis"
)

// Insights is what the readings of a range say together. Counts are over all of them; what they say
// is read from the newest 200.
type Insights struct {
	Total      int
	Engines    []string // the most used, at most 3
	Themes     []string // the most frequent, at most 5
	Advice     []string // repeated most, at most 5
	Signature  string   // of the newest reading that has one
	Indicators []json.RawMessage
	*synthesis.Result
}

// partnered are the comparisons of two persons in the timeline, the newest ten.
const partnered = `
SELECT json_extract(result, '$.compatibilityIndicators') AS indicators
FROM timeline_entries
WHERE user_id = ? AND type = 'workflow_relationships' AND timestamp >= ? AND json_valid(result)
ORDER BY timestamp DESC LIMIT 10`

// Insights reads the readings since an instant together.
func (s *Store) Insights(ctx context.Context, owner int64, since string) (*Insights, error) {
	st, err := s.Statistics(ctx, owner, since)
	if err != nil {
		return nil, err
	}
	list, err := s.read(ctx, owner, since, mostCompared)
	if err != nil {
		return nil, err
	}
	rows, err := s.DB.Query(ctx, partnered, owner, since)
	if err != nil {
		return nil, err
	}
	in := &Insights{Total: st.Total, Engines: st.Favorites(3), Indicators: []json.RawMessage{}}
	add := func(indicators []json.RawMessage) {
		const most = 20
		in.Indicators = append(in.Indicators, indicators[:min(len(indicators), most-len(in.Indicators))]...)
	}
	for i := range rows.Len() {
		var indicators []json.RawMessage
		_ = json.Unmarshal([]byte(rows.At(i).Text("indicators")), &indicators)
		add(indicators)
	}
	var sources []synthesis.Source
	themes, advice := &tally{}, &tally{}
	for i := range list {
		o := &list[i]
		sources = append(sources, o.voices...)
		add(o.indicators)
		for _, theme := range o.themes {
			themes.add(theme)
		}
		for _, text := range o.advice {
			advice.add(text)
		}
		if in.Signature == "" {
			in.Signature = o.signature
		}
	}
	in.Themes, in.Advice = themes.top(5), advice.top(5)
	in.Result = synthesis.Synthesize(synthesis.Moment{Now: s.Now()}, sources)
	return in, nil
}

// Data is the block data of GET /api/readings/insights.
func (in *Insights) Data() *api.Object {
	r := in.Result
	timing := r.Correlations.Timing
	return (&api.Object{}).
		Set("consciousness_field", (&api.Object{}).
			Set("signature", sqldb.OrNull(in.Signature)).
			Set("coherence", r.Field.Coherence).
			Set("dominant_frequency", r.Field.Dominant).
			Set("evolution_vector", r.Field.Evolution)).
		Set("life_themes", (&api.Object{}).
			Set("unified_themes", r.Themes).
			Set("archetypal_patterns", r.Correlations.Archetypes).
			Set("numerical_patterns", r.Correlations.Numbers)).
		Set("growth_guidance", (&api.Object{}).
			Set("integration_points", r.Map.Integration).
			Set("growth_edges", r.Map.Edges).
			Set("reality_patches", r.Patches)).
		Set("timing_insights", (&api.Object{}).
			Set("current_cycles", timing.Current).
			Set("optimal_timing", timing.Optimal).
			Set("transition_periods", timing.Transitions)).
		Set("relationship_patterns", (&api.Object{}).
			Set("compatibility_indicators", in.Indicators).
			Set("communication_style", nil).
			Set("energy_exchange", (&api.Object{}).Set("type", nil).Set("flow", nil)))
}

// Summary is the block insights. The engine to ask next and the day for it come from elsewhere; "" is
// unknown.
func (in *Insights) Summary(next, day string) *api.Object {
	focus := any(nil)
	if len(in.Themes) > 0 {
		focus = in.Themes[0]
	}
	return (&api.Object{}).
		Set("total_readings", in.Total).
		Set("most_frequent_engines", in.Engines).
		Set("growth_patterns", (&api.Object{}).
			Set("consciousness_evolution", trajectory(in.Total)).
			Set("key_themes", in.Themes).
			Set("integration_level", in.Field.Level)).
		Set("recommendations", in.Advice).
		Set("next_optimal_reading", (&api.Object{}).
			Set("suggested_engine", sqldb.OrNull(next)).
			Set("optimal_timing", sqldb.OrNull(day)).
			Set("focus_area", focus))
}
