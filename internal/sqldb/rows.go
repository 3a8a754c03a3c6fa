package sqldb

import (
	"fmt"
	"strconv"
)

// Rows is the result of a query: values are nil, int64, float64, string or []byte.
type Rows struct {
	Columns []string
	Values  [][]any
}

// Row gives the columns of one row by name. It is small, because every column that is read copies it.
type Row struct {
	rows *Rows
	i    int
}

// Len returns the number of rows.
func (r *Rows) Len() int { return len(r.Values) }

// At returns row i.
func (r *Rows) At(i int) Row { return Row{r, i} }

// First returns the first row; ok is false when there is none.
func (r *Rows) First() (row Row, ok bool) {
	if len(r.Values) == 0 {
		return Row{}, false
	}
	return r.At(0), true
}

// value panics on a column that the query does not have: a mistake in the program.
//
// It is kept from being inlined: its many copies would show in the size of the router.
//
//go:noinline
func (r Row) value(column string) any {
	for i, c := range r.rows.Columns {
		if c == column {
			return r.rows.Values[r.i][i]
		}
	}
	panic("sqldb: the query has no column " + column)
}

// Null reports whether the column is NULL.
//
//go:noinline
func (r Row) Null(column string) bool { return r.value(column) == nil }

// Text returns the column as text; NULL is "".
func (r Row) Text(column string) string {
	switch v := r.value(column).(type) {
	case nil:
		return ""
	case string:
		return v
	case []byte:
		return string(v)
	case int64:
		return strconv.FormatInt(v, 10)
	default:
		return fmt.Sprint(v)
	}
}

// Int returns the column as an integer; NULL is 0.
func (r Row) Int(column string) int64 {
	switch v := r.value(column).(type) {
	case int64:
		return v
	case float64:
		return int64(v)
	case string:
		n, _ := strconv.ParseInt(v, 10, 64)
		return n
	default:
		return 0
	}
}

// Float returns the column as a number; NULL is 0.
func (r Row) Float(column string) float64 {
	switch v := r.value(column).(type) {
	case float64:
		return v
	case int64:
		return float64(v)
	default:
		return 0
	}
}

// Bool returns whether the column is a number other than 0, or the text "true" in any case:
// SQLite has no booleans.
func (r Row) Bool(column string) bool {
	switch v := r.value(column).(type) {
	case string:
		return v == "1" || v == "true" || v == "TRUE"
	default:
		return r.Float(column) != 0
	}
}
