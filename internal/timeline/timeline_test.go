//go:build !js

package timeline

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/witnessos/witnessos/internal/api"
	"github.com/witnessos/witnessos/internal/kvtest"
	"github.com/witnessos/witnessos/internal/sqldb"
	"github.com/witnessos/witnessos/internal/sqldb/sqlitetest"
)

// watched is a database that remembers what it was asked.
type watched struct {
	sqldb.DB
	statements []string
}

func (w *watched) Query(ctx context.Context, sql string, args ...any) (*sqldb.Rows, error) {
	w.statements = append(w.statements, sql)
	return w.DB.Query(ctx, sql, args...)
}

func (w *watched) Batch(ctx context.Context, statements ...sqldb.Statement) ([]int64, error) {
	for _, s := range statements {
		w.statements = append(w.statements, s.SQL)
	}
	return w.DB.Batch(ctx, statements...)
}

var now = time.Date(2025, 7, 18, 9, 0, 0, 0, time.UTC)

// newStore has the users 42 and 43.
func newStore(t *testing.T) (*Store, *watched) {
	db := &watched{DB: sqlitetest.OpenMigrated(t)}
	_, err := sqldb.Exec(t.Context(), db, "INSERT INTO users (id, email, password_hash) VALUES (42, 'a@example.org', ''), (43, 'b@example.org', '')")
	require.NoError(t, err)
	return &Store{DB: db, Now: func() time.Time { return now }}, db
}

// add writes an entry of user 42 that is so many hours old.
func add(t *testing.T, s *Store, id string, hours int, change ...func(*Entry)) {
	t.Helper()
	e := Entry{
		ID: id, User: "42", At: now.Add(-time.Duration(hours) * time.Hour), Type: EngineCalculation, Engine: "tarot",
		Input: json.RawMessage(`{"question":"?"}`), Result: json.RawMessage(`{"cards":[]}`),
		Metadata: Metadata{RequestID: "request-" + id, Source: "api"},
	}
	for _, f := range change {
		f(&e)
	}
	_, err := s.Add(t.Context(), e)
	require.NoError(t, err)
}

func list(t *testing.T, s *Store, q Query) (ids []string, page map[string]any) {
	t.Helper()
	if q.User = "42"; q.Limit == 0 {
		q.Limit = 50
	}
	p, err := s.List(t.Context(), q)
	require.NoError(t, err)
	require.NoError(t, json.Unmarshal(p.Object().JSON(), &page))
	ids = []string{}
	for _, e := range page["entries"].([]any) {
		ids = append(ids, e.(map[string]any)["id"].(string))
	}
	return ids, page
}

func TestAnEntry(t *testing.T) {
	s, _ := newStore(t)
	sure := 90
	add(t, s, "one", 0, func(e *Entry) {
		e.Metadata = Metadata{Confidence: &sure, Cached: true, RequestID: "r", Duration: 12 * time.Millisecond, Model: "example/model", Source: "raycast"}
	})
	add(t, s, "two", 1, func(e *Entry) {
		e.Type, e.Engine, e.Workflow, e.Input, e.Result = WorkflowType("natal"), "", "natal", nil, nil
	})
	page, err := s.List(t.Context(), Query{User: "42", Limit: 10})
	require.NoError(t, err)
	assert.JSONEq(t, `{"entries":[
		{"id":"one","userId":"42","timestamp":"2025-07-18T09:00:00.000Z","type":"engine_calculation","engineName":"tarot",
		 "input":{"question":"?"},"result":{"cards":[]},
		 "metadata":{"confidence":90,"cached":true,"requestId":"r","duration":12,"modelUsed":"example/model","source":"raycast"}},
		{"id":"two","userId":"42","timestamp":"2025-07-18T08:00:00.000Z","type":"workflow_natal","workflowType":"natal",
		 "input":null,"result":null,
		 "metadata":{"confidence":null,"cached":false,"requestId":"request-two","duration":0,"source":"api"}}],
		"total":2,"hasMore":false}`, string(page.Object().JSON()))
}

func TestAddingTwice(t *testing.T) {
	s, _ := newStore(t)
	add(t, s, "one", 2)
	at, err := s.Add(t.Context(), Entry{ID: "one", User: "42", At: now, Type: Synthesis})
	require.NoError(t, err)
	assert.Equal(t, now.Add(-2*time.Hour), at, "the first time counts")
	_, err = s.Add(t.Context(), Entry{ID: "one", User: "43", At: now, Type: Synthesis})
	assert.Error(t, err, "an id of somebody else")
	_, page := list(t, s, Query{})
	assert.EqualValues(t, 1, page["total"])
}

func TestConfidence(t *testing.T) {
	raw := func(text string) json.RawMessage { return json.RawMessage(text) }
	whole := 93
	assert.Equal(t, &whole, Confidence(raw(`{"timestamp":"x","confidence_score":1,"rest":{}}`), raw(`{"confidence_score":0.85}`), raw(`{"cards":[]}`)))
	assert.Nil(t, Confidence(raw(`{"confidence_score":0}`), raw(`{"confidence_score":null}`), raw(`{"confidence_score":"1"}`), nil, raw(`[]`)))
	assert.Nil(t, Confidence())
}

func TestPaging(t *testing.T) {
	s, _ := newStore(t)
	for i := range 5 {
		add(t, s, fmt.Sprint("e", i), i)
	}
	add(t, s, "same", 4) // of the same moment as e4, but written later
	add(t, s, "foreign", 0, func(e *Entry) { e.User = "43" })

	var all []string
	for offset, n := 0, 0; ; n++ {
		require.Less(t, n, 10)
		ids, page := list(t, s, Query{Limit: 4, Offset: offset})
		all = append(all, ids...)
		assert.EqualValues(t, 6, page["total"])
		if page["hasMore"] == false {
			assert.NotContains(t, page, "nextOffset")
			break
		}
		offset = int(page["nextOffset"].(float64))
	}
	assert.Equal(t, []string{"e0", "e1", "e2", "e3", "same", "e4"}, all, "newest first")
	ids, page := list(t, s, Query{Limit: 4, Offset: 6})
	assert.Empty(t, ids)
	assert.EqualValues(t, 6, page["total"], "behind the end too")
	assert.Equal(t, false, page["hasMore"])
}

func TestFilters(t *testing.T) {
	s, _ := newStore(t)
	add(t, s, "today", 1)
	add(t, s, "midnight", 9)
	add(t, s, "yesterday", 10, func(e *Entry) { e.Type = Synthesis })
	for name, c := range map[string]struct {
		query Query
		want  []string
	}{
		"all":         {Query{}, []string{"today", "midnight", "yesterday"}},
		"from":        {Query{From: "2025-07-18"}, []string{"today", "midnight"}},
		"before":      {Query{Before: "2025-07-18"}, []string{"yesterday"}},
		"one day":     {Query{From: "2025-07-17", Before: "2025-07-18"}, []string{"yesterday"}},
		"by type":     {Query{Type: Synthesis}, []string{"yesterday"}},
		"type, day":   {Query{Type: Synthesis, From: "2025-07-18"}, []string{}},
		"from a time": {Query{From: "2025-07-18T00:00:00.001Z"}, []string{"today"}},
	} {
		ids, page := list(t, s, c.query)
		assert.Equal(t, c.want, ids, name)
		assert.EqualValues(t, len(c.want), page["total"], name)
	}
}

func TestPagesDoNotGrowWithTheirEntries(t *testing.T) {
	s, _ := newStore(t)
	large := json.RawMessage(`"` + strings.Repeat("x", pageBytes*2/5) + `"`)
	for i := range 4 {
		add(t, s, fmt.Sprint("e", i), i, func(e *Entry) { e.Result = large })
	}
	ids, page := list(t, s, Query{})
	assert.Equal(t, []string{"e0", "e1", "e2"}, ids, "what crosses the bound is the last")
	assert.Equal(t, true, page["hasMore"])
	assert.EqualValues(t, 3, page["nextOffset"])
	ids, page = list(t, s, Query{Offset: 3})
	assert.Equal(t, []string{"e3"}, ids)
	assert.Equal(t, false, page["hasMore"])
}

func TestStats(t *testing.T) {
	s, _ := newStore(t)
	stats := func() string {
		o, err := s.Stats(t.Context(), "42")
		require.NoError(t, err)
		return string(o.JSON())
	}
	add(t, s, "foreign", 0, func(e *Entry) { e.User = "43" })
	assert.JSONEq(t, `{"totalEntries":0,"entriesByType":{},"entriesByEngine":{},"averageConfidence":null,"averageAccuracy":null,
		"mostUsedEngine":null,"mostUsedWorkflow":null,"streakDays":0,"firstEntry":null,"lastEntry":null}`, stats())

	states := func(percent int) func(*Entry) { return func(e *Entry) { e.Metadata.Confidence = &percent } }
	add(t, s, "a", 10, states(100))                                              // the 17th
	add(t, s, "b", 24+10, states(85))                                            // the 16th
	add(t, s, "c", 24+11, func(e *Entry) { e.Engine = "iching" })                // the same
	add(t, s, "d", 24*3+12, func(e *Entry) { e.Engine, e.Type = "", Synthesis }) // the 14th: a gap
	add(t, s, "e", 24*20, func(e *Entry) { e.Engine, e.Type, e.Workflow = "", WorkflowType("daily"), "daily" })
	changes, invalid := ReadChanges(map[string]json.RawMessage{"metadata": json.RawMessage(`{"accuracy":40}`)})
	require.Nil(t, invalid)
	_, err := s.Update(t.Context(), "42", "a", changes)
	require.NoError(t, err)
	assert.JSONEq(t, `{"totalEntries":5,"entriesByType":{"engine_calculation":3,"synthesis":1,"workflow_daily":1},"entriesByEngine":{"tarot":2,"iching":1},
		"averageConfidence":92.5,"averageAccuracy":40,"mostUsedEngine":"tarot","mostUsedWorkflow":"daily","streakDays":2,
		"firstEntry":"2025-06-28T09:00:00.000Z","lastEntry":"2025-07-17T23:00:00.000Z"}`, stats())

	add(t, s, "today", 0)
	assert.Contains(t, stats(), `"streakDays":3`)
	now := now
	s.Now = func() time.Time { return now.AddDate(0, 0, 1) }
	assert.Contains(t, stats(), `"streakDays":3`, "it may end yesterday")
	s.Now = func() time.Time { return now.AddDate(0, 0, 2) }
	assert.Contains(t, stats(), `"streakDays":0`)
}

func members(t *testing.T, text string) (m map[string]json.RawMessage) {
	t.Helper()
	require.NoError(t, json.Unmarshal([]byte(text), &m))
	return m
}

func TestChanges(t *testing.T) {
	s, _ := newStore(t)
	for i, id := range []string{"a", "b", "c"} {
		add(t, s, id, i)
	}
	add(t, s, "foreign", 0, func(e *Entry) { e.User = "43" })
	update := func(text string) (map[string]any, error) {
		changes, invalid := ReadChanges(members(t, text))
		if invalid != nil {
			return nil, invalid
		}
		o, err := s.Update(t.Context(), "42", "a", changes)
		if err != nil {
			return nil, err
		}
		var entry map[string]any
		require.NoError(t, json.Unmarshal(o.JSON(), &entry))
		return entry, nil
	}
	entry, err := update(`{"id":"z","userId":"43","type":"synthesis","result":{},"metadata":{"accuracy":87.5,"tags":["moon","Ω"],"cached":true,"source":"web"},
		"linkedEntries":["b","c","b"],"parentEntry":"b","childEntries":["c"]}`)
	require.NoError(t, err)
	assert.Equal(t, map[string]any{
		"id": "a", "userId": "42", "timestamp": "2025-07-18T09:00:00.000Z", "type": "engine_calculation", "engineName": "tarot",
		"input": map[string]any{"question": "?"}, "result": map[string]any{"cards": []any{}},
		"metadata": map[string]any{"confidence": nil, "cached": false, "requestId": "request-a", "duration": 0.0, "source": "api",
			"accuracy": 87.5, "tags": []any{"moon", "Ω"}},
		"linkedEntries": []any{"b", "c"}, "parentEntry": "b", "childEntries": []any{"c"},
	}, entry, "what cannot be changed is ignored")

	entry, err = update(`{"metadata":{"tags":[]}}`)
	require.NoError(t, err)
	assert.Equal(t, []any{}, entry["metadata"].(map[string]any)["tags"])
	assert.Equal(t, 87.5, entry["metadata"].(map[string]any)["accuracy"], "what is not sent stays")
	assert.Equal(t, []any{"b", "c"}, entry["linkedEntries"])
	assert.Contains(t, entry["metadata"], "confidence", "a null that is there stays")

	entry, err = update(`{"metadata":{"accuracy":null,"tags":null},"linkedEntries":null,"parentEntry":null,"childEntries":[]}`)
	require.NoError(t, err)
	for _, gone := range []string{"linkedEntries", "parentEntry", "childEntries"} {
		assert.NotContains(t, entry, gone)
	}
	assert.NotContains(t, entry["metadata"], "accuracy")
	assert.NotContains(t, entry["metadata"], "tags")

	for _, text := range []string{`{}`, `{"type":"synthesis"}`, `{"metadata":{}}`, `{"metadata":null}`, `{"metadata":{"cached":true}}`} {
		_, err := update(text)
		assert.Equal(t, errNoUpdates, err, text)
	}
	many := func(n int) string { return strings.TrimSuffix(strings.Repeat(`"b",`, n), ",") }
	for text, field := range map[string]string{
		`{"metadata":7}`:                                             "metadata",
		`{"metadata":{"accuracy":-1}}`:                               "metadata.accuracy",
		`{"metadata":{"accuracy":100.5}}`:                            "metadata.accuracy",
		`{"metadata":{"accuracy":"50"}}`:                             "metadata.accuracy",
		`{"metadata":{"tags":"moon"}}`:                               "metadata.tags",
		`{"metadata":{"tags":[""]}}`:                                 "metadata.tags",
		`{"metadata":{"tags":[7]}}`:                                  "metadata.tags",
		`{"metadata":{"tags":[` + many(21) + `]}}`:                   "metadata.tags",
		`{"metadata":{"tags":["` + strings.Repeat("x", 101) + `"]}}`: "metadata.tags",
		`{"linkedEntries":"b"}`:                                      "linkedEntries",
		`{"linkedEntries":[` + many(101) + `]}`:                      "linkedEntries",
		`{"childEntries":[null]}`:                                    "childEntries",
		`{"parentEntry":""}`:                                         "parentEntry",
		`{"parentEntry":["b"]}`:                                      "parentEntry",
		`{"parentEntry":"foreign"}`:                                  "parentEntry",
		`{"parentEntry":"nobody"}`:                                   "parentEntry",
		`{"linkedEntries":["b","foreign"]}`:                          "linkedEntries",
		`{"linkedEntries":["a"]}`:                                    "linkedEntries",
		`{"childEntries":["nobody"],"parentEntry":"b"}`:              "childEntries",
	} {
		_, err := update(text)
		var known *api.Error
		require.ErrorAs(t, err, &known, text)
		assert.Equal(t, "VALIDATION_ERROR", known.Code, text)
		assert.Equal(t, field, known.Details.(map[string]any)["field"], text)
	}
	_, err = update(`{"metadata":{"tags":[` + many(20) + `]}}`)
	require.NoError(t, err)

	accuracy, _ := ReadChanges(members(t, `{"metadata":{"accuracy":1}}`))
	link, _ := ReadChanges(members(t, `{"parentEntry":"nobody"}`))
	for _, id := range []string{"foreign", "nobody", "' OR 1=1 --"} {
		_, err = s.Update(t.Context(), "42", id, accuracy)
		assert.ErrorIs(t, err, ErrNotFound, id)
		_, err = s.Update(t.Context(), "42", id, link)
		assert.ErrorIs(t, err, ErrNotFound, "%s: comes before its links", id)
	}
}

func TestDelete(t *testing.T) {
	s, _ := newStore(t)
	for i, id := range []string{"a", "b", "c"} {
		add(t, s, id, i)
	}
	add(t, s, "foreign", 0, func(e *Entry) { e.User = "43" })
	for _, text := range []string{`{"linkedEntries":["c","b"],"parentEntry":"b","childEntries":["b"]}`} {
		changes, _ := ReadChanges(members(t, text))
		_, err := s.Update(t.Context(), "42", "a", changes)
		require.NoError(t, err)
	}
	assert.ErrorIs(t, s.Delete(t.Context(), "42", "foreign"), ErrNotFound)
	assert.ErrorIs(t, s.Delete(t.Context(), "42", "nobody"), ErrNotFound)
	require.NoError(t, s.Delete(t.Context(), "42", "b"))
	assert.ErrorIs(t, s.Delete(t.Context(), "42", "b"), ErrNotFound)
	ids, page := list(t, s, Query{})
	assert.Equal(t, []string{"a", "c"}, ids)
	first := page["entries"].([]any)[0]
	assert.Equal(t, []any{"c"}, first.(map[string]any)["linkedEntries"], "no link leads nowhere")
	assert.NotContains(t, first, "parentEntry")
	assert.NotContains(t, first, "childEntries")
	rows, err := s.DB.Query(t.Context(), "SELECT id FROM timeline_entries WHERE user_id = 43")
	require.NoError(t, err)
	assert.Equal(t, 1, rows.Len())
}

func TestEntriesOfEarlierReleases(t *testing.T) {
	s, _ := newStore(t)
	former := &kvtest.Memory{}
	s.Former = former
	put := func(key, value string) {
		require.NoError(t, former.Put(t.Context(), key, []byte(value), 0))
	}
	for i := range 9 { // more than are fetched at once
		put(fmt.Sprintf("timeline:42:e%d", i), fmt.Sprintf(
			`{"id":"e%d","userId":"42","timestamp":"2025-01-0%dT08:00:00Z","type":"engine_calculation","engineName":"tarot","input":{"a":%d},"result":null,"metadata":{"cached":true,"source":"web"},"linkedEntries":["e1"],"parentEntry":"e0"}`, i, i+1, i))
	}
	put("timeline:42:nameless", `{"timestamp":"2024-12-31T23:30:00-01:00","type":"synthesis","result":[1]}`)
	put("timeline:42:index", `["e0","e1"]`)
	put("timeline:42:stats", `{"totalEntries":9}`)
	put("timeline:42:odd", `{"id":"odd","timestamp":"2025-01-01T08:00:00Z","type":"palmistry"}`)
	put("timeline:42:torn", `{"id":`)
	put("timeline:420:x", `{"id":"x","timestamp":"2025-01-01T08:00:00Z","type":"synthesis"}`)
	put("timeline:43:y", `{"id":"y","timestamp":"2025-01-01T08:00:00Z","type":"synthesis"}`)

	former.Err = errors.New("down")
	ids, _ := list(t, s, Query{})
	assert.Empty(t, ids, "without KV the timeline is what the database has")
	former.Err = nil
	ids, page := list(t, s, Query{})
	assert.Equal(t, []string{"e8", "e7", "e6", "e5", "e4", "e3", "e2", "e1", "e0", "nameless"}, ids, "and the next request tries again")
	entry := page["entries"].([]any)[0].(map[string]any)
	assert.Equal(t, map[string]any{"id": "e8", "userId": "42", "timestamp": "2025-01-09T08:00:00.000Z", "type": "engine_calculation", "engineName": "tarot",
		"input": map[string]any{"a": 8.0}, "result": nil, "metadata": map[string]any{"cached": true, "source": "web"},
		"linkedEntries": []any{"e1"}, "parentEntry": "e0"}, entry)
	assert.Equal(t, "2025-01-01T00:30:00.000Z", page["entries"].([]any)[9].(map[string]any)["timestamp"])
	assert.Len(t, former.Keys(), 16, "the keys are left alone")

	require.NoError(t, s.Delete(t.Context(), "42", "e8"))
	ids, _ = list(t, s, Query{})
	assert.NotContains(t, ids, "e8", "once only")
	assert.ErrorIs(t, s.Delete(t.Context(), "42", "y"), ErrNotFound)
	require.NoError(t, s.Delete(t.Context(), "43", "y"), "any first request brings them over")
}

func TestNoStatementReadsAWholeTable(t *testing.T) {
	s, db := newStore(t)
	s.Former = &kvtest.Memory{}
	add(t, s, "a", 0)
	add(t, s, "b", 0)
	list(t, s, Query{})
	list(t, s, Query{From: "2025-07-18", Before: "2025-07-19"})
	list(t, s, Query{Type: Synthesis, From: "2025-07-18"})
	_, err := s.Stats(t.Context(), "42")
	require.NoError(t, err)
	changes, _ := ReadChanges(members(t, `{"parentEntry":"b"}`))
	_, err = s.Update(t.Context(), "42", "a", changes)
	require.NoError(t, err)
	require.NoError(t, s.Delete(t.Context(), "42", "a"))
	require.Greater(t, len(db.statements), 10)
	for _, sql := range db.statements {
		if strings.HasPrefix(sql, "INSERT INTO users") {
			continue
		}
		args := make([]any, strings.Count(strings.NewReplacer("?1", "", "?2", "", "?3", "").Replace(sql), "?"))
		for _, n := range []string{"?1", "?2", "?3"} {
			if strings.Contains(sql, n) {
				args = append(args, nil)
			}
		}
		rows, err := db.DB.Query(t.Context(), "EXPLAIN QUERY PLAN "+sql, args...)
		require.NoError(t, err, sql)
		for i := range rows.Len() {
			step := rows.At(i).Text("detail")
			assert.NotRegexp(t, `^SCAN (timeline_entries|users|kv_imports|e)\b`, step, sql)
		}
	}
}
