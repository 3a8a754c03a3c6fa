package workflows

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/witnessos/witnessos/internal/edge"
)

// platform runs a workflow as the real one does. It keeps the results of steps by name, tries a
// step again after an error, up to its limit, and remembers that the limit is used up; but not that
// an error was permanent. A kill ends the program at any point, and the function starts again from
// the top; an attempt that was killed counts.
type platform struct {
	t        *testing.T
	killAt   string // the point at which the program is killed, once
	startsAt time.Time

	results  map[string]json.RawMessage
	failures map[string]error
	attempts map[string]int // of each step, killed ones included
	options  map[string]edge.StepOptions
	order    []string // steps as they were first asked for
	points   []string // where a kill could happen
	asked    int      // steps asked for in this run
	inStep   bool
	kills    int
}

func newPlatform(t *testing.T) *platform {
	return &platform{
		t:        t,
		startsAt: time.Date(2025, 7, 19, 8, 0, 0, 0, time.UTC),
		results:  map[string]json.RawMessage{},
		failures: map[string]error{},
		attempts: map[string]int{},
		options:  map[string]edge.StepOptions{},
	}
}

type killed struct{}

// run brings the instance to its end.
func (p *platform) run(f edge.WorkflowFunc, params any) (json.RawMessage, error) {
	raw, err := json.Marshal(params)
	require.NoError(p.t, err)
	for {
		out, err, alive := p.once(f, raw)
		if alive {
			return out, err
		}
		p.kills++
	}
}

func (p *platform) once(f edge.WorkflowFunc, params json.RawMessage) (out json.RawMessage, err error, alive bool) {
	defer func() {
		p.inStep = false
		if cause := recover(); cause != nil {
			if _, ok := cause.(killed); !ok {
				panic(cause)
			}
			alive = false
		}
	}()
	p.asked = 0
	out, err = f(p.t.Context(), p, params)
	return out, err, true
}

func (p *platform) point(name string) {
	if p.kills == 0 {
		p.points = append(p.points, name)
		if name == p.killAt {
			panic(killed{})
		}
	}
}

func (p *platform) InstanceID() string { return "5f0c7a52-9a5e-4b8e-8d0e-3f1f0f5f9a11" }

func (p *platform) StartedAt() time.Time { return p.startsAt }

func (p *platform) Do(ctx context.Context, name string, o edge.StepOptions, body edge.StepFunc) (json.RawMessage, error) {
	p.t.Helper()
	require.False(p.t, p.inStep, "a step inside of a step")
	if p.asked == len(p.order) {
		require.NotContains(p.t, p.order, name, "one name for two steps")
		p.order = append(p.order, name)
	}
	require.Equal(p.t, p.order[p.asked], name, "every run asks for the same steps")
	p.asked++
	p.options[name] = o
	p.point("before " + name)
	if result, done := p.results[name]; done {
		return result, nil
	}
	if err, done := p.failures[name]; done {
		return nil, err
	}
	for {
		p.attempts[name]++
		attempt := p.attempts[name]
		p.inStep = true
		result, err := body(ctx, attempt)
		p.point("inside " + name) // the body has run, and nobody knows
		p.inStep = false
		if err == nil {
			require.LessOrEqual(p.t, len(result), 1<<20)
			require.True(p.t, json.Valid(result))
			p.results[name] = result
			p.point("after " + name)
			return result, nil
		}
		if isPermanent(err) {
			return nil, &edge.HostError{Operation: "step.do", Name: "NonRetryableError", Message: err.Error()}
		}
		if attempt > o.Retries {
			p.failures[name] = &edge.HostError{Operation: "step.do", Message: err.Error()}
			return nil, p.failures[name]
		}
	}
}

// isPermanent recognises edge.Permanent, as the shell does when the error leaves Go.
func isPermanent(err error) bool {
	for ; err != nil; err = errors.Unwrap(err) {
		if fmt.Sprintf("%T", err) == fmt.Sprintf("%T", edge.Permanent(nil)) {
			return true
		}
	}
	return false
}

func (p *platform) Sleep(context.Context, string, time.Duration) error {
	p.t.Fatal("this workflow does not sleep")
	return nil
}

func (p *platform) SleepUntil(context.Context, string, time.Time) error {
	p.t.Fatal("this workflow does not sleep")
	return nil
}

func (p *platform) WaitForEvent(context.Context, string, string, time.Duration) (json.RawMessage, error) {
	p.t.Fatal("this workflow waits for nobody")
	return nil, nil
}
