package analytics

import (
	"context"
	"encoding/json"
	"time"

	"github.com/witnessos/witnessos/internal/sqldb"
)

// KeptDays is how long actions are kept, and how far back patterns look.
const KeptDays = 90

// dbTime is how the database writes instants by itself.
const dbTime = time.DateTime

// Action is what a client says that its user did.
type Action struct {
	Name     string
	Source   string
	Metadata json.RawMessage // an object
}

const insertAction = `INSERT INTO user_actions (user_id, action, source, metadata, created_at) VALUES (?, ?, ?, ?, ?)`

// Record keeps an action of a user.
func (s *Store) Record(ctx context.Context, user string, a Action) error {
	_, err := sqldb.Exec(ctx, s.DB, insertAction, user, a.Name, a.Source, string(a.Metadata), s.Now().UTC().Format(dbTime))
	return err
}

// ForgetActions deletes actions of KeptDays ago, at most so many: it takes the present and a number,
// and looks only at the oldest ones, which have the lowest ids.
const ForgetActions = `
DELETE FROM user_actions WHERE id IN (
  SELECT id FROM (SELECT id, created_at FROM user_actions ORDER BY id LIMIT ?2)
  WHERE created_at < datetime(?1, '-90 days'))`
