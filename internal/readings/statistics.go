package readings

import (
	"context"

	"github.com/witnessos/witnessos/internal/api"
	"github.com/witnessos/witnessos/internal/civil"
	"github.com/witnessos/witnessos/internal/decimal"
	"github.com/witnessos/witnessos/internal/edge"
	"github.com/witnessos/witnessos/internal/sqldb"
)

// Statistics are counts over all readings of a range; the streak is over all readings.
type Statistics struct {
	Total       int
	Engines     []Count  // the most used first, at most 200
	Average     *float64 // ms, over the readings that state how long they took
	Success     *float64 // share that does not say that it failed; nil without readings
	BusiestDay  string   // YYYY-MM-DD; "" without readings
	Streak      int      // days in a row with a reading, up to today or yesterday
	PeakHours   []int    // UTC, the busiest first, at most 3
	FirstIn     string   // created_at of the first reading of the range
	LastIn      string   // of the last one
	BusiestTime string   // YYYY-MM
}

// Count is how often something is there.
type Count struct {
	Name string
	N    int
}

// facts counts readings by what they say of themselves. What is no JSON says nothing. The limit, which
// nobody reaches, also keeps SQLite from parsing results anew for each question about them.
const facts = `
SELECT COUNT(*) AS n, MIN(created_at) AS first, MAX(created_at) AS last,
  AVG(CASE WHEN typeof(ms) IN ('integer', 'real') THEN ms END) AS ms,
  SUM(failed) AS failed
FROM (
  SELECT created_at,
    COALESCE(json_extract(p, '$.metadata.executionTime'), json_extract(r, '$.metadata.executionTime'), json_extract(r, '$.metadata.calculationTime')) AS ms,
    COALESCE(json_type(r, CASE WHEN json_type(r, '$.output') IS NULL THEN '$.success' ELSE '$.output.success' END) = 'false', 0)
      OR COALESCE(json_type(p, '$.metadata.success') = 'false', 0)
      OR COALESCE(json_type(r, '$.metadata.success') = 'false' AND json_type(p, '$.metadata.success') IS NULL, 0) AS failed
  FROM (
    SELECT created_at, CASE WHEN json_valid(results) THEN jsonb(results) END AS r, CASE WHEN json_valid(payload) THEN jsonb(payload) END AS p
    FROM readings WHERE user_id = ? AND created_at >= ? ORDER BY created_at DESC LIMIT 100000
  )
)`

const byEngine = `
SELECT e.value AS name, COUNT(DISTINCT readings.id) AS n
FROM readings CROSS JOIN json_each(engines_used) AS e
WHERE user_id = ? AND created_at >= ?
GROUP BY e.value ORDER BY n DESC, name LIMIT 200`

// byDay looks back ten years, and counts what is in range apart.
const byDay = `
SELECT substr(created_at, 1, 10) AS name, SUM(created_at >= ?) AS n
FROM readings WHERE user_id = ? GROUP BY name ORDER BY name DESC LIMIT 3660`

const byHour = `
SELECT substr(created_at, 12, 2) AS name, COUNT(*) AS n
FROM readings WHERE user_id = ? AND created_at >= ? GROUP BY name ORDER BY n DESC, name LIMIT 3`

// Statistics counts the readings since an instant.
func (s *Store) Statistics(ctx context.Context, owner int64, since string) (*Statistics, error) {
	var about, engines, days, hours *sqldb.Rows
	var failed [4]error
	edge.Together(
		func() { about, failed[0] = s.DB.Query(ctx, facts, owner, since) },
		func() { engines, failed[1] = s.DB.Query(ctx, byEngine, owner, since) },
		func() { days, failed[2] = s.DB.Query(ctx, byDay, since, owner) },
		func() { hours, failed[3] = s.DB.Query(ctx, byHour, owner, since) },
	)
	for _, err := range failed {
		if err != nil {
			return nil, err
		}
	}
	row := about.At(0)
	st := &Statistics{
		Total: int(row.Int("n")), Engines: counts(engines), PeakHours: []int{},
		Streak: streak(days, civil.Of(s.Now().UTC())), FirstIn: row.Text("first"), LastIn: row.Text("last"),
	}
	if !row.Null("ms") {
		average := decimal.Round(row.Float("ms"), 2)
		st.Average = &average
	}
	if st.Total > 0 {
		share := decimal.Round(float64(st.Total-int(row.Int("failed")))/float64(st.Total), 4)
		st.Success = &share
	}
	for i := range hours.Len() {
		st.PeakHours = append(st.PeakHours, int(hours.At(i).Int("name")))
	}
	st.BusiestDay, st.BusiestTime = busiest(counts(days))
	return st, nil
}

func counts(rows *sqldb.Rows) []Count {
	list := make([]Count, rows.Len())
	for i := range list {
		list[i] = Count{rows.At(i).Text("name"), int(rows.At(i).Int("n"))}
	}
	return list
}

// busiest are the day and the month with the most readings, the later of equals. The days come latest
// first.
func busiest(days []Count) (day, month string) {
	most, mostInMonth, inMonth := 0, 0, 0
	for i, d := range days {
		if d.N > most {
			day, most = d.Name, d.N
		}
		if i == 0 || days[i-1].Name[:min(7, len(days[i-1].Name))] != d.Name[:min(7, len(d.Name))] {
			inMonth = 0
		}
		if inMonth += d.N; inMonth > mostInMonth {
			month, mostInMonth = d.Name[:min(7, len(d.Name))], inMonth
		}
	}
	return day, month
}

// streak counts days in a row, the last of which is today or yesterday.
func streak(days *sqldb.Rows, today civil.Date) int {
	n, next := 0, today
	for i := range days.Len() {
		day, err := civil.Parse(days.At(i).Text("name"))
		if err != nil || day.After(today) {
			continue
		}
		if n == 0 && day == today.AddDays(-1) {
			next = day
		}
		if day != next {
			break
		}
		n, next = n+1, next.AddDays(-1)
	}
	return n
}

// Favorites are the names of the n most used engines.
func (st *Statistics) Favorites(n int) []string {
	names := []string{}
	for _, e := range st.Engines[:min(n, len(st.Engines))] {
		names = append(names, e.Name)
	}
	return names
}

// Breakdown is how often each of the n most used engines is there.
func (st *Statistics) Breakdown(n int) *api.Object {
	o := &api.Object{}
	for _, e := range st.Engines[:min(n, len(st.Engines))] {
		o.Set(e.Name, e.N)
	}
	return o
}

// JSON is the object of GET /api/readings/stats and GET /api/analytics/user-stats.
func (st *Statistics) JSON() *api.Object {
	o := (&api.Object{}).
		Set("totalReadings", st.Total).
		Set("engineBreakdown", st.Breakdown(len(st.Engines))).
		Set("averageExecutionTime", st.Average).
		Set("successRate", st.Success)
	return o.Set("mostActiveDay", sqldb.OrNull(st.BusiestDay)).Set("streakDays", st.Streak).
		Set("favoriteEngines", st.Favorites(5)).Set("peakUsageHours", st.PeakHours)
}
