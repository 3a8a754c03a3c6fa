// Package sqldb is the port to an SQLite database: D1, the storage of a Durable Object, or, in
// native tests, SQLite itself.
//
// It is not database/sql because neither D1 nor a Durable Object has what that package is about:
// connections, prepared statements that outlive a call, and transactions that a client holds open.
// They have batches, which take effect as a whole.
package sqldb

import "context"

// Statement is SQL with its parameters in the order of its "?". Parameters are nil, bool, int,
// int64, float64, string or []byte.
type Statement struct {
	SQL  string
	Args []any
}

// Do makes a Statement.
func Do(sql string, args ...any) Statement { return Statement{sql, args} }

// DB is an SQLite database. Errors are the database's own: not for users.
type DB interface {
	// Query returns all rows of a SELECT, or of a statement with RETURNING.
	Query(ctx context.Context, sql string, args ...any) (*Rows, error)
	// Batch runs statements in one transaction and returns how many rows each one wrote: the rows
	// that changed, for D1; also index rows, for a Durable Object.
	Batch(ctx context.Context, statements ...Statement) ([]int64, error)
}

// Exec runs one statement and returns how many rows it wrote.
func Exec(ctx context.Context, db DB, sql string, args ...any) (int64, error) {
	written, err := db.Batch(ctx, Do(sql, args...))
	if err != nil {
		return 0, err
	}
	return written[0], nil
}

// OrNull is a text as a parameter, or as a JSON value: NULL when it is empty.
func OrNull(text string) any {
	if text == "" {
		return nil
	}
	return text
}
