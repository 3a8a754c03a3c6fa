package router

import (
	"context"

	"github.com/witnessos/witnessos/internal/api"
	"github.com/witnessos/witnessos/internal/civil"
	"github.com/witnessos/witnessos/internal/timeline"
	"github.com/witnessos/witnessos/internal/web/query"
)

// timelineAll answers GET /timeline.
func (r *Router) timelineAll(ctx context.Context, c *call) (*reply, error) {
	from, err := c.day("startDate", c.query.Get("startDate"))
	if err != nil {
		return nil, err
	}
	to, err := c.day("endDate", c.query.Get("endDate"))
	if err != nil {
		return nil, err
	}
	if !from.IsZero() && !to.IsZero() && to.Before(from) {
		return nil, invalidDate("endDate", "a date not before startDate", c.query.Get("endDate"))
	}
	q := timeline.Query{From: from.String()}
	if !to.IsZero() {
		q.Before = dayAfter(to)
	}
	if q.Type = c.query.Get("type"); q.Type != "" && !timeline.IsType(q.Type) {
		return nil, invalidType(q.Type)
	}
	return r.timelinePage(ctx, c, q, 50, &api.Object{}, "TIMELINE_FETCH_FAILED")
}

// timelineRecent answers GET /timeline/recent.
func (r *Router) timelineRecent(ctx context.Context, c *call) (*reply, error) {
	q := timeline.Query{From: r.Timeline.Recent()}
	return r.timelinePage(ctx, c, q, 100, &api.Object{}, "RECENT_TIMELINE_FETCH_FAILED")
}

// timelineOfDay answers GET /timeline/date/{date}.
func (r *Router) timelineOfDay(ctx context.Context, c *call) (*reply, error) {
	day, err := c.day("date", c.params[0])
	if err != nil {
		return nil, err
	}
	q := timeline.Query{From: day.String(), Before: dayAfter(day)}
	return r.timelinePage(ctx, c, q, 100, (&api.Object{}).Set("date", day.String()), "TIMELINE_DATE_FETCH_FAILED")
}

// timelineOfType answers GET /timeline/type/{type}.
func (r *Router) timelineOfType(ctx context.Context, c *call) (*reply, error) {
	kind := c.params[0]
	if !timeline.IsType(kind) {
		return nil, invalidType(kind)
	}
	return r.timelinePage(ctx, c, timeline.Query{Type: kind}, 100, (&api.Object{}).Set("type", kind), "TIMELINE_TYPE_FETCH_FAILED")
}

// timelinePage lists what a query asks for, and answers with it and with the members of body.
func (r *Router) timelinePage(ctx context.Context, c *call, q timeline.Query, limit int, body *api.Object, failure string) (*reply, error) {
	q.User = c.subject()
	q.Limit = query.Int(c.query, "limit", limit, 1, 100)
	q.Offset = query.Int(c.query, "offset", 0, 0, 1<<30)
	page, err := r.Timeline.List(ctx, q)
	if err != nil {
		return nil, failedTo(err, failure, "The timeline could not be read")
	}
	return ok(body.Set("timeline", page.Object())), nil
}

// timelineStats answers GET /timeline/stats.
func (r *Router) timelineStats(ctx context.Context, c *call) (*reply, error) {
	stats, err := r.Timeline.Stats(ctx, c.subject())
	if err != nil {
		return nil, failedTo(err, "TIMELINE_STATS_FAILED", "The timeline could not be counted")
	}
	return ok((&api.Object{}).Set("stats", stats)), nil
}

// day reads a date of a query or a path; the zero date stands for none.
func (c *call) day(name, text string) (civil.Date, error) {
	if text == "" {
		return civil.Date{}, nil
	}
	day, err := civil.Parse(text)
	if err != nil {
		return day, invalidDate(name, "a date (YYYY-MM-DD)", text)
	}
	return day, nil
}

// dayAfter is the day on which a timestamp no longer belongs to a day. The last day of the calendar
// has none after it; a text behind all of its timestamps serves as well.
func dayAfter(day civil.Date) string {
	if next := day.AddDays(1); next.IsValid() {
		return next.String()
	}
	return day.String() + "U"
}

func invalidDate(name, expected, received string) *api.Error {
	return coded("INVALID_DATE", api.Field(name, expected, received))
}

func invalidType(received string) *api.Error {
	return coded("INVALID_TYPE", api.Field("type", "a type of timeline entries, such as engine_calculation or workflow_natal", received))
}

// coded is the failure of a field under a code of its own.
func coded(code string, e *api.Error) *api.Error {
	e.Code = code
	return e
}
