package engines

import (
	"bytes"
	"encoding/json"
	"errors"
	"reflect"
	"sync/atomic"
	"time"

	"github.com/witnessos/witnessos/internal/schema"
)

// definition is the one implementation of Engine. It holds the types of an engine as values
// and not as type parameters, since every instance of a generic type is compiled anew and
// the size of the program is limited.
type definition struct {
	spec      Spec
	entry     Entry
	input     reflect.Type // a struct
	outcome   reflect.Type
	newInput  func() any                      // pointer to a zero input
	calculate func(Env, any) (Outcome, error) // takes such a pointer

	// own tells which base keys the outcome replaces.
	own func() ownKeys

	// largest is the size in bytes of the largest result so far: a buffer of that size
	// needs no growing, which costs more than the writing.
	largest atomic.Int64
}

func (d *definition) Name() string { return d.entry.Name }

func (d *definition) TestInput() json.RawMessage {
	return json.RawMessage(d.spec.Examples[0])
}

func (d *definition) Questions() any {
	if d.spec.Questions == nil {
		return nil
	}
	return d.spec.Questions()
}

// prepared is an input on its way to the calculation.
type prepared struct {
	input      any             // pointer
	normalized json.RawMessage // input as JSON; nil when there are problems
	warnings   []string
	problems   schema.Problems
}

// prepare decodes and normalises. The error is an internal one.
func (d *definition) prepare(env Env, raw json.RawMessage) (p prepared, err error) {
	p.input = d.newInput()
	p.warnings, p.problems = schema.DecodeInto(raw, p.input)
	if notAnObject(p.problems) {
		return p, nil
	}
	if n, ok := p.input.(Normalizer); ok {
		check := Check{env: env, problems: p.problems, warnings: p.warnings}
		n.Normalize(env, &check)
		p.problems, p.warnings = check.problems, check.warnings
	}
	if len(p.problems) == 0 {
		p.normalized, err = schema.AppendPlain(make([]byte, 0, typicalInput), p.input)
	}
	return p, err
}

// typicalInput in bytes spares most inputs the growing of their buffer.
const typicalInput = 512

func notAnObject(ps schema.Problems) bool {
	return len(ps) > 0 && ps[0].Code == schema.CodeInvalidInput
}

func (d *definition) Calculate(env Env, raw json.RawMessage) (result Result) {
	start := env.clock()
	took := time.Duration(-1) // until the calculation is done
	defer func() {
		if cause := recover(); cause != nil {
			env.fault(d.entry.Name, cause)
			result = calculationFailed(env, d.entry.Name)
		}
		if took < 0 {
			took = env.clock().Sub(start)
		}
		result.Metadata.CalculationTime = milliseconds(took)
	}()

	p, err := d.prepare(env, raw)
	if err != nil {
		env.fault(d.entry.Name, err)
		return calculationFailed(env, d.entry.Name)
	}
	if len(p.problems) > 0 {
		return refused(env, d.entry.Name, p.problems, p.warnings)
	}
	outcome, err := d.calculate(env, p.input)
	if problems, ok := problemsIn(err); ok {
		return refused(env, d.entry.Name, problems, p.warnings)
	}
	var data []byte
	if err == nil {
		took = env.clock().Sub(start)
		data, err = encode(env, d.entry.Name, d.own(), took, p.normalized, outcome, int(d.largest.Load()))
		if size := int64(len(data)); size > d.largest.Load() {
			d.largest.Store(size)
		}
	}
	if err != nil {
		env.fault(d.entry.Name, err)
		return calculationFailed(env, d.entry.Name)
	}
	reading := outcome.reading()
	result = newResult(env, d.entry.Name)
	result.Success = true
	result.Data = data
	result.Signals = reading.Signals
	result.Warnings = append(append(result.Warnings, p.warnings...), reading.Warnings...)
	return result
}

// problemsIn finds the faults of the input in an error of a calculation.
func problemsIn(err error) (schema.Problems, bool) {
	var all schema.Problems
	if errors.As(err, &all) && len(all) > 0 {
		return all, true
	}
	var one schema.Problem
	if errors.As(err, &one) {
		return schema.Problems{one}, true
	}
	return nil, false
}

func (d *definition) Validate(env Env, raw json.RawMessage) (v Validation) {
	metadata := ValidationMetadata{EngineName: d.entry.Name, Version: d.spec.Version, Cache: &d.spec.Cache}
	defer func() {
		if cause := recover(); cause != nil {
			env.fault(d.entry.Name, cause)
			v = rejected(metadata, "Input could not be validated")
		}
	}()

	p, err := d.prepare(env, raw)
	if err != nil {
		env.fault(d.entry.Name, err)
		return rejected(metadata, "Input could not be validated")
	}
	return Validation{
		Valid:           len(p.problems) == 0,
		Errors:          p.problems.Messages(),
		FieldErrors:     append(schema.Problems{}, p.problems...),
		Warnings:        append([]string{}, p.warnings...),
		NormalizedInput: p.normalized,
		Metadata:        metadata,
	}
}

func (d *definition) Metadata() Metadata {
	examples := make([]Example, len(d.spec.Examples))
	for i, e := range d.spec.Examples {
		examples[i] = Example{Input: compact(e)}
	}
	return Metadata{
		Engine: d.entry.Name,
		Metadata: Details{
			Name:            d.entry.DisplayName,
			Description:     d.entry.Description,
			Version:         d.spec.Version,
			Inputs:          schema.Inputs(d.input),
			Outputs:         schema.Names(d.outcome),
			CalculationTime: d.spec.CalculationTime,
			Accuracy:        d.spec.Accuracy,
		},
		Name:           d.entry.DisplayName,
		Description:    d.entry.Description,
		Version:        d.spec.Version,
		Category:       d.entry.Category,
		Difficulty:     d.entry.Difficulty,
		Backend:        backend,
		InputSchema:    schema.InputSchema(d.input),
		OutputSchema:   outputSchema(d.outcome),
		RequiredInputs: schema.Required(d.input),
		Examples:       examples,
	}
}

func compact(document string) json.RawMessage {
	var b bytes.Buffer
	if err := json.Compact(&b, []byte(document)); err != nil {
		panic("engines: bad example: " + err.Error())
	}
	return b.Bytes()
}
