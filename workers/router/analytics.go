package router

import (
	"context"

	"github.com/witnessos/witnessos/internal/analytics"
	"github.com/witnessos/witnessos/internal/api"
	"github.com/witnessos/witnessos/internal/civil"
	"github.com/witnessos/witnessos/internal/engines"
	"github.com/witnessos/witnessos/internal/service"
	"github.com/witnessos/witnessos/internal/web/query"
)

var errNoBirthDate = api.NewError(400, "BIRTH_DATE_REQUIRED", "Add your date of birth to your profile: cycles are counted from it")

// analyticsBiorhythm answers GET /analytics/biorhythm.
func (r *Router) analyticsBiorhythm(ctx context.Context, c *call) (*reply, error) {
	days := query.Int(c.query, "days", analytics.Month, 1, analytics.MaxDays)
	o, err := r.outlook(ctx, c, days, "BIORHYTHM_ANALYTICS_FAILED")
	if err != nil {
		return nil, err
	}
	return ok((&api.Object{}).Set("biorhythmTrends", analytics.Trends(o, days))), nil
}

// analyticsTiming answers GET /analytics/optimal-timing.
func (r *Router) analyticsTiming(ctx context.Context, c *call) (*reply, error) {
	o, err := r.outlook(ctx, c, analytics.Month, "OPTIMAL_TIMING_FAILED")
	if err != nil {
		return nil, err
	}
	return ok((&api.Object{}).Set("optimalTimings", analytics.Timings(o))), nil
}

// analyticsEnergy answers GET /analytics/energy-cycles.
func (r *Router) analyticsEnergy(ctx context.Context, c *call) (*reply, error) {
	o, err := r.outlook(ctx, c, analytics.Week, "ENERGY_CYCLES_FAILED")
	if err != nil {
		return nil, err
	}
	return ok((&api.Object{}).Set("energyCycles", analytics.EnergyCycles(o))), nil
}

// analyticsInsights answers GET /analytics/insights.
func (r *Router) analyticsInsights(ctx context.Context, c *call) (*reply, error) {
	o, err := r.outlook(ctx, c, analytics.Month, "PREDICTIVE_INSIGHTS_FAILED")
	if err != nil {
		return nil, err
	}
	return ok((&api.Object{}).Set("insights", analytics.Predict(o))), nil
}

// outlook asks the biorhythm engine about so many days of the caller's, from today on in UTC. It is
// calculated afresh: to look for it in the cache takes longer.
func (r *Router) outlook(ctx context.Context, c *call, days int, failure string) (*analytics.Outlook, error) {
	const message = "The cycles could not be calculated"
	facts, err := r.Profiles.Facts(ctx, c.account.ID)
	if err != nil {
		return nil, failedTo(err, failure, message)
	}
	birth, err := civil.Parse(facts.BirthDate)
	if err != nil {
		return nil, errNoBirthDate
	}
	days = analytics.DaysFor(days)
	result, err := r.Engine.CalculateEngine(ctx, service.Calculation{
		EngineName: "biorhythm",
		Input:      analytics.Input(birth, civil.Of(r.Now().UTC()), days),
		Options:    service.Options{UserID: c.subject()},
	})
	if err != nil {
		return nil, failedAs(serviceError(err), failure, message)
	}
	if !result.Success {
		return nil, outlookError(result, failure, message)
	}
	o, err := analytics.ReadOutlook(result.Data, days)
	if err != nil {
		return nil, api.NewError(500, failure, message).Because(err)
	}
	return o, nil
}

// outlookError words a result without an outlook. What the engine refuses is the stored date of birth:
// it lies in the future, or before all that can be calculated.
func outlookError(result engines.Result, failure, message string) *api.Error {
	if e := resultError(result); e.Status != 400 {
		return api.NewError(500, failure, message).Because(e)
	}
	return errNoBirthDate.With(map[string]string{"reason": result.Error})
}
