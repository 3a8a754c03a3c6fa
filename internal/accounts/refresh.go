package accounts

import (
	"context"
	"encoding/json"

	"github.com/witnessos/witnessos/internal/api"
	"github.com/witnessos/witnessos/internal/auth"
	"github.com/witnessos/witnessos/internal/rawjson"
	"github.com/witnessos/witnessos/internal/sqldb"
)

// Some rows of earlier releases have instants in the manner of CURRENT_TIMESTAMP; datetime() reads
// all of them.
const (
	refreshQuery = `
SELECT u.id, u.email, u.is_admin, r.family, r.used, datetime(r.expires_at) > datetime(?) AS fresh
FROM refresh_tokens r JOIN users u ON u.id = r.user_id WHERE r.token_hash = ?`
	unused    = `(SELECT 1 FROM refresh_tokens WHERE token_hash = ? AND NOT used)`
	spend     = `UPDATE refresh_tokens SET used = TRUE WHERE token_hash = ? AND NOT used`
	unrevoked = `(SELECT 1 FROM user_sessions WHERE token_hash = ? AND user_id = ?)`
)

// Refresh exchanges a refresh token for a new session. The token is spent by that, in the same
// transaction; of several who present it at the same time one succeeds. A spent token that is
// presented again has been copied by somebody, so it ends the whole family. It returns ErrToken, or
// the database's error.
func (s *Store) Refresh(ctx context.Context, token string, d Device) (*Session, error) {
	hash := auth.Hash(token)
	rows, err := s.DB.Query(ctx, refreshQuery, api.Time(s.Now()), hash)
	if err != nil {
		return nil, err
	}
	row, ok := rows.First()
	if !ok || !row.Bool("used") && !row.Bool("fresh") {
		return nil, ErrToken
	}
	who, family := ownerOf(row), row.Text("family")
	if row.Bool("used") {
		return nil, s.reused(ctx, who, family)
	}
	session, statements, err := s.issue(who, family, d, unused, hash)
	if err != nil {
		return nil, err
	}
	written, err := s.DB.Batch(ctx, append(statements, sqldb.Do(spend, hash))...)
	if err != nil {
		return nil, err
	}
	if written[len(written)-1] == 0 { // another was quicker
		return nil, s.reused(ctx, who, family)
	}
	return session, nil
}

// reused ends a family and returns ErrToken, or the database's error.
func (s *Store) reused(ctx context.Context, who owner, family string) error {
	if _, err := s.DB.Batch(ctx, revoke(who.id, family)...); err != nil {
		return err
	}
	return ErrToken
}

// Renew opens another session of the family of a token that is still good, which stays so. A session
// of an earlier release has no family and gets one. It returns ErrToken, or the database's error.
func (s *Store) Renew(ctx context.Context, user int64, token string, d Device) (*Session, error) {
	hash := auth.Hash(token)
	rows, err := s.DB.Query(ctx, `
SELECT u.id, u.email, u.is_admin, s.device_info FROM user_sessions s JOIN users u ON u.id = s.user_id
WHERE s.token_hash = ? AND s.user_id = ?`, hash, user)
	if err != nil {
		return nil, err
	}
	row, ok := rows.First()
	if !ok {
		return nil, ErrToken
	}
	device := row.Text("device_info")
	family := familyOf(device)
	adopt := family == ""
	if adopt {
		family = s.UUID()
	}
	session, statements, err := s.issue(ownerOf(row), family, d, unrevoked, hash, user)
	if err != nil {
		return nil, err
	}
	if adopt {
		statements = append(statements, sqldb.Do(`UPDATE user_sessions SET device_info = ? WHERE token_hash = ? AND user_id = ?`,
			withFamily(device, family), hash, user))
	}
	written, err := s.DB.Batch(ctx, statements...)
	if err != nil {
		return nil, err
	}
	if written[0] == 0 {
		return nil, ErrToken
	}
	return session, nil
}

// withFamily adds a family to what a session's row says of its device, whatever that is.
func withFamily(device, family string) string {
	members, ok := rawjson.Object([]byte(device))
	if !ok {
		members = map[string]json.RawMessage{}
	}
	members["family"] = rawjson.AppendString(nil, family)
	text, err := json.Marshal(members)
	if err != nil {
		panic("accounts: valid JSON cannot be written: " + err.Error())
	}
	return string(text)
}
