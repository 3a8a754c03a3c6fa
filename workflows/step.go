package workflows

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"

	"github.com/witnessos/witnessos/internal/edge"
)

// maxStepResult is how many bytes the platform stores of a step.
const maxStepResult = 1 << 20

// steps are those of one run of an instance.
type steps struct {
	edge.WorkflowRun
	retries int // attempts, beyond the first, of the steps that have succeeded
}

// stored is what the platform keeps of a step. The attempt is part of it, because only the body
// that succeeded knows it.
type stored[T any] struct {
	Attempt int `json:"attempt"`
	Value   T   `json:"value"`
}

// step runs a step, or returns what it gave on an earlier run. The error is that of its last
// attempt, after all retries.
func step[T any](ctx context.Context, s *steps, name string, o edge.StepOptions,
	body func(ctx context.Context, attempt int) (T, error),
) (T, error) {
	var result stored[T]
	raw, err := s.Do(ctx, name, o, func(ctx context.Context, attempt int) (json.RawMessage, error) {
		value, err := body(edge.WithTimeout(ctx, o.Timeout), attempt)
		if err != nil {
			fmt.Printf("workflow %s: %s, attempt %d: %v\n", s.InstanceID(), name, attempt, err)
			return nil, lasting(err)
		}
		text, err := json.Marshal(stored[T]{attempt, value})
		if err == nil && len(text) > maxStepResult {
			err = fmt.Errorf("workflows: %s has a result of %d bytes", name, len(text))
		}
		if err != nil {
			return nil, edge.Permanent(err)
		}
		return text, nil
	})
	if err == nil {
		err = json.Unmarshal(raw, &result)
	}
	if err != nil {
		return result.Value, err
	}
	s.retries += result.Attempt - 1
	return result.Value, nil
}

// lasting marks an error as permanent when the caller is to blame: the same call would meet the
// same refusal.
func lasting(err error) error {
	var e interface{ ClientFault() bool }
	if errors.As(err, &e) && e.ClientFault() {
		return edge.Permanent(err)
	}
	return err
}
