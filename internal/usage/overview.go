package usage

import (
	"context"
	"slices"
	"time"

	"github.com/witnessos/witnessos/internal/sqldb"
	"github.com/witnessos/witnessos/internal/stamp"
)

// Overview is how an account uses the system. Rates are percent, and null without a request; hours and
// days (0 is Sunday) are those of UTC.
type Overview struct {
	TimeRange          string               `json:"timeRange"`
	TotalReadings      int64                `json:"totalReadings"` // that the account has stored
	CachePerformance   Caching              `json:"cachePerformance"`
	EngineUsage        map[string]EngineLog `json:"engineUsage"`
	ActivityPattern    Activity             `json:"activityPattern"`
	PerformanceMetrics Performance          `json:"performanceMetrics"`
}

// Caching is how often a result that could have been in the cache was.
type Caching struct {
	HitRate       *float64                 `json:"hitRate"`
	TotalRequests int64                    `json:"totalRequests"`
	TotalHits     int64                    `json:"totalHits"`
	TotalMisses   int64                    `json:"totalMisses"`
	EngineStats   map[string]EngineCaching `json:"engineStats,omitzero"`
}

// EngineCaching is Caching of one engine.
type EngineCaching struct {
	Hits    int64    `json:"hits"`
	Misses  int64    `json:"misses"`
	HitRate *float64 `json:"hitRate"`
}

// EngineLog is the use of one engine.
type EngineLog struct {
	TotalUsage          int64    `json:"totalUsage"`
	AverageResponseTime *float64 `json:"averageResponseTime"`
	SuccessRate         *float64 `json:"successRate"`
	LastUsed            string   `json:"lastUsed"`
}

// Activity is when requests came.
type Activity struct {
	Hourly   [24]int64 `json:"hourlyDistribution"`
	Daily    [7]int64  `json:"dailyDistribution"`
	PeakHour *int      `json:"peakHour"`
	PeakDay  *int      `json:"peakDay"`
}

// Performance sums up.
type Performance struct {
	AverageResponseTime *float64     `json:"averageResponseTime"`
	PeakUsageHours      []int        `json:"peakUsageHours"`  // three at most
	MostUsedEngines     []EngineRank `json:"mostUsedEngines"` // ten at most
}

// EngineRank is the calls of an engine, and their share of all calls of engines.
type EngineRank struct {
	Engine     string   `json:"engine"`
	Count      int64    `json:"count"`
	Percentage *float64 `json:"percentage"`
}

// Overview counts the requests of an account in so many days; breakdown adds the caching of each
// engine. The time range is repeated as it was asked for.
func (s *Store) Overview(ctx context.Context, userID int64, timeRange string, days int, breakdown bool) (*Overview, error) {
	calls := s.of(userID, "")
	from := since(s.Now(), days)
	out := &Overview{TimeRange: timeRange, EngineUsage: map[string]EngineLog{}}
	out.PerformanceMetrics = Performance{PeakUsageHours: []int{}, MostUsedEngines: []EngineRank{}}
	if breakdown {
		out.CachePerformance.EngineStats = map[string]EngineCaching{}
	}
	readings, err := s.DB.Query(ctx, "SELECT count(*) AS n FROM readings WHERE user_id = ? AND created_at >= ?", userID, from.Format(layout))
	if err != nil {
		return nil, err
	}
	out.TotalReadings = readings.At(0).Int("n")
	hours, err := calls.count(ctx, "CAST(strftime('%w', timestamp) AS INTEGER) AS day, CAST(strftime('%H', timestamp) AS INTEGER) AS hour, "+
		"count(*) AS calls, count(response_time_ms) AS timed, total(response_time_ms) AS took, "+
		"count(cache_hit) AS cacheable, total(cache_hit) AS hits", from, "GROUP BY day, hour LIMIT 168")
	if err != nil {
		return nil, err
	}
	out.addHours(hours)
	engines, err := calls.count(ctx, "engine_used, count(*) AS calls, avg(response_time_ms) AS took, "+
		"total(status_code < "+failures+") AS good, max(timestamp) AS last, count(cache_hit) AS cacheable, total(cache_hit) AS hits, "+
		"sum(count(*)) OVER () AS whole", from,
		"AND engine_used IS NOT NULL GROUP BY engine_used ORDER BY calls DESC, engine_used LIMIT 50")
	if err != nil {
		return nil, err
	}
	out.addEngines(engines)
	return out, nil
}

func (out *Overview) addHours(rows *sqldb.Rows) {
	cache := &out.CachePerformance
	var timed int64
	var took float64
	for i := range rows.Len() {
		row := rows.At(i)
		out.ActivityPattern.Hourly[row.Int("hour")] += row.Int("calls")
		out.ActivityPattern.Daily[row.Int("day")] += row.Int("calls")
		cache.TotalRequests += row.Int("cacheable")
		cache.TotalHits += row.Int("hits")
		timed += row.Int("timed")
		took += row.Float("took")
	}
	cache.TotalMisses = cache.TotalRequests - cache.TotalHits
	cache.HitRate = percent(cache.TotalHits, cache.TotalRequests)
	if timed > 0 {
		ms := cents(took / float64(timed))
		out.PerformanceMetrics.AverageResponseTime = &ms
	}
	out.ActivityPattern.PeakHour = peak(out.ActivityPattern.Hourly[:])
	out.ActivityPattern.PeakDay = peak(out.ActivityPattern.Daily[:])
	out.PerformanceMetrics.PeakUsageHours = peaks(out.ActivityPattern.Hourly[:], 3)
}

const rankedEngines = 10

func (out *Overview) addEngines(rows *sqldb.Rows) {
	for i := range rows.Len() {
		row := rows.At(i)
		name, calls := row.Text("engine_used"), row.Int("calls")
		last := ""
		if at, err := time.Parse(layout, row.Text("last")); err == nil {
			last = stamp.Of(at)
		}
		out.EngineUsage[name] = EngineLog{calls, mean(row, "took"), percent(row.Int("good"), calls), last}
		if out.CachePerformance.EngineStats != nil && row.Int("cacheable") > 0 {
			hits := row.Int("hits")
			out.CachePerformance.EngineStats[name] = EngineCaching{hits, row.Int("cacheable") - hits, percent(hits, row.Int("cacheable"))}
		}
		if i < rankedEngines {
			out.PerformanceMetrics.MostUsedEngines = append(out.PerformanceMetrics.MostUsedEngines,
				EngineRank{name, calls, percent(calls, row.Int("whole"))})
		}
	}
}

// peak is where most came, the first of those that are equal; nil when nothing came.
func peak(counts []int64) *int {
	if best := peaks(counts, 1); len(best) > 0 {
		return &best[0]
	}
	return nil
}

// peaks are the places where most came, at most so many.
func peaks(counts []int64, most int) []int {
	places := []int{}
	for i, n := range counts {
		if n > 0 {
			places = append(places, i)
		}
	}
	slices.SortStableFunc(places, func(a, b int) int { return int(counts[b] - counts[a]) })
	return places[:min(most, len(places))]
}
