package timeline

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"github.com/witnessos/witnessos/internal/api"
	"github.com/witnessos/witnessos/internal/edge"
	"github.com/witnessos/witnessos/internal/rawjson"
	"github.com/witnessos/witnessos/internal/sqldb"
)

// Bounds of what one request copies. An entry over maxFormerBytes would not fit into a row of D1.
const (
	maxFormerPages = 10  // of 1000 keys each
	maxFormer      = 500 // entries: those whose keys come last
	maxFormerBytes = 1 << 20
	together       = 6 // connections that a Worker may have open
)

const (
	importedQuery = `SELECT 1 FROM kv_imports WHERE user_id = ? AND kind = 'timeline'`
	markImported  = `INSERT INTO kv_imports (user_id, kind) VALUES (?, 'timeline') ON CONFLICT DO NOTHING`
	insertFormer  = `
INSERT INTO timeline_entries (id, user_id, timestamp, type, engine_name, workflow_type, input, result, metadata,
  linked_entries, parent_entry, child_entries)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING`
)

// bringOver copies a user's entries of an earlier release, once. They keep their ids, and their keys
// are left alone. Should KV fail, the timeline is what the database has, and the next request tries
// again: an entry that is there already stays as it is.
func (s *Store) bringOver(ctx context.Context, user string) error {
	if s.Former == nil {
		return nil
	}
	done, err := s.DB.Query(ctx, importedQuery, user)
	if err != nil || done.Len() > 0 {
		return err
	}
	entries, err := s.formerEntries(ctx, user)
	if err != nil {
		fmt.Printf("timeline: entries of earlier releases: %v\n", err)
		return nil
	}
	var batch []sqldb.Statement
	size := 0
	for _, e := range entries {
		if batch, size = append(batch, e.insert(user)), size+e.size; size < maxFormerBytes && len(batch) < 50 {
			continue
		}
		if _, err := s.DB.Batch(ctx, batch...); err != nil {
			return err
		}
		batch, size = nil, 0
	}
	_, err = s.DB.Batch(ctx, append(batch, sqldb.Do(markImported, user))...)
	return err
}

func (s *Store) formerEntries(ctx context.Context, user string) ([]*formerEntry, error) {
	prefix := "timeline:" + user + ":"
	keys, cursor := []string{}, ""
	for range maxFormerPages {
		page, err := s.Former.List(ctx, prefix, cursor)
		if err != nil {
			return nil, err
		}
		for _, key := range page.Keys {
			keys = append(keys, key.Name)
		}
		if cursor = page.Cursor; page.Complete {
			break
		}
	}
	keys = keys[max(0, len(keys)-maxFormer):]
	values, failures := make([][]byte, len(keys)), make([]error, len(keys))
	for from := 0; from < len(keys); from += together {
		var gets []func()
		for i := from; i < min(from+together, len(keys)); i++ {
			gets = append(gets, func() { values[i], _, failures[i] = s.Former.Get(ctx, keys[i]) })
		}
		edge.Together(gets...)
	}
	var entries []*formerEntry
	for i, value := range values {
		if failures[i] != nil {
			return nil, failures[i]
		}
		if e := readFormer(strings.TrimPrefix(keys[i], prefix), value); e != nil {
			entries = append(entries, e)
		}
	}
	return entries, nil
}

// formerEntry is an entry as earlier releases stored it.
type formerEntry struct {
	ID       string          `json:"id"`
	At       time.Time       `json:"timestamp"`
	Type     string          `json:"type"`
	Engine   string          `json:"engineName"`
	Workflow string          `json:"workflowType"`
	Input    json.RawMessage `json:"input"`
	Result   json.RawMessage `json:"result"`
	Metadata json.RawMessage `json:"metadata"`
	Linked   []string        `json:"linkedEntries"`
	Parent   string          `json:"parentEntry"`
	Children []string        `json:"childEntries"`
	size     int
}

// readFormer returns nil for what is no entry: indices have keys of the same prefix.
func readFormer(name string, value []byte) *formerEntry {
	e := &formerEntry{size: len(value)}
	if len(value) > maxFormerBytes || json.Unmarshal(value, e) != nil || e.At.IsZero() || !IsType(e.Type) {
		return nil
	}
	if e.ID == "" {
		e.ID = name
	}
	if _, isObject := rawjson.Object(e.Metadata); !isObject {
		e.Metadata = json.RawMessage("{}")
	}
	return e
}

func (e *formerEntry) insert(user string) sqldb.Statement {
	return sqldb.Do(insertFormer, e.ID, user, api.Time(e.At), e.Type, sqldb.OrNull(e.Engine), sqldb.OrNull(e.Workflow),
		sqldb.OrNull(string(e.Input)), sqldb.OrNull(string(e.Result)), string(e.Metadata),
		string(JSON(append([]string{}, e.Linked...))), sqldb.OrNull(e.Parent), string(JSON(append([]string{}, e.Children...))))
}
