//go:build !js

// Package sqlitetest is real SQLite for native tests: D1 and the storage of a Durable Object are
// SQLite, so what holds here holds there.
//
// It is not database/sql: the driver of that name turns text in columns declared DATE, DATETIME or
// TIMESTAMP into time.Time, while D1 hands out the text as it was stored, and tests are to see the
// same.
//
// It does not exist for Wasm; a test file that uses it begins with "//go:build !js".
package sqlitetest

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"
	"zombiezen.com/go/sqlite"
	"zombiezen.com/go/sqlite/sqlitex"

	"github.com/witnessos/witnessos/internal/sqldb"
)

// Open returns an empty database in memory that lives as long as the test, after it has run the
// schema scripts (each of one or more statements). As on the platform, foreign keys are enforced,
// every parameter must be given, and a call runs one statement. It may be used by several
// goroutines; their calls take turns.
func Open(t testing.TB, schema ...string) sqldb.DB {
	t.Helper()
	conn, err := sqlite.OpenConn(":memory:", sqlite.OpenReadWrite|sqlite.OpenCreate|sqlite.OpenMemory)
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, conn.Close()) })
	require.NoError(t, sqlitex.ExecuteTransient(conn, "PRAGMA foreign_keys = ON", nil))
	for _, script := range schema {
		require.NoError(t, execute(conn, script))
	}
	return &database{conn: conn}
}

// execute runs a script. (sqlitex.ExecuteScript fails on one that ends in a comment.)
func execute(conn *sqlite.Conn, script string) error {
	for script = skipBlank(script); script != ""; script = skipBlank(script) {
		stmt, trailing, err := conn.PrepareTransient(script)
		if err != nil {
			return err
		}
		for more := true; more && err == nil; {
			more, err = stmt.Step()
		}
		if err := errors.Join(err, stmt.Finalize()); err != nil {
			return err
		}
		script = script[len(script)-trailing:]
	}
	return nil
}

// skipBlank returns sql without the white space and line comments that it begins with.
func skipBlank(sql string) string {
	for {
		sql = strings.TrimSpace(sql)
		if !strings.HasPrefix(sql, "--") {
			return sql
		}
		_, sql, _ = strings.Cut(sql, "\n")
	}
}

type database struct {
	mu   sync.Mutex
	conn *sqlite.Conn
}

// Query implements sqldb.DB.
func (db *database) Query(ctx context.Context, sql string, args ...any) (*sqldb.Rows, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	db.mu.Lock()
	defer db.mu.Unlock()
	return db.run(sqldb.Do(sql, args...))
}

// Batch implements sqldb.DB. The counts are those of D1: rows that changed, without index rows.
func (db *database) Batch(ctx context.Context, statements ...sqldb.Statement) (written []int64, err error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	db.mu.Lock()
	defer db.mu.Unlock()
	end, err := sqlitex.ImmediateTransaction(db.conn)
	if err != nil {
		return nil, err
	}
	defer func() {
		if end(&err); err != nil {
			written = nil
		}
	}()
	before, err := db.changes()
	if err != nil {
		return nil, err
	}
	for _, s := range statements {
		if _, err := db.run(s); err != nil {
			return nil, err
		}
		after, err := db.changes()
		if err != nil {
			return nil, err
		}
		written = append(written, after-before)
		before = after
	}
	return written, nil
}

// changes is the number of rows changed since the database was opened. SQLite's own count for one
// statement would be left over from an earlier one after a SELECT or CREATE.
func (db *database) changes() (int64, error) {
	return sqlitex.ResultInt64(db.conn.Prep("SELECT total_changes()"))
}

func (db *database) run(s sqldb.Statement) (_ *sqldb.Rows, err error) {
	stmt, trailing, err := db.conn.PrepareTransient(s.SQL)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, stmt.Finalize()) }()
	if rest := s.SQL[len(s.SQL)-trailing:]; skipBlank(rest) != "" {
		return nil, fmt.Errorf("sqlitetest: more than one statement: %s", rest)
	}
	if want := stmt.BindParamCount(); want != len(s.Args) {
		return nil, fmt.Errorf("sqlitetest: the statement has %d parameters, %d given", want, len(s.Args))
	}
	for i, arg := range s.Args {
		if err := bind(stmt, i+1, arg); err != nil {
			return nil, err
		}
	}
	rows := &sqldb.Rows{Columns: make([]string, stmt.ColumnCount())}
	for i := range rows.Columns {
		rows.Columns[i] = stmt.ColumnName(i)
	}
	for {
		more, err := stmt.Step()
		if err != nil || !more {
			return rows, err
		}
		row := make([]any, len(rows.Columns))
		for i := range row {
			row[i] = column(stmt, i)
		}
		rows.Values = append(rows.Values, row)
	}
}

// bind sets a parameter of the types that sqldb.Statement names, and refuses all others.
func bind(stmt *sqlite.Stmt, n int, arg any) error {
	switch v := arg.(type) {
	case nil:
		stmt.BindNull(n)
	case bool:
		stmt.BindBool(n, v)
	case int:
		stmt.BindInt64(n, int64(v))
	case int8:
		stmt.BindInt64(n, int64(v))
	case int16:
		stmt.BindInt64(n, int64(v))
	case int32:
		stmt.BindInt64(n, int64(v))
	case int64:
		stmt.BindInt64(n, v)
	case uint8:
		stmt.BindInt64(n, int64(v))
	case uint16:
		stmt.BindInt64(n, int64(v))
	case uint32:
		stmt.BindInt64(n, int64(v))
	case float64:
		stmt.BindFloat(n, v)
	case string:
		stmt.BindText(n, v)
	case []byte:
		stmt.BindBytes(n, v)
	default:
		return fmt.Errorf("sqlitetest: a parameter of type %T cannot go into SQL", arg)
	}
	return nil
}

func column(stmt *sqlite.Stmt, i int) any {
	switch stmt.ColumnType(i) {
	case sqlite.TypeInteger:
		return stmt.ColumnInt64(i)
	case sqlite.TypeFloat:
		return stmt.ColumnFloat(i)
	case sqlite.TypeText:
		return stmt.ColumnText(i)
	case sqlite.TypeBlob:
		out := make([]byte, stmt.ColumnLen(i))
		stmt.ColumnBytes(i, out)
		return out
	default:
		return nil
	}
}
