package apikeys

import (
	"context"
	"errors"
	"slices"
	"time"

	"github.com/witnessos/witnessos/internal/auth"
	"github.com/witnessos/witnessos/internal/sqldb"
	"github.com/witnessos/witnessos/internal/stamp"
)

// ErrInvalid says that a text is no key that works: it has no row, or that is inactive or expired.
var ErrInvalid = errors.New("apikeys: no such key, or none that works")

// Credential is a key that works: whose it is and what it may do.
type Credential struct {
	ID          string
	Environment string // live or test, which behave alike
	Account     *auth.Account
	Limits      Limits
	Scopes      []string
	Admin       bool // made for privileges by somebody who is an admin still

	lastUsed time.Time // zero: never
}

const findCredential = `
SELECT k.id AS key_id, k.environment, k.scopes, k.admin_privileges, k.is_admin_key, k.last_used_at,
       k.rate_limit_per_minute, k.rate_limit_per_hour, k.rate_limit_per_day, u.developer_tier, ` + auth.Columns + `
FROM api_keys k JOIN users u ON u.id = k.user_id
WHERE k.key_hash = ? AND k.is_active AND (k.expires_at IS NULL OR julianday(k.expires_at) > julianday(?))
LIMIT 1`

// Authenticate finds the key with that text. It returns ErrInvalid or the database's error.
//
// Every request with a key asks the database, which the request of a signed-in user does as well.
// Nothing is remembered, so a key that was deleted, deactivated or narrowed stops working everywhere
// with the next request. Texts of another form are not looked up; one of this form that nobody has costs
// its sender a look-up by index and counts for his address.
func (s *Store) Authenticate(ctx context.Context, text string) (*Credential, error) {
	if !WellFormed(text) {
		return nil, ErrInvalid
	}
	rows, err := s.DB.Query(ctx, findCredential, auth.Hash(text), stamp.Of(s.Now()))
	if err != nil {
		return nil, err
	}
	row, ok := rows.First()
	if !ok {
		return nil, ErrInvalid
	}
	c := &Credential{
		ID: row.Text("key_id"), Environment: row.Text("environment"), Account: auth.AccountOf(row), Scopes: scopesOf(row),
	}
	c.Admin = row.Bool("is_admin_key") && c.Account.Admin
	tier := tierOf(row.Text("developer_tier"))
	if c.Admin {
		tier = forAdmins()
	}
	// The owner's tier may be another than when the key was made.
	c.Limits = limitsOf(row).atMost(tier.Limits)
	c.lastUsed, _ = time.Parse(stamp.Layout, instant(row.Text("last_used_at")))
	return c, nil
}

// May reports whether the key has a scope; "" is what every key may. Privileges are of admin keys only.
func (c *Credential) May(scope string) bool {
	switch {
	case scope == "":
		return true
	case isPrivilege(scope) && !c.Admin:
		return false
	case slices.Contains(c.Scopes, scope):
		return true
	default:
		return isEngineScope(scope) && slices.Contains(c.Scopes, AnyEngine)
	}
}

// resolution is how exactly last_used_at is kept.
const resolution = time.Minute

const touchKey = `UPDATE api_keys SET last_used_at = ?
WHERE id = ? AND (last_used_at IS NULL OR julianday(last_used_at) <= julianday(?))`

// Touch is what notes that the key was used; ok is false when it has been noted less than a minute ago.
// The statement says so once more, because other isolates note it as well.
func (c *Credential) Touch(now time.Time) (statement sqldb.Statement, ok bool) {
	before := now.Add(-resolution)
	if c.lastUsed.After(before) {
		return sqldb.Statement{}, false
	}
	return sqldb.Do(touchKey, stamp.Of(now), c.ID, stamp.Of(before)), true
}

const insertAudit = `
INSERT INTO admin_api_key_audit (api_key_id, user_id, action, privilege, endpoint, ip_address, user_agent, metadata, created_at)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`

// AdminUse is one request by an admin key.
type AdminUse struct {
	Action    string `json:"action"`              // its method
	Endpoint  string `json:"endpoint"`            // as the route table has it
	Privilege string `json:"privilege,omitempty"` // that the endpoint asks for, if it does
	Address   string `json:"ipAddress,omitempty"`
	UserAgent string `json:"userAgent,omitempty"`
	Status    int    `json:"status"`
	RequestID string `json:"requestId"`
	At        string `json:"timestamp"`
}

// Audit is what records a request by an admin key.
func (c *Credential) Audit(use AdminUse) sqldb.Statement {
	metadata := jsonText(struct {
		Status      int    `json:"status"`
		RequestID   string `json:"requestId"`
		Environment string `json:"environment"`
	}{use.Status, use.RequestID, c.Environment})
	return sqldb.Do(insertAudit, c.ID, c.Account.ID, use.Action, sqldb.OrNull(use.Privilege), use.Endpoint,
		sqldb.OrNull(use.Address), sqldb.OrNull(use.UserAgent), metadata, use.At)
}
