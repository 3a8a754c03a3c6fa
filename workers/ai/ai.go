// Package ai is the Worker that asks language models. It has no provider yet, and says so: no
// canned text ever stands in for a model's answer.
package ai

import (
	"context"
	"time"

	"github.com/witnessos/witnessos/internal/api"
	"github.com/witnessos/witnessos/internal/resilience"
	"github.com/witnessos/witnessos/internal/service"
)

const noProvider = "No AI provider configured"

// Service implements service.AI.
type Service struct {
	Now func() time.Time
}

var _ service.AI = (*Service)(nil)

// SynthesizeWorkflow implements service.AI.
func (s *Service) SynthesizeWorkflow(context.Context, service.WorkflowSynthesis) (service.SynthesisResult, error) {
	return s.nobodyToAsk(), nil
}

// GenerateGuidance implements service.AI.
func (s *Service) GenerateGuidance(context.Context, service.Guidance) (service.SynthesisResult, error) {
	return s.nobodyToAsk(), nil
}

func (s *Service) nobodyToAsk() service.SynthesisResult {
	return service.SynthesisResult{
		Code:     service.CodeAINotAvailable,
		Error:    noProvider,
		Metadata: service.SynthesisMetadata{AttemptedModels: []string{}, Timestamp: api.Time(s.Now())},
	}
}

// HealthCheck implements service.AI.
func (s *Service) HealthCheck(context.Context, service.None) (service.AIHealth, error) {
	return service.AIHealth{
		Status:    service.Degraded,
		Models:    map[string]resilience.Snapshot{},
		Timestamp: api.Time(s.Now()),
		Error:     noProvider,
	}, nil
}
