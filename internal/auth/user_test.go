//go:build !js

package auth_test

import (
	"encoding/json"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/witnessos/witnessos/internal/auth"
	"github.com/witnessos/witnessos/internal/sqldb"
	"github.com/witnessos/witnessos/internal/sqldb/sqlitetest"
)

func TestUserObject(t *testing.T) {
	db := sqlitetest.OpenMigrated(t)
	_, err := db.Batch(t.Context(),
		sqldb.Do(`INSERT INTO users (id, email, password_hash, name, created_at, updated_at, preferences, birth_latitude, tier1_completed, api_calls_used)
			VALUES (42, 'ada@example.org', 'secret', 'Ada Example', '2025-07-19 08:00:00', '2025-07-19 08:00:00', '{"a": 1}', 0, TRUE, 7), (43, 'ben@example.org', 'secret', NULL, NULL, NULL, 'none', NULL, FALSE, 0)`),
		sqldb.Do("INSERT INTO api_keys (id, user_id, key_hash, key_prefix, name, scopes) VALUES ('key', 42, 'hash', 'wos_live_', 'Key', '[]')"),
		sqldb.Do(`INSERT INTO api_usage_logs (api_key_id, user_id, endpoint, method, status_code, timestamp) VALUES
			('key', 42, '/', 'GET', 200, '2025-07-01 00:00:00'), ('key', 42, '/', 'GET', 200, '2025-07-19T07:00:00.000Z'),
			('key', 42, '/', 'GET', 200, '2025-06-30 23:59:59'), (NULL, 42, '/', 'GET', 200, '2025-07-02 00:00:00'), ('key', 43, '/', 'GET', 200, '2025-07-02 00:00:00')`))
	require.NoError(t, err)
	accounts, now := auth.Accounts{DB: db}, time.Date(2025, 7, 19, 8, 0, 0, 0, time.UTC)
	user, err := accounts.User(t.Context(), 42, now)
	require.NoError(t, err)
	assert.JSONEq(t, `{"id":42,"email":"ada@example.org","name":"Ada Example","created_at":"2025-07-19 08:00:00","updated_at":"2025-07-19 08:00:00",
		"verified":false,"preferences":"{\"a\": 1}","preferencesData":{"a":1},"is_admin":false,"has_completed_onboarding":false,
		"developer_tier":"free","api_calls_used":2,"api_calls_limit":1000,"billing_customer_id":null,"webhook_url":null,
		"birth_date":null,"birth_time":null,"birth_latitude":0,"birth_longitude":null,"birth_timezone":null,
		"tier1_completed":true,"tier2_completed":false,"tier3_completed":false}`, string(user.JSON()))
	user, err = accounts.User(t.Context(), 43, now)
	require.NoError(t, err)
	var other map[string]any
	require.NoError(t, json.Unmarshal(user.JSON(), &other))
	assert.Equal(t, map[string]any{}, other["preferencesData"])
	assert.Nil(t, other["name"])
	_, err = accounts.User(t.Context(), 44, now)
	assert.ErrorIs(t, err, auth.ErrNoUser)
}
