package router

import (
	"context"
	"testing"
	"time"

	"github.com/witnessos/witnessos/internal/auth"
	"github.com/witnessos/witnessos/internal/edge"
	"github.com/witnessos/witnessos/internal/engines"
	"github.com/witnessos/witnessos/internal/engines/numerology"
	"github.com/witnessos/witnessos/internal/ratelimit"
	"github.com/witnessos/witnessos/internal/resilience"
	"github.com/witnessos/witnessos/internal/rpc"
	"github.com/witnessos/witnessos/internal/service"
	"github.com/witnessos/witnessos/internal/web"
	"github.com/witnessos/witnessos/workers/engine"
)

// abundance grants every lease in full.
type abundance struct{}

func (abundance) Lease(_ context.Context, _ string, r ratelimit.LeaseRequest) (ratelimit.Lease, error) {
	return ratelimit.Lease{Granted: r.Want, Remaining: r.Limit, Reset: time.Now().Add(time.Minute)}, nil
}

type listing struct{ service.Engine }

func (listing) ListEngines(context.Context, service.None) ([]string, error) {
	return []string{"numerology"}, nil
}

func (listing) HealthCheck(context.Context, service.None) (service.EngineHealth, error) {
	return service.EngineHealth{}, nil
}

// BenchmarkHandle is the router's own share of a plain request.
func BenchmarkHandle(b *testing.B) {
	r := New(Deps{
		Config: Config{
			Keys:    auth.Keys{Current: make([]byte, auth.MinSecret)},
			RateMax: 1 << 40, RateAnonMax: 1 << 40, RateWindow: time.Hour,
		},
		Engine:  listing{},
		Limiter: ratelimit.NewLimiter(abundance{}, time.Now, ratelimit.DefaultCapacity),
		Now:     time.Now,
	})
	request := &web.Request{
		ID: "6f0c1b7a-3d58-4b0c-9a41-c27d5a8f9b10", Method: "GET", URL: "http://localhost:8787/engines",
		Header: web.Header{{Name: "accept", Value: "*/*"}, {Name: "cf-connecting-ip", Value: "127.0.0.1"}},
	}
	b.ReportAllocs()
	for b.Loop() {
		if got := r.Handle(context.Background(), request); got.Status != 200 {
			b.Fatal(got.Status, string(got.Whole()))
		}
	}
}

// direct is an RPC transport without Workers in between.
type direct struct{ rpc.Server }

// BenchmarkCalculate is all that Go does for a calculation, in both Workers.
func BenchmarkCalculate(b *testing.B) {
	server := service.NewEngineServer(&engine.Service{
		Registry: engines.NewRegistry(numerology.New()), Now: time.Now,
	})
	r := New(Deps{
		Config: Config{
			Keys:    auth.Keys{Current: make([]byte, auth.MinSecret)},
			RateMax: 1 << 40, RateAnonMax: 1 << 40, RateWindow: time.Hour,
		},
		Engine: service.NewEngineClient(direct{server}, resilience.New("engine-service", resilience.Options{
			Now: time.Now, WithDeadline: edge.WithDeadline,
		})),
		Limiter: ratelimit.NewLimiter(abundance{}, time.Now, ratelimit.DefaultCapacity),
		Now:     time.Now,
	})
	request := &web.Request{
		ID: "6f0c1b7a-3d58-4b0c-9a41-c27d5a8f9b10", Method: "POST",
		URL:    "http://localhost:8787/engines/numerology/calculate",
		Header: web.Header{{Name: "accept", Value: "*/*"}, {Name: "cf-connecting-ip", Value: "127.0.0.1"}},
		Body:   []byte(`{"input":{"fullName":"John Doe","birthDate":"1980-09-04"}}`),
	}
	b.ReportAllocs()
	for b.Loop() {
		if got := r.Handle(context.Background(), request); got.Status != 200 {
			b.Fatal(got.Status, string(got.Whole()))
		}
	}
}
