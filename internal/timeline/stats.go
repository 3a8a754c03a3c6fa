package timeline

import (
	"context"
	"time"

	"github.com/witnessos/witnessos/internal/api"
	"github.com/witnessos/witnessos/internal/civil"
	"github.com/witnessos/witnessos/internal/decimal"
	"github.com/witnessos/witnessos/internal/sqldb"
)

// Counts by type, engine and workflow, each the most frequent first. Only a few names exist.
const countQuery = `
SELECT 'type' AS kind, type AS name, count(*) AS n FROM timeline_entries WHERE user_id = ?1 GROUP BY type
UNION ALL
SELECT 'engine', engine_name, count(*) FROM timeline_entries WHERE user_id = ?1 AND engine_name IS NOT NULL GROUP BY engine_name
UNION ALL
SELECT 'workflow', workflow_type, count(*) FROM timeline_entries WHERE user_id = ?1 AND workflow_type IS NOT NULL GROUP BY workflow_type
ORDER BY n DESC, name LIMIT 200`

// The streak walks back from the last day with an entry, as long as that is ?2 (yesterday) or later
// and before ?3 (tomorrow), day by day while there is an entry.
const totalQuery = `
WITH RECURSIVE streak (day) AS (
  SELECT day FROM (
    SELECT substr(max(timestamp), 1, 10) AS day FROM timeline_entries WHERE user_id = ?1 AND timestamp < ?3
  ) WHERE day >= ?2
  UNION ALL
  SELECT date(day, '-1 day') FROM streak WHERE EXISTS (
    SELECT 1 FROM timeline_entries WHERE user_id = ?1 AND timestamp >= date(streak.day, '-1 day') AND timestamp < streak.day)
  LIMIT 36600
)
SELECT count(*) AS total, min(timestamp) AS first, max(timestamp) AS last, (SELECT count(*) FROM streak) AS streak,
  avg(CASE WHEN json_type(metadata, '$.confidence') IN ('integer', 'real') THEN json_extract(metadata, '$.confidence') END) AS confidence,
  avg(CASE WHEN json_type(metadata, '$.accuracy') IN ('integer', 'real') THEN json_extract(metadata, '$.accuracy') END) AS accuracy
FROM timeline_entries WHERE user_id = ?1`

// Stats counts a user's timeline, as the API gives it.
func (s *Store) Stats(ctx context.Context, user string) (*api.Object, error) {
	if err := s.bringOver(ctx, user); err != nil {
		return nil, err
	}
	counts, err := s.DB.Query(ctx, countQuery, user)
	if err != nil {
		return nil, err
	}
	of, most := map[string]*api.Object{"type": {}, "engine": {}, "workflow": {}}, map[string]any{}
	for i := range counts.Len() {
		row := counts.At(i)
		kind, name := row.Text("kind"), row.Text("name")
		of[kind].Set(name, row.Int("n"))
		if most[kind] == nil {
			most[kind] = name
		}
	}
	today := civil.Of(s.Now().UTC())
	rows, err := s.DB.Query(ctx, totalQuery, user, today.AddDays(-1).String(), today.AddDays(1).String())
	if err != nil {
		return nil, err
	}
	row := rows.At(0) // an aggregate always has one
	return (&api.Object{}).
		Set("totalEntries", row.Int("total")).
		Set("entriesByType", of["type"]).
		Set("entriesByEngine", of["engine"]).
		Set("averageConfidence", average(row, "confidence")).
		Set("averageAccuracy", average(row, "accuracy")).
		Set("mostUsedEngine", most["engine"]).
		Set("mostUsedWorkflow", most["workflow"]).
		Set("streakDays", row.Int("streak")).
		Set("firstEntry", moment(row, "first")).
		Set("lastEntry", moment(row, "last")), nil
}

// average is a mean with two decimals, or nil when nothing was stated.
func average(row sqldb.Row, column string) any {
	if row.Null(column) {
		return nil
	}
	return decimal.Round(row.Float(column), 2)
}

func moment(row sqldb.Row, column string) any {
	if row.Null(column) {
		return nil
	}
	return row.Text(column)
}

// RecentDays is how far back a recent entry may lie.
const RecentDays = 30

// Recent is the earliest timestamp of a recent entry.
func (s *Store) Recent() string { return api.Time(s.Now().Add(-RecentDays * 24 * time.Hour)) }
