package accounts

import (
	"context"
	"encoding/json"
	"time"

	"github.com/witnessos/witnessos/internal/api"
	"github.com/witnessos/witnessos/internal/rawjson"
	"github.com/witnessos/witnessos/internal/sqldb"
)

// User is an account as its owner sees it.
type User struct{ row sqldb.Row }

// The calls are counted and not read from the column of that name: the log is the truth, and holds a
// row for each call with a key. Every form of an instant in it sorts behind its day.
const userQuery = `
SELECT id, email, name, created_at, updated_at, verified, preferences, is_admin, has_completed_onboarding, developer_tier,
       api_calls_limit, billing_customer_id, webhook_url, birth_date, birth_time, birth_latitude, birth_longitude,
       birth_timezone, tier1_completed, tier2_completed, tier3_completed,
       (SELECT count(*) FROM api_usage_logs l WHERE l.user_id = users.id AND l.timestamp >= ?) AS api_calls
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
	return &User{row}, nil
}

// Object is the user object of the API: all columns but the password's, booleans as such, and the
// preferences as text, which clients parse themselves, and once more as an object.
func (u *User) Object() *api.Object {
	text := func(column string) any {
		if u.row.Null(column) {
			return nil
		}
		return u.row.Text(column)
	}
	number := func(column string) any {
		if u.row.Null(column) {
			return nil
		}
		return u.row.Float(column)
	}
	preferences := u.row.Text("preferences")
	if _, isObject := rawjson.Object([]byte(preferences)); !isObject {
		preferences = "{}"
	}
	tier := u.row.Text("developer_tier")
	if tier == "" {
		tier = "free"
	}
	return (&api.Object{}).
		Set("id", u.row.Int("id")).
		Set("email", u.row.Text("email")).
		Set("name", text("name")).
		Set("created_at", text("created_at")).
		Set("updated_at", text("updated_at")).
		Set("verified", u.row.Bool("verified")).
		Set("preferences", preferences).
		Set("preferencesData", json.RawMessage(preferences)).
		Set("is_admin", u.row.Bool("is_admin")).
		Set("has_completed_onboarding", u.row.Bool("has_completed_onboarding")).
		Set("developer_tier", tier).
		Set("api_calls_used", u.row.Int("api_calls")).
		Set("api_calls_limit", u.row.Int("api_calls_limit")).
		Set("billing_customer_id", text("billing_customer_id")).
		Set("webhook_url", text("webhook_url")).
		Set("birth_date", text("birth_date")).
		Set("birth_time", text("birth_time")).
		Set("birth_latitude", number("birth_latitude")).
		Set("birth_longitude", number("birth_longitude")).
		Set("birth_timezone", text("birth_timezone")).
		Set("tier1_completed", u.row.Bool("tier1_completed")).
		Set("tier2_completed", u.row.Bool("tier2_completed")).
		Set("tier3_completed", u.row.Bool("tier3_completed"))
}

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
