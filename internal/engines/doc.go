// Package engines holds the catalogue of calculation engines, the [Registry] of those that
// are built into a program, and the frame that every engine shares: reading and checking
// the input, timing the calculation, recovering from a crash, and writing the result.
//
// # Writing an engine
//
// An engine is one package below this one. It has an input struct and a result struct, both
// tagged as package schema describes, and a pure function between them:
//
//	type Input struct {
//		BirthDate civil.Date `json:"birth_date" alias:"date" required:"true" minimum:"1900-01-01"`
//	}
//	type Result struct {
//		engines.Reading `json:"-"`
//		LifePath int    `json:"life_path" alias:"lifePath"`
//	}
//	func New() engines.Engine {
//		return engines.Define(engines.Spec{Name: "numerology", ...}, calculate)
//	}
//	func calculate(env engines.Env, in Input) (Result, error)
//
// If *Input is a [Normalizer], its Normalize fills in what a tag cannot (today's date) and
// checks what involves several fields. What it leaves in the struct is the normalised input:
// the key of caches, the subject of the field signature, and what calculate receives.
//
// # Life cycle
//
//  1. Provision: New returns a definition. It must not compute anything; tables are built on
//     first use (sync.OnceValue) or are static data.
//  2. Registration: [NewRegistry] takes the definitions and refuses names that are not in the
//     catalogue or that occur twice, by panicking at start.
//  3. Requests, any number: decode → Normalize → calculate → encode. Validate stops after
//     Normalize. An engine keeps no state between requests, so any number of programs and
//     instances give the same answer for the same (normalised input, seed, now).
//
// There is no clean-up: engines own no resources.
package engines
