package durable_test

import (
	"context"
	"errors"
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"

	"github.com/witnessos/witnessos/durable"
	"github.com/witnessos/witnessos/internal/resilience"
	"github.com/witnessos/witnessos/internal/rpc"
)

func TestPauses(t *testing.T) {
	assert.Equal(t, 4, durable.MaxTries)
	var pauses []time.Duration
	for tries := 1; tries <= durable.MaxTries; tries++ {
		pauses = append(pauses, durable.Pause(tries))
	}
	assert.Equal(t, []time.Duration{2 * time.Second, 8 * time.Second, 30 * time.Second, 30 * time.Second}, pauses)
}

func TestJudge(t *testing.T) {
	for _, test := range []struct {
		name     string
		err      error
		postpone time.Duration
		final    bool
		code     string
	}{
		{"open breaker", fmt.Errorf("x: %w", &resilience.OpenError{Wait: 42 * time.Second}), 42 * time.Second, false, ""},
		{"probes under way", &resilience.OpenError{}, time.Second, false, ""},
		{"refused item", fmt.Errorf("x: %w", &rpc.Error{Code: "INVALID_PARAMS", Status: 400}), 0, true, "INVALID_PARAMS"},
		{"failing service", &rpc.Error{Code: "INTERNAL_ERROR", Status: 500}, 0, false, "SERVICE_UNAVAILABLE"},
		{"unknown version", &rpc.Error{Code: "UNSUPPORTED_VERSION", Status: 500}, 0, false, "SERVICE_UNAVAILABLE"},
		{"lost connection", errors.New("lost"), 0, false, "SERVICE_UNAVAILABLE"},
		{"timeout", fmt.Errorf("x: %w", context.DeadlineExceeded), 0, false, "TIMEOUT"},
	} {
		t.Run(test.name, func(t *testing.T) {
			v := durable.Judge(test.err)
			assert.Equal(t, test.postpone, v.Postpone)
			assert.Equal(t, test.final, v.Final)
			assert.Equal(t, test.code, v.Code)
		})
	}
}
