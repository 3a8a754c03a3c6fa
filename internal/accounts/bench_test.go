//go:build !js

package accounts_test

import (
	"context"
	"crypto/pbkdf2"
	"crypto/rand"
	"crypto/sha256"
	"errors"
	"fmt"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/witnessos/witnessos/internal/accounts"
	"github.com/witnessos/witnessos/internal/auth"
	"github.com/witnessos/witnessos/internal/kvtest"
	"github.com/witnessos/witnessos/internal/password"
	"github.com/witnessos/witnessos/internal/sqldb"
	"github.com/witnessos/witnessos/internal/sqldb/sqlitetest"
)

const (
	adas   = "ada@example.org"
	secret = "correct horse"
)

var here = accounts.Device{UserAgent: "a browser", IP: "192.0.2.1"}

// bench is a Store on a real database. Passwords cost nothing, but what they would cost is noted.
type bench struct {
	*accounts.Store
	t               testing.TB
	db              *planned
	now             time.Time
	cache, profiles kvtest.Memory
	purged          []string
	purge           error
	derived         []int // iterations
	ids             int
	before          func() // runs at the next batch, before it
}

func newBench(t testing.TB) *bench {
	b := &bench{t: t, now: time.Date(2025, 7, 19, 8, 0, 0, 123e6, time.UTC)}
	b.db = &planned{DB: sqlitetest.OpenMigrated(t), bench: b, seen: map[string][]any{}}
	t.Cleanup(func() { b.db.check(t) })
	b.Store = &accounts.Store{
		DB:   b.db,
		Now:  func() time.Time { return b.now },
		Keys: auth.Keys{Current: []byte(strings.Repeat("k", auth.MinSecret))},
		Passwords: &password.Hasher{Random: rand.Reader, Derive: func(_ context.Context, from, salt []byte, iterations, size int) ([]byte, error) {
			b.derived = append(b.derived, iterations)
			return pbkdf2.Key(sha256.New, string(from), salt, 1, size)
		}},
		UUID:   b.uuid,
		Random: rand.Reader,
		Cache:  &b.cache, Profiles: &b.profiles,
		Objects: []accounts.Objects{purger{b}},
	}
	return b
}

func (b *bench) uuid() string {
	b.ids++
	return fmt.Sprintf("00000000-0000-4000-8000-%012d", b.ids)
}

type purger struct{ *bench }

func (p purger) Call(_ context.Context, name, method string, _ []byte) ([]byte, error) {
	p.purged = append(p.purged, method+" "+name)
	return nil, p.purge
}

// register makes an account and returns its id.
func (b *bench) register(email string) int64 {
	b.t.Helper()
	_, err := b.Register(b.t.Context(), email, secret, "Ada Example")
	require.NoError(b.t, err)
	return b.one("SELECT id FROM users WHERE email = ?", accounts.Normalize(email)).Int("id")
}

func (b *bench) login(email string) *accounts.Session {
	b.t.Helper()
	s, _, err := b.Login(b.t.Context(), email, secret, here)
	require.NoError(b.t, err)
	return s
}

// one returns the only row of a query of the test's own.
func (b *bench) one(sql string, args ...any) sqldb.Row {
	b.t.Helper()
	rows, err := b.db.DB.Query(b.t.Context(), sql, args...)
	require.NoError(b.t, err)
	require.Equal(b.t, 1, rows.Len(), sql)
	return rows.At(0)
}

func (b *bench) count(from string, args ...any) int64 {
	b.t.Helper()
	return b.one("SELECT count(*) AS n FROM "+from, args...).Int("n")
}

func (b *bench) exec(sql string, args ...any) {
	b.t.Helper()
	_, err := sqldb.Exec(b.t.Context(), b.db.DB, sql, args...)
	require.NoError(b.t, err)
}

// open reports whether a token opens closed doors.
func (b *bench) open(token string) error {
	b.t.Helper()
	claims, err := b.Keys.Claims(token, b.now)
	require.NoError(b.t, err)
	_, err = auth.Accounts{DB: b.db.DB}.Find(b.t.Context(), token, claims)
	return err
}

// planned is a database that looks, at the end of a test, at how SQLite carries its statements out.
type planned struct {
	sqldb.DB
	*bench
	mu    sync.Mutex
	seen  map[string][]any
	fails string // statements that hold this text
}

var errDown = errors.New("D1_ERROR: the database is down")

func (p *planned) note(s sqldb.Statement) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.seen[s.SQL] = s.Args
	if p.fails != "" && strings.Contains(s.SQL, p.fails) {
		return errDown
	}
	return nil
}

func (p *planned) Query(ctx context.Context, sql string, args ...any) (*sqldb.Rows, error) {
	if err := p.note(sqldb.Do(sql, args...)); err != nil {
		return nil, err
	}
	return p.DB.Query(ctx, sql, args...)
}

func (p *planned) Batch(ctx context.Context, statements ...sqldb.Statement) ([]int64, error) {
	if before := p.before; before != nil {
		p.before = nil
		before()
	}
	for _, s := range statements {
		if err := p.note(s); err != nil {
			return nil, err
		}
	}
	return p.DB.Batch(ctx, statements...)
}

var (
	scan  = regexp.MustCompile(`^SCAN (\w+)`)
	alias = regexp.MustCompile(`(\w+) t WHERE`)
)

// check fails when a statement reads a whole table, or all rows behind a place in it.
func (p *planned) check(t testing.TB) {
	for sql, args := range p.seen {
		rows, err := p.DB.Query(context.Background(), "EXPLAIN QUERY PLAN "+sql, args...)
		require.NoError(t, err, sql)
		for i := range rows.Len() {
			step := rows.At(i).Text("detail")
			if m := scan.FindStringSubmatch(step); m != nil {
				table := m[1]
				if as := alias.FindStringSubmatch(sql); as != nil && table == "t" {
					table = as[1]
				}
				assert.Equal(t, "CONSTANT", table, "%s: %s", step, sql)
			}
			assert.NotContains(t, step, "(rowid>?)", sql)
		}
	}
}
