package engines

import (
	"encoding/hex"
	"encoding/json"
	"reflect"
	"time"

	"github.com/witnessos/witnessos/internal/decimal"
	"github.com/witnessos/witnessos/internal/schema"
	"github.com/witnessos/witnessos/internal/sha256"
)

// Reading is the part of a result that all engines have in common. A result struct embeds
// it, tagged json:"-": the frame writes it in its own way.
type Reading struct {
	Confidence      float64  // 0 to 1, see [Confidence]
	Text            string   // the whole result for people, plain text in paragraphs
	Recommendations []string // things to try, one sentence each
	RealityPatches  []string // small practices that carry the result into the day
	Archetypes      []string // short labels of the figures the result speaks of
	Signals         []Signal // facts to compare with other engines
	Warnings        []string // what was assumed or could not be computed

	Seed string // of engines that draw, as used
	RNG  string // name of the generator that the seed feeds

	// Input is what raw_data shows in the place of the normalised input, of engines whose input must
	// not be repeated because it is biometric. Nil shows the input.
	Input json.RawMessage

	// Raw is a struct with json tags: every number behind the result that its own fields
	// do not show, such as unrounded values, margins and the terms of conventions.
	Raw any
}

func (r Reading) reading() Reading { return r }

// Confidence turns what weakens a result into its confidence score (project convention):
// 1 for an exact calculation, less 0.1 for every fragile deciding value (0.3 at most), 0.3
// for a missing time of birth and 0.1 for every assumed input, but at least 0.1.
type Confidence struct {
	Fragile     int // deciding values closer to a boundary than the method's tolerance
	TimeMissing bool
	Assumed     int // inputs whose default may not be what the caller meant
}

// Score returns the confidence in tenths from 0.1 to 1.
func (c Confidence) Score() float64 {
	tenths := 10 - min(c.Fragile, 3) - c.Assumed
	if c.TimeMissing {
		tenths -= 3
	}
	return float64(max(tenths, 1)) / 10
}

// base is the head of every data object. Some callers read snake_case and some camelCase;
// mind that the two times differ in unit.
//
// The timestamp comes first, so that [Result.Own] need not search for it.
type base struct {
	Timestamp       string   `json:"timestamp" doc:"Time of the request, RFC 3339 UTC."`
	EngineName      string   `json:"engine_name" alias:"engineName" doc:"Canonical name of the engine."`
	Seconds         float64  `json:"calculation_time" doc:"Duration of the calculation in seconds."`
	Milliseconds    float64  `json:"calculationTime" doc:"Duration of the calculation in milliseconds."`
	Confidence      float64  `json:"confidence_score" alias:"confidenceScore,confidence" doc:"0 to 1; 1 is an exact calculation."`
	Text            string   `json:"formatted_output" alias:"formattedOutput" doc:"The result as plain text."`
	Recommendations []string `json:"recommendations"`
	RealityPatches  []string `json:"reality_patches" alias:"realityPatches"`
	Archetypes      []string `json:"archetypal_themes" alias:"archetypalThemes"`
	Signature       string   `json:"field_signature" alias:"fieldSignature" doc:"Fingerprint of engine, normalised input and seed (a convention of this product)."`
}

// interpretation and noChart are base keys that an engine may replace by a field of its own.
type interpretation struct {
	Text string `json:"interpretation" doc:"The result as plain text."`
}

type noChart struct {
	Chart *struct{} `json:"chart" doc:"Null: this engine draws no chart."`
}

type rawData struct {
	Raw rawParts `json:"raw_data" alias:"rawData" doc:"Input as understood, signals, and the numbers behind the result."`
}

// rawParts are structs that make one object.
type rawParts []any

// AppendJSON implements schema.Appender.
func (p rawParts) AppendJSON(b []byte) ([]byte, error) { return schema.AppendObject(b, p...) }

type rawHead struct {
	Input   json.RawMessage `json:"input"`
	Seed    string          `json:"seed,omitempty"`
	RNG     string          `json:"rng,omitempty"`
	Signals []Signal        `json:"signals"`
}

// encode writes the data object of a result: base keys, then the engine's own fields. Every
// value is encoded once. A NaN or an infinity anywhere is an error. The buffer starts with room
// for a result of the given size.
func encode(env Env, engine string, own ownKeys, took time.Duration, normalized json.RawMessage, outcome Outcome, size int) ([]byte, error) {
	r := outcome.reading()
	ms := milliseconds(took)
	parts := append(make([]any, 0, 5), base{
		EngineName: engine, Seconds: decimal.Round(ms/1e3, 6), Milliseconds: ms,
		Confidence: r.Confidence, Text: r.Text,
		Recommendations: present(r.Recommendations),
		RealityPatches:  present(r.RealityPatches),
		Archetypes:      present(r.Archetypes),
		Signature:       signature(engine, normalized, r.Seed),
		Timestamp:       env.Timestamp(),
	})
	parts = append(own.appendOthers(parts, r.Text), rawData{r.raw(normalized)}, outcome)

	return schema.AppendObject(env.buffer(max(size+size/16, typicalSize)), parts...)
}

// typicalSize in bytes spares most first results the growing of their buffer.
const typicalSize = 32 << 10

// ownKeys says which base keys an engine has as fields of its own.
type ownKeys struct{ interpretation, chart bool }

func ownKeysOf(outcome reflect.Type) ownKeys {
	return ownKeys{schema.Has(outcome, "interpretation"), schema.Has(outcome, "chart")}
}

// appendOthers appends structs of those that it has not.
func (own ownKeys) appendOthers(parts []any, text string) []any {
	if !own.interpretation {
		parts = append(parts, interpretation{text})
	}
	if !own.chart {
		parts = append(parts, noChart{})
	}
	return parts
}

func (r Reading) raw(normalized json.RawMessage) rawParts {
	if r.Input != nil {
		normalized = r.Input
	}
	head := rawHead{Input: normalized, Seed: r.Seed, RNG: r.RNG, Signals: append([]Signal{}, r.Signals...)}
	if r.Raw == nil {
		return rawParts{head}
	}
	return rawParts{head, r.Raw}
}

// signature fingerprints a result (project convention): the first 16 hex digits of SHA-256
// over engine, normalised input and seed, each closed by a zero byte.
func signature(engine string, normalized json.RawMessage, seed string) string {
	sum := sha256.Sum256([]byte(engine+"\x00"), normalized, []byte("\x00"+seed+"\x00"))
	return hex.EncodeToString(sum[:8])
}

// present makes a list that JSON writes as [] when it is empty.
func present(list []string) []string {
	if list == nil {
		return []string{}
	}
	return list
}
