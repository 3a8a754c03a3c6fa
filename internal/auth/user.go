package auth

import (
	"cmp"
	"encoding/json"

	"github.com/witnessos/witnessos/internal/api"
	"github.com/witnessos/witnessos/internal/rawjson"
	"github.com/witnessos/witnessos/internal/sqldb"
)

// UserObject writes columns of a row of users as the user object of the API has them: booleans as such,
// and the preferences as text, which clients parse themselves, and once more as an object.
func UserObject(row sqldb.Row, columns ...string) *api.Object {
	o := &api.Object{}
	for _, column := range columns {
		switch column {
		case "id", "api_calls_used", "api_calls_limit":
			o.Set(column, row.Int(column))
		case "verified", "is_admin", "has_completed_onboarding", "tier1_completed", "tier2_completed", "tier3_completed":
			o.Set(column, row.Bool(column))
		case "preferences":
			text := row.Text(column)
			if _, isObject := rawjson.Object([]byte(text)); !isObject {
				text = "{}"
			}
			o.Set(column, text).Set("preferencesData", json.RawMessage(text))
		case "developer_tier":
			o.Set(column, cmp.Or(row.Text(column), "free"))
		default:
			switch {
			case row.Null(column):
				o.Set(column, nil)
			case column == "birth_latitude" || column == "birth_longitude":
				o.Set(column, row.Float(column))
			default:
				o.Set(column, row.Text(column))
			}
		}
	}
	return o
}
