package resultcache

import (
	"context"
	"fmt"
	"time"

	"github.com/witnessos/witnessos/internal/edge"
	"github.com/witnessos/witnessos/internal/engines"
	"github.com/witnessos/witnessos/internal/service"
)

// KV is a KV namespace; edge.KV is one.
type KV interface {
	Get(ctx context.Context, key string) (value []byte, found bool, err error)
	Put(ctx context.Context, key string, value []byte, ttl time.Duration) error
}

// Options are what a Cache works with. All but Enabled are required.
type Options struct {
	Enabled   bool // false: no result is looked up or kept; profiles are still saved
	Results   KV   // KV_CACHE
	Profiles  KV   // KV_USER_PROFILES
	Now       func() time.Time
	WaitUntil func(context.Context, func(context.Context)) // runs work after the reply
}

// Cache is a service.Engine with a memory. What it does not remember it asks the Engine inside.
type Cache struct {
	service.Engine
	o Options
}

var _ service.Engine = (*Cache)(nil)

// New puts a cache in front of a service.
func New(inner service.Engine, o Options) *Cache { return &Cache{inner, o} }

// Ping reports whether the store of the results answers.
func (c *Cache) Ping(ctx context.Context) error {
	_, _, err := c.o.Results.Get(ctx, "cache:ping") // the key need not exist
	return err
}

// CalculateEngine implements service.Engine.
func (c *Cache) CalculateEngine(ctx context.Context, p service.Calculation) (engines.Result, error) {
	found, err := c.look(ctx, p)
	if err != nil {
		return engines.Result{}, err
	}
	result := found.hit
	if result == nil {
		fresh, err := c.Engine.CalculateEngine(ctx, p)
		if err != nil {
			return engines.Result{}, err
		}
		c.keep(ctx, found.place, fresh)
		fresh.Metadata.Missed = found.place != nil
		result = &fresh
	}
	c.saveProfile(ctx, p, *result)
	return *result, nil
}

// BatchCalculate implements service.Engine. The service gets one batch of what is not remembered.
func (c *Cache) BatchCalculate(ctx context.Context, p service.Batch) (service.BatchResult, error) {
	if n := len(p.Engines); n == 0 || n > service.MaxBatch {
		return c.Engine.BatchCalculate(ctx, p) // which words the refusal
	}
	found, err := c.lookAll(ctx, p)
	if err != nil {
		return service.BatchResult{}, err
	}
	results := make([]service.BatchOutcome, len(p.Engines))
	misses := service.Batch{Options: p.Options}
	var missed []int
	for i, f := range found {
		if f.hit != nil {
			results[i] = service.BatchOutcome{EngineName: f.hit.Metadata.EngineName, Result: *f.hit}
			continue
		}
		misses.Engines = append(misses.Engines, p.Engines[i])
		missed = append(missed, i)
	}
	if len(missed) > 0 {
		fresh, err := c.Engine.BatchCalculate(ctx, misses)
		if err != nil {
			return service.BatchResult{}, err
		}
		if len(fresh.Results) != len(missed) {
			return service.BatchResult{}, fmt.Errorf("resultcache: %d results for %d items", len(fresh.Results), len(missed))
		}
		for n, i := range missed {
			results[i] = fresh.Results[n]
			c.keep(ctx, found[i].place, results[i].Result)
		}
	}
	for i, item := range p.Engines {
		calculation := service.Calculation{EngineName: item.EngineName, Input: item.Input, Options: p.Options}
		c.saveProfile(ctx, calculation, results[i].Result)
	}
	return service.BatchResult{Results: results, Summary: service.Summarize(results)}, nil
}

// lookAll looks for every item of a batch at the same time. The first one goes ahead alone: when
// the service is down, that is one failure for its breaker and not one for each item.
func (c *Cache) lookAll(ctx context.Context, p service.Batch) ([]lookup, error) {
	found := make([]lookup, len(p.Engines))
	var rest []func()
	first := true
	for i, item := range p.Engines {
		calculation := service.Calculation{EngineName: item.EngineName, Input: item.Input, Options: p.Options}
		if !c.applies(calculation) {
			continue
		}
		if !first {
			rest = append(rest, func() {
				// An item that could not be looked up is a miss; the batch will tell why.
				found[i], _ = c.look(ctx, calculation)
			})
			continue
		}
		first = false
		var err error
		if found[i], err = c.look(ctx, calculation); err != nil {
			return nil, err
		}
	}
	edge.Together(rest...)
	return found, nil
}
