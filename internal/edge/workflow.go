package edge

import (
	"context"
	"encoding/json"
	"errors"
	"strconv"
	"time"
)

// WorkflowFunc is a Workflow: it runs from the top whenever the platform brings the instance back,
// and steps that have finished give their stored results at once. Time, randomness and I/O belong
// inside steps. params and the result are JSON.
type WorkflowFunc func(ctx context.Context, run WorkflowRun, params json.RawMessage) (json.RawMessage, error)

// WorkflowRun is a running instance.
type WorkflowRun interface {
	InstanceID() string
	// StartedAt is when the instance was created, the same on every run.
	StartedAt() time.Time
	// Do runs a step once and remembers its result under name, which must be the same on every
	// run. It returns the error of the last attempt.
	Do(ctx context.Context, name string, o StepOptions, body StepFunc) (json.RawMessage, error)
	// Sleep pauses the instance; nothing of it is in memory meanwhile.
	Sleep(ctx context.Context, name string, d time.Duration) error
	// SleepUntil pauses the instance until a time.
	SleepUntil(ctx context.Context, name string, at time.Time) error
	// WaitForEvent pauses the instance until somebody sends it an event of that type and returns
	// the event's payload. It fails when timeout passes first.
	WaitForEvent(ctx context.Context, name, eventType string, timeout time.Duration) (json.RawMessage, error)
}

// StepFunc is the body of a step. attempt counts from 1; the result is JSON of at most 1 MiB.
type StepFunc func(ctx context.Context, attempt int) (json.RawMessage, error)

// Backoff is how the wait between the attempts of a step grows.
type Backoff string

// The growths that the platform knows.
const (
	Constant    Backoff = "constant"
	Linear      Backoff = "linear"
	Exponential Backoff = "exponential"
)

// StepOptions say how often a step is tried again after its first attempt, and how long one
// attempt may take.
type StepOptions struct {
	Retries int
	Delay   time.Duration
	Backoff Backoff
	Timeout time.Duration
}

// permanentError marks an error that no retry can mend.
type permanentError struct{ error }

func (e permanentError) Unwrap() error { return e.error }

// Permanent marks err, so that the platform does not try the step again.
func Permanent(err error) error { return permanentError{err} }

type workflowRun struct {
	instanceID string
	startedAt  time.Time
	steps      []StepFunc
}

func (w *workflowRun) InstanceID() string { return w.instanceID }

func (w *workflowRun) StartedAt() time.Time { return w.startedAt }

func (w *workflowRun) Do(ctx context.Context, name string, o StepOptions, body StepFunc) (json.RawMessage, error) {
	w.steps = append(w.steps, body)
	config := map[string]any{
		"retries": map[string]any{"limit": o.Retries, "delay": o.Delay.Milliseconds(), "backoff": o.Backoff},
		"timeout": o.Timeout.Milliseconds(),
	}
	head, _, err := do(ctx, []any{"step.do", name, config, len(w.steps) - 1}, nil)
	return head, err
}

func (w *workflowRun) Sleep(ctx context.Context, name string, d time.Duration) error {
	return run(ctx, nil, "step.sleep", name, d.Milliseconds())
}

func (w *workflowRun) SleepUntil(ctx context.Context, name string, at time.Time) error {
	return run(ctx, nil, "step.sleepUntil", name, at.UnixMilli())
}

func (w *workflowRun) WaitForEvent(ctx context.Context, name, eventType string, timeout time.Duration) (json.RawMessage, error) {
	out, err := call[struct {
		Payload json.RawMessage `json:"payload"`
	}](ctx, nil, "step.wait", name, map[string]any{"type": eventType, "timeout": timeout.Milliseconds()})
	return out.Payload, err
}

// runs finds a running instance by the event that runs it; its steps are events of their own.
var runs = map[uint32]*workflowRun{}

func runWorkflow(ctx context.Context, e *event, f WorkflowFunc, startedAt time.Time, params []byte) ([]byte, error) {
	w := &workflowRun{instanceID: e.requestID, startedAt: startedAt.UTC()}
	runs[e.id] = w
	defer delete(runs, e.id)
	return f(ctx, w, params)
}

var errNoSuchStep = errors.New("edge: the workflow of this step does not run here")

func runStep(ctx context.Context, in *lines) ([]byte, error) {
	owner, _ := strconv.ParseUint(in.next(), 10, 32)
	step, _ := strconv.Atoi(in.next())
	attempt, _ := strconv.Atoi(in.next())
	w, ok := runs[uint32(owner)]
	if !ok || step >= len(w.steps) {
		return nil, errNoSuchStep
	}
	return w.steps[step](ctx, attempt)
}

// Workflows creates and asks instances of a Workflow binding.
type Workflows string

// WorkflowStatus is what the platform says of an instance. Status is one of queued, running,
// paused, errored, terminated, complete, waiting, waitingForPause, unknown.
type WorkflowStatus struct {
	Status string          `json:"status"`
	Error  string          `json:"error,omitempty"`
	Output json.RawMessage `json:"output,omitempty"`
	// Here tells that the instance's function runs in this isolate.
	Here bool `json:"here,omitempty"`
}

// Create starts an instance with an id of the caller's choice. params is JSON.
func (w Workflows) Create(ctx context.Context, id string, params []byte) error {
	return run(ctx, params, "workflow.create", string(w), id)
}

// Status asks for the state of an instance. An unknown id is a *HostError.
func (w Workflows) Status(ctx context.Context, id string) (WorkflowStatus, error) {
	return call[WorkflowStatus](ctx, nil, "workflow.status", string(w), id)
}

// LocalWorkflows are Workflows of a local platform, which forgets what it ran when its process is
// killed. Asking for the status of such an instance takes it up again; steps that have finished do
// not run twice. The real platform does all this by itself.
type LocalWorkflows struct{ Workflows }

// Status is Workflows.Status.
func (w LocalWorkflows) Status(ctx context.Context, id string) (WorkflowStatus, error) {
	status, err := w.Workflows.Status(ctx, id)
	if err == nil && status.Status == "running" && !status.Here {
		err = run(ctx, nil, "workflow.revive", string(w.Workflows), id)
	}
	return status, err
}
