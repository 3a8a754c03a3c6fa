package router

import (
	"context"
	"time"

	"github.com/witnessos/witnessos/internal/accounts"
	"github.com/witnessos/witnessos/internal/analytics"
	"github.com/witnessos/witnessos/internal/apikeys"
	"github.com/witnessos/witnessos/internal/auth"
	"github.com/witnessos/witnessos/internal/edge"
	"github.com/witnessos/witnessos/internal/mail"
	"github.com/witnessos/witnessos/internal/profiles"
	"github.com/witnessos/witnessos/internal/ratelimit"
	"github.com/witnessos/witnessos/internal/readings"
	"github.com/witnessos/witnessos/internal/resilience"
	"github.com/witnessos/witnessos/internal/service"
	"github.com/witnessos/witnessos/internal/sqldb"
	"github.com/witnessos/witnessos/internal/timeline"
	"github.com/witnessos/witnessos/internal/usage"
	"github.com/witnessos/witnessos/internal/web"
)

// Deps are what the router works with. Each is a port that tests replace.
type Deps struct {
	Config Config

	Engine   service.Engine // with the result cache around it
	Forecast service.Forecast
	AI       service.AI
	// Guards are the breakers of the seven services of /health, by name.
	Guards map[string]*resilience.Guard
	// Bound reports whether the Worker has a binding of that name.
	Bound func(binding string) bool

	DB       sqldb.DB
	Cache    interface{ Ping(context.Context) error }
	Limiter  *ratelimit.Limiter
	Accounts Accounts
	Belongings
	Audit Audit // KV_CACHE

	Mail interface {
		Send(context.Context, mail.Letter) error
	}

	Coordinator Objects   // Durable Objects of class EngineCoordinator
	Workflows   Workflows // instances of ConsciousnessWorkflow

	Boot      func() edge.Boot
	UUID      func() string
	Now       func() time.Time
	WaitUntil func(context.Context, func(context.Context))
}

// Belongings are the stores of accounts and of what is theirs.
type Belongings struct {
	Members   *accounts.Store
	Profiles  *profiles.Store
	Readings  *readings.Store
	Timeline  *timeline.Store
	Analytics *analytics.Store
	Keys      *apikeys.Store
	Usage     *usage.Store
}

// Accounts finds the account behind a verified token. It returns auth.ErrNoSession or
// auth.ErrNoUser, or the store's error.
type Accounts interface {
	Find(ctx context.Context, token string, claims *auth.Claims) (*auth.Account, error)
}

// Audit keeps the uses of admin keys.
type Audit interface {
	Put(ctx context.Context, key string, value []byte, ttl time.Duration) error
}

// Objects sends requests to Durable Objects by name.
type Objects interface {
	Fetch(ctx context.Context, name string, r *web.Request) (*web.Response, error)
}

// Config is what the variables of the Worker say.
type Config struct {
	Environment string
	Version     string
	CORSOrigins []string // nil stands for any
	Keys        auth.Keys
	RateMax     int
	RateAnonMax int
	AuthRateMax int // attempts to sign in and the like that an address has in a minute
	RateWindow  time.Duration
	// RateOff counts nothing, for tests and benchmarks. It cannot be set in production.
	RateOff       bool
	Analytics     bool // the usage log is written
	PublicBaseURL string
	AdminEmails   []string // whose accounts are not deleted; it grants nothing
	ResetPage     string   // of the web site, where a new password is set; "" when it has none
}

// Router answers the requests of the world.
type Router struct {
	Deps
	table  *table
	checks healthChecks
	list   engineCatalog
}

// New makes a Router.
func New(d Deps) *Router {
	return &Router{Deps: d, table: newTable(routes)}
}
