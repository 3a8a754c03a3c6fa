// Package schematest makes up inputs for whatever serves a JSON Schema of what it accepts: good
// ones, ones at and just over the bounds, and hostile ones. The schema is read as a client reads
// it, as JSON; nothing is known of the program behind it. The same seed gives the same inputs.
package schematest

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"time"
)

// Kind says what an input was made to try.
type Kind string

const (
	Valid      Kind = "valid"       // values that the schema allows
	Boundary   Kind = "boundary"    // values at a bound, or one step over it
	WrongType  Kind = "wrong type"  // a value of another JSON type
	Null       Kind = "null"        // fields that are null
	Huge       Kind = "huge"        // a very long text, number or list
	Deep       Kind = "deep"        // nesting without end
	Unicode    Kind = "unicode"     // text that programs trip over
	Duplicate  Kind = "duplicate"   // a field twice, or under two names
	Unexpected Kind = "unexpected"  // fields that the schema does not have
	Missing    Kind = "missing"     // fields left out
	Malformed  Kind = "malformed"   // not an object, or not JSON at all
	Numeric    Kind = "odd numbers" // numbers that floats cannot hold, or hardly
)

// Kinds lists all kinds.
func Kinds() []Kind {
	return []Kind{Valid, Boundary, WrongType, Null, Huge, Deep, Unicode, Duplicate, Unexpected, Missing, Malformed, Numeric}
}

// heavy kinds cost much to send and to read, so they are made less often than the others.
var heavy = []Kind{Huge, Deep}

// Generator makes inputs. It is not safe for concurrent use.
type Generator struct {
	random   *rand.Rand
	today    time.Time
	schema   object
	names    []string            // of the properties
	aliases  map[string][]string // of a property
	examples []members
}

type (
	object = map[string]any
	member struct{ name, value string }
	// members are an object as it is written, so that names can occur twice.
	members []member
)

// New reads a schema and inputs that are known to be good. Days around today are bounds that no
// schema can name. The error is that of malformed JSON.
func New(schema json.RawMessage, examples []json.RawMessage, today time.Time, seed uint64) (*Generator, error) {
	g := &Generator{random: rand.New(rand.NewPCG(seed, 0x50a4)), today: today, aliases: map[string][]string{}}
	if err := json.Unmarshal(schema, &g.schema); err != nil {
		return nil, fmt.Errorf("schema: %w", err)
	}
	properties, _ := g.schema["properties"].(object)
	for name, p := range properties {
		g.names = append(g.names, name)
		list, _ := p.(object)["x-aliases"].([]any)
		for _, alias := range list {
			g.aliases[name] = append(g.aliases[name], fmt.Sprint(alias))
		}
	}
	slices.Sort(g.names)
	for _, e := range examples {
		var raw map[string]json.RawMessage
		if err := json.Unmarshal(e, &raw); err != nil {
			return nil, fmt.Errorf("example: %w", err)
		}
		var m members
		for name, value := range raw {
			m = append(m, member{name, string(value)})
		}
		slices.SortFunc(m, func(a, b member) int { return strings.Compare(a.name, b.name) })
		g.examples = append(g.examples, m)
	}
	if len(g.names) == 0 || len(g.examples) == 0 {
		return nil, fmt.Errorf("schema: no properties, or no example")
	}
	return g, nil
}

// Next makes an input. Those of kind Malformed may not be JSON.
func (g *Generator) Next() (Kind, string) {
	kinds := Kinds()
	kind := kinds[g.random.IntN(len(kinds))]
	if slices.Contains(heavy, kind) && g.random.IntN(4) > 0 {
		kind = Valid
	}
	return kind, g.make(kind)
}

func (g *Generator) make(kind Kind) string {
	m := slices.Clone(one(g.random, g.examples))
	changes := 1 + g.random.IntN(3)
	switch kind {
	case Malformed:
		return g.malformed(m)
	case Missing:
		for range min(changes, len(m)) {
			i := g.random.IntN(len(m))
			m = slices.Delete(m, i, i+1)
		}
	case Unexpected:
		for range changes {
			m = append(m, member{one(g.random, strangeNames), one(g.random, strangeValues)})
		}
	default:
		if kind == Valid && g.random.IntN(8) == 0 {
			break // an example as it is
		}
		for range changes {
			m = g.change(m, kind)
		}
	}
	g.random.Shuffle(len(m), func(i, j int) { m[i], m[j] = m[j], m[i] })
	return m.String()
}

// change sets one field to a value of the wanted kind.
func (g *Generator) change(m members, kind Kind) members {
	name := one(g.random, g.names)
	property := g.schema["properties"].(object)[name].(object)
	value := g.value(property, kind)
	spelling := name
	if other := g.aliases[name]; len(other) > 0 && g.random.IntN(3) == 0 {
		spelling = one(g.random, other)
	}
	if kind == Duplicate {
		return append(m, member{spelling, g.value(property, one(g.random, []Kind{Valid, Valid, WrongType}))}, member{name, value})
	}
	m = slices.DeleteFunc(m, func(old member) bool { return old.name == name || slices.Contains(g.aliases[name], old.name) })
	return append(m, member{spelling, value})
}

func (g *Generator) malformed(m members) string {
	text := m.String()
	switch g.random.IntN(4) {
	case 0:
		return one(g.random, []string{"", "null", "[]", `"text"`, "7", "true", "[{}]", "\x00", "{", `{"a"}`, "nul", `{'a':1}`, "\ufeff{}"})
	case 1:
		return text[:g.random.IntN(len(text))]
	case 2:
		b := []byte(text)
		b[g.random.IntN(len(b))] = byte(g.random.IntN(256))
		return string(b)
	}
	return "[" + text + "]"
}

func (m members) String() string {
	var b strings.Builder
	b.WriteByte('{')
	for i, f := range m {
		if i > 0 {
			b.WriteByte(',')
		}
		b.WriteString(quoted(f.name) + ":" + f.value)
	}
	b.WriteByte('}')
	return b.String()
}

func one[T any](random *rand.Rand, list []T) T { return list[random.IntN(len(list))] }
