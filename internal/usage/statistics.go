package usage

import (
	"context"
	"strconv"
	"time"

	"github.com/witnessos/witnessos/internal/sqldb"
	"github.com/witnessos/witnessos/internal/stamp"
)

// Statistics are how an account, or one of its keys, has used the API.
type Statistics struct {
	TotalAPICalls       int64        `json:"totalApiCalls"`
	CallsThisMonth      int64        `json:"callsThisMonth"`
	CallsToday          int64        `json:"callsToday"`
	SuccessRate         *float64     `json:"successRate"` // percent
	AverageResponseTime *float64     `json:"averageResponseTime"`
	TopEngines          []EngineUse  `json:"topEngines"`
	ErrorBreakdown      []StatusUse  `json:"errorBreakdown"`
	TimeSeriesData      []SeriesItem `json:"timeSeriesData"`
}

// EngineUse is the calls of an engine, and their share of all calls of engines.
type EngineUse struct {
	Engine     string   `json:"engine"`
	Calls      int64    `json:"calls"`
	Percentage *float64 `json:"percentage"`
}

// StatusUse is the calls that failed with a status, and their share of all that failed.
type StatusUse struct {
	StatusCode int64    `json:"statusCode"`
	Count      int64    `json:"count"`
	Percentage *float64 `json:"percentage"`
}

// SeriesItem is an hour or a day.
type SeriesItem struct {
	Timestamp       string   `json:"timestamp"`
	Calls           int64    `json:"calls"`
	Errors          int64    `json:"errors"`
	AvgResponseTime *float64 `json:"avgResponseTime"`
}

// selection is the calls that are counted: of an account, and of one of its keys if that is named.
type selection struct {
	*Store
	where string
	args  []any
}

func (s *Store) of(userID int64, keyID string) selection {
	if keyID == "" {
		return selection{s, "user_id = ?", []any{userID}}
	}
	return selection{s, "user_id = ? AND api_key_id = ?", []any{userID, keyID}}
}

// count runs a query over the calls since an instant. The columns and the rest are the program's own
// texts; what comes from elsewhere is a parameter.
func (s selection) count(ctx context.Context, columns string, from time.Time, rest string, args ...any) (*sqldb.Rows, error) {
	all := append(append([]any{}, s.args...), from.Format(layout))
	return s.DB.Query(ctx, "SELECT "+columns+" FROM api_usage_logs WHERE "+s.where+" AND timestamp >= ? "+rest, append(all, args...)...)
}

// failures are the statuses from which a call counts as failed.
const failures = "400"

// Statistics counts the calls of so many days, and those of this month and today. keyID "" stands for
// all calls of the account, with keys or without; that a key is the account's is for the caller to see.
func (s *Store) Statistics(ctx context.Context, userID int64, keyID string, days int) (*Statistics, error) {
	calls := s.of(userID, keyID)
	now := s.Now().UTC()
	from := since(now, days)
	out := &Statistics{TopEngines: []EngineUse{}, ErrorBreakdown: []StatusUse{}, TimeSeriesData: []SeriesItem{}}
	for _, part := range []func(context.Context, selection, time.Time, time.Time) error{
		out.addTotals, out.addRecent, out.addEngines, out.addErrors, out.addSeries,
	} {
		if err := part(ctx, calls, from, now); err != nil {
			return nil, err
		}
	}
	return out, nil
}

func (out *Statistics) addTotals(ctx context.Context, calls selection, from, _ time.Time) error {
	rows, err := calls.count(ctx, "count(*) AS calls, total(status_code < "+failures+") AS good, avg(response_time_ms) AS took", from, "")
	if err != nil {
		return err
	}
	row := rows.At(0)
	out.TotalAPICalls = row.Int("calls")
	out.SuccessRate = percent(row.Int("good"), out.TotalAPICalls)
	out.AverageResponseTime = mean(row, "took")
	return nil
}

func (out *Statistics) addRecent(ctx context.Context, calls selection, _, now time.Time) error {
	month := time.Date(now.Year(), now.Month(), 1, 0, 0, 0, 0, time.UTC)
	today := now.Truncate(24 * time.Hour)
	for _, period := range []struct {
		start time.Time
		calls *int64
	}{{month, &out.CallsThisMonth}, {today, &out.CallsToday}} {
		rows, err := calls.count(ctx, "count(*) AS calls", period.start, "")
		if err != nil {
			return err
		}
		*period.calls = rows.At(0).Int("calls")
	}
	return nil
}

const topEngines = 10

func (out *Statistics) addEngines(ctx context.Context, calls selection, from, _ time.Time) error {
	// The sum over all groups is taken before LIMIT leaves some out.
	rows, err := calls.count(ctx, "engine_used, count(*) AS calls, sum(count(*)) OVER () AS whole", from,
		"AND engine_used IS NOT NULL GROUP BY engine_used ORDER BY calls DESC, engine_used LIMIT ?", topEngines)
	if err != nil {
		return err
	}
	for i := range rows.Len() {
		row := rows.At(i)
		out.TopEngines = append(out.TopEngines, EngineUse{row.Text("engine_used"), row.Int("calls"), percent(row.Int("calls"), row.Int("whole"))})
	}
	return nil
}

func (out *Statistics) addErrors(ctx context.Context, calls selection, from, _ time.Time) error {
	rows, err := calls.count(ctx, "status_code, count(*) AS calls, sum(count(*)) OVER () AS whole", from,
		"AND status_code >= "+failures+" GROUP BY status_code ORDER BY calls DESC, status_code LIMIT 50")
	if err != nil {
		return err
	}
	for i := range rows.Len() {
		row := rows.At(i)
		out.ErrorBreakdown = append(out.ErrorBreakdown, StatusUse{row.Int("status_code"), row.Int("calls"), percent(row.Int("calls"), row.Int("whole"))})
	}
	return nil
}

// hourly is the longest range that has a point for each hour.
const hourly = 48 * time.Hour

// addSeries has a point for every hour or day of the range, also for those without calls.
func (out *Statistics) addSeries(ctx context.Context, calls selection, from, now time.Time) error {
	step, digits := 24*time.Hour, len("2006-01-02")
	if now.Sub(from) <= hourly {
		step, digits = time.Hour, len("2006-01-02 15")
	}
	rows, err := calls.count(ctx, "substr(timestamp, 1, "+strconv.Itoa(digits)+") AS point, count(*) AS calls, "+
		"total(status_code >= "+failures+") AS errors, avg(response_time_ms) AS took", from, "GROUP BY point ORDER BY point LIMIT 400")
	if err != nil {
		return err
	}
	points := map[string]sqldb.Row{}
	for i := range rows.Len() {
		points[rows.At(i).Text("point")] = rows.At(i)
	}
	for at := from.Truncate(step); !at.After(now); at = at.Add(step) {
		item := SeriesItem{Timestamp: stamp.Of(at)}
		if row, called := points[at.Format(layout)[:digits]]; called {
			item.Calls, item.Errors, item.AvgResponseTime = row.Int("calls"), row.Int("errors"), mean(row, "took")
		}
		out.TimeSeriesData = append(out.TimeSeriesData, item)
	}
	return nil
}
