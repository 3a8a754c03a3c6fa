package resultcache

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"github.com/witnessos/witnessos/internal/api"
	"github.com/witnessos/witnessos/internal/engines"
)

// entry is a kept result.
type entry struct {
	Data            json.RawMessage `json:"data"`
	EngineName      string          `json:"engineName"`
	InputHash       string          `json:"inputHash"`
	CachedAt        string          `json:"cachedAt"`
	ConfidenceScore float64         `json:"confidenceScore"`
	TTL             int             `json:"ttl"` // s
	Metadata        entryMetadata   `json:"metadata"`
}

// entryMetadata is what a hit repeats of the result besides its data.
type entryMetadata struct {
	CalculationTime float64  `json:"calculationTime"` // ms
	Warnings        []string `json:"warnings"`
}

// restore turns a kept value back into a result. The data is as it was calculated, with the
// timestamp of then; the result's own timestamp is now.
func (at *place) restore(value []byte, now time.Time) (*engines.Result, bool) {
	var e entry
	if json.Unmarshal(value, &e) != nil || e.EngineName != at.engine || e.InputHash != at.hash || len(e.Data) == 0 {
		return nil, false
	}
	return &engines.Result{
		Success:  true,
		Data:     e.Data,
		Warnings: append([]string{}, e.Metadata.Warnings...),
		Metadata: engines.ResultMetadata{
			EngineName:      e.EngineName,
			CalculationTime: e.Metadata.CalculationTime,
			Cached:          true,
			CachedAt:        e.CachedAt,
			Timestamp:       api.Time(now),
		},
	}, true
}

// keep writes a fresh result after the reply, if it is a success and good enough.
func (c *Cache) keep(ctx context.Context, at *place, r engines.Result) {
	if at == nil || !r.Success {
		return
	}
	now := c.o.Now()
	c.o.WaitUntil(ctx, func(ctx context.Context) {
		if err := c.write(ctx, at, r, now); err != nil {
			fmt.Printf("resultcache: %s not kept: %v\n", at.engine, err)
		}
	})
}

func (c *Cache) write(ctx context.Context, at *place, r engines.Result, now time.Time) error {
	var data struct {
		Confidence float64 `json:"confidence_score"` // absent from drawn readings: 0
	}
	if err := json.Unmarshal(r.Data, &data); err != nil {
		return err
	}
	ttl, ok := lifetime(at.policy, data.Confidence)
	if !ok {
		return nil
	}
	value, err := json.Marshal(entry{
		Data:            r.Data,
		EngineName:      at.engine,
		InputHash:       at.hash,
		CachedAt:        api.Time(now),
		ConfidenceScore: data.Confidence,
		TTL:             int(ttl / time.Second),
		Metadata:        entryMetadata{CalculationTime: r.Metadata.CalculationTime, Warnings: r.Warnings},
	})
	if err != nil {
		return err
	}
	return c.o.Results.Put(ctx, at.key, value, ttl)
}

// shortestTTL is the least that KV accepts.
const shortestTTL = time.Minute

// lifetime is how long a result is kept, in whole seconds: an hour times twice its confidence (at
// least 0.5, at most 2), but no longer than the engine's policy allows. ok is false for a result
// that is not kept.
func lifetime(p engines.CachePolicy, confidence float64) (ttl time.Duration, ok bool) {
	if confidence < p.MinConfidence || p.MaxTTLSeconds <= 0 {
		return 0, false
	}
	seconds := 3600 * min(max(2*confidence, 0.5), 2)
	seconds = min(seconds, float64(p.MaxTTLSeconds))
	return max(time.Duration(seconds)*time.Second, shortestTTL), true
}
