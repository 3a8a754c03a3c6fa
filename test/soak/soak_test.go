// Package soak sends every engine random and hostile inputs over HTTP, through the real four Workers
// in workerd. The inputs are made up from what the engines themselves say they accept: the JSON
// Schema of their served metadata. Whatever comes in, the answer is JSON and no 5xx, no program
// crashes or is replaced, and afterwards the programs hold no more memory than before.
//
// By default each engine gets a few hundred inputs. `make soak` sends 10,000; a failure names the
// seed that repeats it:
//
//	go test ./test/soak -args -inputs 10000 -seed 7
package soak

import (
	"encoding/json"
	"flag"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/witnessos/witnessos/internal/schema/schematest"
	"github.com/witnessos/witnessos/test/harness"
)

var (
	inputs = flag.Int("inputs", 300, "inputs sent to each engine")
	seed   = flag.Uint64("seed", 1, "seed of the inputs")
)

// clients send at the same time: enough to keep the system busy, few enough to leave it room.
const clients = 8

func TestSoak(t *testing.T) {
	s := harness.Start(t, harness.Config{Replace: map[string]string{
		"wrangler.toml":        "test/soak/testdata/router.mjs",
		"wrangler-engine.toml": "test/soak/testdata/engine.mjs",
	}})
	s.Client.Transport = &http.Transport{MaxIdleConnsPerHost: clients}
	engines := served(t, s)
	require.NotEmpty(t, engines)

	// The first part lets tables, caches and the heap come to their full size.
	warmUp := min(max(*inputs/5, 60), 500)
	for _, e := range engines {
		e.soak(t, s, *seed+1000, warmUp)
	}
	before := settled(t, s, engines)
	start := time.Now()
	for _, e := range engines {
		began := time.Now()
		e.soak(t, s, *seed, *inputs)
		e.rate = float64(*inputs) / time.Since(began).Seconds()
	}
	took := time.Since(start)
	after := settled(t, s, engines)

	for _, e := range engines {
		t.Logf("%-16s %6d sent: %6d calculated, %6d refused, %4.0f a second", e.name, e.sent.Load(), e.calculated.Load(), e.sent.Load()-e.calculated.Load(), e.rate)
		assert.NotZero(t, e.calculated.Load(), "%s: some inputs are good", e.name)
		assert.Less(t, e.calculated.Load(), e.sent.Load(), "%s: some inputs are bad", e.name)
	}
	t.Logf("%.0f inputs a second; %v before, %v after", float64(len(engines)**inputs)/took.Seconds(), before, after)
	flat(t, "router", before.Router, after.Router)
	flat(t, "engine", before.Engine, after.Engine)
	assert.NotContains(t, s.Log(), "goroutine ", "no stack trace in the log")
}

// engine is one under soak.
type engine struct {
	name             string
	schema           json.RawMessage
	examples         []json.RawMessage
	sent, calculated atomic.Int64
	rate             float64 // inputs a second
}

// served asks the system which engines it has and what they accept.
func served(t *testing.T, s *harness.System) (list []*engine) {
	t.Helper()
	var health struct{ Engines []string }
	decode(t, s.Get(t, "/engines/health"), &health)
	for _, name := range health.Engines {
		var metadata struct {
			InputSchema json.RawMessage
			Examples    []struct{ Input json.RawMessage }
		}
		decode(t, s.Get(t, "/engines/"+name+"/metadata"), &metadata)
		e := &engine{name: name, schema: metadata.InputSchema}
		for _, example := range metadata.Examples {
			e.examples = append(e.examples, example.Input)
		}
		list = append(list, e)
	}
	return list
}

func decode(t *testing.T, r *harness.Response, into any) {
	t.Helper()
	require.Equal(t, 200, r.Status, "%s", r.Body)
	require.NoError(t, json.Unmarshal(r.Body, into))
}

// request is one or more inputs with the path that they go to.
type request struct {
	kinds  []schematest.Kind
	path   string
	body   string
	inputs []string
}

// The requests of a soak. A request through the local platform's proxies takes several times as
// long as a calculation, so most inputs travel in batches.
const (
	batch      = 20
	batchBytes = 400 << 10
	alone      = 20 // one in so many inputs goes to the calculation by itself
	validated  = 40 // and one in so many to the validation
)

// requests makes up inputs. What is no object, or no JSON or no text at all, would spoil a batch
// and goes by itself.
func (e *engine) requests(t *testing.T, seed uint64, count int) (list []request) {
	t.Helper()
	g, err := schematest.New(e.schema, e.examples, time.Now().UTC(), seed)
	require.NoError(t, err)
	var together request
	size := 0
	send := func() {
		if len(together.inputs) > 0 {
			list = append(list, e.batch(together))
		}
		together, size = request{}, 0
	}
	for i := range count {
		kind, input := g.Next()
		one := request{kinds: []schematest.Kind{kind}, inputs: []string{input}}
		switch {
		case i%validated == 7:
			one.path, one.body = "/engines/validate", `{"engineName":`+strconv.Quote(e.name)+`,"input":`+input+`}`
		case kind == schematest.Malformed && i%2 == 0:
			one.path, one.body = e.path(), input
		case i%alone == 3 || kind == schematest.Malformed || !json.Valid([]byte(input)) || !utf8.ValidString(input):
			one.path, one.body = e.path(), `{"input":`+input+`}`
		default:
			together.kinds, together.inputs = append(together.kinds, kind), append(together.inputs, input)
			if size += len(input); len(together.inputs) == batch || size > batchBytes {
				send()
			}
			continue
		}
		list = append(list, one)
	}
	send()
	return list
}

func (e *engine) path() string { return "/engines/" + e.name + "/calculate" }

func (e *engine) batch(r request) request {
	items := make([]string, len(r.inputs))
	for i, input := range r.inputs {
		items[i] = `{"engineName":` + strconv.Quote(e.name) + `,"input":` + input + `}`
	}
	r.path, r.body = "/engines/batch", `{"engines":[`+strings.Join(items, ",")+`]}`
	return r
}

// soak sends inputs over several clients at once, and a part at a time, so that they need not all
// be in memory together.
func (e *engine) soak(t *testing.T, s *harness.System, seed uint64, count int) {
	t.Helper()
	const part = 1000
	for done := 0; done < count && !t.Failed(); done += part {
		list := e.requests(t, seed+uint64(done), min(part, count-done))
		var (
			group sync.WaitGroup
			next  atomic.Int64
		)
		for range clients {
			group.Go(func() {
				for i := next.Add(1) - 1; i < int64(len(list)) && !t.Failed(); i = next.Add(1) - 1 {
					if problem := e.try(s, list[i]); problem != "" {
						t.Errorf("%s, seed %d, %s: %s\n%s", e.name, seed+uint64(done), list[i].path, problem, list[i])
					}
				}
			})
		}
		group.Wait()
	}
}

// String lists the inputs of a request, each shortened.
func (r request) String() string {
	var b strings.Builder
	for i, input := range r.inputs {
		fmt.Fprintf(&b, "\t%s: %s\n", r.kinds[i], excerpt(input))
	}
	return b.String()
}

// reply has the members of the three kinds of replies that tell how it went.
type reply struct {
	Success *bool  `json:"success"`
	Code    string `json:"code"`
	Valid   *bool  `json:"valid"`
	Results []struct {
		EngineName string `json:"engineName"`
		Success    bool   `json:"success"`
		Code       string `json:"code"`
		Error      string `json:"error"`
	} `json:"results"`
}

// refusals are the codes of an input that an engine does not take.
var refusals = []string{"VALIDATION_ERROR", "INVALID_INPUT", "LANDMARKS_REQUIRED"}

// try sends a request and says what is wrong with the reply.
func (e *engine) try(s *harness.System, r request) string {
	response, err := s.Try("POST", r.path, r.body, "Content-Type: application/json")
	if err != nil {
		return err.Error()
	}
	e.sent.Add(int64(len(r.inputs)))
	status, body := response.Status, excerpt(string(response.Body))
	var out reply
	switch {
	case status >= 500:
		return fmt.Sprintf("status %d: %s", status, body)
	case response.Header.Get("Content-Type") != "application/json":
		return "no JSON but " + response.Header.Get("Content-Type")
	case json.Unmarshal(response.Body, &out) != nil:
		return "no JSON: " + body
	case out.Success == nil || *out.Success != (status < 400):
		return fmt.Sprintf("success does not fit status %d: %s", status, body)
	case status != 200 && (status != 400 || out.Code == ""):
		return fmt.Sprintf("status %d, code %q", status, out.Code)
	case r.path == "/engines/validate" && status == 200 && out.Valid == nil:
		return "a validation that says nothing"
	case r.path == "/engines/batch":
		return e.tryBatch(r, out, body)
	}
	if r.path == e.path() && status == 200 {
		e.calculated.Add(1)
	}
	return ""
}

// tryBatch says what is wrong with the items of a batch.
func (e *engine) tryBatch(r request, out reply, body string) string {
	if len(out.Results) != len(r.inputs) {
		return fmt.Sprintf("%d items, %d results: %s", len(r.inputs), len(out.Results), body)
	}
	for i, item := range out.Results {
		switch {
		case item.EngineName != e.name:
			return fmt.Sprintf("item %d is of %q", i, item.EngineName)
		case item.Success:
			e.calculated.Add(1)
		case !slices.Contains(refusals, item.Code):
			return fmt.Sprintf("item %d: %s: %s", i, item.Code, excerpt(item.Error))
		}
	}
	return ""
}

func excerpt(s string) string {
	const most = 400
	if len(s) > most {
		return strconv.QuoteToASCII(s[:most]) + "…"
	}
	return strconv.QuoteToASCII(s)
}

// usage is what a program uses, as its shell sees it.
type usage struct {
	Boots       int `json:"boots"`
	Bytes       int `json:"bytes"`       // of Wasm memory
	Collections int `json:"collections"` // of garbage
	Live        int `json:"live"`        // MB of the heap alive after the last of them
}

func (u usage) String() string {
	return fmt.Sprintf("%.1f MiB of memory, %d MB alive after %d collections", float64(u.Bytes)/(1<<20), u.Live, u.Collections)
}

type usages struct{ Router, Engine usage }

func (u usages) String() string { return fmt.Sprintf("[router %v; engine %v]", u.Router, u.Engine) }

// settled sends good inputs until both programs have collected their garbage again, so that what
// is alive is what they keep, and returns the least of several readings: a collection in the middle
// of a large calculation finds more.
func settled(t *testing.T, s *harness.System, engines []*engine) (least usages) {
	t.Helper()
	read := func() (u usages) {
		decode(t, s.Get(t, "/soak"), &u)
		return u
	}
	start := read()
	enough := func(u usages) bool {
		return u.Router.Collections >= start.Router.Collections+4 && u.Engine.Collections >= start.Engine.Collections+4
	}
	for round := 0; ; round++ {
		for _, e := range engines {
			for _, input := range e.examples {
				r := s.Post(t, "/engines/"+e.name+"/calculate", `{"input":`+string(input)+`}`)
				require.Equal(t, 200, r.Status, "%s: %s", e.name, r.Body)
			}
		}
		u := read()
		if round == 0 {
			least = u
		}
		least.Router.Live, least.Engine.Live = min(least.Router.Live, u.Router.Live), min(least.Engine.Live, u.Engine.Live)
		if enough(u) || round == 200 {
			u.Router.Live, u.Engine.Live = least.Router.Live, least.Engine.Live
			return u
		}
	}
}

// flat fails when a program was replaced or holds more than before. A leak of 100 bytes a request
// would keep 10 MB alive after ten thousand requests to each of ten engines. Wasm memory never
// shrinks, so it tells of the largest moment only; at 64 MiB the shell replaces a program.
func flat(t *testing.T, name string, before, after usage) {
	t.Helper()
	assert.Equal(t, 1, after.Boots, "%s: one program all the time", name)
	assert.NotZero(t, after.Collections, "%s: garbage was collected", name)
	assert.LessOrEqual(t, after.Live, before.Live+3, "%s: MB alive", name)
	assert.Less(t, after.Bytes, 64<<20, "%s: bytes of Wasm memory", name)
}

// TestEveryKindOfInputIsSent checks the soak itself.
func TestEveryKindOfInputIsSent(t *testing.T) {
	e := &engine{name: "numerology", schema: []byte(`{"properties":{"a":{"type":"string"}}}`), examples: []json.RawMessage{[]byte(`{"a":"b"}`)}}
	var kinds []schematest.Kind
	paths, inputs := map[string]int{}, 0
	for _, r := range e.requests(t, 1, 500) {
		paths[r.path]++
		inputs += len(r.inputs)
		for _, kind := range r.kinds {
			if !slices.Contains(kinds, kind) {
				kinds = append(kinds, kind)
			}
		}
	}
	assert.ElementsMatch(t, schematest.Kinds(), kinds)
	assert.Equal(t, 500, inputs)
	assert.Len(t, paths, 3, "calculation, batch and validation")
}
