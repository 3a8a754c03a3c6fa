package router

import (
	"context"
	"strconv"

	"github.com/witnessos/witnessos/internal/api"
	"github.com/witnessos/witnessos/internal/web/query"
)

// readingStats answers GET /readings/stats.
func (r *Router) readingStats(ctx context.Context, c *call) (*reply, error) {
	since := r.Readings.Since(query.Days(c.query.Get("timeRange"), 30))
	st, err := r.Readings.Statistics(ctx, c.account.ID, since)
	if err != nil {
		return nil, err
	}
	return ok((&api.Object{}).Set("data", st.JSON())), nil
}

// readingCorrelation answers GET /readings/correlation. The pairs are sent in the two forms that
// clients know.
func (r *Router) readingCorrelation(ctx context.Context, c *call) (*reply, error) {
	since := r.Readings.Since(query.Days(c.query.Get("timeRange"), 90))
	found, err := r.Readings.Correlate(ctx, c.account.ID, since, query.Int(c.query, "limit", 20, 2, 50))
	if err != nil {
		return nil, err
	}
	const mostEvolving = 10
	strong, evolving := []*api.Object{}, []*api.Object{}
	highest := any(nil)
	for i := range found.Pairs {
		pair := &found.Pairs[i]
		if i == 0 {
			highest = pair.All
		}
		strong = append(strong, pair.Strong())
		if i < mostEvolving {
			evolving = append(evolving, pair.Evolving())
		}
	}
	body := &api.Object{}
	if found.Analyzed < 2 {
		body.Set("message", "Insufficient reading history for correlation analysis")
	}
	return ok(body.
		Set("data", (&api.Object{}).
			Set("correlations", strong).
			Set("analysis_summary", (&api.Object{}).
				Set("total_readings_analyzed", found.Analyzed).
				Set("correlation_pairs", found.Found).
				Set("highest_correlation", highest).
				Set("dominant_patterns", found.Patterns))).
		Set("correlations", evolving).
		Set("total_readings_analyzed", found.Analyzed).
		Set("processingTime", r.elapsed(c))), nil
}

// readingInsights answers GET /readings/insights.
func (r *Router) readingInsights(ctx context.Context, c *call) (*reply, error) {
	since := r.Readings.Since(query.Days(c.query.Get("timeRange"), 90))
	in, err := r.Readings.Insights(ctx, c.account.ID, since)
	if err != nil {
		return nil, err
	}
	if in.Total == 0 {
		return ok((&api.Object{}).Set("message", "No readings in this range").Set("data", in.Data()).Set("insights", in.Summary("", ""))), nil
	}
	who, err := r.person(ctx, c)
	if err != nil {
		return nil, err
	}
	habits, err := r.Readings.Habits(ctx, c.account.ID)
	if err != nil {
		return nil, err
	}
	day := ""
	if energy, _, _ := r.askTiming(ctx, who, false); energy != nil {
		if days := energy.OptimalDays(); len(days) > 0 {
			day = days[0]
		}
	}
	return ok((&api.Object{}).Set("data", in.Data()).Set("insights", in.Summary(suggested(habits, who), day))), nil
}

// readingTimeline answers GET /api/timeline.
func (r *Router) readingTimeline(ctx context.Context, c *call) (*reply, error) {
	days := query.Days(c.query.Get("timeRange"), 90)
	timeRange := c.query.Get("timeRange")
	if query.Days(timeRange, 0) == 0 {
		timeRange = strconv.Itoa(days) + "d"
	}
	limit := query.Int(c.query, "limit", 50, 1, 100)
	steps, total, err := r.Readings.Journey(ctx, c.account.ID, r.Readings.Since(days), limit)
	if err != nil {
		return nil, err
	}
	body := &api.Object{}
	if total == 0 {
		body.Set("message", "No timeline data available")
	}
	return ok(body.Set("timeline", steps).Set("total", total).Set("timeRange", timeRange)), nil
}

// readingTimelineStats answers GET /api/timeline/stats.
func (r *Router) readingTimelineStats(ctx context.Context, c *call) (*reply, error) {
	stats, err := r.Readings.Growth(ctx, c.account.ID, r.Readings.Since(query.Days(c.query.Get("timeRange"), 90)))
	if err != nil {
		return nil, err
	}
	return ok((&api.Object{}).Set("stats", stats)), nil
}
