package accounts

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/witnessos/witnessos/internal/api"
	"github.com/witnessos/witnessos/internal/sqldb"
)

const (
	exportLimit = 4 << 20 // bytes of rows after which an export goes on in another reply

	// A page of rows grows while they are small: a log has many rows, and a reading may have a
	// megabyte.
	smallestPage, largestPage = 8, 512
	fullPage                  = 256 << 10 // bytes
)

// ErrCursor: an export cannot go on from there.
var ErrCursor = errors.New("accounts: not a place in an export")

// Export is all that the database holds of an account, or a part of it.
type Export struct {
	Tables *api.Object // by name: lists of rows
	Next   string      // where to go on, "" at the end
}

// withheld are columns that nobody needs and that open doors.
func withheld(column string) bool {
	return strings.HasSuffix(column, "_hash") || column == "ciphertext"
}

// flags are the columns that hold booleans, which SQLite has as numbers.
var flags = []string{
	"verified", "is_admin", "has_completed_onboarding", "tier1_completed", "tier2_completed", "tier3_completed",
	"used", "is_active", "is_admin_key", "shared", "favorite", "cache_hit",
}

// exported are the tables of an export with their columns of the owner, in order.
func exported() (tables, columns []string) {
	tables, columns = []string{"users"}, []string{"id"}
	for _, t := range belongings {
		tables, columns = append(tables, t), append(columns, "user_id")
	}
	for _, r := range records {
		tables, columns = append(tables, r.table), append(columns, "user_id")
	}
	return tables, columns
}

// Export returns the rows of an account, from where an earlier part ended or from the beginning. It
// returns ErrCursor, or the database's error.
func (s *Store) Export(ctx context.Context, id int64, from string) (*Export, error) {
	tables, columns := exported()
	first, after := 0, int64(0)
	if from != "" {
		name, row, _ := strings.Cut(from, ":")
		n, err := strconv.ParseInt(row, 10, 64)
		if first = slices.Index(tables, name); err != nil || first < 0 || n < 0 {
			return nil, ErrCursor
		}
		after = n
	}
	out, size := &Export{Tables: &api.Object{}}, 0
	for i := first; i < len(tables); i++ {
		list, page := []byte{'['}, smallestPage
		for more := true; more; {
			rows, err := s.DB.Query(ctx, fmt.Sprintf(`SELECT rowid AS "rowid", t.* FROM %s t WHERE %s = ? AND rowid > ? ORDER BY rowid LIMIT ?`,
				tables[i], columns[i]), id, after, page)
			if err != nil {
				return nil, err
			}
			before := len(list)
			for n := range rows.Len() {
				if size+len(list) > exportLimit {
					out.Tables.Set(tables[i], json.RawMessage(append(list, ']')))
					out.Next = tables[i] + ":" + strconv.FormatInt(after, 10)
					return out, nil
				}
				if len(list) > 1 {
					list = append(list, ',')
				}
				list = append(list, exportRow(rows, n)...)
				after = rows.Values[n][0].(int64)
			}
			more = rows.Len() == page
			page = smallestPage
			if len(list)-before < fullPage {
				page = min(largestPage, 2*rows.Len())
			}
		}
		size += len(list)
		out.Tables.Set(tables[i], json.RawMessage(append(list, ']')))
		after = 0
	}
	return out, nil
}

// exportRow writes a row. Its first column is the rowid, which is nobody's business.
func exportRow(rows *sqldb.Rows, n int) json.RawMessage {
	o := &api.Object{}
	for i, column := range rows.Columns[1:] {
		value := rows.Values[n][i+1]
		if withheld(column) {
			continue
		}
		if flag, is := value.(int64); is && slices.Contains(flags, column) {
			value = flag != 0
		}
		o.Set(column, value)
	}
	return o.JSON()
}
