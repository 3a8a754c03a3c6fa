package timeline

import (
	"encoding/json"
	"errors"
	"math"
	"slices"
	"strconv"
	"time"

	"github.com/witnessos/witnessos/internal/api"
	"github.com/witnessos/witnessos/internal/rawjson"
	"github.com/witnessos/witnessos/internal/sqldb"
)

// Types of entries that are not those of workflows; see WorkflowType.
const (
	EngineCalculation  = "engine_calculation"
	Synthesis          = "synthesis"
	ForecastDaily      = "forecast_daily"
	ForecastWeekly     = "forecast_weekly"
	RaycastIntegration = "raycast_integration"
)

var types = []string{
	EngineCalculation, Synthesis, ForecastDaily, ForecastWeekly, RaycastIntegration,
	WorkflowType("natal"), WorkflowType("career"), WorkflowType("spiritual"), WorkflowType("shadow"),
	WorkflowType("relationships"), WorkflowType("daily"), WorkflowType("custom"),
}

// WorkflowType is the type of the entry of a workflow.
func WorkflowType(workflow string) string { return "workflow_" + workflow }

// IsType reports whether there are entries of that type.
func IsType(name string) bool { return slices.Contains(types, name) }

// Entry is an entry to be written. An Engine or a Workflow of "" is none; Input and Result are JSON,
// null when they are empty.
type Entry struct {
	ID               string
	User             string
	At               time.Time
	Type             string
	Engine, Workflow string
	Input, Result    json.RawMessage
	Metadata         Metadata
}

// Metadata is what an entry says about the request that made it.
type Metadata struct {
	Confidence *int // 0 to 100; nil when nothing stated one
	Cached     bool
	RequestID  string
	Duration   time.Duration
	Model      string // "" without one
	Source     string // api, raycast, web or webhook
}

func (m Metadata) text() string {
	o := (&api.Object{}).Set("confidence", nil)
	if m.Confidence != nil {
		o = (&api.Object{}).Set("confidence", *m.Confidence)
	}
	o.Set("cached", m.Cached).Set("requestId", m.RequestID).Set("duration", m.Duration.Milliseconds())
	if m.Model != "" {
		o.Set("modelUsed", m.Model)
	}
	return string(o.Set("source", m.Source).JSON())
}

var errFound = errors.New("found")

// Confidence is the mean of what results state as their confidence_score, from 0 to 100. Results that
// were drawn state none; nil says that no result states one.
func Confidence(results ...json.RawMessage) *int {
	sum, n := 0.0, 0
	for _, result := range results {
		// A result without the member, or that is no object, states nothing.
		_ = rawjson.Each(result, func(name []byte, value json.RawMessage) error {
			if string(name) != "confidence_score" {
				return nil
			}
			if score, err := strconv.ParseFloat(string(value), 64); err == nil && score > 0 {
				sum, n = sum+score, n+1
			}
			return errFound
		})
	}
	if n == 0 {
		return nil
	}
	percent := int(math.Round(100 * sum / float64(n)))
	return &percent
}

// columns are those that entryOf reads.
const columns = `id, user_id, timestamp, type, engine_name, workflow_type, input, result, metadata, linked_entries, parent_entry, child_entries`

// entryOf is a row as the API gives it.
func entryOf(row sqldb.Row) *api.Object {
	o := (&api.Object{}).
		Set("id", row.Text("id")).
		Set("userId", row.Text("user_id")).
		Set("timestamp", row.Text("timestamp")).
		Set("type", row.Text("type"))
	optional := func(name, column string) {
		if text := row.Text(column); text != "" {
			o.Set(name, text)
		}
	}
	list := func(name, column string) {
		if text := row.Text(column); text != "" && text != "[]" {
			o.Set(name, json.RawMessage(text))
		}
	}
	optional("engineName", "engine_name")
	optional("workflowType", "workflow_type")
	for _, column := range []string{"input", "result", "metadata"} {
		o.Set(column, json.RawMessage(row.Text(column)))
	}
	list("linkedEntries", "linked_entries")
	optional("parentEntry", "parent_entry")
	list("childEntries", "child_entries")
	return o
}
