package contract

import (
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
)

// cyclesAhead: trends, timings, energy and insights, all from the stored date of birth.
func cyclesAhead(t *testing.T, c *client) {
	today := time.Now().UTC().Format(time.DateOnly)
	paths := []string{"/analytics/biorhythm", "/analytics/optimal-timing", "/analytics/energy-cycles", "/analytics/insights"}
	for _, path := range paths {
		check(t, "GET "+path, "needs a date of birth", func(t *testing.T) {
			c.get(t, path, c.As(tierOne)).fails(t, 400, "BIRTH_DATE_REQUIRED")
			for _, user := range []int{atNullIsle, remembered} { // in a column, in the preferences
				c.get(t, path, c.As(user)).succeeds(t, 200)
			}
			c.get(t, path+"?userId=1001", c.As(atNullIsle)).fails(t, 403, "FORBIDDEN")
			c.get(t, "/api"+path, c.As(atNullIsle)).fails(t, 404, "ENDPOINT_NOT_FOUND")
		})
	}
	check(t, "GET /analytics/biorhythm", "trends", func(t *testing.T) {
		engine := c.post(t, "/engines/biorhythm/calculate", `{"input":{"birth_date":"1990-06-15","target_date":"`+today+`","forecast_days":30}}`)
		trends := c.get(t, "/analytics/biorhythm", c.As(atNullIsle)).at("biorhythmTrends")
		assert.Equal(t, []string{"physical", "emotional", "intellectual"}, texts(each(trends, "cycle")))
		for i, cycle := range []string{"physical", "emotional", "intellectual"} {
			trend := at(trends, i)
			assert.Contains(t, []any{"high", "low", "critical", "rising", "falling"}, at(trend, "currentPhase"))
			assert.Contains(t, []any{"improving", "declining", "stable"}, at(trend, "trend"))
			assert.Equal(t, engine.at("cycle_details", cycle, "next_critical_date"), at(trend, "nextCritical"))
			assert.Greater(t, at(trend, "nextPeak"), today)
			assert.Len(t, at(trend, "forecast"), 30)
			for day := range 30 {
				want := engine.at("forecast", day)
				assert.Equal(t, map[string]any{"date": at(want, "date"), "overall": at(want, "overall_energy"),
					"physical": at(want, "physical"), "emotional": at(want, "emotional"), "intellectual": at(want, "intellectual")}, at(trend, "forecast", day))
			}
		}
		for query, days := range map[string]int{"days=1": 1, "days=0": 1, "days=90": 90, "days=1000": 90, "days=week": 30} {
			assert.Len(t, c.get(t, "/analytics/biorhythm?"+query, c.As(atNullIsle)).at("biorhythmTrends", 0, "forecast"), days, query)
		}
	})
	check(t, "GET /analytics/insights", "are the other three, with what follows", func(t *testing.T) {
		insights := c.get(t, "/analytics/insights", c.As(atNullIsle)).at("insights")
		timings := c.get(t, "/analytics/optimal-timing", c.As(atNullIsle)).at("optimalTimings")
		cycles := c.get(t, "/analytics/energy-cycles", c.As(atNullIsle)).at("energyCycles")
		assert.Equal(t, timings, at(insights, "optimalTimings"))
		assert.Equal(t, cycles, at(insights, "energyCycles"))
		assert.Equal(t, []string{"Physical Exercise", "Creative Work", "Important Decisions", "Social Activities", "Learning New Skills", "Meditation/Reflection"},
			texts(each(timings, "activity")))
		assert.Equal(t, []any{80.0, 60.0, 90.0, 70.0, 80.0, 50.0}, each(timings, "weight"))
		assert.Len(t, at(cycles, "energyLevels"), 7)
		assert.Equal(t, today, at(cycles, "energyLevels", 0, "date"))
		assert.Equal(t, []string{"every 23 days", "every 28 days", "every 33 days"}, texts(each(at(cycles, "patterns"), "frequency")))
		assert.EqualValues(t, 100, at(insights, "confidence"))
		assert.IsType(t, []any{}, at(insights, "recommendations"))
		for _, kind := range each(at(insights, "recommendations"), "type") {
			assert.Contains(t, []any{"timing", "activity", "energy", "caution"}, kind)
		}
	})
}

// activity: what clients tell of their users, and the habits in it.
func activity(t *testing.T, c *client) {
	const action, patterns = "POST /api/analytics/action", "GET /api/analytics/patterns"
	check(t, patterns, "without any", func(t *testing.T) {
		data := c.get(t, "/api/analytics/patterns", c.As(tierZero)).at("data")
		assert.Equal(t, []string{"averageSessionLength", "favoriteEngines", "lastActive", "peakUsageHours", "streakDays", "totalCalculations", "weeklyPattern"}, keys(data))
		assert.Nil(t, at(data, "averageSessionLength"))
		assert.Nil(t, at(data, "lastActive"))
		assert.Len(t, keys(at(data, "weeklyPattern")), 7)
	})
	check(t, action, "is logged", func(t *testing.T) {
		r := c.post(t, "/api/analytics/action", `{"userId":"1008","action":"open","source":"raycast_extension","metadata":{"success":true}}`, c.As(preferring))
		r.succeeds(t, 200)
		assert.Equal(t, true, r.at("data", "logged"))
		rows := c.query(t, "SELECT action, source, metadata FROM user_actions WHERE user_id = 1008")
		assert.Equal(t, []map[string]string{{"action": "open", "source": "raycast_extension", "metadata": `{"success":true}`}}, rows)
		data := c.get(t, "/api/analytics/patterns?userId=1008", c.As(preferring)).at("data")
		assert.EqualValues(t, 1, at(data, "weeklyPattern", strings.ToLower(time.Now().UTC().Weekday().String())))
		assert.EqualValues(t, 1, at(data, "streakDays"))
		assert.Regexp(t, instant, at(data, "lastActive"))
	})
	check(t, action, "what it must be", func(t *testing.T) {
		for body, code := range map[string]string{
			`{}`: "MISSING_DATA", `{"action":""}`: "MISSING_DATA", `{"action":["x"]}`: "MISSING_DATA", `{"action":"` + strings.Repeat("x", 65) + `"}`: "MISSING_DATA",
			`{"action":"x","metadata":7}`:                                          "VALIDATION_ERROR",
			`{"action":"x","metadata":{"a":"` + strings.Repeat("x", 4<<10) + `"}}`: "VALIDATION_ERROR",
		} {
			c.post(t, "/api/analytics/action", body, c.As(preferring)).fails(t, 400, code)
		}
		c.post(t, "/api/analytics/action", `{"action":"x","userId":1001}`, c.As(preferring)).fails(t, 403, "FORBIDDEN")
		c.get(t, "/api/analytics/patterns?userId=1001", c.As(preferring)).fails(t, 403, "FORBIDDEN")
		c.post(t, "/analytics/action", `{"action":"x"}`, c.As(preferring)).fails(t, 404, "ENDPOINT_NOT_FOUND")
	})
}
