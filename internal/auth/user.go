package auth

import (
	"context"
	"encoding/json"
	"time"

	"github.com/witnessos/witnessos/internal/api"
	"github.com/witnessos/witnessos/internal/rawjson"
	"github.com/witnessos/witnessos/internal/sqldb"
)

const userQuery = `
SELECT id, email, name, created_at, updated_at, verified, preferences, is_admin, has_completed_onboarding, developer_tier,
       (SELECT count(*) FROM api_usage_logs l WHERE l.user_id = users.id AND l.timestamp >= ? AND l.api_key_id IS NOT NULL) AS api_calls_used,
       api_calls_limit, billing_customer_id, webhook_url, birth_date, birth_time, birth_latitude, birth_longitude, birth_timezone,
       tier1_completed, tier2_completed, tier3_completed
FROM users WHERE id = ? LIMIT 1`

// User returns the user object of an account: all its columns but the hash of the password. Calls
// with API keys are those of the UTC month of now. It returns ErrNoUser, or the database's error.
func (a Accounts) User(ctx context.Context, id int64, now time.Time) (*api.Object, error) {
	rows, err := a.DB.Query(ctx, userQuery, now.UTC().Format("2006-01")+"-01", id)
	if err != nil {
		return nil, err
	}
	row, found := rows.First()
	if !found {
		return nil, ErrNoUser
	}
	return UserObject(row, rows.Columns...), nil
}

// UserObject writes columns of a row of users as the user object has them.
func UserObject(row sqldb.Row, columns ...string) *api.Object {
	o := &api.Object{}
	for _, column := range columns {
		switch column {
		case "id", "api_calls_used", "api_calls_limit":
			o.Set(column, row.Int(column))
		case "verified", "is_admin", "has_completed_onboarding", "tier1_completed", "tier2_completed", "tier3_completed":
			o.Set(column, row.Bool(column))
		case "preferences":
			text, data := row.Text(column), json.RawMessage(row.Text(column))
			if row.Null(column) {
				text = "{}"
			}
			if _, isObject := rawjson.Object(data); !isObject {
				data = json.RawMessage("{}")
			}
			o.Set(column, text).Set("preferencesData", data)
		default:
			var value any
			if place := column == "birth_latitude" || column == "birth_longitude"; row.Null(column) {
			} else if place {
				value = row.Float(column)
			} else {
				value = row.Text(column)
			}
			o.Set(column, value)
		}
	}
	return o
}
