package engines

import (
	"encoding/json"
	"reflect"

	"github.com/witnessos/witnessos/internal/schema"
)

// backend names the technology of all engines in metadata.
const backend = "go-wasm"

// Metadata describes an engine to clients. Some read the nested object, some the flat
// fields, so the same facts stand in both.
type Metadata struct {
	Engine         string         `json:"engine"` // canonical name
	Metadata       Details        `json:"metadata"`
	Name           string         `json:"name"` // display name
	Description    string         `json:"description"`
	Version        string         `json:"version"`
	Category       string         `json:"category"`
	Difficulty     string         `json:"difficulty"`
	Backend        string         `json:"backend"`
	InputSchema    *schema.Schema `json:"inputSchema"`
	OutputSchema   *schema.Schema `json:"outputSchema"`
	RequiredInputs []string       `json:"requiredInputs"`
	Examples       []Example      `json:"examples"`
}

// Details is the nested half of Metadata.
type Details struct {
	Name            string           `json:"name"`
	Description     string           `json:"description"`
	Version         string           `json:"version"`
	Inputs          schema.InputList `json:"inputs"`
	Outputs         []string         `json:"outputs"`
	CalculationTime string           `json:"calculation_time,omitempty"`
	Accuracy        string           `json:"accuracy,omitempty"`
}

// Example is an input that works.
type Example struct {
	Input json.RawMessage `json:"input"`
}

// outputSchema describes the data object: the base keys and the engine's own.
func outputSchema(outcome reflect.Type) *schema.Schema {
	parts := []reflect.Type{reflect.TypeFor[base]()}
	for _, part := range ownKeysOf(outcome).appendOthers(nil, "") {
		parts = append(parts, reflect.TypeOf(part))
	}
	s := schema.OutputSchema(append(parts, reflect.TypeFor[rawData](), outcome)...)
	for _, p := range s.Properties {
		if p.Name == "raw_data" {
			p.Schema.Type, p.Schema.Items = "object", nil
			p.Schema.Properties = schema.OutputSchema(reflect.TypeFor[rawHead]()).Properties
		}
	}
	return s
}
