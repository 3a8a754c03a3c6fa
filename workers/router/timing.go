package router

import (
	"context"
	"encoding/json"
	"time"
	"unicode/utf8"

	"github.com/witnessos/witnessos/internal/api"
	"github.com/witnessos/witnessos/internal/civil"
	"github.com/witnessos/witnessos/internal/engines"
	"github.com/witnessos/witnessos/internal/readings"
	"github.com/witnessos/witnessos/internal/service"
	"github.com/witnessos/witnessos/workflows/plan"
)

// lack is a part of a reply that could not be computed.
type lack struct {
	Engine string `json:"engine"`
	Code   string `json:"code"`
}

// weekAhead is how many days timing looks ahead, today included.
const weekAhead = 7

// askTiming asks the engines, in one call, for the biorhythm of the next seven days and, if wanted, for
// where the bodies stand on them. Each is nil when it could not be had; why is in the list.
func (r *Router) askTiming(ctx context.Context, who *service.Profile, wantSky bool) (*readings.Energy, *readings.Sky, []lack) {
	now := r.Now().UTC()
	today := civil.Of(now)
	var batch service.Batch
	var lacking []lack
	add := func(engine string, input *api.Object) {
		batch.Engines = append(batch.Engines, service.BatchItem{EngineName: engine, Input: input.JSON()})
	}
	if wantSky {
		// No chart is wanted, only the sky that the engine lays over it: the one engine that looks
		// ahead. Any moment does for the chart.
		for day := range weekAhead + 1 {
			add("human_design", (&api.Object{}).
				Set("birth_date", "2000-01-01").
				Set("birth_time", "12:00").
				Set("timezone", "UTC").
				Set("include_design_calculation", false).
				Set("detailed_gates", false).
				Set("transit_date", today.AddDays(day).String()).
				Set("transit_time", now.Format("15:04:05")).
				Set("transit_timezone", "UTC"))
		}
	}
	if who.BirthDate == "" {
		lacking = append(lacking, lack{"biorhythm", "BIRTH_DATE_REQUIRED"})
	} else {
		add("biorhythm", (&api.Object{}).Set("birth_date", who.BirthDate).Set("target_date", today.String()).Set("forecast_days", weekAhead))
	}
	if len(batch.Engines) == 0 {
		return nil, nil, lacking
	}
	answer, err := r.Engine.BatchCalculate(ctx, batch)
	if err != nil {
		code := serviceError(err).Code
		if wantSky {
			lacking = append(lacking, lack{"human_design", code})
		}
		if who.BirthDate != "" {
			lacking = append(lacking, lack{"biorhythm", code})
		}
		return nil, nil, lacking
	}
	results := answer.Results
	var energy *readings.Energy
	var sky *readings.Sky
	if who.BirthDate != "" {
		last := results[len(results)-1].Result
		energy = &readings.Energy{}
		if code := readResult(last, energy); code != "" || len(energy.Forecast) == 0 {
			energy, lacking = nil, append(lacking, lack{"biorhythm", orCalculationFailed(code)})
		}
	}
	if wantSky {
		var code string
		if sky, code = skyOf(now.Truncate(time.Second), results[:weekAhead+1]); sky == nil {
			lacking = append(lacking, lack{"human_design", orCalculationFailed(code)})
		}
	}
	return energy, sky, lacking
}

// readResult decodes the data of a result, or returns the code of its failure.
func readResult(result engines.Result, into any) string {
	if !result.Success {
		return result.Code
	}
	if json.Unmarshal(result.Data, into) != nil {
		return engines.CodeCalculationFailed
	}
	return ""
}

func orCalculationFailed(code string) string {
	if code == "" {
		return engines.CodeCalculationFailed
	}
	return code
}

// skyOf takes the longitudes out of the results of successive days. It is nil when one of them is
// missing; then it also returns why.
func skyOf(from time.Time, results []service.BatchOutcome) (*readings.Sky, string) {
	sky := &readings.Sky{From: from}
	for _, result := range results {
		var data struct {
			Transit struct {
				Activations []struct {
					Body      string  `json:"body"`
					Longitude float64 `json:"longitude"`
				} `json:"activations"`
			} `json:"transit"`
		}
		if code := readResult(result.Result, &data); code != "" {
			return nil, code
		}
		at := map[string]float64{}
		for _, a := range data.Transit.Activations {
			at[a.Body] = a.Longitude
		}
		for _, body := range [...]string{"sun", "moon", "mercury", "venus", "mars", "jupiter", "saturn"} {
			if _, there := at[body]; !there {
				return nil, ""
			}
		}
		sky.At = append(sky.At, at)
	}
	return sky, ""
}

// suggested is the engine that the caller has not used for longest, among those for which the account
// holds all that they need; "" when there is none.
func suggested(h *readings.Habits, who *service.Profile) string {
	person := &plan.Person{Profile: *who}
	for _, engine := range h.Unused {
		if plan.Lacking(engine, person) == "" {
			return engine
		}
	}
	return ""
}

// optimalTiming answers GET /api/optimal-timing.
func (r *Router) optimalTiming(ctx context.Context, c *call) (*reply, error) {
	engine := ""
	if name := c.query.Get("engine"); name != "" {
		var unknown *api.Error
		if engine, unknown = canonical(name); unknown != nil {
			return nil, unknown
		}
	}
	intention := c.query.Get("intention")
	if intention == "" {
		intention = "general"
	}
	const mostIntention = 64
	if utf8.RuneCountInString(intention) > mostIntention {
		return nil, api.Field("intention", "a text of at most 64 characters", nil)
	}
	who, err := r.person(ctx, c)
	if err != nil {
		return nil, err
	}
	habits, err := r.Readings.Habits(ctx, c.account.ID)
	if err != nil {
		return nil, err
	}
	if engine == "" {
		engine = suggested(habits, who)
	}
	energy, sky, lacking := r.askTiming(ctx, who, true)
	body := (&api.Object{}).Set("intention_type", intention).Set("optimal_timing", r.timing(energy, sky, habits, engine))
	if lacking != nil {
		body.Set("degraded", true).Set("failed", lacking)
	}
	return ok(body), nil
}

// timing is the object optimal_timing. What is not known is null or empty.
func (r *Router) timing(energy *readings.Energy, sky *readings.Sky, habits *readings.Habits, engine string) *api.Object {
	immediate := (&api.Object{}).
		Set("recommended", nil).
		Set("confidence", nil).
		Set("reason", "There is no biorhythm to go by: it needs a stored birth date and the engine that computes it")
	hours, days, influences, aspects := []string{}, []string{}, []string{}, []string{}
	alignment := (&api.Object{}).Set("physical", nil).Set("emotional", nil).Set("intellectual", nil)
	var quality, phase, last, next any
	if energy != nil {
		immediate = (&api.Object{}).Set("recommended", energy.Recommended()).Set("confidence", energy.Confidence()).Set("reason", energy.Reason())
		hours, days, quality = energy.BestHours(), energy.OptimalDays(), energy.Quality()
		alignment = (&api.Object{}).
			Set("physical", readings.Alignment(energy.Physical)).
			Set("emotional", readings.Alignment(energy.Emotional)).
			Set("intellectual", readings.Alignment(energy.Intellectual))
	}
	if sky != nil {
		influences, phase, aspects = sky.Influences(), sky.Phase(), sky.Aspects()
	}
	if habits.Last != "" {
		last = habits.Last
	}
	if engine != "" {
		next = engine
	}
	return (&api.Object{}).
		Set("immediate", immediate).
		Set("today", (&api.Object{}).Set("best_hours", hours).Set("energy_quality", quality).Set("cosmic_influences", influences)).
		Set("this_week", (&api.Object{}).Set("optimal_days", days).Set("lunar_phase", phase).Set("planetary_aspects", aspects)).
		Set("personalized", (&api.Object{}).
			Set("based_on_history", habits.Last != "").
			Set("last_reading", last).
			Set("frequency_pattern", habits.Frequency).
			Set("suggested_engine", next).
			Set("integration_time_needed", habits.Integration(r.Now()))).
		Set("biorhythm_alignment", alignment)
}
