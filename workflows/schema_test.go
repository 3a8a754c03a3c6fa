package workflows

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/witnessos/witnessos/internal/sqldb"
)

func TestTheMigration(t *testing.T) {
	db := openDB(t)
	columns := func(table string) (names []string) {
		rows, err := db.Query(t.Context(), "SELECT name FROM pragma_table_info(?)", table)
		require.NoError(t, err)
		for i := range rows.Len() {
			names = append(names, rows.At(i).Text("name"))
		}
		return names
	}
	assert.Equal(t, []string{"instance_id", "user_id", "workflow", "type", "created_at"}, columns("workflow_instances"))
	assert.Equal(t, []string{"workflow_id", "user_id", "workflow_type", "core_engines", "synthesis", "guidance", "forecast",
		"metadata", "created_at"}, columns("workflow_results"))
	assert.Equal(t, []string{"id", "user_id", "timestamp", "type", "engine_name", "workflow_type", "input", "result", "metadata",
		"linked_entries", "parent_entry", "child_entries", "created_at"}, columns("timeline_entries"))

	for index, query := range map[string]string{
		"idx_timeline_entries_user_time":       "SELECT id FROM timeline_entries WHERE user_id = 42 ORDER BY timestamp DESC",
		"idx_timeline_entries_user_type_time":  "SELECT id FROM timeline_entries WHERE user_id = 42 AND type = 'a' ORDER BY timestamp DESC",
		"idx_workflow_instances_user_created":  "SELECT type FROM workflow_instances WHERE user_id = 42 ORDER BY created_at DESC",
		"idx_workflow_results_user_created":    "SELECT metadata FROM workflow_results WHERE user_id = 42 ORDER BY created_at DESC",
		"sqlite_autoindex_workflow_instances_": "SELECT type FROM workflow_instances WHERE instance_id = 'x' AND user_id = 42",
	} {
		rows, err := db.Query(t.Context(), "EXPLAIN QUERY PLAN "+query)
		require.NoError(t, err)
		require.Equal(t, 1, rows.Len(), "no sorting step: %s", query)
		assert.Contains(t, rows.At(0).Text("detail"), index)
	}
}

func TestDeletingAUserDeletesTheirs(t *testing.T) {
	s := newStage(t)
	instances := NewInstances(s.db, platformDouble{create: func(_ string, _ []byte) error { return nil }}, someTime)
	require.NoError(t, instances.Create(t.Context(), s.InstanceID(), params(Natal, everything)))
	s.complete(params(Natal, everything))
	_, err := sqldb.Exec(t.Context(), s.db, "DELETE FROM users WHERE id = 42")
	require.NoError(t, err)
	for _, table := range []string{"workflow_instances", "workflow_results", "timeline_entries"} {
		rows, err := s.db.Query(t.Context(), "SELECT COUNT(*) AS n FROM "+table)
		require.NoError(t, err)
		assert.Zero(t, rows.At(0).Int("n"), table)
	}
}
