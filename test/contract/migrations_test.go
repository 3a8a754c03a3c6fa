package contract

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"zombiezen.com/go/sqlite"
	"zombiezen.com/go/sqlite/sqlitex"
)

// earlier is a database of an earlier release, as far as its tables are used so far.
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
INSERT INTO user_sessions (user_id, token_hash, expires_at, device_info) VALUES (7, 'token', '2026-01-01T00:00:00.000Z', '{}');
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
				return append(rows("SELECT * FROM users"), rows("SELECT * FROM user_sessions")...)
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
				"timeline_entries_user_time", "timeline_entries_user_type_time", "workflow_instances_user_created", "workflow_results_user_created",
			} {
				assert.Contains(t, schema, []string{"index", "idx_" + index})
			}
		})
	}
}
