//go:build !js

package accounts_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/witnessos/witnessos/internal/accounts"
)

// owned lists the tables of the schema that have a column user_id.
func (b *bench) owned() (tables []string) {
	rows, err := b.db.DB.Query(b.t.Context(), `SELECT DISTINCT m.name FROM sqlite_schema m JOIN pragma_table_info(m.name) c WHERE m.type = 'table' AND c.name = 'user_id' ORDER BY m.name`)
	require.NoError(b.t, err)
	for i := range rows.Len() {
		tables = append(tables, rows.At(i).Text("name"))
	}
	require.Greater(b.t, len(tables), 10)
	return tables
}

// fill writes a row into every table of the schema that an account can have rows in: a value of its
// own into each column.
func (b *bench) fill(id int64) {
	b.t.Helper()
	tables := b.owned()
	// What others refer to comes first.
	slices.SortStableFunc(tables, func(a, b string) int {
		rank := func(table string) int { return slices.Index([]string{"api_keys", "readings"}, table) }
		return rank(b) - rank(a)
	})
	for _, table := range tables {
		columns, err := b.db.DB.Query(b.t.Context(), `SELECT name, type, pk FROM pragma_table_info(?)`, table)
		require.NoError(b.t, err)
		var names, marks []string
		var args []any
		for i := range columns.Len() {
			name, kind := columns.At(i).Text("name"), columns.At(i).Text("type")
			var value any = fmt.Sprintf("%s of %d", name, id)
			switch {
			case name == "user_id":
				value = id
			case name == "reading_id":
				value = id
			case name == "api_key_id":
				value = fmt.Sprintf("id of %d", id)
			case kind == "INTEGER" && columns.At(i).Bool("pk"):
				value = id
			case kind == "BOOLEAN":
				value = true
			case kind == "INTEGER":
				value = 7
			}
			names, marks, args = append(names, name), append(marks, "?"), append(args, value)
		}
		b.exec("INSERT INTO "+table+" ("+strings.Join(names, ", ")+") VALUES ("+strings.Join(marks, ", ")+")", args...)
	}
}

// kept are the tables whose rows outlive their owner, without him.
var kept = []string{"admin_api_key_audit", "audit_logs"}

func TestErase(t *testing.T) {
	b := newBench(t)
	ada, ben := b.register(adas), b.register("ben@example.org")
	b.exec("UPDATE sqlite_sequence SET seq = 11 WHERE name = 'users'")
	other := b.register("cleo@example.org")
	require.Equal(t, []int64{1, 2, 12}, []int64{ada, ben, other})
	for _, id := range []int64{ada, ben, other} {
		b.fill(id)
		for _, key := range []string{"cache:numerology:u%d:x", "cache:astrology:u%d:a", "cache:astrology:u%d:b", "cache:astrology:u%d:c", "forecast:daily:%d:2025-07-19:x",
			"forecast:weekly:%d:2025-07-14:x", "raycast:daily:%d:x", "raycast:weekly:%d:x", "raycast:quick-reading:%d:x", "raycast:daily-forecast:%d:x", "raycast:custom:%d:x"} {
			require.NoError(t, b.cache.Put(t.Context(), fmt.Sprintf(key, id), nil, 0))
		}
		for _, key := range []string{"user:%d:numerology:2025-07-19T08:00:00.000Z", "consciousness:%d:profile", "user_readings:%d", "reading:%d:x", "timeline:%d:x"} {
			require.NoError(t, b.profiles.Put(t.Context(), fmt.Sprintf(key, id), nil, 0))
		}
	}
	require.NoError(t, b.cache.Put(t.Context(), "cache:numerology:shared:x", nil, 0))

	email, err := b.Erase(t.Context(), ada)
	require.NoError(t, err)
	assert.Equal(t, adas, email)
	for _, table := range b.owned() {
		assert.Zero(t, b.count(table+" WHERE user_id = ?", ada), table)
		want := int64(2)
		if slices.Contains(kept, table) {
			want = 3
		}
		assert.Equal(t, want, b.count(table), "%s: what is others' stays", table)
	}
	assert.EqualValues(t, 2, b.count("users"))
	for _, table := range kept {
		rows, err := b.db.DB.Query(t.Context(), "SELECT * FROM "+table+" WHERE user_id IS NULL")
		require.NoError(t, err)
		require.Equal(t, 1, rows.Len(), table)
		row := rows.At(0)
		assert.Equal(t, "action of 1", row.Text("action"), "what was done is still known")
		for _, column := range rows.Columns {
			if slices.Contains([]string{"api_key_id", "details", "ip_address", "user_agent", "metadata"}, column) {
				assert.True(t, row.Null(column), "%s.%s", table, column)
			}
		}
	}
	assert.Equal(t, []string{"purge 1"}, b.purged)
	assert.Len(t, b.cache.Keys(), 1+2*11)
	assert.Len(t, b.profiles.Keys(), 2*5)
	for _, key := range append(b.cache.Keys(), b.profiles.Keys()...) {
		assert.NotRegexp(t, `(:u?|:)1(:|$)`, key)
	}
	_, err = b.Erase(t.Context(), ada)
	assert.ErrorIs(t, err, accounts.ErrUnknown)
	email, err = b.EraseByEmail(t.Context(), " Ben@example.org")
	require.NoError(t, err)
	assert.Equal(t, "ben@example.org", email)
	_, err = b.EraseByEmail(t.Context(), "ben@example.org")
	assert.ErrorIs(t, err, accounts.ErrUnknown)
}

func TestEraseMuch(t *testing.T) {
	b := newBench(t)
	id := b.register(adas)
	b.exec(`WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1234)
		INSERT INTO audit_logs (user_id, action, details) SELECT ?, 'x', 'y' FROM n`, id)
	b.exec(`WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1000)
		INSERT INTO user_actions (user_id, action) SELECT ?, 'x' FROM n`, id)
	_, err := b.Erase(t.Context(), id)
	require.NoError(t, err)
	assert.EqualValues(t, 1234, b.count("audit_logs WHERE details IS NULL AND user_id IS NULL"))
	assert.Zero(t, b.count("user_actions"))
}

func TestEraseStopsHalfway(t *testing.T) {
	down := errors.New("down")
	for name, c := range map[string]struct{ fail, mend func(*bench) }{
		"the objects":  {func(b *bench) { b.purge = down }, func(b *bench) { b.purge = nil }},
		"the cache":    {func(b *bench) { b.cache.Err = down }, func(b *bench) { b.cache.Err = nil }},
		"the profiles": {func(b *bench) { b.profiles.Err = down }, func(b *bench) { b.profiles.Err = nil }},
		"a table":      {func(b *bench) { b.db.fails = "DELETE FROM readings" }, func(b *bench) { b.db.fails = "" }},
		"the account":  {func(b *bench) { b.db.fails = "DELETE FROM users" }, func(b *bench) { b.db.fails = "" }},
	} {
		t.Run(name, func(t *testing.T) {
			b := newBench(t)
			id := b.register(adas)
			session := b.login(adas)
			c.fail(b)
			_, err := b.Erase(t.Context(), id)
			require.Error(t, err)
			assert.EqualValues(t, 1, b.count("users"), "so that it can be asked for again")
			assert.Error(t, b.open(session.Token), "nobody gets in meanwhile")
			c.mend(b)
			_, err = b.Erase(t.Context(), id)
			require.NoError(t, err)
			assert.Zero(t, b.count("users"))
		})
	}
}

func TestProtected(t *testing.T) {
	b := newBench(t)
	id := b.register(adas)
	session := b.login(adas)
	b.Protected = []string{"ada@example.org"}
	b.exec("UPDATE users SET email = 'Ada@Example.org'")
	_, err := b.Erase(t.Context(), id)
	assert.ErrorIs(t, err, accounts.ErrProtected)
	_, err = b.EraseByEmail(t.Context(), adas)
	assert.ErrorIs(t, err, accounts.ErrProtected)
	assert.NoError(t, b.open(session.Token))
}

func (b *bench) export(id int64, from string) (tables map[string][]map[string]any, next string) {
	b.t.Helper()
	part, err := b.Export(b.t.Context(), id, from)
	require.NoError(b.t, err)
	require.NoError(b.t, json.Unmarshal(part.Tables.JSON(), &tables))
	return tables, part.Next
}

func TestExport(t *testing.T) {
	b := newBench(t)
	ada, ben := b.register(adas), b.register("ben@example.org")
	b.fill(ada)
	b.fill(ben)
	tables, next := b.export(ada, "")
	assert.Empty(t, next)
	assert.Len(t, tables, len(b.owned())+1)
	for _, table := range append(b.owned(), "users") {
		require.Len(t, tables[table], 1, table)
		row := tables[table][0]
		assert.NotContains(t, row, "rowid")
		columns, err := b.db.DB.Query(t.Context(), `SELECT name, type FROM pragma_table_info(?)`, table)
		require.NoError(t, err)
		for i := range columns.Len() {
			name := columns.At(i).Text("name")
			if slices.Contains([]string{"password_hash", "token_hash", "key_hash"}, name) {
				assert.NotContains(t, row, name, table)
				continue
			}
			require.Contains(t, row, name, table)
			if columns.At(i).Text("type") == "BOOLEAN" && row[name] != nil {
				assert.IsType(t, true, row[name], "%s.%s", table, name)
			}
		}
		text, err := json.Marshal(row)
		require.NoError(t, err)
		assert.NotContains(t, string(text), " of 2", table)
	}
	assert.Equal(t, "profile_data of 1", tables["consciousness_profiles"][0]["profile_data"])
	tables, _ = b.export(7, "")
	for table, rows := range tables {
		assert.Empty(t, rows, table)
	}
}

func TestExportInParts(t *testing.T) {
	b := newBench(t)
	id := b.register(adas)
	b.exec(`WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 3000)
		INSERT INTO user_actions (user_id, action) SELECT ?, 'action ' || i FROM n`, id)
	b.exec(`WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 50)
		INSERT INTO readings (user_id, reading_type, engines_used, input_data, results) SELECT ?, 'reading ' || i, '[]', '{}', printf('%.*c', 200000, 'x') FROM n`, id)
	var readings, actions []string
	parts := 0
	for from := ""; ; parts++ {
		require.Less(t, parts, 10)
		tables, next := b.export(id, from)
		for _, row := range tables["readings"] {
			readings = append(readings, row["reading_type"].(string))
		}
		for _, row := range tables["user_actions"] {
			actions = append(actions, row["action"].(string))
		}
		if from = next; from == "" {
			break
		}
	}
	assert.Equal(t, 2, parts, "10 MB of readings in parts of 4")
	require.Len(t, readings, 50)
	require.Len(t, actions, 3000)
	for i, r := range readings {
		assert.Equal(t, fmt.Sprintf("reading %d", i+1), r)
	}
	slices.Sort(actions)
	assert.Len(t, slices.Compact(actions), 3000)
	for _, from := range []string{"readings", "readings:", "readings:x", "readings:-1", ":1", "sqlite_schema:0", "readings:99999999999999999999"} {
		_, err := b.Export(t.Context(), id, from)
		assert.ErrorIs(t, err, accounts.ErrCursor, from)
	}
}
