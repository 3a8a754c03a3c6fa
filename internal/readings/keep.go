package readings

import (
	"context"
	"encoding/json"

	"github.com/witnessos/witnessos/internal/rawjson"
	"github.com/witnessos/witnessos/internal/sqldb"
	"github.com/witnessos/witnessos/internal/stamp"
)

const insert = `
INSERT INTO readings (public_id, user_id, reading_type, engines_used, input_data, results, payload, notes, favorite, created_at, updated_at)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`

const replace = `
UPDATE readings
SET reading_type = ?, engines_used = ?, input_data = ?, results = ?, payload = ?, notes = ?, favorite = COALESCE(?, favorite), updated_at = ?
WHERE public_id = ? AND user_id = ?
RETURNING public_id`

// Save stores a reading and returns its id. A draft with the id of a reading that the owner has
// replaces that one, but for the time of its making; any other id means nothing.
func (s *Store) Save(ctx context.Context, owner int64, d *Draft) (string, error) {
	now := s.Now()
	at := stamp.Of(now)
	c := d.columns()
	if d.ID != "" {
		rows, err := s.DB.Query(ctx, replace, d.Type, c.engines, c.input, string(d.Results), string(d.Rest), c.notes, c.favorite, at, d.ID, owner)
		if err != nil || rows.Len() > 0 {
			return d.ID, err
		}
	}
	id, err := s.newID(now)
	if err != nil {
		return "", err
	}
	favorite := d.Favorite != nil && *d.Favorite
	_, err = sqldb.Exec(ctx, s.DB, insert, id, owner, d.Type, c.engines, c.input, string(d.Results), string(d.Rest), c.notes, favorite, at, at)
	return id, err
}

// drafted are the columns of a draft that are not its own fields.
type drafted struct {
	engines, input  string
	notes, favorite any
}

func (d *Draft) columns() drafted {
	list, _ := json.Marshal(append([]string{}, d.Engines...))
	c := drafted{engines: string(list), input: "null"}
	members, _ := rawjson.Members(d.Results)
	// The results hold the input too. A row has room for 2 MB, so that a long one is not stored twice.
	const most = 64 << 10
	if input := member(members, "input"); !absent(input) && len(input) <= most {
		c.input = string(input)
	}
	if d.Notes != nil {
		c.notes = *d.Notes
	}
	if d.Favorite != nil {
		c.favorite = *d.Favorite
	}
	return c
}

// Find returns a reading, or ErrNotFound.
func (s *Store) Find(ctx context.Context, owner int64, id string) (*Reading, error) {
	rows, err := s.DB.Query(ctx, `SELECT `+columns+`, results FROM readings WHERE public_id = ? AND user_id = ? LIMIT 1`, id, owner)
	if err != nil {
		return nil, err
	}
	row, found := rows.First()
	if !found {
		return nil, ErrNotFound
	}
	r := readingOf(row)
	return &r, nil
}

// Fetched notes that the owner has looked at a reading.
func (s *Store) Fetched(ctx context.Context, owner int64, id, device string) error {
	const note = `
INSERT INTO reading_history (user_id, reading_id, accessed_at, device_info)
SELECT user_id, id, ?, ? FROM readings WHERE public_id = ? AND user_id = ?`
	const most = 200
	if len(device) > most {
		device = device[:most]
	}
	_, err := sqldb.Exec(ctx, s.DB, note, stamp.Of(s.Now()), device, id, owner)
	return err
}

// Delete removes a reading and the notes of looks at it. It returns ErrNotFound when there is none.
func (s *Store) Delete(ctx context.Context, owner int64, id string) error {
	rows, err := s.DB.Query(ctx, `DELETE FROM readings WHERE public_id = ? AND user_id = ? RETURNING public_id`, id, owner)
	if err == nil && rows.Len() == 0 {
		return ErrNotFound
	}
	return err
}

// Toggle makes a reading a favorite, or no favorite any more, and says which. It is one statement, so
// that two toggles at the same time are two. It returns ErrNotFound when there is no such reading.
func (s *Store) Toggle(ctx context.Context, owner int64, id string) (favorite bool, err error) {
	const toggle = `
UPDATE readings SET favorite = NOT COALESCE(favorite, FALSE), updated_at = ?
WHERE public_id = ? AND user_id = ?
RETURNING favorite`
	rows, err := s.DB.Query(ctx, toggle, stamp.Of(s.Now()), id, owner)
	if err != nil {
		return false, err
	}
	row, found := rows.First()
	if !found {
		return false, ErrNotFound
	}
	return row.Bool("favorite"), nil
}
