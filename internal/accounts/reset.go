package accounts

import (
	"context"
	"errors"
	"net/url"
	"strings"
	"time"

	"github.com/witnessos/witnessos/internal/api"
	"github.com/witnessos/witnessos/internal/auth"
	"github.com/witnessos/witnessos/internal/mail"
	"github.com/witnessos/witnessos/internal/sqldb"
)

const resetLifetime = time.Hour

// Recipient is an account that has asked for a new password.
type Recipient struct{ who owner }

// Recipient returns the account of an address, nil when there is none, or the database's error.
func (s *Store) Recipient(ctx context.Context, email string) (*Recipient, error) {
	who, err := s.find(ctx, email)
	if errors.Is(err, ErrUnknown) {
		return nil, nil
	}
	return &Recipient{who}, err
}

// NewResetToken makes a token with which the account may set a new password once, within an hour.
// Tokens from before are no longer good.
func (s *Store) NewResetToken(ctx context.Context, r *Recipient) (string, error) {
	token, now := s.UUID(), s.Now()
	_, err := s.DB.Batch(ctx,
		sqldb.Do(`UPDATE password_reset_tokens SET used = TRUE WHERE user_id = ? AND NOT used`, r.who.id),
		sqldb.Do(`INSERT INTO password_reset_tokens (user_id, token_hash, expires_at, created_at) VALUES (?, ?, ?, ?)`,
			r.who.id, auth.Hash(token), api.Time(now.Add(resetLifetime)), columnTime(now)),
	)
	return token, err
}

// Letter tells an account its token. page is where a new password is set on the web site, or "".
func (r *Recipient) Letter(token, page string) mail.Letter {
	way := "Your reset token is:\n\n" + token
	if page != "" {
		separator := "?"
		if strings.Contains(page, "?") {
			separator = "&"
		}
		way = "Set it here:\n\n" + page + separator + "token=" + token + "&email=" + url.QueryEscape(r.who.email)
	}
	return mail.Letter{
		To:      r.who.email,
		Subject: "Your new WitnessOS password",
		Text: "Somebody, probably you, has asked for a new password for your WitnessOS account. " + way +
			"\n\nThis is good for one hour and for one use. If you have not asked for it, nothing has changed, and you need not do anything.\n",
	}
}

// Each statement of a reset asks whether the token is still unused; the last one uses it.
const (
	resetQuery = `
SELECT u.id, u.email, u.is_admin FROM password_reset_tokens t JOIN users u ON u.id = t.user_id
WHERE t.token_hash = ? AND NOT t.used AND datetime(t.expires_at) > datetime(?)`
	whileUnused = ` = ? AND EXISTS (SELECT 1 FROM password_reset_tokens WHERE token_hash = ? AND NOT used)`
)

// SetPassword sets a new password, which must be acceptable, by a token of the account of that
// address, and ends all of its sessions. It returns ErrToken, or an error of the database or platform.
func (s *Store) SetPassword(ctx context.Context, email, token, password string) error {
	hash := auth.Hash(token)
	rows, err := s.DB.Query(ctx, resetQuery, hash, api.Time(s.Now()))
	if err != nil {
		return err
	}
	row, ok := rows.First()
	if !ok || Normalize(row.Text("email")) != Normalize(email) {
		return ErrToken
	}
	made, err := s.Passwords.Hash(ctx, password)
	if err != nil {
		return err
	}
	id := row.Int("id")
	written, err := s.DB.Batch(ctx,
		sqldb.Do(`UPDATE users SET password_hash = ?, updated_at = ? WHERE id`+whileUnused, made, columnTime(s.Now()), id, hash),
		sqldb.Do(`DELETE FROM user_sessions WHERE user_id`+whileUnused, id, hash),
		sqldb.Do(`DELETE FROM refresh_tokens WHERE user_id`+whileUnused, id, hash),
		sqldb.Do(`UPDATE password_reset_tokens SET used = TRUE WHERE token_hash = ? AND user_id = ? AND NOT used`, hash, id),
	)
	if err != nil {
		return err
	}
	if written[len(written)-1] == 0 {
		return ErrToken
	}
	return nil
}
