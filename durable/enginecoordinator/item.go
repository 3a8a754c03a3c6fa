package enginecoordinator

import (
	"encoding/json"

	"github.com/witnessos/witnessos/durable"
	"github.com/witnessos/witnessos/internal/api"
	"github.com/witnessos/witnessos/internal/engines"
)

// Sizes in bytes. A row of the storage holds 2 MB, and a reply of an object 8 MiB with all items
// of a calculation in it.
const (
	maxItem    = 1_900_000
	maxResults = 7 << 20
)

// outcome is what became of an item: the JSON that clients get, and whether it succeeded.
type outcome struct {
	text    json.RawMessage
	success bool
}

// calculated is the outcome of a result, be it a success or an input that the engine refused.
// total is the number of items that share the room for results.
func calculated(engine string, result engines.Result, total int) outcome {
	o := (&api.Object{}).Set("engineName", engine).Set("success", result.Success)
	if result.Success {
		o.Set("data", result.Data)
	} else {
		o.Set("error", result.Error).Set("code", result.Code)
		if result.Details != nil {
			o.Set("details", result.Details)
		}
	}
	if len(result.Warnings) > 0 {
		o.Set("warnings", result.Warnings)
	}
	out := outcome{o.Set("metadata", result.Metadata).JSON(), result.Success}
	if len(out.text) > min(maxItem, maxResults/max(1, total)) {
		return tooLarge.of(engine)
	}
	return out
}

// failure is why an item has no result of an engine.
type failure struct{ code, message string }

var tooLarge = failure{engines.CodeCalculationFailed,
	"The result is too large to be kept; ask for this engine by itself"}

func (f failure) of(engine string) outcome {
	return outcome{text: (&api.Object{}).
		Set("engineName", engine).
		Set("success", false).
		Set("error", f.message).
		Set("code", f.code).JSON()}
}

func failureOf(v durable.Verdict) failure { return failure{v.Code, v.Message} }
