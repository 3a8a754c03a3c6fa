package engines

import (
	"encoding/json"
	"reflect"
	"sync"
)

// Engine is a calculation that a [Registry] serves. Its methods never panic and never
// return an error: a fault of the caller or of the engine is part of what they return.
// Implementations come from [Define].
type Engine interface {
	Name() string // canonical
	Calculate(env Env, input json.RawMessage) Result
	Validate(env Env, input json.RawMessage) Validation
	Metadata() Metadata
	TestInput() json.RawMessage // synthetic and valid
	Questions() any             // nil for engines that ask nothing
}

// Spec is what an engine declares about itself.
type Spec struct {
	Name    string // canonical name in the catalogue
	Version string // changes whenever the result for some input changes; part of cache keys
	Cache   CachePolicy

	// CalculationTime and Accuracy are measured facts for metadata, or empty.
	CalculationTime string
	Accuracy        string

	// Examples are inputs as JSON objects. The first one is the test input; all must
	// validate and calculate at any time.
	Examples []string

	// Questions returns what a client has to ask a person before it can calculate, as a value with
	// json tags. Nil for engines that ask nothing.
	Questions func() any
}

// CachePolicy tells callers of an engine whether and how long its successful results may
// be kept.
type CachePolicy struct {
	Scope         CacheScope `json:"scope"`
	MinConfidence float64    `json:"minConfidence"` // results below it are not kept
	MaxTTLSeconds int        `json:"maxTTLSeconds"`
}

// CacheScope says who may be served a kept result.
type CacheScope string

const (
	ScopeShared CacheScope = "shared" // anyone with the same normalised input
	ScopeUser   CacheScope = "user"   // the same signed-in user only: the engine draws
	ScopeNone   CacheScope = "none"   // never kept: the input is biometric
)

// The cache policies of the product.
var (
	CacheHour        = CachePolicy{ScopeShared, 0.7, 3600} // numbers and cycles
	CacheHalfHour    = CachePolicy{ScopeShared, 0.7, 1800} // enneagram, sacred_geometry
	CacheQuarterHour = CachePolicy{ScopeShared, 0.7, 900}  // what follows the sky
	CacheDraw        = CachePolicy{ScopeUser, 0, 1800}     // tarot, iching, nadabrahman
	CacheNever       = CachePolicy{ScopeNone, 0, 0}        // face_reading, biofield
)

// Normalizer is implemented by pointers to input structs that have defaults or rules which
// tags cannot express. Normalize runs after decoding, also when decoding found problems, so
// that the caller learns of everything at once: fields with a problem then hold whatever
// could be read, and [Check.Report] drops further problems of theirs. It must be
// deterministic in (input, env.Now), and must not draw a missing seed: equal requests must
// normalise equally.
type Normalizer interface {
	Normalize(env Env, check *Check)
}

// Outcome is a result struct of an engine: any struct that embeds [Reading].
type Outcome interface{ reading() Reading }

// Define makes an engine from its declaration and its calculation. The calculation gets a
// normalised input. It returns a schema.Problem or schema.Problems for faults of the input
// that only calculating could find, and any other error when the calculation failed.
//
// Define panics when the spec is unusable; that is a mistake in the program.
func Define[In any, Out Outcome](spec Spec, calculate func(Env, In) (Out, error)) Engine {
	entry, ok := Lookup(spec.Name)
	switch {
	case !ok:
		panic("engines: " + spec.Name + " is not in the catalogue")
	case spec.Version == "" || len(spec.Examples) == 0:
		panic("engines: " + spec.Name + " lacks a version or an example")
	}
	outcome := reflect.TypeFor[Out]()
	return &definition{
		spec: spec, entry: entry,
		input: reflect.TypeFor[In](), outcome: outcome, own: sync.OnceValue(func() ownKeys { return ownKeysOf(outcome) }),
		newInput:  func() any { return new(In) },
		calculate: func(env Env, in any) (Outcome, error) { return calculate(env, *in.(*In)) },
	}
}
