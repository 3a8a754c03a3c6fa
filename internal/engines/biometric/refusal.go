package biometric

import (
	"strings"

	"github.com/witnessos/witnessos/internal/engines"
	"github.com/witnessos/witnessos/internal/schema"
)

// Refusal is a problem of a value that these engines check themselves; must says what is wrong, as in
// "must be true". It is one function because problems are large, and written out in many places they
// would show in the size of the Worker.
//
//go:noinline
func Refusal(field string, code schema.Code, expected string, received any, must string) schema.Problem {
	return schema.Problem{Field: field, Code: code, Expected: expected, Received: received, Message: "Field '" + field + "' " + must}
}

// Refuse reports one.
//
//go:noinline
func Refuse(check *engines.Check, field string, code schema.Code, expected string, received any, must string) {
	check.Report(Refusal(field, code, expected, received, must))
}

// Lines is a list of sentences that grows. Like Refuse it keeps what is done often out of line.
type Lines []string

// Add appends a sentence that is made of parts.
//
//go:noinline
func (l *Lines) Add(parts ...string) {
	*l = append(*l, strings.Join(parts, ""))
}

// Prose is a text that grows. Whoever knows about how long it will be says so to Grow, since each
// growing copies what is there.
type Prose struct{ strings.Builder }

// Add appends parts.
//
//go:noinline
func (p *Prose) Add(parts ...string) {
	for _, part := range parts {
		p.WriteString(part)
	}
}
