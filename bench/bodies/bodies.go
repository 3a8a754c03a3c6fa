// Package bodies holds what our router answered when `go run ./bench -record` was last run, so that
// the peers of the benchmark answer with as much.
package bodies

import (
	_ "embed"
	"encoding/json"
)

// Names and Details are the members engines and engineDetails of GET /engines.
var (
	//go:embed names.json
	Names json.RawMessage
	//go:embed details.json
	Details json.RawMessage
)

// Numerology is the member data of a calculation.
//
//go:embed numerology.json
var Numerology json.RawMessage
