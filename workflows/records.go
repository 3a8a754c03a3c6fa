package workflows

import (
	"context"
	"encoding/json"
	"errors"
	"maps"
	"slices"
	"time"

	"github.com/witnessos/witnessos/internal/sqldb"
	"github.com/witnessos/witnessos/internal/timeline"
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

const completeResults = `
UPDATE workflow_results SET metadata = json_set(metadata, '$.completionTime', ?, '$.duration', ?) WHERE workflow_id = ?`

// recordCompletion enters the instance in its owner's timeline under the instance's id, so that a
// repeat changes nothing, and returns when that was. Saved results learn it too.
func recordCompletion(ctx context.Context, db sqldb.DB, p Params, out *Output, now time.Time) (completion, error) {
	start, err := time.Parse(time.RFC3339, out.Metadata.StartTime)
	if err != nil {
		return completion{}, err
	}
	entries := timeline.Store{DB: db}
	end, err := entries.Add(ctx, newTimelineEntry(p, out, now, now.Sub(start)))
	if err != nil {
		return completion{}, err
	}
	done := completedAt(start, end)
	if p.Options.SaveResults {
		_, err = sqldb.Exec(ctx, db, completeResults, *done.CompletionTime, *done.Duration, out.Metadata.WorkflowID)
	}
	return done, err
}

// newTimelineEntry is the entry of an instance. The engines' own results are not repeated in it.
func newTimelineEntry(p Params, out *Output, now time.Time, took time.Duration) timeline.Entry {
	source := p.Source
	if source == "" { // instances of earlier releases do not say
		source = "api"
	}
	return timeline.Entry{
		ID:       out.Metadata.WorkflowID,
		User:     p.UserProfile.UserID,
		At:       now,
		Type:     timeline.WorkflowType(p.WorkflowType),
		Workflow: p.WorkflowType,
		Input: timeline.JSON(struct {
			Intention string  `json:"intention,omitempty"`
			Options   Options `json:"options"`
		}{p.UserProfile.Intention, p.Options}),
		Result: timeline.JSON(struct {
			Synthesis        Synthesis              `json:"synthesis"`
			EnginesProcessed []string               `json:"enginesProcessed"`
			EngineErrors     map[string]EngineError `json:"engineErrors"`
		}{out.Synthesis, out.Metadata.EnginesProcessed, out.EngineErrors}),
		Metadata: timeline.Metadata{
			Confidence: timeline.Confidence(slices.Collect(maps.Values(out.CoreEngines))...),
			RequestID:  out.Metadata.WorkflowID,
			Duration:   took,
			Model:      out.Synthesis.Metadata.Model,
			Source:     source,
		},
	}
}
