//go:build !js

package router

import (
	"context"
	"crypto/rand"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/witnessos/witnessos/internal/api"
	"github.com/witnessos/witnessos/internal/apikeys"
	"github.com/witnessos/witnessos/internal/auth"
	"github.com/witnessos/witnessos/internal/edge"
	"github.com/witnessos/witnessos/internal/engines"
	"github.com/witnessos/witnessos/internal/engines/biorhythm"
	"github.com/witnessos/witnessos/internal/engines/numerology"
	"github.com/witnessos/witnessos/internal/kvtest"
	"github.com/witnessos/witnessos/internal/ratelimit"
	"github.com/witnessos/witnessos/internal/service"
	"github.com/witnessos/witnessos/internal/sqldb"
	"github.com/witnessos/witnessos/internal/sqldb/sqlitetest"
	"github.com/witnessos/witnessos/internal/usage"
	"github.com/witnessos/witnessos/internal/web"
	"github.com/witnessos/witnessos/workers/engine"
	"github.com/witnessos/witnessos/workflows"
)

// portal is a router with accounts, keys and a usage log in a real database, and with counters that
// count.
type portal struct {
	*Router
	t        *testing.T
	now      time.Time
	db       sqldb.DB
	counters *counters
	audit    kvtest.Memory
	objects  []*web.Request
	keys     int
}

// The accounts of a portal.
const (
	adaFree = 1 // has not finished her onboarding
	piaPro  = 2
	evePlus = 3 // enterprise
	theRoot = 4 // an admin, of the free tier
)

// counters are the Durable Objects of buckets.
type counters struct {
	t       testing.TB
	now     func() time.Time
	windows map[string]ratelimit.Window
	err     error
	mu      sync.Mutex
}

func (o *counters) Lease(ctx context.Context, bucket string, r ratelimit.LeaseRequest) (ratelimit.Lease, error) {
	if o.err != nil {
		return ratelimit.Lease{}, o.err
	}
	return o.window(bucket).Lease(ctx, o.now(), r)
}

func (o *counters) window(bucket string) ratelimit.Window {
	o.mu.Lock()
	defer o.mu.Unlock()
	if _, known := o.windows[bucket]; !known {
		o.windows[bucket] = ratelimit.Window{DB: sqlitetest.Open(o.t)}
	}
	return o.windows[bucket]
}

func newPortal(t *testing.T) *portal {
	p := &portal{t: t, now: time.Date(2025, 7, 18, 23, 30, 0, 0, time.UTC), db: sqlitetest.OpenMigrated(t)}
	_, err := sqldb.Exec(t.Context(), p.db, `INSERT INTO users (id, email, password_hash, name, developer_tier, is_admin, tier2_completed) VALUES
		(1, 'ada@example.org', '', 'Ada', 'free', FALSE, FALSE), (2, 'pia@example.org', '', 'Pia', 'pro', FALSE, TRUE),
		(3, 'eve@example.org', '', 'Eve', 'enterprise', FALSE, TRUE), (4, 'root@example.org', '', 'Root', 'free', TRUE, TRUE)`)
	require.NoError(t, err)
	p.counters = &counters{t: t, now: p.time, windows: map[string]ratelimit.Window{}}
	p.Router = p.isolate()
	return p
}

func (p *portal) time() time.Time { return p.now }

// isolate is a router as every isolate has one: its own memory over the same database and counters.
func (p *portal) isolate() *Router {
	id := func() string {
		p.keys++
		return fmt.Sprintf("00000000-0000-4000-8000-%012d", p.keys)
	}
	return New(Deps{
		Config: Config{
			Environment: "staging", Keys: auth.Keys{Current: make([]byte, auth.MinSecret)}, Analytics: true,
			RateMax: 1000, RateAnonMax: 1000, RateWindow: time.Minute,
		},
		Engine: struct{ service.Engine }{&engine.Service{
			Registry: engines.NewRegistry(numerology.New(), biorhythm.New()), Now: p.time,
		}},
		AI:          noModel{},
		Accounts:    auth.Accounts{DB: p.db},
		Workflows:   started{},
		Coordinator: p,
		DB:          p.db,
		Belongings: Belongings{
			Keys:  &apikeys.Store{DB: p.db, Now: p.time, UUID: id, Random: rand.Reader},
			Usage: &usage.Store{DB: p.db, Now: p.time},
		},
		Audit:     &p.audit,
		Limiter:   ratelimit.NewLimiter(p.counters, p.time, ratelimit.DefaultCapacity),
		UUID:      id,
		Now:       p.time,
		WaitUntil: func(ctx context.Context, f func(context.Context)) { f(ctx) },
	})
}

type noModel struct{ service.AI }

func (noModel) SynthesizeWorkflow(context.Context, service.WorkflowSynthesis) (service.SynthesisResult, error) {
	return service.SynthesisResult{Code: service.CodeAINotAvailable}, nil
}

type started struct{ Workflows }

func (started) Create(context.Context, string, workflows.Params) error { return nil }

func (started) Status(context.Context, string, string) (edge.WorkflowStatus, error) {
	return edge.WorkflowStatus{}, nil
}

// Fetch is that of every EngineCoordinator.
func (p *portal) Fetch(_ context.Context, _ string, r *web.Request) (*web.Response, error) {
	p.objects = append(p.objects, r)
	if r.Header.Get("Upgrade") != "" {
		return &web.Response{Kept: 1}, nil
	}
	return &web.Response{Status: 404, Body: []byte(`{"success":false,"error":"NOT_FOUND","code":"NOT_FOUND"}`)}, nil
}

// answer is a reply whose body has been read.
type answer struct {
	*web.Response
	body map[string]any
}

func (a answer) at(path ...any) any { return at(a.body, path...) }

// send sends a request with header lines such as "X-API-Key: …".
func (p *portal) send(method, path, body string, header ...string) answer {
	p.t.Helper()
	return p.sendTo(p.Router, method, path, body, header...)
}

func (p *portal) sendTo(r *Router, method, path, body string, header ...string) answer {
	p.t.Helper()
	request := &web.Request{ID: "request", Method: method, URL: "http://localhost" + path, Body: []byte(body)}
	for _, line := range header {
		name, value, _ := strings.Cut(line, ": ")
		request.Header.Add(name, value)
	}
	a := answer{Response: r.Handle(p.t.Context(), request)}
	if a.Kept == 0 && len(a.Whole()) > 0 {
		require.NoError(p.t, json.Unmarshal(a.Whole(), &a.body), "%s", a.Whole())
	}
	return a
}

// as is the header of a signed-in account.
func (p *portal) as(user int64) string {
	p.t.Helper()
	token, err := p.Config.Keys.Sign(fmt.Sprint(user), "x@example.org", false, "session", p.now, time.Hour)
	require.NoError(p.t, err)
	_, err = sqldb.Exec(p.t.Context(), p.db, "INSERT OR IGNORE INTO user_sessions (user_id, token_hash, expires_at) VALUES (?, ?, '2999-01-01')",
		min(user, theRoot), auth.Hash(token))
	require.NoError(p.t, err)
	return "Authorization: Bearer " + token
}

// key makes a key for an account and returns its header and its id.
func (p *portal) key(user int64, scopes ...string) (header, id string) {
	p.t.Helper()
	return p.keyWith(user, apikeys.Wish{}, scopes...)
}

func (p *portal) keyWith(user int64, limits apikeys.Wish, scopes ...string) (header, id string) {
	p.t.Helper()
	key, text, err := p.Keys.Create(p.t.Context(), &auth.Account{ID: user, Admin: user == theRoot},
		apikeys.Order{Name: "k", Scopes: scopes, Environment: "live", Limits: limits})
	require.NoError(p.t, err)
	return "X-API-Key: " + text, key.ID
}

func (p *portal) rows(sql string, args ...any) *sqldb.Rows {
	p.t.Helper()
	rows, err := p.db.Query(p.t.Context(), sql, args...)
	require.NoError(p.t, err)
	return rows
}

func (p *portal) exec(sql string, args ...any) {
	p.t.Helper()
	_, err := sqldb.Exec(p.t.Context(), p.db, sql, args...)
	require.NoError(p.t, err)
}

func (a answer) fails(t *testing.T, status int, code string) {
	t.Helper()
	require.Equal(t, status, a.Status, "%s", a.Whole())
	require.Equal(t, code, a.at("code"), "%s", a.Whole())
}

const numbers = `{"input":{"full_name":"Ada Example","birth_date":"1990-06-15"}}`

func TestWhereAKeyMayStand(t *testing.T) {
	p := newPortal(t)
	header, _ := p.key(piaPro, "engines:numerology:read", "workflows:run")
	key := strings.TrimPrefix(header, "X-API-Key: ")
	nobody := "wos_live_" + strings.Repeat("a", 32)
	known := func(lines ...string) bool {
		// As a client of the pro tier, or as an address.
		return p.send("GET", "/engines/validate", "", lines...).Header.Get("X-RateLimit-Limit") == "100"
	}
	for name, test := range map[string]struct {
		lines []string
		known bool
	}{
		"X-API-Key":                        {[]string{"X-API-Key: " + key}, true},
		"bearer":                           {[]string{"Authorization: Bearer " + key}, true},
		"bearer in another case":           {[]string{"authorization: bEARER  " + key}, true},
		"blanks around it":                 {[]string{"X-API-Key:  " + key + " "}, true},
		"bearer wins":                      {[]string{"X-API-Key: " + nobody, "Authorization: Bearer " + key}, true},
		"bearer wins when it is bad":       {[]string{"X-API-Key: " + key, "Authorization: Bearer " + nobody}, false},
		"a bad token wins":                 {[]string{"X-API-Key: " + key, "Authorization: Bearer abc"}, false},
		"null is none":                     {[]string{"X-API-Key: " + key, "Authorization: Bearer null"}, true},
		"undefined is none":                {[]string{"X-API-Key: " + key, "Authorization: Bearer undefined"}, true},
		"empty is none":                    {[]string{"X-API-Key: " + key, "Authorization: Bearer "}, true},
		"another scheme is none":           {[]string{"X-API-Key: " + key, "Authorization: Basic abc"}, true},
		"none":                             {nil, false},
		"nobody's":                         {[]string{"X-API-Key: " + nobody}, false},
		"malformed":                        {[]string{"X-API-Key: " + key + "x"}, false},
		"a token in the place of a key":    {[]string{strings.Replace(p.as(piaPro), "Authorization: Bearer ", "X-API-Key: ", 1)}, false},
		"in the query, where no socket is": {[]string{"Upgrade: websocket"}, false},
	} {
		t.Run(name, func(t *testing.T) { assert.Equal(t, test.known, known(test.lines...)) })
	}
}

func TestClassesAndKeys(t *testing.T) {
	p := newPortal(t)
	p.Router.table = newTable(append([]route{
		{method: "GET", path: "/t/signed", access: signedIn, missing: "M", scope: "readings:read", handle: echoSubject},
		{method: "GET", path: "/t/any", access: signedIn, missing: "M", handle: echoSubject},
		{method: "GET", path: "/t/token", access: tokenOnly, missing: "M", handle: echoSubject},
		{method: "GET", path: "/t/admin", access: adminOnly, missing: "M", handle: echoSubject},
		{method: "GET", path: "/t/both", access: adminOrKey, missing: "M", scope: "admin:system:monitoring", handle: echoSubject},
		{method: "GET", path: "/t/open", access: optional, scope: "readings:read", handle: echoSubject},
		{method: "GET", path: "/t/public", handle: echoSubject},
	}, routes...))
	reader, _ := p.key(piaPro, "readings:read")
	other, _ := p.key(piaPro, "forecast:read")
	admin, _ := p.key(theRoot, "admin:system:monitoring")
	lesser, _ := p.key(theRoot, "admin:debug:access")
	nobody := "X-API-Key: wos_live_" + strings.Repeat("a", 32)
	for _, test := range []struct {
		who, path string
		status    int
		rest      string // the code of a failure and the scope it asks for, or the subject
	}{
		{reader, "/t/signed", 200, "2"}, {other, "/t/signed", 403, "FORBIDDEN readings:read"}, {nobody, "/t/signed", 401, "INVALID_TOKEN"},
		{"", "/t/signed", 401, "M"}, {p.as(piaPro), "/t/signed", 200, "2"},
		{other, "/t/any", 200, "2"}, {admin, "/t/any", 200, "4"}, {nobody, "/t/any", 401, "INVALID_TOKEN"},
		{reader, "/t/token", 401, "M"}, {admin, "/t/token", 401, "M"}, {nobody, "/t/token", 401, "M"}, {p.as(adaFree), "/t/token", 200, "1"},
		{reader, "/t/admin", 401, "M"}, {admin, "/t/admin", 401, "M"}, {p.as(theRoot), "/t/admin", 200, "4"}, {p.as(piaPro), "/t/admin", 403, "FORBIDDEN"},
		{"", "/t/admin", 401, "M"}, {"Authorization: Bearer x", "/t/admin", 401, "INVALID_TOKEN"},
		{admin, "/t/both", 200, "4"}, {lesser, "/t/both", 403, "FORBIDDEN admin:system:monitoring"},
		{reader, "/t/both", 403, "FORBIDDEN admin:system:monitoring"}, {p.as(theRoot), "/t/both", 200, "4"}, {p.as(piaPro), "/t/both", 403, "FORBIDDEN"},
		{nobody, "/t/both", 401, "INVALID_TOKEN"}, {"", "/t/both", 401, "M"},
		{reader, "/t/open", 200, "2"}, {other, "/t/open", 403, "FORBIDDEN readings:read"}, {nobody, "/t/open", 200, ""}, {"", "/t/open", 200, ""},
		{p.as(99), "/t/open", 200, ""},
		{reader, "/t/public", 200, ""}, {other, "/t/public", 200, ""},
	} {
		r := p.send("GET", test.path, "", test.who)
		rest := fmt.Sprint(r.at("subject"))
		if r.Status >= 400 {
			rest = strings.TrimSpace(fmt.Sprint(r.at("code")) + " " + strings.Trim(fmt.Sprint(r.at("details", "requiredScope")), "<nil>"))
		}
		assert.Equal(t, test.status, r.Status, "%s %s", test.path, test.who)
		assert.Equal(t, test.rest, rest, "%s %s", test.path, test.who)
		if r.Status == 401 && rest == "INVALID_TOKEN" {
			assert.Equal(t, "Invalid or expired token", r.at("message"))
		}
	}
	p.exec("UPDATE users SET is_admin = FALSE WHERE id = 4")
	p.send("GET", "/t/both", "", admin).fails(t, 403, "FORBIDDEN")
}

func echoSubject(_ *Router, _ context.Context, c *call) (*reply, error) {
	return ok((&api.Object{}).Set("subject", c.subject())), nil
}

func TestScopesOfEngines(t *testing.T) {
	p := newPortal(t)
	one, _ := p.key(piaPro, "engines:numerology:read")
	batches, _ := p.key(piaPro, "engines:numerology:read", "batch:calculate")
	all, _ := p.key(evePlus, "engines:*:read")
	const pair = `{"engines":[{"engineName":"numerology","input":{}},{"engineName":"biorhythm","input":{}}]}`
	for _, test := range []struct {
		who, path, body string
		missing         string // the scope; "" when it passes
	}{
		{one, "/engines/numerology/calculate", numbers, ""},
		{one, "/engines/biorhythm/calculate", numbers, "engines:biorhythm:read"},
		{one, "/engines/human-design/calculate", numbers, "engines:human_design:read"},
		{one, "/api/engines/i-ching/calculate", "{", "engines:iching:read"},
		{one, "/engines/calculate", `{"engineName":"numerology","input":{}}`, ""},
		{one, "/engines/calculate", `{"engineName":"biofield-viewer","input":{}}`, "engines:biofield:read"},
		{one, "/engines/batch", `{"engines":[{"engineName":"numerology","input":{}}]}`, "batch:calculate"},
		{one, "/batch", `{"calculations":[{"engine":"numerology","input":{}}]}`, "batch:calculate"},
		{batches, "/engines/batch", `{"engines":[{"engineName":"numerology","input":{}},{"engineName":"palmistry","input":{}}]}`, ""},
		{batches, "/engines/batch", pair, "engines:biorhythm:read"},
		{batches, "/batch", strings.Replace(pair, "engines", "calculations", 1), "engines:biorhythm:read"},
		{all, "/engines/biorhythm/calculate", `{"input":{"birth_date":"1990-06-15"}}`, ""},
		{all, "/engines/batch", pair, "batch:calculate"},
		{one, "/workflows/daily", `{"userProfile":{"birthDate":"1990-06-15"}}`, ""},
		{one, "/workflows/natal", `{"userProfile":{"fullName":"Ada","birthDate":"1990-06-15"}}`, ""},
		{one, "/workflows/natal?async=true", `{"userProfile":{"fullName":"Ada","birthDate":"1990-06-15"}}`, "workflows:run"},
		{one, "/workflows/natal", `{"userProfile":{"fullName":"Ada","birthDate":"1990-06-15"},"options":{"async":true}}`, "workflows:run"},
		{one, "/durable/engine-coordinator/calculate-batch", pair, "batch:calculate"},
	} {
		r := p.send("POST", test.path, test.body, test.who)
		if test.missing == "" {
			assert.NotContains(t, []int{401, 403}, r.Status, "%s %s: %s", test.path, test.body, r.Whole())
			continue
		}
		assert.Equal(t, 403, r.Status, "%s %s: %s", test.path, test.body, r.Whole())
		assert.Equal(t, test.missing, r.at("details", "requiredScope"), test.path)
	}
	p.send("POST", "/engines/palmistry/calculate", numbers, one).fails(t, 404, "ENGINE_NOT_FOUND")
	r := p.send("GET", "/workflows/natal/x", "", one)
	assert.Equal(t, "workflows:run", r.at("details", "requiredScope"))
}

// Ada has not finished her onboarding, which closes the engines to her and not to her programs.
func TestOnboardingIsForPeople(t *testing.T) {
	p := newPortal(t)
	key, _ := p.key(adaFree, "engines:numerology:read")
	p.send("POST", "/engines/numerology/calculate", numbers, p.as(adaFree)).fails(t, 403, "INSUFFICIENT_ONBOARDING")
	r := p.send("POST", "/engines/numerology/calculate", numbers, key)
	assert.Equal(t, 200, r.Status, "%s", r.Whole())
	assert.Equal(t, "no-store", r.Header.Get("Cache-Control"))
	body := strings.Replace(numbers, "{", `{"options":{"userId":"2"},`, 1)
	p.send("POST", "/engines/numerology/calculate", body, key).fails(t, 403, "FORBIDDEN")
}

func TestAKeyStopsWorkingAtOnce(t *testing.T) {
	p := newPortal(t)
	key, id := p.key(piaPro, "readings:read")
	path := "/api/developer/keys/" + id
	works := func() bool {
		return p.send("GET", "/engines/validate", "", key).Header.Get("X-RateLimit-Limit") == "100"
	}
	require.True(t, works())
	require.Equal(t, 200, p.send("PUT", path, `{"isActive":false}`, p.as(piaPro)).Status)
	assert.False(t, works())
	require.Equal(t, 200, p.send("PUT", path, `{"isActive":true}`, p.as(piaPro)).Status)
	assert.True(t, works())
	require.Equal(t, 200, p.send("DELETE", path, ``, p.as(piaPro)).Status)
	assert.False(t, works())
}

func TestADatabaseThatDoesNotAnswer(t *testing.T) {
	p := newPortal(t)
	key, _ := p.key(piaPro, "engines:numerology:read")
	p.Keys.DB = broken{p.db}
	assert.Equal(t, 405, p.send("GET", "/engines/validate", "", key).Status, "it matters only where somebody asks who is calling")
	p.send("POST", "/engines/numerology/calculate", numbers, key).fails(t, 500, "INTERNAL_ERROR")
	p.send("GET", "/workflows/natal/x", "", key).fails(t, 500, "INTERNAL_ERROR")
}

type broken struct{ sqldb.DB }

func (broken) Query(context.Context, string, ...any) (*sqldb.Rows, error) {
	return nil, errors.New("no such table: secrets")
}

func (broken) Batch(context.Context, ...sqldb.Statement) ([]int64, error) {
	return nil, errors.New("no such table: secrets")
}
