package apikeys

import (
	"context"
	"encoding/json"
	"slices"
	"time"

	"github.com/witnessos/witnessos/internal/auth"
	"github.com/witnessos/witnessos/internal/sqldb"
	"github.com/witnessos/witnessos/internal/stamp"
)

// Order asks for a new key. Everything in it has been validated but for what depends on the account.
type Order struct {
	Name, Description string
	Scopes            []string
	Environment       string    // live or test
	ExpiresAt         time.Time // zero for never
	Limits            Wish
}

// Wish is what an owner wants of the limits; 0 leaves one as it is.
type Wish Limits

// on returns limits with the wish in place of what it names, and none above the tier's.
func (w Wish) on(now, most Limits) Limits {
	pick := func(wish, otherwise int) int {
		if wish > 0 {
			return wish
		}
		return otherwise
	}
	return Limits{pick(w.PerMinute, now.PerMinute), pick(w.PerHour, now.PerHour), pick(w.PerDay, now.PerDay)}.atMost(most)
}

// The number of keys is part of the statement, so that requests at the same time cannot pass it
// together. Inactive keys count, since they can be activated again; admin keys have no number.
const insertKey = `
INSERT INTO api_keys (id, user_id, key_hash, key_prefix, name, description, scopes, environment,
	rate_limit_per_minute, rate_limit_per_hour, rate_limit_per_day, expires_at, created_at, updated_at,
	is_active, is_admin_key, admin_privileges, elevated_rate_limits)
SELECT ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, TRUE, ?, ?, ?
WHERE ? = 0 OR (SELECT count(*) FROM api_keys WHERE user_id = ? AND is_admin_key IS NOT TRUE) < ?
RETURNING ` + keyColumns

// Create makes a key for an account and returns it with its text, which nobody can read again. It
// returns ErrTooMany, a *ScopeError, or the database's error.
func (s *Store) Create(ctx context.Context, owner *auth.Account, o Order) (*Key, string, error) {
	tier, err := s.Tier(ctx, owner.ID)
	if err != nil {
		return nil, "", err
	}
	o.Scopes = unique(slices.Clone(o.Scopes))
	admin := owner.Admin && slices.ContainsFunc(o.Scopes, isPrivilege)
	if admin {
		tier = forAdmins()
	}
	if err := check(o.Scopes, tier); err != nil {
		return nil, "", err
	}
	text, err := generate(s.Random, prefixOf(admin, o.Environment))
	if err != nil {
		return nil, "", err
	}
	limits := o.Limits.on(tier.Limits, tier.Limits)
	now := stamp.Of(s.Now())
	var privileges, elevated, expires any
	if admin {
		privileges, elevated = jsonText(privilegesIn(o.Scopes)), jsonText(limits)
	}
	if !o.ExpiresAt.IsZero() {
		expires = stamp.Of(o.ExpiresAt)
	}
	rows, err := s.DB.Query(ctx, insertKey,
		s.UUID(), owner.ID, auth.Hash(text), prefixOf(admin, o.Environment), o.Name, sqldb.OrNull(o.Description), jsonText(o.Scopes), o.Environment,
		limits.PerMinute, limits.PerHour, limits.PerDay, expires, now, now,
		admin, privileges, elevated,
		tier.MaxKeys, owner.ID, tier.MaxKeys)
	key, err := only(rows, err)
	if err == ErrNotFound {
		err = ErrTooMany
	}
	return key, text, err
}

// Change is what is to become of a key. Nil and 0 leave things as they are.
type Change struct {
	Name        *string
	Description *string // "" removes it
	Scopes      []string
	Limits      Wish
	Active      *bool
}

const updateKey = `
UPDATE api_keys SET name = coalesce(?, name), description = CASE WHEN ? THEN ? ELSE description END,
	scopes = coalesce(?, scopes), admin_privileges = CASE WHEN ? THEN ? ELSE admin_privileges END,
	rate_limit_per_minute = coalesce(?, rate_limit_per_minute), rate_limit_per_hour = coalesce(?, rate_limit_per_hour),
	rate_limit_per_day = coalesce(?, rate_limit_per_day),
	is_active = coalesce(?, is_active), updated_at = ?
WHERE id = ? AND user_id = ?
RETURNING ` + keyColumns

// Update changes a key of an account. It returns ErrNotFound, a *ScopeError, or the database's error.
// A key stays what it was made as: one that is no admin key gets no privileges, since its prefix tells
// everyone what it is.
func (s *Store) Update(ctx context.Context, owner *auth.Account, id string, c Change) (*Key, error) {
	key, err := s.Find(ctx, owner.ID, id)
	if err != nil {
		return nil, err
	}
	tier, err := s.Tier(ctx, owner.ID)
	if err != nil {
		return nil, err
	}
	if key.Admin && owner.Admin {
		tier = forAdmins()
	}
	var scopes, privileges any
	if c.Scopes != nil {
		c.Scopes = unique(slices.Clone(c.Scopes))
		if err := check(c.Scopes, tier); err != nil {
			return nil, err
		}
		scopes = jsonText(c.Scopes)
		if key.Admin {
			privileges = jsonText(privilegesIn(c.Scopes))
		}
	}
	var name, description, active any
	if c.Name != nil {
		name = *c.Name
	}
	if c.Description != nil {
		description = sqldb.OrNull(*c.Description)
	}
	if c.Active != nil {
		active = *c.Active
	}
	limit := func(wish, most int) any {
		if wish == 0 {
			return nil
		}
		return min(wish, most)
	}
	rows, err := s.DB.Query(ctx, updateKey,
		name, c.Description != nil, description,
		scopes, c.Scopes != nil, privileges,
		limit(c.Limits.PerMinute, tier.Limits.PerMinute), limit(c.Limits.PerHour, tier.Limits.PerHour), limit(c.Limits.PerDay, tier.Limits.PerDay),
		active, stamp.Of(s.Now()),
		id, owner.ID)
	return only(rows, err)
}

// ScopeError says which scope a key cannot have.
type ScopeError struct {
	Scope string
	Tier  string // of the key
	Known bool   // there is such a scope, in a higher tier
}

func (e *ScopeError) Error() string { return "apikeys: scope " + e.Scope + " in tier " + e.Tier }

func check(scopes []string, tier *Tier) error {
	allowed := tier.Scopes()
	for _, scope := range scopes {
		if !slices.Contains(allowed, scope) {
			return &ScopeError{scope, tier.Name, known(scope)}
		}
	}
	return nil
}

func privilegesIn(scopes []string) []string {
	return slices.DeleteFunc(slices.Clone(scopes), func(s string) bool { return !isPrivilege(s) })
}

// unique returns the texts without those that came before.
func unique(texts []string) []string {
	kept := texts[:0]
	for _, text := range texts {
		if !slices.Contains(kept, text) {
			kept = append(kept, text)
		}
	}
	return kept
}

func jsonText(value any) string {
	text, err := json.Marshal(value)
	if err != nil {
		panic("apikeys: not JSON: " + err.Error())
	}
	return string(text)
}
