package timeline

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"unicode/utf8"

	"github.com/witnessos/witnessos/internal/api"
	"github.com/witnessos/witnessos/internal/rawjson"
	"github.com/witnessos/witnessos/internal/sqldb"
)

// What an owner may attach to an entry. Lists have a bound because whole lists are read and written.
const (
	maxTags     = 20
	maxTagRunes = 100
	maxLinks    = 100
)

var errNoUpdates = api.NewError(400, "MISSING_UPDATES",
	"Nothing to change: send metadata.accuracy, metadata.tags, linkedEntries, parentEntry or childEntries")

// Changes are what an owner wants to change in an entry.
type Changes struct {
	metadata         *api.Object // members to set, or to remove where they are null
	linked, children []string    // nil stays
	parent           *string     // nil stays, "" is none
}

// ReadChanges reads a partial entry. Null removes what it stands for; what cannot be changed is
// ignored. It returns VALIDATION_ERROR, or MISSING_UPDATES when nothing is left.
func ReadChanges(partial map[string]json.RawMessage) (c Changes, err *api.Error) {
	if raw, sent := partial["metadata"]; sent && string(raw) != "null" {
		members, ok := rawjson.Object(raw)
		if !ok {
			return c, api.Field("metadata", "an object", raw)
		}
		if err := c.readMetadata(members); err != nil {
			return c, err
		}
	}
	if c.linked, err = readIDs(partial, "linkedEntries"); err != nil {
		return c, err
	}
	if c.children, err = readIDs(partial, "childEntries"); err != nil {
		return c, err
	}
	if raw, sent := partial["parentEntry"]; sent {
		c.parent = new(string)
		if string(raw) != "null" && (json.Unmarshal(raw, c.parent) != nil || *c.parent == "") {
			return c, api.Field("parentEntry", "the id of one of your entries, or null", raw)
		}
	}
	if c.metadata == nil && c.linked == nil && c.children == nil && c.parent == nil {
		return c, errNoUpdates
	}
	return c, nil
}

func (c *Changes) readMetadata(members map[string]json.RawMessage) *api.Error {
	patch := &api.Object{}
	if raw, sent := members["accuracy"]; sent {
		accuracy, err := strconv.ParseFloat(string(raw), 64)
		if string(raw) != "null" && (err != nil || accuracy < 0 || accuracy > 100) {
			return api.Field("metadata.accuracy", "a number from 0 to 100", raw)
		}
		c.metadata = patch.Set("accuracy", raw)
	}
	if raw, sent := members["tags"]; sent {
		var tags []string
		bad := json.Unmarshal(raw, &tags) != nil || len(tags) > maxTags || slices.ContainsFunc(tags, func(tag string) bool {
			return tag == "" || utf8.RuneCountInString(tag) > maxTagRunes
		})
		if bad {
			return api.Field("metadata.tags", fmt.Sprintf("a list of at most %d texts of 1 to %d characters", maxTags, maxTagRunes), raw)
		}
		if tags == nil {
			c.metadata = patch.Set("tags", nil)
		} else {
			c.metadata = patch.Set("tags", tags)
		}
	}
	return nil
}

// readIDs reads a list of ids without repeats; nil when none was sent.
func readIDs(partial map[string]json.RawMessage, name string) ([]string, *api.Error) {
	raw, sent := partial[name]
	if !sent {
		return nil, nil
	}
	var sentIDs []string
	if json.Unmarshal(raw, &sentIDs) != nil || len(sentIDs) > maxLinks || slices.Contains(sentIDs, "") {
		return nil, api.Field(name, fmt.Sprintf("a list of at most %d ids of your entries", maxLinks), raw)
	}
	ids := []string{}
	for _, id := range sentIDs {
		if !slices.Contains(ids, id) {
			ids = append(ids, id)
		}
	}
	return ids, nil
}

// The first id of a list that is none of the user's entries.
const strangerQuery = `
SELECT asked.value AS id FROM json_each(?) AS asked
LEFT JOIN timeline_entries e ON e.id = asked.value AND e.user_id = ?
WHERE e.id IS NULL ORDER BY asked.key LIMIT 1`

const update = `
UPDATE timeline_entries SET
  metadata = json_patch(metadata, ifnull(?, '{}')),
  linked_entries = ifnull(?, linked_entries), child_entries = ifnull(?, child_entries),
  parent_entry = CASE WHEN ? THEN ? ELSE parent_entry END
WHERE id = ? AND user_id = ?
RETURNING ` + columns

// Update changes an entry of a user and returns it. The error is ErrNotFound, VALIDATION_ERROR for a
// link to what is no other entry of the user, or the database's.
func (s *Store) Update(ctx context.Context, user, id string, c Changes) (*api.Object, error) {
	if err := s.bringOver(ctx, user); err != nil {
		return nil, err
	}
	if err := s.checkLinks(ctx, user, id, &c); err != nil {
		return nil, err
	}
	var metadata, linked, children, parent any
	if c.metadata != nil {
		metadata = string(c.metadata.JSON())
	}
	if c.linked != nil {
		linked = string(JSON(c.linked))
	}
	if c.children != nil {
		children = string(JSON(c.children))
	}
	if c.parent != nil {
		parent = sqldb.OrNull(*c.parent)
	}
	rows, err := s.DB.Query(ctx, update, metadata, linked, children, c.parent != nil, parent, id, user)
	if err != nil {
		return nil, err
	}
	row, ok := rows.First()
	if !ok {
		return nil, ErrNotFound
	}
	return entryOf(row), nil
}

// checkLinks sees that everything that an entry is to be linked to is another entry of its owner, and
// first that the entry is.
func (s *Store) checkLinks(ctx context.Context, user, id string, c *Changes) error {
	asked := slices.Concat([]string{id}, c.linked, c.children)
	if c.parent != nil && *c.parent != "" {
		asked = append(asked, *c.parent)
	}
	if len(asked) == 1 {
		return nil
	}
	rows, err := s.DB.Query(ctx, strangerQuery, string(JSON(asked)), user)
	if err != nil {
		return err
	}
	wrong := ""
	if row, found := rows.First(); found {
		if wrong = row.Text("id"); wrong == id {
			return ErrNotFound
		}
	} else if slices.Contains(asked[1:], id) {
		wrong = id
	} else {
		return nil
	}
	field := "parentEntry"
	switch {
	case slices.Contains(c.linked, wrong):
		field = "linkedEntries"
	case slices.Contains(c.children, wrong):
		field = "childEntries"
	}
	return api.Field(field, "other entries of yours", wrong)
}

const remove = `DELETE FROM timeline_entries WHERE id = ?1 AND user_id = ?2`

// What is linked to an entry that is gone would be refused when its owner sends it back.
const unlink = `
UPDATE timeline_entries SET
  parent_entry = nullif(parent_entry, ?1),
  linked_entries = (SELECT json_group_array(value) FROM json_each(linked_entries) WHERE value <> ?1),
  child_entries = (SELECT json_group_array(value) FROM json_each(child_entries) WHERE value <> ?1)
WHERE user_id = ?2 AND (parent_entry = ?1
  OR linked_entries <> '[]' AND EXISTS (SELECT 1 FROM json_each(linked_entries) WHERE value = ?1)
  OR child_entries <> '[]' AND EXISTS (SELECT 1 FROM json_each(child_entries) WHERE value = ?1))`

// Delete removes an entry of a user, and the links to it. The error is ErrNotFound or the database's.
func (s *Store) Delete(ctx context.Context, user, id string) error {
	if err := s.bringOver(ctx, user); err != nil {
		return err
	}
	written, err := s.DB.Batch(ctx, sqldb.Do(remove, id, user), sqldb.Do(unlink, id, user))
	if err != nil {
		return err
	}
	if written[0] == 0 {
		return ErrNotFound
	}
	return nil
}
