//go:build !js

package router

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestNightly(t *testing.T) {
	d := newDesk(t)
	d.exec(`INSERT INTO users (id, email, password_hash, developer_tier) VALUES (1, 'free', '', 'free'), (2, 'pro', '', 'pro'), (3, 'all', '', 'enterprise'), (4, 'none', '', NULL)`)
	day := func(ago int) string { return d.now.AddDate(0, 0, -ago).Format(time.DateTime) }
	for _, table := range []string{"user_sessions", "password_reset_tokens", "email_verification_tokens"} {
		d.exec(`INSERT INTO ` + table + ` (user_id, token_hash, expires_at) VALUES (1, 'old', '2025-07-19T07:59:59.999Z'), (1, 'older', '2025-07-18 07:00:00'), (1, 'good', '2025-07-19T08:00:01.000Z')`)
	}
	d.exec(`INSERT INTO refresh_tokens (user_id, token_hash, family, expires_at) VALUES (1, 'old', 'f', '2025-07-19T07:59:59.999Z'), (1, 'good', 'f', '2025-08-19T08:00:00.000Z')`)
	for user := 1; user <= 4; user++ {
		for _, ago := range []int{6, 8, 29, 31, 364, 366} {
			d.exec(`INSERT INTO api_usage_logs (user_id, endpoint, method, status_code, timestamp) VALUES (?, '/', 'GET', 200, ?)`, user, day(ago))
		}
	}
	d.exec(`WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1200) INSERT INTO user_actions (user_id, action, created_at) SELECT 1, 'x', ? FROM n`, day(91))
	d.exec(`INSERT INTO user_actions (user_id, action, created_at) VALUES (1, 'x', ?)`, day(89))

	for range 2 { // it may run twice
		require.NoError(t, d.Nightly(t.Context(), d.now))
		for table, want := range map[string]int64{
			"user_sessions": 1, "password_reset_tokens": 1, "email_verification_tokens": 1, "refresh_tokens": 1, "user_actions": 1,
			"api_usage_logs WHERE user_id = 1": 1, "api_usage_logs WHERE user_id = 2": 3, "api_usage_logs WHERE user_id = 3": 5, "api_usage_logs WHERE user_id = 4": 1,
		} {
			rows, err := d.DB.Query(t.Context(), "SELECT count(*) AS n FROM "+table)
			require.NoError(t, err)
			assert.Equal(t, want, rows.At(0).Int("n"), table)
		}
	}
	d.fails = "user_sessions"
	d.exec(`INSERT INTO refresh_tokens (user_id, token_hash, family, expires_at) VALUES (1, 'old', 'f', '2025-07-19T07:59:59.999Z')`)
	assert.Error(t, d.Nightly(t.Context(), d.now), "what fails is told")
	rows, err := d.DB.Query(t.Context(), "SELECT * FROM refresh_tokens")
	require.NoError(t, err)
	assert.Equal(t, 1, rows.Len(), "and keeps the rest from nothing")
}
