package workflows

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/witnessos/witnessos/internal/api"
	"github.com/witnessos/witnessos/internal/sqldb"
)

// savedMetadata is the metadata column of a result. The reasons of failed engines are in it,
// because they have no column of their own.
type savedMetadata struct {
	Metadata
	EngineErrors map[string]EngineError `json:"engineErrors"`
}

const upsertResults = `
INSERT INTO workflow_results (workflow_id, user_id, workflow_type, core_engines, synthesis, guidance, metadata)
VALUES (?, ?, ?, ?, ?, ?, ?)
ON CONFLICT (workflow_id) DO UPDATE SET
  core_engines = excluded.core_engines, synthesis = excluded.synthesis,
  guidance = excluded.guidance, metadata = excluded.metadata`

// saveResults keeps the output for the time when the platform has forgotten the instance. A repeat
// writes the same again.
func saveResults(ctx context.Context, db sqldb.DB, p Params, out *Output) error {
	core, err1 := json.Marshal(out.CoreEngines)
	synthesis, err2 := json.Marshal(out.Synthesis)
	metadata, err3 := json.Marshal(savedMetadata{out.Metadata, out.EngineErrors})
	if err := errors.Join(err1, err2, err3); err != nil {
		return err
	}
	var guidance any // NULL when nobody asked
	if out.Guidance != nil {
		guidance = string(out.Guidance)
	}
	_, err := sqldb.Exec(ctx, db, upsertResults, out.Metadata.WorkflowID, p.UserProfile.UserID, p.WorkflowType,
		string(core), string(synthesis), guidance, string(metadata))
	return err
}

// An entry that is there already stays as it is and tells when the instance was completed.
const insertCompletion = `
INSERT INTO timeline_entries (id, user_id, timestamp, type, workflow_type, input, result, metadata)
VALUES (?, ?, ?, ?, ?, ?, ?, ?)
ON CONFLICT (id) DO UPDATE SET timestamp = timestamp
RETURNING timestamp`

const completeResults = `
UPDATE workflow_results SET metadata = json_set(metadata, '$.completionTime', ?, '$.duration', ?) WHERE workflow_id = ?`

// recordCompletion enters the instance in its owner's timeline under the instance's id, so that a
// repeat changes nothing, and returns when that was. Saved results learn it too.
func recordCompletion(ctx context.Context, db sqldb.DB, p Params, out *Output, now time.Time) (completion, error) {
	start, err := time.Parse(time.RFC3339, out.Metadata.StartTime)
	if err != nil {
		return completion{}, err
	}
	entry, err := newTimelineEntry(p, out, now.Sub(start))
	if err != nil {
		return completion{}, err
	}
	id := out.Metadata.WorkflowID
	rows, err := db.Query(ctx, insertCompletion, id, p.UserProfile.UserID, api.Time(now),
		"workflow_"+p.WorkflowType, p.WorkflowType, entry.input, entry.result, entry.metadata)
	if err != nil {
		return completion{}, err
	}
	row, ok := rows.First()
	if !ok {
		return completion{}, fmt.Errorf("workflows: no timeline entry of %s", id)
	}
	end, err := time.Parse(time.RFC3339, row.Text("timestamp"))
	if err != nil {
		return completion{}, err
	}
	done := completedAt(start, end)
	if p.Options.SaveResults {
		_, err = sqldb.Exec(ctx, db, completeResults, *done.CompletionTime, *done.Duration, id)
	}
	return done, err
}

// timelineEntry is the JSON of an entry's columns. The engines' own results are not repeated in it.
type timelineEntry struct{ input, result, metadata string }

func newTimelineEntry(p Params, out *Output, took time.Duration) (timelineEntry, error) {
	input, err1 := json.Marshal(struct {
		Intention string  `json:"intention,omitempty"`
		Options   Options `json:"options"`
	}{p.UserProfile.Intention, p.Options})
	result, err2 := json.Marshal(struct {
		Synthesis        Synthesis              `json:"synthesis"`
		EnginesProcessed []string               `json:"enginesProcessed"`
		EngineErrors     map[string]EngineError `json:"engineErrors"`
	}{out.Synthesis, out.Metadata.EnginesProcessed, out.EngineErrors})
	metadata, err3 := json.Marshal(struct {
		Confidence *float64 `json:"confidence"` // nobody has stated one
		Cached     bool     `json:"cached"`
		RequestID  string   `json:"requestId"`
		Duration   int64    `json:"duration"` // ms
		ModelUsed  string   `json:"modelUsed,omitempty"`
		Source     string   `json:"source"`
	}{nil, false, out.Metadata.WorkflowID, took.Milliseconds(), out.Synthesis.Metadata.Model, "api"})
	return timelineEntry{string(input), string(result), string(metadata)}, errors.Join(err1, err2, err3)
}
