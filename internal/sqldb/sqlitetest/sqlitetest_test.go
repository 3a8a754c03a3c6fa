//go:build !js

package sqlitetest_test

import (
	"context"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/witnessos/witnessos/internal/sqldb"
	"github.com/witnessos/witnessos/internal/sqldb/sqlitetest"
)

const schema = `
CREATE TABLE owner (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
CREATE TABLE thing (owner INTEGER REFERENCES owner (id), made DATETIME DEFAULT '2020-01-02 03:04:05', on_sale BOOLEAN);
-- the end
`

func TestValuesKeepTheirTypes(t *testing.T) {
	for _, test := range []struct {
		name    string
		in, out any
	}{
		{"null", nil, nil},
		{"true", true, int64(1)},
		{"false", false, int64(0)},
		{"int", 7, int64(7)},
		{"int32", int32(-7), int64(-7)},
		{"uint8", uint8(200), int64(200)},
		{"large", int64(1) << 62, int64(1) << 62},
		{"whole float", 2.0, 2.0},
		{"float", 0.1, 0.1},
		{"text", "żółw", "żółw"},
		{"text with a null", "a\x00b", "a\x00b"},
		{"empty text", "", ""},
		{"bytes", []byte{0, 255}, []byte{0, 255}},
		{"no bytes", []byte{}, []byte{}},
	} {
		t.Run(test.name, func(t *testing.T) {
			rows, err := sqlitetest.Open(t).Query(t.Context(), "SELECT ? AS v", test.in)
			require.NoError(t, err)
			assert.Equal(t, &sqldb.Rows{Columns: []string{"v"}, Values: [][]any{{test.out}}}, rows)
		})
	}
}

func TestDeclaredTypesDoNotConvert(t *testing.T) {
	db := sqlitetest.Open(t, schema)
	rows, err := db.Query(t.Context(), "INSERT INTO thing (on_sale) VALUES (?) RETURNING made, on_sale", true)
	require.NoError(t, err)
	assert.Equal(t, [][]any{{"2020-01-02 03:04:05", int64(1)}}, rows.Values)
	rows, err = db.Query(t.Context(), "SELECT made, on_sale FROM thing")
	require.NoError(t, err)
	assert.Equal(t, [][]any{{"2020-01-02 03:04:05", int64(1)}}, rows.Values)
}

func TestBatchCountsRows(t *testing.T) {
	db := sqlitetest.Open(t, schema)
	written, err := db.Batch(t.Context(),
		sqldb.Do("INSERT INTO owner (name) VALUES (?), (?)", "a", "b"),
		sqldb.Do("SELECT * FROM owner"),
		sqldb.Do("CREATE TABLE other (x)"),
		sqldb.Do("UPDATE owner SET name = name || '!'"),
		sqldb.Do("DELETE FROM owner WHERE name = 'nobody'"),
	)
	require.NoError(t, err)
	assert.Equal(t, []int64{2, 0, 0, 2, 0}, written)
}

func TestBatchIsOneTransaction(t *testing.T) {
	db := sqlitetest.Open(t, schema)
	for name, second := range map[string]sqldb.Statement{
		"unique":       sqldb.Do("INSERT INTO owner (name) VALUES ('a')"),
		"foreign key":  sqldb.Do("INSERT INTO thing (owner) VALUES (99)"),
		"syntax":       sqldb.Do("INSERT"),
		"unknown type": sqldb.Do("INSERT INTO owner (name) VALUES (?)", time.Now()),
		"too few":      sqldb.Do("INSERT INTO owner (name) VALUES (?)"),
		"too many":     sqldb.Do("INSERT INTO owner (name) VALUES ('b')", 1),
		"two at once":  sqldb.Do("INSERT INTO owner (name) VALUES ('b'); DELETE FROM owner"),
	} {
		written, err := db.Batch(t.Context(), sqldb.Do("INSERT INTO owner (name) VALUES ('a')"), second)
		require.Error(t, err, name)
		assert.Nil(t, written, name)
		rows, err := db.Query(t.Context(), "SELECT * FROM owner")
		require.NoError(t, err, name)
		assert.Zero(t, rows.Len(), name)
	}
}

func TestCancelledContext(t *testing.T) {
	db := sqlitetest.Open(t)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	_, err := db.Query(ctx, "SELECT 1")
	require.ErrorIs(t, err, context.Canceled)
	_, err = db.Batch(ctx, sqldb.Do("SELECT 1"))
	require.ErrorIs(t, err, context.Canceled)
}

func TestGoroutinesTakeTurns(t *testing.T) {
	db := sqlitetest.Open(t, schema)
	var all sync.WaitGroup
	for i := range 20 {
		all.Go(func() {
			_, err := sqldb.Exec(t.Context(), db, "INSERT INTO owner (name) VALUES (?)", string(rune('a'+i)))
			assert.NoError(t, err)
		})
	}
	all.Wait()
	rows, err := db.Query(t.Context(), "SELECT count(*) AS n FROM owner")
	require.NoError(t, err)
	row, ok := rows.First()
	require.True(t, ok)
	assert.EqualValues(t, 20, row.Int("n"))
}
