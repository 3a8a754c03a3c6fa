package contract

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"zombiezen.com/go/sqlite"
	"zombiezen.com/go/sqlite/sqlitex"
)

// earlier is a database of an earlier release.
const earlier = `
CREATE TABLE users (
  id INTEGER PRIMARY KEY AUTOINCREMENT, email TEXT UNIQUE NOT NULL, password_hash TEXT NOT NULL, name TEXT,
  created_at DATETIME DEFAULT CURRENT_TIMESTAMP, updated_at DATETIME DEFAULT CURRENT_TIMESTAMP, verified BOOLEAN DEFAULT FALSE,
  preferences TEXT DEFAULT '{}', is_admin BOOLEAN DEFAULT FALSE, has_completed_onboarding BOOLEAN DEFAULT FALSE,
  developer_tier TEXT DEFAULT 'free', api_calls_used INTEGER DEFAULT 0, api_calls_limit INTEGER DEFAULT 1000,
  billing_customer_id TEXT, webhook_url TEXT, birth_date TEXT, birth_time TEXT, birth_latitude REAL, birth_longitude REAL,
  birth_timezone TEXT, tier1_completed BOOLEAN DEFAULT FALSE, tier2_completed BOOLEAN DEFAULT FALSE, tier3_completed BOOLEAN DEFAULT FALSE);
CREATE TABLE user_sessions (
  id INTEGER PRIMARY KEY AUTOINCREMENT, user_id INTEGER NOT NULL, token_hash TEXT UNIQUE NOT NULL, expires_at DATETIME NOT NULL,
  created_at DATETIME DEFAULT CURRENT_TIMESTAMP, device_info TEXT, last_activity DATETIME DEFAULT CURRENT_TIMESTAMP,
  FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE);
INSERT INTO users (id, email, password_hash, name, preferences, birth_latitude) VALUES (7, 'ada@example.org', 'hash', 'Ada', '{"a":1}', 0);
CREATE TABLE consciousness_profiles (
  id INTEGER PRIMARY KEY AUTOINCREMENT, user_id INTEGER NOT NULL, profile_data TEXT NOT NULL, created_at DATETIME DEFAULT CURRENT_TIMESTAMP,
  updated_at DATETIME DEFAULT CURRENT_TIMESTAMP, is_active BOOLEAN DEFAULT TRUE, FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE);
CREATE TABLE readings (
  id INTEGER PRIMARY KEY AUTOINCREMENT, user_id INTEGER NOT NULL, reading_type TEXT NOT NULL, engines_used TEXT NOT NULL, input_data TEXT NOT NULL,
  results TEXT NOT NULL, created_at DATETIME DEFAULT CURRENT_TIMESTAMP, shared BOOLEAN DEFAULT FALSE, share_token TEXT UNIQUE,
  FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE);
CREATE TABLE reading_history (
  id INTEGER PRIMARY KEY AUTOINCREMENT, user_id INTEGER NOT NULL, reading_id INTEGER NOT NULL, accessed_at DATETIME DEFAULT CURRENT_TIMESTAMP,
  device_info TEXT, FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE, FOREIGN KEY (reading_id) REFERENCES readings (id) ON DELETE CASCADE);
CREATE TABLE api_keys (
  id TEXT PRIMARY KEY, user_id INTEGER NOT NULL, key_hash TEXT UNIQUE NOT NULL, key_prefix TEXT NOT NULL, name TEXT NOT NULL, description TEXT,
  scopes TEXT NOT NULL, environment TEXT NOT NULL DEFAULT 'live', rate_limit_per_minute INTEGER DEFAULT 60, rate_limit_per_hour INTEGER DEFAULT 1000,
  rate_limit_per_day INTEGER DEFAULT 10000, expires_at DATETIME, last_used_at DATETIME, created_at DATETIME DEFAULT CURRENT_TIMESTAMP,
  updated_at DATETIME DEFAULT CURRENT_TIMESTAMP, is_active BOOLEAN DEFAULT TRUE, is_admin_key BOOLEAN DEFAULT FALSE, admin_privileges TEXT,
  elevated_rate_limits TEXT, FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE);
CREATE TABLE api_usage_logs (
  id INTEGER PRIMARY KEY AUTOINCREMENT, api_key_id TEXT, user_id INTEGER NOT NULL, endpoint TEXT NOT NULL, method TEXT NOT NULL,
  status_code INTEGER NOT NULL, response_time_ms INTEGER, request_size_bytes INTEGER, response_size_bytes INTEGER, ip_address TEXT,
  user_agent TEXT, timestamp DATETIME DEFAULT CURRENT_TIMESTAMP, engine_used TEXT, error_message TEXT,
  FOREIGN KEY (api_key_id) REFERENCES api_keys (id) ON DELETE SET NULL, FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE);
INSERT INTO user_sessions (user_id, token_hash, expires_at, device_info) VALUES (7, 'token', '2026-01-01T00:00:00.000Z', '{}');
INSERT INTO consciousness_profiles (user_id, profile_data) VALUES (7, '{"personalData":{"name":"Ada"}}');
INSERT INTO readings (id, user_id, reading_type, engines_used, input_data, results) VALUES (3, 7, 'tarot_reading', '["tarot"]', '{}', '{"a":1}');
INSERT INTO reading_history (user_id, reading_id) VALUES (7, 3);
INSERT INTO api_keys (id, user_id, key_hash, key_prefix, name, scopes) VALUES ('k', 7, 'hash', 'wos_live_', 'mine', '[]');
INSERT INTO api_usage_logs (api_key_id, user_id, endpoint, method, status_code) VALUES ('k', 7, '/engines', 'GET', 200);
`

// TestMigrations: they run on an empty database and on one of an earlier release, also twice, and
// lose nothing.
func TestMigrations(t *testing.T) {
	files, err := filepath.Glob(filepath.Join("..", "..", "migrations", "*.sql"))
	require.NoError(t, err)
	require.NotEmpty(t, files)
	for name, before := range map[string]string{"an empty database": "", "one of an earlier release": earlier} {
		check(t, "migrations", name, func(t *testing.T) {
			db, err := sqlite.OpenConn(":memory:")
			require.NoError(t, err)
			defer db.Close()
			rows := func(sql string) (all [][]string) {
				require.NoError(t, sqlitex.ExecuteTransient(db, sql, &sqlitex.ExecOptions{ResultFunc: func(s *sqlite.Stmt) error {
					row := make([]string, s.ColumnCount())
					for i := range row {
						row[i] = s.ColumnText(i)
					}
					all = append(all, row)
					return nil
				}}))
				return all
			}
			require.NoError(t, sqlitex.ExecuteScript(db, before, nil))
			contents := func() [][]string {
				if before == "" {
					return nil
				}
				return slices.Concat(rows("SELECT * FROM users"), rows("SELECT * FROM user_sessions"), rows("SELECT * FROM consciousness_profiles"),
					rows("SELECT id, user_id, reading_type, engines_used, input_data, results, created_at, shared, share_token FROM readings"),
					rows("SELECT * FROM reading_history"), rows("SELECT * FROM api_keys"),
					rows("SELECT id, api_key_id, user_id, endpoint, method, status_code, timestamp FROM api_usage_logs"))
			}
			kept := contents()
			var schema [][]string
			for run := range 2 {
				for _, file := range files {
					sql, err := os.ReadFile(file)
					require.NoError(t, err)
					if run > 0 && strings.Contains(string(sql), "ADD COLUMN") {
						continue // d1_migrations keeps these from running again
					}
					require.NoError(t, sqlitex.ExecuteScript(db, string(sql), nil), file)
				}
				assert.Equal(t, kept, contents())
				now := rows("SELECT type, name FROM sqlite_master WHERE name NOT LIKE 'sqlite_%' ORDER BY 1, 2")
				if schema != nil {
					assert.Equal(t, schema, now, "a second run changes nothing")
				}
				schema = now
			}
			for _, index := range []string{
				"users_email", "user_sessions_user_id", "user_sessions_token_hash", "user_sessions_expires_at", "user_sessions_user_expires",
				"consciousness_profiles_active", "consciousness_profiles_user_created", "consciousness_profiles_user_updated",
				"readings_created_at", "readings_shared", "readings_user_created", "readings_user_type", "readings_user_engines", "readings_public_id",
				"reading_history_user_accessed", "reading_history_reading_accessed", "refresh_tokens_family", "refresh_tokens_expires_at",
				"password_reset_tokens_token_hash", "email_verification_tokens_token_hash", "api_keys_key_hash", "api_keys_user_active",
				"api_usage_logs_user_timestamp", "user_actions_user_created", "audit_logs_timestamp",
				"timeline_entries_user_time", "timeline_entries_user_type_time", "workflow_instances_user_created", "workflow_results_user_created",
			} {
				assert.Contains(t, schema, []string{"index", "idx_" + index})
			}
		})
	}
}
