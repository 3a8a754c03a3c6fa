//go:build !js

package apikeys

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/witnessos/witnessos/internal/auth"
	"github.com/witnessos/witnessos/internal/sqldb"
	"github.com/witnessos/witnessos/internal/sqldb/sqlitetest"
)

// The accounts of the tests. The ids are also their rows.
var (
	ada  = &auth.Account{ID: 1} // free
	pia  = &auth.Account{ID: 2} // pro
	eve  = &auth.Account{ID: 3} // enterprise
	root = &auth.Account{ID: 4, Admin: true}
)

type world struct {
	*Store
	t     *testing.T
	clock time.Time
}

func newWorld(t *testing.T) *world {
	w := &world{t: t, clock: time.Date(2025, 7, 19, 8, 0, 0, 0, time.UTC)}
	db := sqlitetest.OpenMigrated(t)
	_, err := db.Batch(t.Context(),
		sqldb.Do(`INSERT INTO users (id, email, password_hash, name, developer_tier, is_admin) VALUES
			(1, 'ada@example.org', '', 'Ada', 'free', FALSE), (2, 'pia@example.org', '', 'Pia', 'pro', FALSE),
			(3, 'eve@example.org', '', 'Eve', 'enterprise', FALSE), (4, 'root@example.org', '', 'Root', 'free', TRUE)`))
	require.NoError(t, err)
	ids := 0
	var mu sync.Mutex
	w.Store = &Store{
		DB: db, Now: func() time.Time { return w.clock }, Random: rand.Reader,
		UUID: func() string {
			mu.Lock()
			defer mu.Unlock()
			ids++
			return fmt.Sprintf("00000000-0000-4000-8000-%012d", ids)
		},
	}
	return w
}

func order(scopes ...string) Order {
	return Order{Name: "mine", Scopes: scopes, Environment: "live"}
}

func (w *world) create(owner *auth.Account, o Order) (*Key, string) {
	w.t.Helper()
	key, text, err := w.Create(w.t.Context(), owner, o)
	require.NoError(w.t, err)
	return key, text
}

func (w *world) exec(sql string, args ...any) {
	w.t.Helper()
	_, err := sqldb.Exec(w.t.Context(), w.DB, sql, args...)
	require.NoError(w.t, err)
}

func TestCreate(t *testing.T) {
	w := newWorld(t)
	key, text := w.create(ada, Order{
		Name: "mine", Description: "for tests", Scopes: []string{"readings:read", "engines:iching:read", "readings:read"},
		Environment: "test", ExpiresAt: w.clock.Add(time.Hour),
	})
	assert.True(t, WellFormed(text))
	assert.True(t, strings.HasPrefix(text, "wos_test_"))
	assert.Equal(t, &Key{
		ID: "00000000-0000-4000-8000-000000000001", UserID: "1", Prefix: "wos_test_", Name: "mine", Description: "for tests",
		Scopes: []string{"readings:read", "engines:iching:read"}, Environment: "test", Limits: Limits{10, 100, 1000},
		ExpiresAt: "2025-07-19T09:00:00.000Z", CreatedAt: "2025-07-19T08:00:00.000Z", UpdatedAt: "2025-07-19T08:00:00.000Z", Active: true,
	}, key)
	rows, err := w.DB.Query(t.Context(), "SELECT * FROM api_keys")
	require.NoError(t, err)
	row := rows.At(0)
	assert.Equal(t, auth.Hash(text), row.Text("key_hash"))
	assert.NotContains(t, fmt.Sprint(rows.Values), text, "the key is not stored")
	assert.True(t, row.Null("admin_privileges"))
	found, err := w.Find(t.Context(), 1, key.ID)
	require.NoError(t, err)
	assert.Equal(t, key, found)
}

func TestScopesByTier(t *testing.T) {
	w := newWorld(t)
	for _, test := range []struct {
		owner  *auth.Account
		scope  string
		known  bool
		refuse bool
	}{
		{ada, "engines:numerology:read", true, false},
		{ada, "engines:tarot:read", true, true},
		{ada, "engines:*:read", true, true},
		{ada, "admin:cache:management", true, true},
		{ada, "engines:palmistry:read", false, true},
		{ada, "", false, true},
		{ada, "READINGS:READ", false, true},
		{pia, "readings:write", true, false},
		{pia, "engines:tarot:read", true, false},
		{pia, "engines:sigil_forge:read", true, true},
		{eve, "engines:*:read", true, false},
		{eve, "batch:calculate", true, false},
		{eve, "admin:system:monitoring", true, true},
		{root, "admin:system:monitoring", true, false},
		{root, "engines:*:read", true, true}, // without a privilege his keys are those of his tier
	} {
		_, _, err := w.Create(t.Context(), test.owner, order("readings:read", test.scope))
		var refused *ScopeError
		if assert.Equal(t, test.refuse, errors.As(err, &refused), "%d %s: %v", test.owner.ID, test.scope, err) && test.refuse {
			assert.Equal(t, test.scope, refused.Scope)
			assert.Equal(t, test.known, refused.Known, test.scope)
		}
		w.exec("DELETE FROM api_keys")
	}
}

func TestAdminKeys(t *testing.T) {
	w := newWorld(t)
	key, text := w.create(root, order("admin:cache:management", "engines:*:read"))
	assert.True(t, strings.HasPrefix(text, "wos_admin_live_"))
	assert.True(t, WellFormed(text))
	assert.True(t, key.Admin)
	assert.Equal(t, Limits{5_000, 50_000, 500_000}, key.Limits)
	c, err := w.Authenticate(t.Context(), text)
	require.NoError(t, err)
	assert.True(t, c.Admin)
	assert.Equal(t, []string{"admin:cache:management", "engines:*:read"}, c.Scopes)
	assert.True(t, c.May("admin:cache:management"))
	assert.False(t, c.May("admin:system:monitoring"))
	assert.True(t, c.May("engines:tarot:read"))
	assert.False(t, c.May("readings:read"))

	for range 5 { // of which the tier's number says nothing
		w.create(root, order("admin:debug:access"))
	}
	w.create(root, order("readings:read"))
	w.create(root, order("readings:read"))
	_, _, err = w.Create(t.Context(), root, order("readings:read"))
	assert.ErrorIs(t, err, ErrTooMany, "of his others it does")

	_, err = w.Update(t.Context(), root, key.ID, Change{Scopes: []string{"admin:debug:access"}})
	require.NoError(t, err)
	c, err = w.Authenticate(t.Context(), text)
	require.NoError(t, err)
	assert.False(t, c.May("admin:cache:management"))
	assert.True(t, c.May("admin:debug:access"))

	w.exec("UPDATE users SET is_admin = FALSE WHERE id = 4")
	c, err = w.Authenticate(t.Context(), text)
	require.NoError(t, err, "it is a key of his still")
	assert.False(t, c.Admin)
	assert.False(t, c.May("admin:debug:access"), "but no privilege outlasts the admin")
	assert.Equal(t, Limits{10, 100, 1000}, c.Limits)
}

func TestPrivilegesStayWithAdminKeys(t *testing.T) {
	w := newWorld(t)
	key, text := w.create(root, order("readings:read"))
	_, err := w.Update(t.Context(), root, key.ID, Change{Scopes: []string{"admin:debug:access"}})
	var refused *ScopeError
	require.ErrorAs(t, err, &refused, "its prefix would lie")
	w.exec(`UPDATE api_keys SET scopes = '["admin:debug:access"]'`)
	c, err := w.Authenticate(t.Context(), text)
	require.NoError(t, err)
	assert.False(t, c.May("admin:debug:access"))
}

// However many ask at once, an account gets no more keys than its tier allows.
func TestTheNumberOfKeysHoldsUnderConcurrency(t *testing.T) {
	w := newWorld(t)
	var group sync.WaitGroup
	var mu sync.Mutex
	made, refused := 0, 0
	for range 40 {
		group.Go(func() {
			_, _, err := w.Create(t.Context(), pia, order("readings:read"))
			mu.Lock()
			defer mu.Unlock()
			switch {
			case err == nil:
				made++
			case errors.Is(err, ErrTooMany):
				refused++
			default:
				t.Error(err)
			}
		})
	}
	group.Wait()
	assert.Equal(t, 10, made)
	assert.Equal(t, 30, refused)
	keys, err := w.List(t.Context(), pia.ID)
	require.NoError(t, err)
	assert.Len(t, keys, 10)
	inactive := false
	_, err = w.Update(t.Context(), pia, keys[0].ID, Change{Active: &inactive})
	require.NoError(t, err)
	_, _, err = w.Create(t.Context(), pia, order("readings:read"))
	assert.ErrorIs(t, err, ErrTooMany, "an inactive one counts")
	require.NoError(t, w.Delete(t.Context(), pia.ID, keys[0].ID))
	w.create(pia, order("readings:read"))
	w.create(ada, order("readings:read")) // others are not concerned
}

func TestLimitsAreThoseOfTheTierAtMost(t *testing.T) {
	w := newWorld(t)
	o := order("readings:read")
	o.Limits = Wish{PerMinute: 5, PerHour: 1 << 30}
	key, text := w.create(pia, o)
	assert.Equal(t, Limits{5, 5_000, 50_000}, key.Limits)
	key, err := w.Update(t.Context(), pia, key.ID, Change{Limits: Wish{PerMinute: 1 << 30, PerDay: 7}})
	require.NoError(t, err)
	assert.Equal(t, Limits{100, 5_000, 7}, key.Limits)
	w.exec("UPDATE users SET developer_tier = 'free' WHERE id = 2")
	c, err := w.Authenticate(t.Context(), text)
	require.NoError(t, err)
	assert.Equal(t, Limits{10, 100, 7}, c.Limits, "a tier that was left gives nothing more")
	w.exec("UPDATE users SET developer_tier = 'admin' WHERE id = 2")
	c, err = w.Authenticate(t.Context(), text)
	require.NoError(t, err)
	assert.Equal(t, Limits{10, 100, 7}, c.Limits, "nobody becomes an admin by a tier")
}

func TestUpdate(t *testing.T) {
	w := newWorld(t)
	key, _ := w.create(ada, Order{Name: "mine", Description: "old", Scopes: []string{"readings:read"}, Environment: "live"})
	w.clock = w.clock.Add(time.Minute)
	name, none := "yours", ""
	changed, err := w.Update(t.Context(), ada, key.ID, Change{Name: &name})
	require.NoError(t, err)
	want := *key
	want.Name, want.UpdatedAt = "yours", "2025-07-19T08:01:00.000Z"
	assert.Equal(t, &want, changed, "nothing else changes")
	changed, err = w.Update(t.Context(), ada, key.ID, Change{Description: &none, Scopes: []string{"forecast:read", "forecast:read"}})
	require.NoError(t, err)
	want.Description, want.Scopes = "", []string{"forecast:read"}
	assert.Equal(t, &want, changed)
	_, err = w.Update(t.Context(), ada, key.ID, Change{Scopes: []string{"batch:calculate"}})
	var refused *ScopeError
	assert.ErrorAs(t, err, &refused)
	_, err = w.Update(t.Context(), pia, key.ID, Change{Name: &none})
	assert.ErrorIs(t, err, ErrNotFound, "somebody else's")
}

func TestOwnKeysOnly(t *testing.T) {
	w := newWorld(t)
	key, text := w.create(ada, order("readings:read"))
	_, err := w.Find(t.Context(), pia.ID, key.ID)
	assert.ErrorIs(t, err, ErrNotFound)
	assert.ErrorIs(t, w.Delete(t.Context(), pia.ID, key.ID), ErrNotFound)
	keys, err := w.List(t.Context(), pia.ID)
	require.NoError(t, err)
	assert.Empty(t, keys)
	_, err = w.Authenticate(t.Context(), text)
	require.NoError(t, err)
	require.NoError(t, w.Delete(t.Context(), ada.ID, key.ID))
	_, err = w.Authenticate(t.Context(), text)
	assert.ErrorIs(t, err, ErrInvalid, "it stops working at once")
}

func TestListIsNewestFirst(t *testing.T) {
	w := newWorld(t)
	for _, name := range []string{"a", "b", "c"} {
		o := order("readings:read")
		o.Name = name
		w.create(pia, o)
	}
	w.clock = w.clock.Add(-time.Hour)
	o := order("readings:read")
	o.Name = "before"
	w.create(pia, o)
	w.exec("UPDATE api_keys SET created_at = '2025-07-19 09:00:00' WHERE name = 'b'") // as SQLite writes it
	keys, err := w.List(t.Context(), pia.ID)
	require.NoError(t, err)
	var names []string
	for _, key := range keys {
		names = append(names, key.Name)
	}
	assert.Equal(t, []string{"b", "c", "a", "before"}, names)
	assert.Equal(t, "2025-07-19T09:00:00.000Z", keys[0].CreatedAt)
}

func TestAuthenticate(t *testing.T) {
	w := newWorld(t)
	o := order("engines:iching:read")
	o.ExpiresAt = w.clock.Add(time.Hour)
	key, text := w.create(ada, o)
	c, err := w.Authenticate(t.Context(), text)
	require.NoError(t, err)
	assert.Equal(t, key.ID, c.ID)
	assert.Equal(t, "live", c.Environment)
	assert.Equal(t, "Ada", c.Account.Name)
	assert.True(t, c.Account.Tier1)

	valid := func() bool {
		_, err := w.Authenticate(t.Context(), text)
		if err != nil {
			require.ErrorIs(t, err, ErrInvalid)
		}
		return err == nil
	}
	w.clock = w.clock.Add(time.Hour - time.Millisecond)
	assert.True(t, valid())
	w.clock = w.clock.Add(time.Millisecond)
	assert.False(t, valid(), "expired")
	w.exec("UPDATE api_keys SET expires_at = '2025-07-19 09:00:01'")
	assert.True(t, valid(), "as earlier releases write it")
	w.exec("UPDATE api_keys SET expires_at = 'next year'")
	assert.False(t, valid(), "what cannot be read does not open")
	w.exec("UPDATE api_keys SET expires_at = NULL")
	assert.True(t, valid())
	w.exec("UPDATE api_keys SET is_active = FALSE")
	assert.False(t, valid())
	w.exec("UPDATE api_keys SET is_active = NULL")
	assert.False(t, valid())
	w.exec("UPDATE api_keys SET is_active = TRUE")
	_, err = w.Authenticate(t.Context(), text[:len(text)-1]+"!")
	assert.ErrorIs(t, err, ErrInvalid)
	other := strings.Replace(text, "live", "test", 1)
	_, err = w.Authenticate(t.Context(), other)
	assert.ErrorIs(t, err, ErrInvalid, "the whole text is the key")
}

func TestMay(t *testing.T) {
	some := &Credential{Scopes: []string{"engines:iching:read", "readings:read"}}
	all := &Credential{Scopes: []string{AnyEngine}}
	for scope, want := range map[string][2]bool{
		"":                           {true, true},
		"engines:iching:read":        {true, true},
		"engines:tarot:read":         {false, true},
		"engines:tarot:write":        {false, false},
		"readings:read":              {true, false},
		"readings:write":             {false, false},
		"user:engines:tarot:read":    {false, false},
		"admin:engines:admin:access": {false, false},
	} {
		assert.Equal(t, want, [2]bool{some.May(scope), all.May(scope)}, scope)
	}
}

func TestTouch(t *testing.T) {
	w := newWorld(t)
	key, text := w.create(ada, order("readings:read"))
	touch := func() bool {
		c, err := w.Authenticate(t.Context(), text)
		require.NoError(t, err)
		statement, due := c.Touch(w.clock)
		if due {
			_, err := w.DB.Batch(t.Context(), statement)
			require.NoError(t, err)
		}
		return due
	}
	last := func() string {
		found, err := w.Find(t.Context(), ada.ID, key.ID)
		require.NoError(t, err)
		return found.LastUsedAt
	}
	stale, err := w.Authenticate(t.Context(), text)
	require.NoError(t, err)
	assert.Equal(t, "", last())
	assert.True(t, touch())
	assert.Equal(t, "2025-07-19T08:00:00.000Z", last())
	w.clock = w.clock.Add(time.Minute - time.Millisecond)
	assert.False(t, touch())
	statement, due := stale.Touch(w.clock)
	require.True(t, due, "another isolate has read the row before")
	_, err = w.DB.Batch(t.Context(), statement)
	require.NoError(t, err)
	assert.Equal(t, "2025-07-19T08:00:00.000Z", last(), "the statement knows better")
	used, err := w.UsedSince(t.Context(), ada.ID, w.clock)
	require.NoError(t, err)
	assert.Equal(t, []Counted{{key.ID, Limits{10, 100, 1000}}}, used)
	w.clock = w.clock.Add(time.Millisecond)
	assert.True(t, touch())
	assert.Equal(t, "2025-07-19T08:01:00.000Z", last())
	used, err = w.UsedSince(t.Context(), ada.ID, w.clock.Add(2*time.Minute))
	require.NoError(t, err)
	assert.Empty(t, used)
}

func TestScopesOfTheDatabaseAreThoseOfTheTable(t *testing.T) {
	w := newWorld(t)
	rows, err := w.DB.Query(t.Context(), "SELECT * FROM api_key_scopes ORDER BY id")
	require.NoError(t, err)
	var want, got [][3]string
	for _, tier := range tiers {
		for _, s := range tier.adds {
			want = append(want, [3]string{s.Name, s.Description, tier.Name})
		}
	}
	for i := range rows.Len() {
		row := rows.At(i)
		got = append(got, [3]string{row.Text("scope_name"), row.Text("description"), row.Text("tier_required")})
	}
	assert.Equal(t, want, got)
	assert.Len(t, got, 37)
}

func TestGrantable(t *testing.T) {
	w := newWorld(t)
	for _, test := range []struct {
		owner *auth.Account
		tier  string
		count int
		has   string
		lacks string
	}{
		{ada, "free", 8, "readings:read", "batch:calculate"},
		{pia, "pro", 23, "batch:calculate", "engines:*:read"},
		{eve, "enterprise", 27, "engines:*:read", "admin:debug:access"},
		{root, "free", 18, "admin:debug:access", "batch:calculate"},
	} {
		list, tier, err := w.Grantable(t.Context(), test.owner)
		require.NoError(t, err)
		assert.Equal(t, test.tier, tier.Name)
		assert.Len(t, list, test.count)
		has := func(name string) bool {
			return slices.ContainsFunc(list, func(s ScopeRow) bool { return s.Name == name })
		}
		assert.True(t, has(test.has))
		assert.False(t, has(test.lacks))
		assert.NotZero(t, list[0].ID)
	}
}

// planned notes the plan of every statement that runs.
type planned struct {
	sqldb.DB
	t     *testing.T
	plans []string
}

func (p *planned) Query(ctx context.Context, sql string, args ...any) (*sqldb.Rows, error) {
	p.explain(sql, args)
	return p.DB.Query(ctx, sql, args...)
}

func (p *planned) Batch(ctx context.Context, statements ...sqldb.Statement) ([]int64, error) {
	for _, s := range statements {
		p.explain(s.SQL, s.Args)
	}
	return p.DB.Batch(ctx, statements...)
}

func (p *planned) explain(sql string, args []any) {
	rows, err := p.DB.Query(p.t.Context(), "EXPLAIN QUERY PLAN "+sql, args...)
	require.NoError(p.t, err)
	for i := range rows.Len() {
		p.plans = append(p.plans, rows.At(i).Text("detail"))
	}
}

func TestNoStatementScansATable(t *testing.T) {
	w := newWorld(t)
	p := &planned{DB: w.DB, t: t}
	w.DB = p
	key, text := w.create(ada, order("readings:read"))
	_, err := w.Update(t.Context(), ada, key.ID, Change{Name: &key.Name})
	require.NoError(t, err)
	_, err = w.List(t.Context(), ada.ID)
	require.NoError(t, err)
	_, _, err = w.Grantable(t.Context(), ada)
	require.NoError(t, err)
	_, err = w.UsedSince(t.Context(), ada.ID, w.clock)
	require.NoError(t, err)
	c, err := w.Authenticate(t.Context(), text)
	require.NoError(t, err)
	touch, _ := c.Touch(w.clock)
	_, err = w.DB.Batch(t.Context(), touch, c.Audit(AdminUse{Action: "GET"}))
	require.NoError(t, err)
	require.NoError(t, w.Delete(t.Context(), ada.ID, key.ID))
	assert.NotEmpty(t, p.plans)
	for _, plan := range p.plans {
		if strings.HasPrefix(plan, "SCAN ") && plan != "SCAN CONSTANT ROW" {
			assert.Contains(t, plan, "json_each", "of a parameter")
		}
	}
	assert.Contains(t, strings.Join(p.plans, "\n"), "SEARCH k USING INDEX")
}
