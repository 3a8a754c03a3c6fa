package workflows

import (
	"context"
	"encoding/json"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/witnessos/witnessos/internal/edge"
	"github.com/witnessos/witnessos/internal/sqldb"
)

// platformDouble is the platform as the router sees it.
type platformDouble struct {
	create func(id string, params []byte) error
	status func(id string) (edge.WorkflowStatus, error)
}

func (d platformDouble) Create(_ context.Context, id string, params []byte) error {
	return d.create(id, params)
}

func (d platformDouble) Status(_ context.Context, id string) (edge.WorkflowStatus, error) {
	return d.status(id)
}

var someTime = func() time.Time { return time.Date(2025, 7, 19, 8, 0, 0, 0, time.UTC) }

func instanceRows(t *testing.T, db sqldb.DB) *sqldb.Rows {
	rows, err := db.Query(t.Context(), "SELECT * FROM workflow_instances")
	require.NoError(t, err)
	return rows
}

func TestCreateWritesTheRowFirst(t *testing.T) {
	db := openDB(t)
	p := params(Natal, everything)
	created := 0
	instances := NewInstances(db, platformDouble{create: func(id string, raw []byte) error {
		created++
		assert.Equal(t, "id-1", id)
		got, err := readParams(raw)
		require.NoError(t, err)
		assert.Equal(t, p, got)
		rows := instanceRows(t, db)
		require.Equal(t, 1, rows.Len(), "no instance is without an owner")
		row := rows.At(0)
		assert.Equal(t, "id-1", row.Text("instance_id"))
		assert.Equal(t, int64(42), row.Int("user_id"))
		assert.Equal(t, "consciousness", row.Text("workflow"))
		assert.Equal(t, "natal", row.Text("type"))
		assert.Equal(t, "2025-07-19 08:00:00", row.Text("created_at"))
		return nil
	}}, someTime)
	require.NoError(t, instances.Create(t.Context(), "id-1", p))
	assert.Equal(t, 1, created)
	assert.Equal(t, 1, instanceRows(t, db).Len())

	assert.Error(t, instances.Create(t.Context(), "id-1", p), "an id is used once")
	assert.Equal(t, 1, created)
}

func TestCreateThatFailsLeavesNothing(t *testing.T) {
	db := openDB(t)
	ctx, cancel := context.WithCancel(t.Context())
	instances := NewInstances(db, platformDouble{create: func(string, []byte) error {
		cancel() // the request has run out of time
		return errDown
	}}, someTime)
	assert.ErrorIs(t, instances.Create(ctx, "id-1", params(Natal, everything)), errDown)
	assert.Zero(t, instanceRows(t, db).Len())
}

func TestStatus(t *testing.T) {
	db := openDB(t)
	asked := []string{}
	answer, failure := edge.WorkflowStatus{Status: "running"}, error(nil)
	instances := NewInstances(db, platformDouble{
		create: func(string, []byte) error { return nil },
		status: func(id string) (edge.WorkflowStatus, error) {
			asked = append(asked, id)
			return answer, failure
		},
	}, someTime)
	require.NoError(t, instances.Create(t.Context(), "id-1", params(Natal, everything)))

	for _, stranger := range []struct{ id, owner string }{{"id-2", "42"}, {"id-1", "43"}, {"", "42"}, {"id-1", ""}} {
		_, err := instances.Status(t.Context(), stranger.id, stranger.owner)
		assert.Equal(t, error(ErrNoInstance), err, stranger)
	}
	assert.Empty(t, asked, "the platform is asked for the owner only")

	for _, answer = range []edge.WorkflowStatus{
		{Status: "queued"},
		{Status: "errored", Error: "NATAL_WORKFLOW_FAILED: no"},
		{Status: "complete", Output: json.RawMessage(`{"workflowType":"natal"}`)},
	} {
		want := answer
		answer.Here = true // stays inside
		got, err := instances.Status(t.Context(), "id-1", "42")
		require.NoError(t, err)
		assert.Equal(t, want, got)
	}

	failure = &edge.HostError{Message: "overloaded"}
	_, err := instances.Status(t.Context(), "id-1", "42")
	assert.Equal(t, failure, err, "an outage is not forgetting")

	failure = &edge.HostError{Message: "(instance.not_found) Instance does not exist"}
	got, err := instances.Status(t.Context(), "id-1", "42")
	require.NoError(t, err)
	assert.Equal(t, edge.WorkflowStatus{Status: "unknown"}, got, "forgotten without a trace")
}

func TestSavedResultsOutliveTheInstance(t *testing.T) {
	for name, o := range map[string]Options{
		"with guidance":    everything,
		"without guidance": {SaveResults: true},
	} {
		t.Run(name, func(t *testing.T) {
			s := newStage(t)
			withModel(s)
			s.engine.calculate = outcomes(failed("human_design", "VALIDATION_ERROR", "Missing required field: birth_time"))
			var output json.RawMessage
			instances := NewInstances(s.db, platformDouble{
				create: func(id string, raw []byte) (err error) {
					output, err = s.run(s.workflow().Run, json.RawMessage(raw))
					return err
				},
				status: func(string) (edge.WorkflowStatus, error) {
					return edge.WorkflowStatus{}, &edge.HostError{Message: "instance.not_found"}
				},
			}, someTime)
			require.NoError(t, instances.Create(t.Context(), s.InstanceID(), params(Natal, o)))

			got, err := instances.Status(t.Context(), s.InstanceID(), "42")
			require.NoError(t, err)
			assert.Equal(t, "complete", got.Status)
			assert.JSONEq(t, string(output), string(got.Output))

			_, err = instances.Status(t.Context(), s.InstanceID(), "43")
			assert.Equal(t, error(ErrNoInstance), err)
		})
	}
}
