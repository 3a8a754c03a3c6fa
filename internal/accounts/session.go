package accounts

import (
	"context"
	"encoding/base64"
	"encoding/json"
	"io"
	"strconv"
	"time"

	"github.com/witnessos/witnessos/internal/api"
	"github.com/witnessos/witnessos/internal/auth"
	"github.com/witnessos/witnessos/internal/sqldb"
)

const (
	// TokenLifetime is how long a token is good: clients that never renew it rely on it.
	TokenLifetime = 7 * 24 * time.Hour

	refreshLifetime  = 30 * 24 * time.Hour
	refreshBytes     = 32
	longestUserAgent = 256
)

// Device is where somebody signs in from.
type Device struct{ UserAgent, IP string }

// Session is what somebody who has signed in holds.
type Session struct {
	Token   string
	Refresh string
	Expires time.Time // of the token
}

// deviceInfo is what a session's row says of it.
type deviceInfo struct {
	UserAgent string `json:"userAgent"`
	IP        string `json:"ip"`
	Timestamp string `json:"timestamp"`
	// Family is shared by all sessions and refresh tokens that come of one login. Rows of earlier
	// releases have none.
	Family string `json:"family,omitempty"`
}

func familyOf(device string) string {
	var info deviceInfo
	_ = json.Unmarshal([]byte(device), &info) // what does not parse names no family
	return info.Family
}

// Both rows of a session are written under a condition, so that what was checked before still holds
// when they are.
const (
	insertSession = `
INSERT INTO user_sessions (user_id, token_hash, expires_at, device_info, created_at, last_activity)
SELECT ?, ?, ?, ?, ?, ? WHERE EXISTS `
	insertRefresh = `
INSERT INTO refresh_tokens (user_id, token_hash, family, expires_at, created_at) SELECT ?, ?, ?, ?, ? WHERE EXISTS `
)

// issue makes a session and the two statements that write it down where the condition, a subquery
// with its parameters, finds a row.
func (s *Store) issue(who owner, family string, d Device, condition string, args ...any) (*Session, []sqldb.Statement, error) {
	now := s.Now().UTC().Truncate(time.Second) // tokens count in seconds
	token, err := s.Keys.Sign(strconv.FormatInt(who.id, 10), who.email, who.admin, s.UUID(), now, TokenLifetime)
	if err != nil {
		return nil, nil, err
	}
	var random [refreshBytes]byte
	if _, err := io.ReadFull(s.Random, random[:]); err != nil {
		return nil, nil, err
	}
	out := &Session{Token: token, Refresh: base64.RawURLEncoding.EncodeToString(random[:]), Expires: now.Add(TokenLifetime)}
	if len(d.UserAgent) > longestUserAgent {
		d.UserAgent = d.UserAgent[:longestUserAgent]
	}
	device, err := json.Marshal(deviceInfo{d.UserAgent, d.IP, api.Time(s.Now()), family})
	if err != nil {
		return nil, nil, err
	}
	at := columnTime(now)
	return out, []sqldb.Statement{
		sqldb.Do(insertSession+condition, append([]any{who.id, auth.Hash(out.Token), api.Time(out.Expires), string(device), at, at}, args...)...),
		sqldb.Do(insertRefresh+condition, append([]any{who.id, auth.Hash(out.Refresh), family, api.Time(now.Add(refreshLifetime)), at}, args...)...),
	}, nil
}

// revoke are the statements that end a family: its sessions, and all of its refresh tokens.
func revoke(user int64, family string) []sqldb.Statement {
	return []sqldb.Statement{
		sqldb.Do(`DELETE FROM user_sessions
WHERE user_id = ? AND CASE WHEN json_valid(device_info) THEN json_extract(device_info, '$.family') END = ?`, user, family),
		sqldb.Do(`DELETE FROM refresh_tokens WHERE family = ? AND user_id = ?`, family, user),
	}
}

// Logout ends the session of a token, with everything that came of the same login. A token without a
// session has nothing to end.
func (s *Store) Logout(ctx context.Context, token string) error {
	hash := auth.Hash(token)
	rows, err := s.DB.Query(ctx, `SELECT user_id, device_info FROM user_sessions WHERE token_hash = ?`, hash)
	if err != nil {
		return err
	}
	row, ok := rows.First()
	if !ok {
		return nil
	}
	statements := []sqldb.Statement{sqldb.Do(`DELETE FROM user_sessions WHERE token_hash = ?`, hash)}
	if family := familyOf(row.Text("device_info")); family != "" {
		statements = append(statements, revoke(row.Int("user_id"), family)...)
	}
	_, err = s.DB.Batch(ctx, statements...)
	return err
}
