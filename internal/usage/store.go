package usage

import (
	"time"

	"github.com/witnessos/witnessos/internal/decimal"
	"github.com/witnessos/witnessos/internal/sqldb"
)

// Store reads and writes the database.
type Store struct {
	DB  sqldb.DB
	Now func() time.Time
}

// layout is how the log writes instants: as SQLite does by default, which earlier releases left to it.
const layout = "2006-01-02 15:04:05"

// longest is the longest time that statistics look back: the log is kept for a year at most.
const longest = 366

// since is where a range of days begins that ends now.
func since(now time.Time, days int) time.Time {
	return now.UTC().Add(-time.Duration(min(days, longest)) * 24 * time.Hour)
}

// percent is a share of a whole in percent with two decimals, or nil when there is no whole.
func percent(part, whole int64) *float64 {
	if whole == 0 {
		return nil
	}
	p := cents(100 * float64(part) / float64(whole))
	return &p
}

// cents rounds to two decimals.
func cents(x float64) float64 { return decimal.Round(x, 2) }

// mean is a column of milliseconds with two decimals, or nil when it is NULL.
func mean(row sqldb.Row, column string) *float64 {
	if row.Null(column) {
		return nil
	}
	ms := cents(row.Float(column))
	return &ms
}
