package router

import (
	"context"
	"encoding/json"
	"errors"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/witnessos/witnessos/internal/auth"
	"github.com/witnessos/witnessos/internal/edge"
	"github.com/witnessos/witnessos/internal/resilience"
	"github.com/witnessos/witnessos/internal/service"
	"github.com/witnessos/witnessos/internal/sqldb"
	"github.com/witnessos/witnessos/internal/web"
)

// patient is a router whose services say of themselves what a test wants.
type patient struct {
	*Router
	engine   service.EngineHealth
	forecast service.ForecastHealth
	ai       service.AIHealth
	down     map[string]error // by service, "database" or "cache"
	unbound  map[string]bool  // by binding
	asked    int
	now      time.Time
}

type (
	patientEngine struct {
		service.Engine
		*patient
	}
	patientForecast struct{ *patient }
	patientAI       struct {
		service.AI
		*patient
	}
	patientDB struct {
		sqldb.DB
		*patient
	}
	patientCache struct{ *patient }
)

func (p patientEngine) HealthCheck(context.Context, service.None) (service.EngineHealth, error) {
	p.asked++
	if err := p.down[EngineService]; err != nil {
		return service.EngineHealth{}, err
	}
	return p.engine, nil
}

func (p patientForecast) HealthCheck(context.Context, service.None) (service.ForecastHealth, error) {
	return p.forecast, p.down[ForecastService]
}

func (p patientAI) HealthCheck(context.Context, service.None) (service.AIHealth, error) {
	return p.ai, p.down[AIService]
}

func (p patientDB) Query(context.Context, string, ...any) (*sqldb.Rows, error) {
	return &sqldb.Rows{}, p.down["database"]
}

func (p patientCache) Ping(context.Context) error { return p.down["cache"] }

// newPatient is in the best of health.
func newPatient() *patient {
	p := &patient{
		engine:   service.EngineHealth{Status: service.Healthy, Engines: []string{"numerology"}, Ephemeris: true, Version: "2"},
		forecast: service.ForecastHealth{Status: service.Healthy},
		ai:       service.AIHealth{Status: service.Healthy},
		down:     map[string]error{},
		unbound:  map[string]bool{},
		now:      time.Date(2025, 7, 19, 8, 0, 0, 0, time.UTC),
	}
	now := func() time.Time { return p.now }
	guards := map[string]*resilience.Guard{}
	for _, name := range Services {
		guards[name] = resilience.New(name, resilience.Options{
			Now: now, WithDeadline: edge.WithDeadline, Random: func() float64 { return 0 },
			Sleep: func(context.Context, time.Duration) error { return nil },
		})
	}
	p.Router = New(Deps{
		Config:   Config{Environment: "production", Keys: auth.Keys{Current: make([]byte, 32)}},
		Engine:   patientEngine{nil, p},
		Forecast: patientForecast{p},
		AI:       patientAI{nil, p},
		DB:       patientDB{nil, p},
		Cache:    patientCache{p},
		Guards:   guards,
		Bound:    func(binding string) bool { return !p.unbound[binding] },
		Boot:     func() edge.Boot { return edge.Boot{ID: "isolate"} },
		Now:      now,
	})
	return p
}

// open opens the breaker of a service.
func (p *patient) open(name string) {
	for range 5 {
		_, _ = resilience.Do(context.Background(), p.Guards[name], resilience.Policy{}, func(context.Context) (int, error) {
			return 0, errDown
		})
	}
}

var errDown = errors.New("connection lost to 10.0.0.1")

// report is what the tests read in the body.
type report struct {
	Overall  string
	Status   string
	Error    string
	Code     string
	Message  string
	Services []serviceHealth
	Engines  []string
	Storage  struct {
		Status  string
		Details map[string]any
	}
}

func (p *patient) report(t *testing.T) (int, report) {
	t.Helper()
	rep, err := p.health(t.Context(), &call{Request: &web.Request{ID: "id"}})
	require.NoError(t, err)
	var r report
	require.NoError(t, json.Unmarshal(rep.body.JSON(), &r))
	assert.NotContains(t, string(rep.body.JSON()), "10.0.0.1")
	return rep.status, r
}

func TestHealthRules(t *testing.T) {
	for name, c := range map[string]struct {
		ill     func(*patient)
		status  int
		overall string
		ofEach  map[string]string // those that are not healthy
		message string
	}{
		"well": {func(*patient) {}, 200, "healthy", nil, ""},
		"one says that it is degraded": {
			func(p *patient) { p.ai.Status = "degraded" }, 206, "degraded", map[string]string{AIService: "degraded"}, "",
		},
		"what a service says of itself is degraded at worst": {
			func(p *patient) { p.forecast.Status, p.engine.Status = "unhealthy", "on fire" },
			206, "degraded", map[string]string{ForecastService: "degraded", EngineService: "degraded"}, "",
		},
		"one does not answer": {
			func(p *patient) { p.down[EngineService] = errDown }, 206, "degraded", map[string]string{EngineService: "unhealthy"}, "",
		},
		"the breaker of a service is open": {
			func(p *patient) { p.open(AIService) }, 206, "degraded", map[string]string{AIService: "unhealthy"}, "",
		},
		"the breaker of an object and of a workflow is open": {
			func(p *patient) { p.open(Coordinator); p.open(Consciousness) },
			206, "degraded", map[string]string{Coordinator: "degraded", Consciousness: "degraded"}, "",
		},
		"three of seven down": {
			func(p *patient) {
				p.down[EngineService], p.down[AIService], p.unbound["FORECAST_SESSION"] = errDown, context.DeadlineExceeded, true
			},
			206, "degraded", map[string]string{EngineService: "unhealthy", AIService: "unhealthy", ForecastSession: "unhealthy"}, "",
		},
		"as many down as up": {
			func(p *patient) {
				p.down[EngineService], p.down[ForecastService], p.ai.Status, p.unbound["FORECAST_SESSION"] = errDown, errDown, "degraded", true
			},
			206, "degraded", map[string]string{
				EngineService: "unhealthy", ForecastService: "unhealthy", AIService: "degraded", ForecastSession: "unhealthy",
			}, "",
		},
		"more down than up": {
			func(p *patient) {
				p.down[EngineService], p.down[ForecastService], p.down[AIService], p.unbound["FORECAST_SESSION"] = errDown, errDown, errDown, true
			},
			503, "unhealthy", map[string]string{
				EngineService: "unhealthy", ForecastService: "unhealthy", AIService: "unhealthy", ForecastSession: "unhealthy",
			}, "More services are down than up",
		},
		"no secret": {
			func(p *patient) { p.Config.Keys = auth.Keys{Current: make([]byte, 31)} }, 503, "unhealthy", nil,
			"The service is not configured: JWT_SECRET is missing or shorter than 32 bytes",
		},
		"storage does not matter": {
			func(p *patient) { p.down["database"], p.down["cache"] = errDown, errDown }, 200, "healthy", nil, "",
		},
	} {
		t.Run(name, func(t *testing.T) {
			p := newPatient()
			c.ill(p)
			status, r := p.report(t)
			assert.Equal(t, c.status, status)
			assert.Equal(t, c.overall, r.Overall)
			assert.Equal(t, c.overall, r.Status)
			require.Len(t, r.Services, 7)
			for i, s := range r.Services {
				assert.Equal(t, Services[i], s.Service)
				want := c.ofEach[s.Service]
				if want == "" {
					want = service.Healthy
				}
				assert.Equal(t, want, s.Status, s.Service)
			}
			assert.Equal(t, c.message, r.Message)
			if c.status == 503 {
				assert.Equal(t, "HEALTH_CHECK_FAILED", r.Error)
				assert.Equal(t, "HEALTH_CHECK_FAILED", r.Code)
			} else {
				assert.Empty(t, r.Error)
			}

			p = newPatient()
			p.Config.Environment = "staging"
			c.ill(p)
			status, r = p.report(t)
			assert.Equal(t, 200, status, "staging is always 200")
			assert.Equal(t, c.overall, r.Overall)
			assert.Empty(t, r.Error)
		})
	}
}

func TestHealthOfWhatIsNotBound(t *testing.T) {
	p := newPatient()
	for _, binding := range bindings {
		p.unbound[binding] = true
	}
	p.down[EngineService], p.down[ForecastService], p.down[AIService] = errDown, errDown, errDown
	status, r := p.report(t)
	assert.Equal(t, 503, status)
	for i, message := range []string{
		"Service not configured", "Service not configured", "Service not configured",
		"Durable Object not configured", "Durable Object not configured", "Workflow not configured", "Workflow not configured",
	} {
		s := r.Services[i]
		assert.Equal(t, service.Unhealthy, s.Status)
		assert.Equal(t, map[string]any{"error": message}, s.Metadata)
		assert.EqualValues(t, -1, s.ResponseTime, s.Service)
		require.NotNil(t, s.ErrorRate, s.Service)
		assert.EqualValues(t, 100, *s.ErrorRate)
		assert.EqualValues(t, 0, *s.Uptime)
	}
}

func TestHealthOfTheStores(t *testing.T) {
	for name, want := range map[string]map[string]any{
		"nothing":  {"engineData": true, "userProfiles": true, "cache": true},
		"database": {"engineData": true, "userProfiles": false, "cache": true},
		"cache":    {"engineData": true, "userProfiles": true, "cache": false},
	} {
		p := newPatient()
		p.down[name] = errDown
		_, r := p.report(t)
		assert.Equal(t, name == "nothing", r.Storage.Status == service.Healthy)
		delete(r.Storage.Details, "timestamp")
		assert.Equal(t, want, r.Storage.Details, name)
	}
}

func TestHealthIsAskedEvery10Seconds(t *testing.T) {
	p := newPatient()
	begun := p.now
	p.report(t)
	p.down[EngineService] = errDown
	p.now = begun.Add(9999 * time.Millisecond)
	_, r := p.report(t)
	assert.Equal(t, 1, p.asked)
	assert.Equal(t, "2025-07-19T08:00:00.000Z", r.Services[0].LastCheck)
	assert.Equal(t, service.Healthy, r.Services[0].Status)
	assert.Equal(t, []string{"numerology"}, r.Engines)

	p.open(AIService)
	_, r = p.report(t)
	assert.Equal(t, service.Unhealthy, r.Services[2].Status, "breakers are read live")

	p.now = begun.Add(10 * time.Second)
	_, r = p.report(t)
	assert.Equal(t, 2, p.asked)
	assert.Equal(t, "2025-07-19T08:00:10.000Z", r.Services[0].LastCheck)
	assert.Equal(t, service.Unhealthy, r.Services[0].Status)
	assert.Equal(t, []string{}, r.Engines, "nobody says what can be calculated")
}

// A client that goes away in the middle of a check leaves no verdict behind.
func TestHealthOfAnAbandonedCheck(t *testing.T) {
	for _, name := range []string{EngineService, ForecastService, AIService, "database", "cache"} {
		p := newPatient()
		p.report(t)
		p.now = p.now.Add(time.Minute)
		p.down[name] = edge.ErrEventOver
		p.report(t)
		delete(p.down, name)
		p.now = p.now.Add(time.Second)
		status, _ := p.report(t)
		assert.Equal(t, 200, status, name)
		assert.Equal(t, 3, p.asked, "the next poll asks again")
	}
}

func TestHealthCheckThatBreaks(t *testing.T) {
	p := newPatient()
	p.Forecast = nil
	status, r := p.report(t)
	assert.Equal(t, 503, status)
	assert.Equal(t, "unhealthy", r.Overall)
	assert.Equal(t, "HEALTH_CHECK_FAILED", r.Error)
	assert.NotEmpty(t, r.Message)
}
