package timeline

import (
	"context"
	"strings"

	"github.com/witnessos/witnessos/internal/api"
)

// Query says which entries of a user to list. What is empty does not restrict. From and Before are
// timestamps, or beginnings of them such as dates: entries are ordered as texts.
type Query struct {
	User   string
	Type   string
	From   string // included
	Before string // excluded
	Limit  int
	Offset int
}

// Page is a part of a list, newest first.
type Page struct {
	Entries []*api.Object
	Total   int // of the whole list
	Offset  int
}

// pageBytes is how much text of inputs and results a page has at most, unless it is a single entry: an
// isolate has 128 MB, and holds a page several times while it becomes a reply. A page that would be
// larger ends earlier and says where the next one begins.
const pageBytes = 4 << 20

// List returns a page of a user's timeline.
func (s *Store) List(ctx context.Context, q Query) (*Page, error) {
	if err := s.bringOver(ctx, q.User); err != nil {
		return nil, err
	}
	where, args := q.where()
	// The total is a row of its own, so that it is there when the page is empty.
	sql := `
SELECT total, page.*
FROM (SELECT count(*) AS total FROM timeline_entries WHERE ` + where + `)
LEFT JOIN (
  SELECT *, sum(size) OVER (ORDER BY timestamp DESC, number DESC) - size AS before
  FROM (
    SELECT rowid AS number, ifnull(length(input), 0) + ifnull(length(result), 0) AS size, ` + columns + `
    FROM timeline_entries WHERE ` + where + `
    ORDER BY timestamp DESC, rowid DESC LIMIT ? OFFSET ?)
) AS page ON page.before < ?
ORDER BY page.timestamp DESC, page.number DESC`
	args = append(append(append([]any{}, args...), args...), q.Limit, q.Offset, pageBytes)
	rows, err := s.DB.Query(ctx, sql, args...)
	if err != nil {
		return nil, err
	}
	page := &Page{Entries: []*api.Object{}, Offset: q.Offset}
	for i := range rows.Len() {
		row := rows.At(i)
		page.Total = int(row.Int("total"))
		if !row.Null("id") {
			page.Entries = append(page.Entries, entryOf(row))
		}
	}
	return page, nil
}

func (q *Query) where() (string, []any) {
	conditions, args := []string{"user_id = ?"}, []any{q.User}
	add := func(condition, value string) {
		if value != "" {
			conditions, args = append(conditions, condition), append(args, value)
		}
	}
	add("type = ?", q.Type)
	add("timestamp >= ?", q.From)
	add("timestamp < ?", q.Before)
	return strings.Join(conditions, " AND "), args
}

// Object is the page as the API gives it.
func (p *Page) Object() *api.Object {
	next := p.Offset + len(p.Entries)
	more := next < p.Total && len(p.Entries) > 0
	o := (&api.Object{}).Set("entries", p.Entries).Set("total", p.Total).Set("hasMore", more)
	if more {
		o.Set("nextOffset", next)
	}
	return o
}
