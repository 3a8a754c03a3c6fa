package timeline

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"github.com/witnessos/witnessos/internal/api"
	"github.com/witnessos/witnessos/internal/sqldb"
)

// An entry that is there already stays as it is and tells when it was made.
const insert = `
INSERT INTO timeline_entries (id, user_id, timestamp, type, engine_name, workflow_type, input, result, metadata)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
ON CONFLICT (id) DO UPDATE SET timestamp = timestamp WHERE user_id = excluded.user_id
RETURNING timestamp`

// Add writes an entry and returns when it was made. To add an entry of the same id again changes
// nothing, so that a step that repeats may.
func (s *Store) Add(ctx context.Context, e Entry) (time.Time, error) {
	rows, err := s.DB.Query(ctx, insert, e.ID, e.User, api.Time(e.At), e.Type, sqldb.OrNull(e.Engine), sqldb.OrNull(e.Workflow),
		sqldb.OrNull(string(e.Input)), sqldb.OrNull(string(e.Result)), e.Metadata.text())
	if err != nil {
		return time.Time{}, err
	}
	row, ok := rows.First()
	if !ok {
		return time.Time{}, fmt.Errorf("timeline: the id %s is taken", e.ID)
	}
	return time.Parse(time.RFC3339, row.Text("timestamp"))
}

// JSON is a value for an entry. It must be one that encoding/json can write.
func JSON(value any) json.RawMessage {
	text, err := json.Marshal(value)
	if err != nil {
		panic("timeline: not JSON: " + err.Error())
	}
	return text
}
