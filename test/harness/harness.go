// Package harness starts the system, or the runtime's probe, in real workerd for tests, and talks
// to it over HTTP as a client would.
package harness

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/witnessos/witnessos/scripts/local"
)

// startTimeout is generous because a machine may be busy; a start takes about 5 s.
const startTimeout = 2 * time.Minute

// System is a running system.
type System struct {
	URL    string
	Client *http.Client
	Tokens []string // of Config.Users

	options local.Options
	server  *local.Server
	log     *log
}

// Config says how the system under test differs from the one that `make dev` serves.
type Config struct {
	// Vars replace variables and secrets of every Worker.
	Vars map[string]string
	// Replace maps a configuration (wrangler-engine.toml) to the entry file that takes the place of
	// its own, relative to the repository.
	Replace map[string]string
	// Omit removes tables of the router's configuration that hold one of these texts.
	Omit []string
	// Users are accounts to sign in; Start puts their tokens into System.Tokens, in order.
	Users []local.User
	// Probe starts the runtime's probe instead of the system.
	Probe bool
}

// Start starts the system and stops it when the test ends. When the test has failed, its log is
// printed.
func Start(t testing.TB, c Config) *System {
	t.Helper()
	s := &System{log: &log{}, Client: &http.Client{Timeout: time.Minute}}
	root := repository(t)
	port, err := local.FreePort()
	require.NoError(t, err)
	s.options = local.Options{Root: root, Dir: t.TempDir(), Configs: local.Configs, State: t.TempDir(), Port: port, Output: s.log}
	source := root
	if c.Probe {
		source, s.options.Configs = filepath.Join(root, "test", "probe"), []string{"wrangler.toml", "wrangler-service.toml"}
	}
	for _, name := range s.options.Configs {
		writeConfig(t, source, s.options.Dir, name, c)
	}
	s.writeSecrets(t, c.Vars)
	if !c.Probe {
		require.NoError(t, local.Migrate(s.options), "migrations: %s", s.log)
	}
	if len(c.Users) > 0 {
		s.Tokens, err = local.SignIn(s.options, Secret, time.Now(), c.Users...)
		require.NoError(t, err, "sign in: %s", s.log)
	}
	s.Restart(t)
	t.Cleanup(func() {
		s.server.Stop()
		if t.Failed() {
			t.Logf("log of the system:\n%s", s.log)
		}
	})
	return s
}

// Restart starts the system on the state that it left.
func (s *System) Restart(t testing.TB) {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), startTimeout)
	defer cancel()
	server, err := local.Start(ctx, s.options)
	require.NoError(t, err, "start: %s", s.log)
	s.server, s.URL = server, server.URL
}

// Kill ends the system as a crash of the machine would.
func (s *System) Kill() { s.server.Kill() }

// Log returns what the system has printed so far.
func (s *System) Log() string { return s.log.String() }

// State returns the directory of the local databases.
func (s *System) State() string { return s.options.State }

func repository(t testing.TB) string {
	t.Helper()
	dir, err := os.Getwd()
	require.NoError(t, err)
	for ; dir != filepath.Dir(dir); dir = filepath.Dir(dir) {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			return dir
		}
	}
	t.Fatal("harness: not in the repository")
	return ""
}

var (
	mainLine = regexp.MustCompile(`(?m)^main = "(.*)"$`)
	dirLine  = regexp.MustCompile(`(?m)^migrations_dir = "(.*)"$`)
)

// writeConfig copies a configuration to a directory of the test's own, so that tests do not meet.
func writeConfig(t testing.TB, source, target, name string, c Config) {
	t.Helper()
	raw, err := os.ReadFile(filepath.Join(source, name))
	require.NoError(t, err)
	entry := mainLine.FindSubmatch(raw)[1]
	if other, ok := c.Replace[name]; ok {
		entry = []byte(other)
	}
	text := mainLine.ReplaceAllString(string(raw), `main = "`+filepath.Join(source, string(entry))+`"`)
	text = dirLine.ReplaceAllString(text, `migrations_dir = "`+filepath.Join(source, "$1")+`"`)
	// Deployed environments play no part here.
	text, _, _ = strings.Cut(text, "\n# ---- staging")
	tables := strings.Split(text, "\n\n")
	tables = slices.DeleteFunc(tables, func(table string) bool {
		return slices.ContainsFunc(c.Omit, func(o string) bool { return strings.Contains(table, o) })
	})
	require.NoError(t, os.WriteFile(filepath.Join(target, name), []byte(strings.Join(tables, "\n\n")), 0o600))
}

// Secret is the JWT_SECRET of systems under test.
const Secret = "the secret of systems under test, which sign nothing of worth"

func (s *System) writeSecrets(t testing.TB, vars map[string]string) {
	t.Helper()
	all := map[string]string{"JWT_SECRET": Secret, "RATE_LIMIT_MAX": "1000000", "AUTH_RATE_LIMIT_MAX": "1000000"}
	maps.Copy(all, vars)
	var text strings.Builder
	for _, name := range slices.Sorted(maps.Keys(all)) {
		fmt.Fprintf(&text, "%s=%q\n", name, all[name])
	}
	require.NoError(t, os.WriteFile(filepath.Join(s.options.Dir, ".dev.vars"), []byte(text.String()), 0o600))
}

// log keeps what the system prints.
type log struct {
	mu  sync.Mutex
	buf bytes.Buffer
}

// accessLine is what wrangler prints for every request: too much to keep.
var accessLine = regexp.MustCompile(`(?m)^\[wrangler:info\] [A-Z]+ /.*\n`)

func (l *log) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.buf.Write(accessLine.ReplaceAll(p, nil))
	return len(p), nil
}

func (l *log) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.buf.String()
}

// Response is a reply that has been read.
type Response struct {
	Status int
	Header http.Header
	Body   []byte
}

// JSON decodes the body.
func (r *Response) JSON(t testing.TB) map[string]any {
	t.Helper()
	var out map[string]any
	require.NoError(t, json.Unmarshal(r.Body, &out), "status %d, body %s", r.Status, r.Body)
	return out
}

// Do sends a request. Header lines are "Name: value".
func (s *System) Do(t testing.TB, method, path, body string, header ...string) *Response {
	t.Helper()
	r, err := s.Try(method, path, body, header...)
	require.NoError(t, err)
	return r
}

// Try is Do for clients that expect trouble.
func (s *System) Try(method, path, body string, header ...string) (*Response, error) {
	request, err := http.NewRequest(method, s.URL+path, strings.NewReader(body))
	if err != nil {
		return nil, err
	}
	for _, h := range header {
		name, value, _ := strings.Cut(h, ": ")
		request.Header.Add(name, value)
	}
	response, err := s.Client.Do(request)
	if err != nil {
		return nil, err
	}
	defer response.Body.Close()
	out := &Response{Status: response.StatusCode, Header: response.Header}
	out.Body, err = io.ReadAll(response.Body)
	return out, err
}

// Get is Do with GET.
func (s *System) Get(t testing.TB, path string, header ...string) *Response {
	t.Helper()
	return s.Do(t, http.MethodGet, path, "", header...)
}

// Post is Do with POST.
func (s *System) Post(t testing.TB, path, body string, header ...string) *Response {
	t.Helper()
	return s.Do(t, http.MethodPost, path, body, header...)
}

// As is the header line of a signed-in user.
func (s *System) As(user int) string { return "Authorization: Bearer " + s.Tokens[user] }

// Execute runs SQL in the local database. The system may be running.
func (s *System) Execute(t testing.TB, sql string) {
	t.Helper()
	require.NoError(t, local.Execute(s.options, sql), "execute: %s", s.log)
}
