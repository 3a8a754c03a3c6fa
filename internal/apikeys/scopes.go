package apikeys

import (
	"context"
	"time"

	"github.com/witnessos/witnessos/internal/auth"
	"github.com/witnessos/witnessos/internal/stamp"
)

// ScopeRow is a scope as the database has it.
type ScopeRow struct {
	ID                            int64
	Name, Description, TierNeeded string
}

// Grantable returns the scopes that an account may give to its keys: those of its tier, and the
// privileges when it is an admin.
func (s *Store) Grantable(ctx context.Context, owner *auth.Account) (list []ScopeRow, tier *Tier, err error) {
	if tier, err = s.Tier(ctx, owner.ID); err != nil {
		return nil, nil, err
	}
	names := tier.Scopes()
	if owner.Admin {
		for _, privilege := range forAdmins().adds {
			names = append(names, privilege.Name)
		}
	}
	rows, err := s.DB.Query(ctx, `SELECT id, scope_name, description, tier_required FROM api_key_scopes
		WHERE scope_name IN (SELECT value FROM json_each(?)) ORDER BY id LIMIT 100`, jsonText(names))
	if err != nil {
		return nil, nil, err
	}
	for i := range rows.Len() {
		row := rows.At(i)
		list = append(list, ScopeRow{row.Int("id"), row.Text("scope_name"), row.Text("description"), row.Text("tier_required")})
	}
	return list, tier, nil
}

// Counted is a key with the limits by which its use is counted.
type Counted struct {
	ID     string
	Limits Limits
}

// UsedSince returns the keys of an account that have been used since an instant, as far as that is
// noted: at most a minute late.
func (s *Store) UsedSince(ctx context.Context, userID int64, at time.Time) ([]Counted, error) {
	rows, err := s.DB.Query(ctx, `SELECT id, rate_limit_per_minute, rate_limit_per_hour, rate_limit_per_day FROM api_keys
		WHERE user_id = ? AND julianday(last_used_at) >= julianday(?) ORDER BY last_used_at DESC LIMIT 100`,
		userID, stamp.Of(at.Add(-resolution)))
	if err != nil {
		return nil, err
	}
	keys := make([]Counted, rows.Len())
	for i := range keys {
		keys[i] = Counted{rows.At(i).Text("id"), limitsOf(rows.At(i))}
	}
	return keys, nil
}
