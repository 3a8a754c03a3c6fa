package engines

import (
	"encoding/json"
	"slices"
	"time"

	"github.com/witnessos/witnessos/internal/civil"
	"github.com/witnessos/witnessos/internal/schema"
)

// Validation says whether an engine would accept an input, and how it understands it.
type Validation struct {
	Valid       bool            `json:"valid"`
	Errors      []string        `json:"errors"`
	FieldErrors schema.Problems `json:"fieldErrors"`
	Warnings    []string        `json:"warnings"`

	// NormalizedInput has canonical names only and every default filled in, today's date
	// included, so two requests that mean the same have equal normalised inputs. It is
	// null when the input is not valid.
	NormalizedInput json.RawMessage    `json:"normalizedInput"`
	Metadata        ValidationMetadata `json:"metadata"`
}

// ValidationMetadata is what a cache needs to know about the engine.
type ValidationMetadata struct {
	EngineName string       `json:"engineName"`
	Version    string       `json:"version,omitempty"`
	Cache      *CachePolicy `json:"cache,omitempty"`
}

// Unavailable is the validation of an input for an engine that is not there.
func Unavailable(name string) Validation {
	return rejected(ValidationMetadata{EngineName: name}, "Engine '"+schema.Excerpt(name)+"' is not available")
}

func rejected(metadata ValidationMetadata, message string) Validation {
	return Validation{
		Errors:      []string{message},
		FieldErrors: schema.Problems{},
		Warnings:    []string{},
		Metadata:    metadata,
	}
}

// Check collects what Normalize finds in an input.
type Check struct {
	env      Env
	problems schema.Problems
	warnings []string
}

// OK reports whether the field has no problem so far. It and Report are kept from being inlined,
// because engines call them so often that it would show in the size of the Worker.
//
//go:noinline
func (c *Check) OK(field string) bool { return !c.problems.Has(field) }

// Report adds a problem, unless its field has one already: a wrong value need not also be
// told that it lies outside its range.
//
//go:noinline
func (c *Check) Report(p schema.Problem) {
	if c.OK(p.Field) {
		c.problems = append(c.problems, p)
	}
}

// Warn adds a sentence about something that was understood in one of several ways.
func (c *Check) Warn(sentence string) {
	if !slices.Contains(c.warnings, sentence) {
		c.warnings = append(c.warnings, sentence)
	}
}

// oldestAge is the greatest age in years that a birth date may imply.
const oldestAge = 150

// BirthDate checks that a person born on that day can be alive today. The lower bound of
// 1900 belongs into the minimum tag of the field.
func (c *Check) BirthDate(field string, birth, today civil.Date) {
	c.DateRange(field, birth, today.AddYears(-oldestAge), today)
}

// DateRange checks inclusive bounds of a date that was given. A zero bound is no bound.
func (c *Check) DateRange(field string, day, earliest, latest civil.Date) {
	switch {
	case day.IsZero() || !c.OK(field):
	case !earliest.IsZero() && day.Before(earliest):
		c.Report(schema.TooSmall(field, earliest.String(), day.String()))
	case !latest.IsZero() && day.After(latest):
		c.Report(schema.TooLarge(field, latest.String(), day.String()))
	}
}

// Today is the current day in the zone of the caller, UTC when none was given. A zone that
// does not exist is reported, and UTC used to go on with the other checks.
func (c *Check) Today(z Zone) civil.Date {
	location, problem := z.location(c.env)
	if problem != nil {
		c.Report(*problem)
		location = time.UTC
	}
	return c.env.Today(location)
}
