package analytics

import (
	"context"
	"time"

	"github.com/witnessos/witnessos/internal/api"
	"github.com/witnessos/witnessos/internal/decimal"
	"github.com/witnessos/witnessos/internal/shortsort"
)

const (
	// maxEvents bounds what is read of each table: the newest count.
	maxEvents = 5000
	// pause is how long nothing must happen for a session to be over.
	pause = 30 * time.Minute

	maxEngines = 5
	maxHours   = 3
)

// Instants of actions and readings from a day on, in order. The two ways in which a table may write an
// instant both begin with the date.
const eventQuery = `
SELECT at FROM (
  SELECT * FROM (
    SELECT CAST(strftime('%s', created_at) AS INTEGER) AS at FROM user_actions
    WHERE user_id = ?1 AND created_at >= ?2 ORDER BY created_at DESC LIMIT ?3)
  UNION ALL
  SELECT * FROM (
    SELECT CAST(strftime('%s', created_at) AS INTEGER) AS at FROM readings
    WHERE user_id = ?1 AND created_at >= ?2 ORDER BY created_at DESC LIMIT ?3)
) WHERE at IS NOT NULL ORDER BY at`

// Engines of the readings kept, the most frequent first. A reading counts for each of its engines.
const engineQuery = `
SELECT engine.value AS name, count(*) AS n
FROM (SELECT engines_used FROM readings WHERE user_id = ?1 AND created_at >= ?2 ORDER BY created_at DESC LIMIT ?3) AS kept,
  json_each(CASE WHEN json_valid(kept.engines_used) THEN kept.engines_used ELSE '[]' END) AS engine
GROUP BY name ORDER BY n DESC, name LIMIT 200`

// Patterns are the habits of a user in the last KeptDays, as the API gives them.
func (s *Store) Patterns(ctx context.Context, user string) (*api.Object, error) {
	now := s.Now().UTC()
	from := now.AddDate(0, 0, -KeptDays).Format(time.DateOnly)
	events, err := s.DB.Query(ctx, eventQuery, user, from, maxEvents)
	if err != nil {
		return nil, err
	}
	times := make([]time.Time, events.Len())
	for i := range times {
		times[i] = time.Unix(events.At(i).Int("at"), 0).UTC()
	}
	engines, err := s.DB.Query(ctx, engineQuery, user, from, maxEvents)
	if err != nil {
		return nil, err
	}
	favorites, calculations := []string{}, int64(0)
	for i := range engines.Len() {
		row := engines.At(i)
		if calculations += row.Int("n"); len(favorites) < maxEngines {
			favorites = append(favorites, row.Text("name"))
		}
	}
	var lastActive any // null without an event
	if len(times) > 0 {
		lastActive = api.Time(times[len(times)-1])
	}
	return (&api.Object{}).
		Set("favoriteEngines", favorites).
		Set("peakUsageHours", peakHours(times)).
		Set("averageSessionLength", sessionLength(times)).
		Set("totalCalculations", calculations).
		Set("streakDays", streak(times, now)).
		Set("lastActive", lastActive).
		Set("weeklyPattern", byWeekday(times)), nil
}

// peakHours are the hours of the day, in UTC, in which most happens; of equal ones the earlier.
func peakHours(times []time.Time) []int {
	var counts [24]int
	for _, t := range times {
		counts[t.Hour()]++
	}
	hours := []int{}
	for hour, n := range counts {
		if n > 0 {
			hours = append(hours, hour)
		}
	}
	shortsort.SortFunc(hours, func(a, b int) int { return counts[b] - counts[a] })
	return hours[:min(maxHours, len(hours))]
}

// sessionLength is the mean length of the sessions that sorted instants make, in minutes with two
// decimals; nil when there are none. A single event is a session of no length.
func sessionLength(times []time.Time) *float64 {
	if len(times) == 0 {
		return nil
	}
	sessions, total := 1, time.Duration(0)
	for i, t := range times[1:] {
		if gap := t.Sub(times[i]); gap < pause {
			total += gap
		} else {
			sessions++
		}
	}
	mean := decimal.Round(total.Minutes()/float64(sessions), 2)
	return &mean
}

// streak is the number of consecutive days with an event that end today or yesterday.
func streak(times []time.Time, now time.Time) int {
	const day = 24 * 60 * 60
	active := map[int64]bool{}
	for _, t := range times {
		active[t.Unix()/day] = true
	}
	last := now.Unix() / day
	if !active[last] {
		last--
	}
	days := 0
	for active[last-int64(days)] {
		days++
	}
	return days
}

// byWeekday counts events by the day of the week.
func byWeekday(times []time.Time) *api.Object {
	var counts [7]int
	for _, t := range times {
		counts[t.Weekday()]++
	}
	o := &api.Object{}
	for i, name := range []string{"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"} {
		o.Set(name, counts[(i+1)%7])
	}
	return o
}
