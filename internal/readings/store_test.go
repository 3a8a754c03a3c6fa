//go:build !js

package readings

import (
	"context"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/witnessos/witnessos/internal/sqldb"
	"github.com/witnessos/witnessos/internal/sqldb/sqlitetest"
)

const (
	ada = int64(42)
	ben = int64(43)
)

// chance is a source of letters that may be asked by several at once.
type chance struct {
	mu sync.Mutex
	r  *rand.ChaCha8
}

func (c *chance) Read(p []byte) (int, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.r.Read(p)
}

// shelf is a store whose clock the test moves.
type shelf struct {
	*Store
	t   testing.TB
	now time.Time
}

func newShelf(t testing.TB) *shelf {
	s := &shelf{t: t, now: time.Date(2025, 1, 30, 8, 0, 0, 0, time.UTC)}
	db := sqlitetest.OpenMigrated(t)
	_, err := sqldb.Exec(t.Context(), db, "INSERT INTO users (id, email, password_hash) VALUES (42, 'ada@example.org', ''), (43, 'ben@example.org', '')")
	require.NoError(t, err)
	s.Store = &Store{DB: db, Now: func() time.Time { return s.now }, Random: &chance{r: rand.NewChaCha8([32]byte{})}}
	return s
}

// save stores a reading at a time and returns its id.
func (s *shelf) save(at, text string) string {
	s.t.Helper()
	now := s.now
	defer func() { s.now = now }()
	var err error
	s.now, err = time.Parse(time.RFC3339, at)
	require.NoError(s.t, err)
	d, refused := ReadDraft(json.RawMessage(text))
	require.Nil(s.t, refused)
	id, err := s.Save(s.t.Context(), ada, d)
	require.NoError(s.t, err)
	return id
}

func (s *shelf) find(id string) map[string]any {
	s.t.Helper()
	r, err := s.Find(s.t.Context(), ada, id)
	require.NoError(s.t, err)
	return decoded(s.t, r.JSON())
}

func decoded(t testing.TB, raw []byte) (o map[string]any) {
	t.Helper()
	require.NoError(t, json.Unmarshal(raw, &o), "%s", raw)
	return o
}

func TestAReadingComesBackAsItWasSent(t *testing.T) {
	s := newShelf(t)
	id := s.save("2025-01-30T08:00:00Z", `{"type":"tarot_reading","engines":["tarot"],"notes":"after lunch","favorite":true,
		"results":{"engineName":"tarot","input":{"question":"What now?"},"output":{"cards":[1]},"metadata":{"calculationTime":12.5}},
		"mood":{"a":[1,{"b":null}]},"mood":7,"id":"mine","userId":"9","createdAt":"never","timestamp":1,"updatedAt":2,"result":3,"isFavorite":false}`)
	assert.Regexp(t, `^reading_1738224000000_[0-9a-z]{9}$`, id)
	assert.Equal(t, decoded(t, []byte(`{"id":"`+id+`","userId":"42","type":"tarot_reading","engines":["tarot"],
		"results":{"engineName":"tarot","input":{"question":"What now?"},"output":{"cards":[1]},"metadata":{"calculationTime":12.5}},
		"notes":"after lunch","favorite":true,"isFavorite":true,
		"timestamp":"2025-01-30T08:00:00.000Z","createdAt":"2025-01-30T08:00:00.000Z","updatedAt":"2025-01-30T08:00:00.000Z",
		"engineName":"tarot","inputParameters":{"question":"What now?"},"result":{"cards":[1]},
		"metadata":{"source":"api","timestamp":null,"executionTime":12.5,"version":null},"mood":7}`)), s.find(id))

	id = s.save("2025-01-30T08:00:00Z", `{"results":[1],"engines":[],"metadata":{"source":"web","version":"1","success":false}}`)
	got := s.find(id)
	assert.Equal(t, "reading", got["type"])
	assert.Nil(t, got["engineName"])
	assert.Nil(t, got["inputParameters"])
	assert.Equal(t, []any{1.0}, got["result"])
	assert.Equal(t, decoded(t, []byte(`{"source":"web","timestamp":null,"executionTime":null,"version":"1","success":false}`)), got["metadata"])

	assert.Equal(t, "iching_reading", s.find(s.save("2025-01-30T08:00:00Z", `{"results":{},"engines":["iching","tarot"]}`))["type"])
}

func TestDraftsThatTheStoreRefuses(t *testing.T) {
	for text, want := range map[string][2]string{
		`[]`:                            {"SAVE_FAILED", "reading"},
		`{}`:                            {"SAVE_FAILED", "reading.results"},
		`{"results":null}`:              {"SAVE_FAILED", "reading.results"},
		`{"results":{}}`:                {"SAVE_FAILED", "reading.engines"},
		`{"results":{},"engines":"t"}`:  {"SAVE_FAILED", "reading.engines"},
		`{"results":{},"engines":[7]}`:  {"SAVE_FAILED", "reading.engines"},
		`{"results":{},"engines":[""]}`: {"SAVE_FAILED", "reading.engines"},
		`{"results":{},"engines":["` + strings.Repeat("x", 65) + `"]}`:                         {"SAVE_FAILED", "reading.engines"},
		`{"results":{},"engines":[` + strings.Repeat(`"t",`, 32) + `"t"]}`:                     {"VALIDATION_ERROR", "reading.engines"},
		`{"results":{},"engines":[],"type":7}`:                                                 {"SAVE_FAILED", "reading.type"},
		`{"results":{},"engines":[],"type":""}`:                                                {"SAVE_FAILED", "reading.type"},
		`{"results":{},"engines":[],"notes":["x"]}`:                                            {"SAVE_FAILED", "reading.notes"},
		`{"results":{},"engines":[],"notes":"` + strings.Repeat("é", 10_001) + `"}`:            {"SAVE_FAILED", "reading.notes"},
		`{"results":{},"engines":[],"favorite":1}`:                                             {"SAVE_FAILED", "reading.favorite"},
		`{"results":{},"engines":[],"isFavorite":"yes"}`:                                       {"SAVE_FAILED", "reading.isFavorite"},
		`{"results":` + strings.Repeat("[", 256) + strings.Repeat("]", 256) + `,"engines":[]}`: {"SAVE_FAILED", "reading"},
	} {
		_, refused := ReadDraft(json.RawMessage(text))
		if assert.NotNil(t, refused, text) {
			assert.Equal(t, want[0], refused.Code, text)
			assert.Equal(t, 400, refused.Status)
			assert.Equal(t, want[1], refused.Details.(map[string]any)["field"], text)
		}
	}
	_, refused := ReadDraft(json.RawMessage(`{"results":"` + strings.Repeat(`[\"{\\`, 400) + `","engines":[],"notes":null,"type":null,"favorite":null}`))
	assert.Nil(t, refused, "what is in a text is not nested")
}

func TestReplacing(t *testing.T) {
	s := newShelf(t)
	id := s.save("2025-01-01T08:00:00Z", `{"results":{"a":1},"engines":["tarot"],"favorite":true,"notes":"n","mood":1}`)
	s.save("2025-01-02T08:00:00Z", `{"id":"`+id+`","results":{"b":2},"engines":["iching"]}`)
	got := s.find(id)
	assert.Equal(t, map[string]any{"b": 2.0}, got["results"])
	assert.Equal(t, "iching_reading", got["type"])
	assert.Equal(t, "2025-01-01T08:00:00.000Z", got["createdAt"])
	assert.Equal(t, "2025-01-02T08:00:00.000Z", got["updatedAt"])
	assert.Equal(t, true, got["favorite"], "it was not sent")
	assert.Nil(t, got["notes"])
	assert.NotContains(t, got, "mood")
	s.save("2025-01-02T08:00:00Z", `{"id":"`+id+`","results":{},"engines":[],"favorite":false}`)
	assert.Equal(t, false, s.find(id)["favorite"])

	d, _ := ReadDraft(json.RawMessage(`{"id":"` + id + `","results":"stolen","engines":[]}`))
	other, err := s.Save(t.Context(), ben, d)
	require.NoError(t, err)
	assert.NotEqual(t, id, other, "of somebody else: a new one is made")
	assert.Equal(t, map[string]any{}, s.find(id)["results"])
}

func TestForeignAndUnknownAreTheSame(t *testing.T) {
	s := newShelf(t)
	id := s.save("2025-01-01T08:00:00Z", `{"results":{},"engines":[]}`)
	for who, name := range map[int64]string{ben: id, ada: "reading_1_000000000"} {
		_, err := s.Find(t.Context(), who, name)
		assert.ErrorIs(t, err, ErrNotFound)
		_, err = s.Toggle(t.Context(), who, name)
		assert.ErrorIs(t, err, ErrNotFound)
		assert.ErrorIs(t, s.Delete(t.Context(), who, name), ErrNotFound)
		require.NoError(t, s.Fetched(t.Context(), who, name, "curl"))
	}
	assert.Zero(t, s.count("reading_history"))
	require.NoError(t, s.Fetched(t.Context(), ada, id, strings.Repeat("c", 300)))
	assert.EqualValues(t, 1, s.count("reading_history"))
	require.NoError(t, s.Delete(t.Context(), ada, id))
	assert.Zero(t, s.count("reading_history"), "it goes with the reading")
	assert.ErrorIs(t, s.Delete(t.Context(), ada, id), ErrNotFound)
}

func (s *shelf) count(table string) int64 {
	s.t.Helper()
	rows, err := s.DB.Query(s.t.Context(), "SELECT COUNT(*) AS n FROM "+table)
	require.NoError(s.t, err)
	return rows.At(0).Int("n")
}

func TestHistory(t *testing.T) {
	s := newShelf(t)
	for day := 1; day <= 9; day++ {
		engine := []string{"tarot", "human_design", "i-ching"}[day%3]
		s.save(fmt.Sprintf("2025-01-%02dT08:00:00Z", day), fmt.Sprintf(`{"results":{"day":%d},"engines":["numerology","%s"]}`, day, engine))
	}
	ask := func(f Filter) (days []int, total int) {
		f.Alias = f.Engine
		list, total, err := s.History(t.Context(), ada, f)
		require.NoError(t, err)
		for i := range list {
			days = append(days, int(at(decoded(t, list[i].JSON()), "results", "day").(float64)))
		}
		return days, total
	}
	for name, c := range map[string]struct {
		Filter
		days  []int
		total int
	}{
		"first page":       {Filter{Limit: 4, Page: 1}, []int{9, 8, 7, 6}, 9},
		"second page":      {Filter{Limit: 4, Page: 2}, []int{5, 4, 3, 2}, 9},
		"last page":        {Filter{Limit: 4, Page: 3}, []int{1}, 9},
		"behind the last":  {Filter{Limit: 4, Page: 4}, nil, 9},
		"all on one":       {Filter{Limit: 100, Page: 1}, []int{9, 8, 7, 6, 5, 4, 3, 2, 1}, 9},
		"since":            {Filter{Limit: 2, Page: 1, Since: "2025-01-07T08:00:00.000Z"}, []int{9, 8}, 3},
		"by engine":        {Filter{Limit: 2, Page: 1, Engine: "tarot"}, []int{9, 6}, 3},
		"by the other one": {Filter{Limit: 9, Page: 1, Engine: "numerology", Since: "2025-01-08"}, []int{9, 8}, 2},
		"no such engine":   {Filter{Limit: 9, Page: 1, Engine: "tar"}, nil, 0},
	} {
		days, total := ask(c.Filter)
		assert.Equal(t, c.days, days, name)
		assert.Equal(t, c.total, total, name)
	}
	list, total, err := s.History(t.Context(), ben, Filter{Limit: 9, Page: 1})
	require.NoError(t, err)
	assert.Empty(t, list)
	assert.Zero(t, total)
}

func TestAPageHoldsNoMoreThanFits(t *testing.T) {
	s := newShelf(t)
	long := strings.Repeat("x", 1<<20)
	for day := 1; day <= 5; day++ {
		s.save(fmt.Sprintf("2025-01-%02dT08:00:00Z", day), `{"results":"`+long+`","engines":["tarot"]}`)
	}
	list, total, err := s.History(t.Context(), ada, Filter{Limit: 100, Page: 1})
	require.NoError(t, err)
	assert.Equal(t, 5, total)
	require.Len(t, list, 5)
	whole := 0
	for i := range list {
		if list[i].Results != nil {
			whole++
			continue
		}
		got := decoded(t, list[i].JSON())
		assert.Nil(t, got["result"])
		assert.Contains(t, got["omitted"], "results")
		assert.Equal(t, "2025-01-0"+fmt.Sprint(5-i)+"T08:00:00.000Z", got["createdAt"])
	}
	assert.Equal(t, 2, whole, "the newest")
}

// TestManyAtOnce: what several requests do at the same time is all done.
func TestManyAtOnce(t *testing.T) {
	s := newShelf(t)
	const people, each = 20, 11
	shared := s.save("2025-01-30T08:00:00Z", `{"results":{},"engines":[]}`)
	var group sync.WaitGroup
	ids := make([][]string, people)
	for i := range people {
		group.Go(func() {
			d, _ := ReadDraft(json.RawMessage(`{"results":{},"engines":["tarot"]}`))
			for range each {
				id, err := s.Save(context.Background(), ada, d)
				assert.NoError(t, err)
				ids[i] = append(ids[i], id)
				_, err = s.Toggle(context.Background(), ada, id)
				assert.NoError(t, err)
				_, err = s.Toggle(context.Background(), ada, shared)
				assert.NoError(t, err)
			}
		})
	}
	group.Wait()
	assert.EqualValues(t, people*each+1, s.count("readings"))
	assert.EqualValues(t, people*each, s.count("readings WHERE favorite AND public_id <> '"+shared+"'"))
	assert.Equal(t, false, s.find(shared)["favorite"], "an even number of toggles")
	seen := map[string]bool{}
	for _, list := range ids {
		for _, id := range list {
			assert.False(t, seen[id])
			seen[id] = true
		}
	}
}

// TestNoTableIsScanned: whatever a statement looks at, it finds by an index.
func TestNoTableIsScanned(t *testing.T) {
	s := newShelf(t)
	seen := 0
	plans := &explaining{DB: s.DB, see: func(sql string, plan []string) {
		seen++
		for _, step := range plan {
			for _, table := range []string{"readings", "timeline_entries", "users", "kv_imports", "reading_history"} {
				assert.NotRegexp(t, `^SCAN (TABLE )?`+table+`\b`, step, "%s", sql)
			}
		}
	}}
	id := s.save("2025-01-30T08:00:00Z", `{"results":{},"engines":["tarot"]}`)
	s.DB = plans
	ctx := t.Context()
	s.save("2025-01-30T08:00:00Z", `{"id":"`+id+`","results":{},"engines":["tarot"]}`)
	s.find(id)
	_, _, err := s.History(ctx, ada, Filter{Limit: 1, Page: 1, Engine: "tarot"})
	require.NoError(t, err)
	require.NoError(t, s.Fetched(ctx, ada, id, ""))
	_, err = s.Toggle(ctx, ada, id)
	require.NoError(t, err)
	_, err = s.Insights(ctx, ada, "")
	require.NoError(t, err)
	_, err = s.Correlate(ctx, ada, "", 50)
	require.NoError(t, err)
	_, _, err = s.Journey(ctx, ada, "", 50)
	require.NoError(t, err)
	_, err = s.Growth(ctx, ada, "")
	require.NoError(t, err)
	_, err = s.Habits(ctx, ada)
	require.NoError(t, err)
	require.NoError(t, s.Import(ctx, ada))
	require.NoError(t, s.Delete(ctx, ada, id))
	assert.Greater(t, seen, 20)
}

// explaining shows the plan of every statement before it runs.
type explaining struct {
	sqldb.DB
	mu  sync.Mutex
	see func(sql string, plan []string)
}

func (e *explaining) explain(ctx context.Context, s sqldb.Statement) error {
	e.mu.Lock()
	defer e.mu.Unlock()
	rows, err := e.DB.Query(ctx, "EXPLAIN QUERY PLAN "+s.SQL, s.Args...)
	if err != nil {
		return err
	}
	var plan []string
	for i := range rows.Len() {
		plan = append(plan, rows.At(i).Text("detail"))
	}
	e.see(s.SQL, plan)
	return nil
}

func (e *explaining) Query(ctx context.Context, sql string, args ...any) (*sqldb.Rows, error) {
	if err := e.explain(ctx, sqldb.Do(sql, args...)); err != nil {
		return nil, err
	}
	return e.DB.Query(ctx, sql, args...)
}

func (e *explaining) Batch(ctx context.Context, statements ...sqldb.Statement) ([]int64, error) {
	for _, s := range statements {
		if err := e.explain(ctx, s); err != nil {
			return nil, err
		}
	}
	return e.DB.Batch(ctx, statements...)
}

// at walks into a JSON value by names.
func at(value any, path ...string) any {
	for _, name := range path {
		o, _ := value.(map[string]any)
		value = o[name]
	}
	return value
}
