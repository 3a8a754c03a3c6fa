package contract

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"zombiezen.com/go/sqlite"
	"zombiezen.com/go/sqlite/sqlitex"
)

// query reads the local D1 database, which is a file of SQLite, while the system runs.
func (c *client) query(t *testing.T, sql string) []map[string]string {
	t.Helper()
	for _, file := range c.databases(t, "d1") {
		rows, err := read(file, sql)
		if err == nil {
			return rows
		}
		require.ErrorContains(t, err, "no such table", "%s", file)
	}
	t.Fatalf("no local database answers %s", sql)
	return nil
}

// keyValues lists the entries of all KV namespaces whose keys have a prefix. Locally each namespace
// is an index in a file of SQLite.
func (c *client) keyValues(t *testing.T, prefix string) []map[string]string {
	t.Helper()
	var found []map[string]string
	for _, file := range c.databases(t, "kv") {
		rows, err := read(file, fmt.Sprintf(`SELECT key FROM _mf_entries WHERE key LIKE '%s%%'`, prefix))
		if err != nil {
			require.ErrorContains(t, err, "no such table", "%s", file)
		}
		found = append(found, rows...)
	}
	return found
}

func (c *client) databases(t *testing.T, kind string) []string {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(c.State(), "v3", kind, "*", "*.sqlite"))
	require.NoError(t, err)
	require.NotEmpty(t, files, "where does the local platform keep %s?", kind)
	return files
}

func read(file, sql string) ([]map[string]string, error) {
	db, err := sqlite.OpenConn(file, sqlite.OpenReadOnly)
	if err != nil {
		return nil, err
	}
	defer db.Close()
	var rows []map[string]string
	err = sqlitex.ExecuteTransient(db, sql, &sqlitex.ExecOptions{ResultFunc: func(s *sqlite.Stmt) error {
		row := map[string]string{}
		for i := range s.ColumnCount() {
			row[strings.ToLower(s.ColumnName(i))] = s.ColumnText(i)
		}
		rows = append(rows, row)
		return nil
	}})
	return rows, err
}
