package accounts

import (
	"context"
	"time"

	"github.com/witnessos/witnessos/internal/api"
	"github.com/witnessos/witnessos/internal/auth"
	"github.com/witnessos/witnessos/internal/sqldb"
)

// User is an account as its owner sees it.
type User struct {
	row     sqldb.Row
	columns []string
}

// The calls are counted and not read from the column of that name: the log is the truth. It has the
// address of the caller for calls with a key alone, also when the key is gone since. Every form of an
// instant in it sorts behind its day.
const userQuery = `
SELECT id, email, name, created_at, updated_at, verified, preferences, is_admin, has_completed_onboarding, developer_tier,
       (SELECT count(*) FROM api_usage_logs l WHERE l.user_id = users.id AND l.timestamp >= ?
          AND (l.api_key_id IS NOT NULL OR l.ip_address IS NOT NULL)) AS api_calls_used,
       api_calls_limit, billing_customer_id, webhook_url, birth_date, birth_time, birth_latitude, birth_longitude,
       birth_timezone, tier1_completed, tier2_completed, tier3_completed
FROM users WHERE id = ?`

// User returns an account. It returns ErrUnknown, or the database's error.
func (s *Store) User(ctx context.Context, id int64) (*User, error) {
	now := s.Now().UTC()
	month := time.Date(now.Year(), now.Month(), 1, 0, 0, 0, 0, time.UTC)
	rows, err := s.DB.Query(ctx, userQuery, month.Format(time.DateOnly), id)
	if err != nil {
		return nil, err
	}
	row, ok := rows.First()
	if !ok {
		return nil, ErrUnknown
	}
	return &User{row, rows.Columns}, nil
}

// Object is the user object of the API.
func (u *User) Object() *api.Object { return auth.UserObject(u.row, u.columns...) }

// owner is what identifies an account towards others.
type owner struct {
	id    int64
	email string
	admin bool
}

func ownerOf(row sqldb.Row) owner {
	return owner{row.Int("id"), row.Text("email"), row.Bool("is_admin")}
}

// find returns the account of an address, or ErrUnknown.
func (s *Store) find(ctx context.Context, email string) (owner, error) {
	rows, err := s.DB.Query(ctx, `SELECT id, email, is_admin`+byEmail, emailArgs(email)...)
	if err != nil {
		return owner{}, err
	}
	row, ok := rows.First()
	if !ok {
		return owner{}, ErrUnknown
	}
	return ownerOf(row), nil
}
