package readings

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/witnessos/witnessos/internal/edge"
	"github.com/witnessos/witnessos/internal/rawjson"
	"github.com/witnessos/witnessos/internal/sqldb"
	"github.com/witnessos/witnessos/internal/stamp"
)

// Earlier releases kept the readings of a user in KV: a list of ids, newest first, under
// user_readings:{uid}, and each reading under reading:{uid}:{id}.
const (
	mostImported  = 800     // a request may ask the platform for 1000 things
	mostPages     = 20      // of keys
	atOnce        = 20      // keys that are read together
	largest       = 1 << 20 // bytes of a reading; no earlier release accepted more
	importedBytes = 2 << 20 // of readings in one batch of statements
)

// memory is whose readings are known to have been imported: it spares a question to the database.
type memory struct {
	users sync.Map
	n     atomic.Int32
}

func (m *memory) knows(owner int64) bool {
	_, known := m.users.Load(owner)
	return known
}

func (m *memory) add(owner int64) {
	const most = 4096
	if m.n.Add(1) > most {
		m.users.Clear()
		m.n.Store(1)
	}
	m.users.Store(owner, true)
}

const wasImported = `SELECT 1 FROM kv_imports WHERE user_id = ? AND kind = 'readings' LIMIT 1`

// insertOld leaves alone what is there already, and does nothing once the import has been completed:
// of two first requests at the same time the slower one brings nothing back that has been deleted
// since.
const insertOld = `
INSERT OR IGNORE INTO readings (public_id, user_id, reading_type, engines_used, input_data, results, payload, notes, favorite, created_at, updated_at)
SELECT ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?
WHERE NOT EXISTS (SELECT 1 FROM kv_imports WHERE user_id = ? AND kind = 'readings')`

// nameOld gives rows of earlier releases, which have no id for clients, one, and writes their times as
// ours are.
const nameOld = `
UPDATE readings SET
  public_id = printf('reading_%d_%09d', COALESCE(strftime('%s', created_at), 0) * 1000, id),
  created_at = COALESCE(strftime('%Y-%m-%dT%H:%M:%fZ', created_at), '1970-01-01T00:00:00.000Z')
WHERE user_id = ? AND public_id IS NULL`

const markImported = `INSERT OR IGNORE INTO kv_imports (user_id, kind, imported_at) VALUES (?, 'readings', ?)`

// Import copies the readings of a user from KV, once: the newest 800, with their ids. What cannot be
// read is left out; the keys stay. When KV does not answer, nothing is imported, and the next request
// tries again.
func (s *Store) Import(ctx context.Context, owner int64) error {
	if s.imported.knows(owner) {
		return nil
	}
	rows, err := s.DB.Query(ctx, wasImported, owner)
	if err != nil {
		return err
	}
	if rows.Len() == 0 {
		if err := s.copyOld(ctx, owner); err != nil {
			return err
		}
	}
	s.imported.add(owner)
	return nil
}

func (s *Store) copyOld(ctx context.Context, owner int64) error {
	batch := []sqldb.Statement{sqldb.Do(nameOld, owner)}
	size := 0
	ids, err := s.oldIDs(ctx, owner)
	for len(ids) > 0 && err == nil {
		n := min(atOnce, len(ids))
		var found [][]byte
		if found, err = s.oldReadings(ctx, owner, ids[:n]); err != nil {
			break
		}
		for i, raw := range found {
			statement, ok := s.old(owner, ids[i], raw)
			if !ok {
				continue
			}
			if size += len(raw); size > importedBytes {
				if _, err = s.DB.Batch(ctx, batch...); err != nil {
					return err
				}
				batch, size = nil, len(raw)
			}
			batch = append(batch, statement)
		}
		ids = ids[n:]
	}
	if err != nil {
		return err
	}
	_, err = s.DB.Batch(ctx, append(batch, sqldb.Do(markImported, owner, stamp.Of(s.Now())))...)
	return err
}

// oldIDs are the ids in the list, newest first, and then those of readings that the list has lost.
func (s *Store) oldIDs(ctx context.Context, owner int64) ([]string, error) {
	if s.Old == nil {
		return nil, nil
	}
	uid := strconv.FormatInt(owner, 10)
	raw, _, err := s.Old.Get(ctx, "user_readings:"+uid)
	if err != nil {
		return nil, err
	}
	var ids []string
	seen := map[string]bool{}
	add := func(id string) {
		if short(id, maxType) && !seen[id] && len(ids) < mostImported {
			seen[id] = true
			ids = append(ids, id)
		}
	}
	var listed []any
	_ = json.Unmarshal(raw, &listed) // what is no list has no readings
	for _, v := range listed {
		id, _ := v.(string)
		if o, isObject := v.(map[string]any); isObject {
			id, _ = o["id"].(string)
		}
		add(id)
	}
	prefix := "reading:" + uid + ":"
	for cursor, pages := "", 0; len(ids) < mostImported && pages < mostPages; pages++ {
		page, err := s.Old.List(ctx, prefix, cursor)
		if err != nil {
			return nil, err
		}
		for _, key := range page.Keys {
			add(strings.TrimPrefix(key.Name, prefix))
		}
		if cursor = page.Cursor; page.Complete {
			break
		}
	}
	return ids, nil
}

// oldReadings reads some readings at the same time; nil is one that is not there.
func (s *Store) oldReadings(ctx context.Context, owner int64, ids []string) ([][]byte, error) {
	found, failed := make([][]byte, len(ids)), make([]error, len(ids))
	read := make([]func(), len(ids))
	for i, id := range ids {
		read[i] = func() {
			found[i], _, failed[i] = s.Old.Get(ctx, "reading:"+strconv.FormatInt(owner, 10)+":"+id)
		}
	}
	edge.Together(read...)
	return found, errors.Join(failed...)
}

// old is the statement that stores a reading of an earlier release. Those were not checked when they
// were saved, so that what is not as it should be is made so where that is possible.
func (s *Store) old(owner int64, id string, raw []byte) (sqldb.Statement, bool) {
	fields, ok := rawjson.Object(raw)
	if !ok || len(raw) > largest || depth(raw) > maxDepth {
		if len(raw) > 0 {
			fmt.Printf("readings: reading %s of user %d cannot be imported\n", id, owner)
		}
		return sqldb.Statement{}, false
	}
	d := &Draft{Results: fields["results"]}
	if absent(d.Results) {
		d.Results = json.RawMessage("null")
	}
	var names []any
	_ = json.Unmarshal(fields["engines"], &names)
	for _, v := range names {
		if name, isText := v.(string); isText && short(name, maxName) && len(d.Engines) < maxEngines {
			d.Engines = append(d.Engines, name)
		}
	}
	if d.readTexts(fields) != nil { // drops the texts and marks that are none
		for _, name := range [...]string{"type", "notes", "favorite", "isFavorite"} {
			one := map[string]json.RawMessage{name: fields[name]}
			if (&Draft{}).readTexts(one) != nil {
				delete(fields, name)
			}
		}
		d.Type, d.Notes, d.Favorite = "", nil, nil
		_ = d.readTexts(fields)
	}
	at := moment(fields["createdAt"])
	if at == "" {
		at = moment(fields["timestamp"])
	}
	if at == "" {
		at = s.momentOf(id)
	}
	updated := moment(fields["updatedAt"])
	if updated == "" {
		updated = at
	}
	favorite := d.Favorite != nil && *d.Favorite
	d.Rest = rest(raw, fields)
	c := d.columns()
	return sqldb.Do(insertOld, id, owner, d.Type, c.engines, c.input, string(d.Results), string(d.Rest), c.notes, favorite, at, updated, owner), true
}

// moment reads an instant of RFC 3339 that is written in JSON; "" is none.
func moment(raw json.RawMessage) string {
	var text string
	_ = json.Unmarshal(raw, &text)
	at, err := time.Parse(time.RFC3339, text)
	if err != nil {
		return ""
	}
	return stamp.Of(at)
}

// momentOf is when an id was made: reading_{epoch ms}_…; now for one of another form.
func (s *Store) momentOf(id string) string {
	digits, _, _ := strings.Cut(strings.TrimPrefix(id, "reading_"), "_")
	if ms, err := strconv.ParseInt(digits, 10, 64); err == nil && ms > 0 && ms < 1<<42 {
		return stamp.Of(time.UnixMilli(ms))
	}
	return stamp.Of(s.Now())
}
