package readings

import "context"

// Filter says which readings of an owner are meant.
type Filter struct {
	Since  string // of Store.Since; "" for all
	Engine string // a name, or "" for any
	Alias  string // another spelling of the engine, or ""
	Limit  int    // readings a page
	Page   int    // from 1
}

// pageBytes is how much of results and payloads a page holds. The readings behind come without theirs
// (Reading.JSON says so): a hundred of the longest would not fit into the memory of a Worker.
const pageBytes = 3 << 20

const mine = `
user_id = ? AND public_id IS NOT NULL AND created_at >= ?
AND (? = '' OR EXISTS (SELECT 1 FROM json_each(engines_used) WHERE value IN (?, ?)))`

const page = `
WITH sizes AS (
  SELECT id, SUM(size) OVER (ORDER BY created_at DESC, id DESC) AS so_far
  FROM (
    SELECT id, created_at, length(results) + length(COALESCE(payload, '')) AS size
    FROM readings WHERE ` + mine + ` ORDER BY created_at DESC, id DESC LIMIT ? OFFSET ?
  )
)
SELECT public_id, user_id, reading_type, engines_used, input_data, notes, favorite, created_at, COALESCE(updated_at, created_at) AS updated_at,
  CASE WHEN so_far <= ? THEN results END AS results, CASE WHEN so_far <= ? THEN payload END AS payload
FROM sizes CROSS JOIN readings USING (id)
WHERE user_id = ?
ORDER BY created_at DESC, id DESC`

// History returns a page of readings, newest first, and how many there are on all pages.
func (s *Store) History(ctx context.Context, owner int64, f Filter) ([]Reading, int, error) {
	filter := []any{owner, f.Since, f.Engine, f.Engine, f.Alias}
	rows, err := s.DB.Query(ctx, page, append(filter[:len(filter):len(filter)], f.Limit, (f.Page-1)*f.Limit, pageBytes, pageBytes, owner)...)
	if err != nil {
		return nil, 0, err
	}
	list := make([]Reading, rows.Len())
	for i := range list {
		row := rows.At(i)
		list[i] = readingOf(row)
		if row.Null("results") {
			list[i].Results = nil
		}
	}
	if n := (f.Page-1)*f.Limit + len(list); len(list) > 0 && len(list) < f.Limit {
		return list, n, nil // the last page
	}
	counted, err := s.DB.Query(ctx, `SELECT COUNT(*) AS n FROM readings WHERE `+mine, filter...)
	if err != nil {
		return nil, 0, err
	}
	return list, int(counted.At(0).Int("n")), nil
}
