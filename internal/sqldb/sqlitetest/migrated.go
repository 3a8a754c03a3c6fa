//go:build !js

package sqlitetest

import (
	"os"
	"path/filepath"
	"runtime"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/witnessos/witnessos/internal/sqldb"
)

// OpenMigrated returns an empty database that has the tables of the numbered migrations.
func OpenMigrated(t testing.TB) sqldb.DB {
	t.Helper()
	_, here, _, _ := runtime.Caller(0)
	files, err := filepath.Glob(filepath.Join(filepath.Dir(here), "..", "..", "..", "migrations", "*.sql"))
	require.NoError(t, err)
	require.NotEmpty(t, files)
	var schema []string
	for _, file := range files { // sorted by name, and so by number
		text, err := os.ReadFile(file)
		require.NoError(t, err)
		schema = append(schema, string(text))
	}
	return Open(t, schema...)
}
