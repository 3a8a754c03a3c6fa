package readings

import (
	"context"
	"math"
	"slices"
	"strings"
	"time"

	"github.com/witnessos/witnessos/internal/api"
	"github.com/witnessos/witnessos/internal/civil"
	"github.com/witnessos/witnessos/internal/decimal"
	"github.com/witnessos/witnessos/internal/sqldb"
	"github.com/witnessos/witnessos/internal/stamp"
	"github.com/witnessos/witnessos/internal/synthesis"
)

// Journey lists the newest readings since an instant as steps, and counts all of them. Each step is
// compared with the newest 200 readings of the range.
func (s *Store) Journey(ctx context.Context, owner int64, since string, limit int) ([]*api.Object, int, error) {
	counted, err := s.DB.Query(ctx, `SELECT COUNT(*) AS n FROM readings WHERE user_id = ? AND public_id IS NOT NULL AND created_at >= ?`, owner, since)
	if err != nil {
		return nil, 0, err
	}
	list, err := s.read(ctx, owner, since, mostCompared)
	if err != nil {
		return nil, 0, err
	}
	steps := make([]*api.Object, min(limit, len(list)))
	for i := range steps {
		steps[i] = step(list, i)
	}
	return steps, int(counted.At(0).Int("n")), nil
}

// step is reading i of a list that has the newest first.
func step(list []output, i int) *api.Object {
	o := &list[i]
	type connection struct {
		ID          string  `json:"id"`
		Correlation float64 `json:"correlation"`
	}
	var connections []connection
	var integration *float64
	for j := range list {
		if j == i {
			continue
		}
		like, ok := synthesis.Compare(o.vector, list[j].vector)
		if !ok {
			continue
		}
		if like.All > 0 {
			connections = append(connections, connection{list[j].id, like.All})
		}
		if j > i && (integration == nil || like.All > *integration) { // an earlier one
			integration = &like.All
		}
	}
	strongest := []connection{}
	for _, i := range best(len(connections), 3, func(i, j int) bool { return connections[i].Correlation > connections[j].Correlation }) {
		strongest = append(strongest, connections[i])
	}
	engine := any(nil)
	if len(o.engines) > 0 {
		engine = o.engines[0]
	}
	description := any(nil)
	if first := firstSentence(o.text); first != "" {
		description = first
	}
	return (&api.Object{}).
		Set("id", o.id).
		Set("timestamp", o.at).
		Set("engine", engine).
		Set("type", "reading").
		Set("title", title(o.engines)).
		Set("description", description).
		Set("insights", append([]string{}, o.insights[:min(3, len(o.insights))]...)).
		Set("growth_indicators", (&api.Object{}).
			Set("consciousness_level", nil).
			Set("integration_score", integration).
			Set("awareness_expansion", expansion(o, list[i+1:]))).
		Set("connections", strongest)
}

// expansion is the share of a reading's themes that no earlier reading has; nil where there is nothing
// to compare.
func expansion(o *output, earlier []output) *float64 {
	if len(o.themes) == 0 || !slices.ContainsFunc(earlier, func(e output) bool { return len(e.themes) > 0 }) {
		return nil
	}
	unmet := 0
	for _, theme := range o.themes {
		if !slices.ContainsFunc(earlier, func(e output) bool { return slices.Contains(e.themes, theme) }) {
			unmet++
		}
	}
	share := decimal.Round(float64(unmet)/float64(len(o.themes)), 4)
	return &share
}

// title is the name of a reading for people: of its first engine.
func title(engines []string) string {
	if len(engines) == 0 {
		return "Reading"
	}
	switch engines[0] {
	case "iching":
		return "I Ching Reading"
	case "vedicclock_tcm":
		return "VedicClock-TCM Reading"
	case "nadabrahman":
		return "NadaBrahman Reading"
	}
	words := strings.FieldsFunc(engines[0], func(c rune) bool { return c == '_' || c == '-' || c == ' ' })
	for i, w := range words {
		if c := w[0]; c >= 'a' && c <= 'z' {
			words[i] = string(c-'a'+'A') + w[1:]
		}
	}
	return strings.Join(append(words, "Reading"), " ")
}

// Growth is the object stats of GET /api/timeline/stats. What the readings say is read from the newest
// 200; all else is counted over all of the range.
func (s *Store) Growth(ctx context.Context, owner int64, since string) (*api.Object, error) {
	st, err := s.Statistics(ctx, owner, since)
	if err != nil {
		return nil, err
	}
	list, err := s.read(ctx, owner, since, mostCompared)
	if err != nil {
		return nil, err
	}
	favorites, err := s.DB.Query(ctx, `SELECT COUNT(*) AS n FROM readings WHERE user_id = ? AND created_at >= ? AND favorite`, owner, since)
	if err != nil {
		return nil, err
	}
	said, themes := 0, &tally{}
	for i := range list {
		said += len(list[i].insights)
		for _, theme := range list[i].themes {
			themes.add(theme)
		}
	}
	frequency := (&api.Object{}).
		Set("current_frequency", st.Frequency()).
		Set("recommended_frequency", "weekly").
		Set("next_optimal_date", sqldb.OrNull(st.nextDate(civil.Of(s.Now().UTC()))))
	return (&api.Object{}).
		Set("total_readings", st.Total).
		Set("time_span_days", st.spanDays()).
		Set("consciousness_growth", math.Min(float64(st.Total)/10, 1)).
		Set("most_active_period", sqldb.OrNull(st.BusiestTime)).
		Set("engine_distribution", st.Breakdown(5)).
		Set("growth_trajectory", trajectory(st.Total)).
		Set("insights_integration", (&api.Object{}).
			Set("total_insights", said).
			Set("recurring_themes", themes.often(5)).
			Set("breakthrough_moments", favorites.At(0).Int("n"))).
		Set("optimal_frequency", frequency), nil
}

// trajectory names a number of readings.
func trajectory(n int) string {
	switch {
	case n > 10:
		return "accelerating"
	case n > 5:
		return "steady"
	case n > 0:
		return "beginning"
	}
	return "insufficient_data"
}

// span is from the first to the last reading of the range.
func (st *Statistics) span() time.Duration {
	first, _ := time.Parse(stamp.Layout, st.FirstIn)
	last, _ := time.Parse(stamp.Layout, st.LastIn)
	return last.Sub(first)
}

func (st *Statistics) spanDays() int { return int(st.span() / (24 * time.Hour)) }

// Frequency names how many readings a week of the span there are. A span of less than a day counts as
// one.
func (st *Statistics) Frequency() string {
	if st.Total < 2 {
		return "insufficient_data"
	}
	const day, week = 24 * time.Hour, 7 * 24 * time.Hour
	switch each := float64(st.Total) / (float64(max(st.span(), day)) / float64(week)); {
	case each >= 5:
		return "daily"
	case each >= 1:
		return "weekly"
	case each >= 0.25:
		return "monthly"
	}
	return "occasional"
}

// nextDate is a week after the last reading, or today when that is past; "" without readings.
func (st *Statistics) nextDate(today civil.Date) string {
	last, err := time.Parse(stamp.Layout, st.LastIn)
	if err != nil {
		return ""
	}
	next := civil.Of(last.UTC()).AddDays(7)
	if next.Before(today) {
		next = today
	}
	return next.String()
}
