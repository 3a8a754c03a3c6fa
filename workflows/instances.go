package workflows

import (
	"context"
	"encoding/json"
	"errors"
	"strings"
	"time"

	"github.com/witnessos/witnessos/internal/api"
	"github.com/witnessos/witnessos/internal/edge"
	"github.com/witnessos/witnessos/internal/sqldb"
)

// Platform creates and asks instances of one Workflow; edge.Workflows does.
type Platform interface {
	Create(ctx context.Context, id string, params []byte) error
	Status(ctx context.Context, id string) (edge.WorkflowStatus, error)
}

// Instances knows whose instances are whose. Both errors and statuses of strangers' instances are
// those of instances that do not exist.
type Instances struct {
	db       sqldb.DB
	platform Platform
	now      func() time.Time
}

// NewInstances makes the Instances of the ConsciousnessWorkflow.
func NewInstances(db sqldb.DB, platform Platform, now func() time.Time) *Instances {
	return &Instances{db, platform, now}
}

// ErrNoInstance is the answer to an id that is unknown or somebody else's.
var ErrNoInstance = api.NewError(404, "NOT_FOUND", "Workflow instance not found")

// kind is the workflow column of the instances of this Workflow.
const kind = "consciousness"

const (
	insertInstance = `INSERT INTO workflow_instances (instance_id, user_id, workflow, type, created_at) VALUES (?, ?, ?, ?, ?)`
	deleteInstance = `DELETE FROM workflow_instances WHERE instance_id = ? AND user_id = ?`
	findInstance   = `SELECT instance_id FROM workflow_instances WHERE instance_id = ? AND user_id = ? AND workflow = ?`
)

// Create starts an instance under an id that the caller has made (a random UUID). Its owner is the
// user of the params. The row is there before the instance, so that no instance is without an
// owner, and goes away again when there is no instance. Errors are those of the database or of the
// platform.
func (i *Instances) Create(ctx context.Context, id string, p Params) error {
	params, err := json.Marshal(p)
	if err != nil {
		return err
	}
	created := i.now().UTC().Format(time.DateTime) // as CURRENT_TIMESTAMP writes it
	if _, err := sqldb.Exec(ctx, i.db, insertInstance, id, p.UserProfile.UserID, kind, p.WorkflowType, created); err != nil {
		return err
	}
	if err := i.platform.Create(ctx, id, params); err != nil {
		// The time for the request may be what has run out.
		_, removed := sqldb.Exec(context.WithoutCancel(ctx), i.db, deleteInstance, id, p.UserProfile.UserID)
		return errors.Join(err, removed)
	}
	return nil
}

// Status returns the platform's status of an owner's instance. When the platform has forgotten it,
// saved results answer as complete, and an instance without any is "unknown". It returns
// ErrNoInstance, or an error of the database or of the platform.
func (i *Instances) Status(ctx context.Context, id, owner string) (edge.WorkflowStatus, error) {
	rows, err := i.db.Query(ctx, findInstance, id, owner, kind)
	if err != nil {
		return edge.WorkflowStatus{}, err
	}
	if rows.Len() == 0 {
		return edge.WorkflowStatus{}, ErrNoInstance
	}
	status, err := i.platform.Status(ctx, id)
	if err != nil && !Forgotten(err) {
		return edge.WorkflowStatus{}, err
	}
	if err == nil && status.Status != unknown {
		status.Here = false // where it runs is nobody's business
		return status, nil
	}
	output, err := savedOutput(ctx, i.db, id, owner)
	if err != nil {
		return edge.WorkflowStatus{}, err
	}
	if output == nil {
		return edge.WorkflowStatus{Status: unknown}, nil
	}
	return edge.WorkflowStatus{Status: "complete", Output: output}, nil
}

const unknown = "unknown"

// Forgotten recognises what the platform says of an id that it does not have.
func Forgotten(err error) bool {
	var e *edge.HostError
	return errors.As(err, &e) && strings.Contains(e.Message, "instance.not_found")
}

const findResults = `
SELECT workflow_type, core_engines, synthesis, guidance, metadata FROM workflow_results WHERE workflow_id = ? AND user_id = ?`

// savedOutput puts an Output together again from its columns; nil when none was saved.
func savedOutput(ctx context.Context, db sqldb.DB, id, owner string) (json.RawMessage, error) {
	rows, err := db.Query(ctx, findResults, id, owner)
	if err != nil {
		return nil, err
	}
	row, ok := rows.First()
	if !ok {
		return nil, nil
	}
	out := Output{WorkflowType: row.Text("workflow_type")}
	out.UserProfile.UserID = owner
	var metadata savedMetadata
	err = errors.Join(
		json.Unmarshal([]byte(row.Text("core_engines")), &out.CoreEngines),
		json.Unmarshal([]byte(row.Text("synthesis")), &out.Synthesis),
		json.Unmarshal([]byte(row.Text("metadata")), &metadata),
	)
	if err != nil {
		return nil, err
	}
	out.Metadata, out.EngineErrors = metadata.Metadata, metadata.EngineErrors
	if !row.Null("guidance") {
		out.Guidance = json.RawMessage(row.Text("guidance"))
	}
	return json.Marshal(out)
}
