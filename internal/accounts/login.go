package accounts

import (
	"context"

	"github.com/witnessos/witnessos/internal/sqldb"
)

// unchanged is the condition of a session that a password opens: it is still the account's.
const unchanged = `(SELECT 1 FROM users WHERE id = ? AND password_hash = ?)`

// Login opens a session with a password and returns it with its owner's account. A hash that is not
// of the current form is written anew. It returns ErrCredentials, alike for an address without an
// account and another password and after the same time, or an error of the database or platform.
func (s *Store) Login(ctx context.Context, email, password string, d Device) (*Session, *User, error) {
	who, hash, outdated, err := s.verify(ctx, password, byEmail, emailArgs(email)...)
	if err != nil {
		return nil, nil, err
	}
	session, statements, err := s.issue(who, s.UUID(), d, unchanged, who.id, hash)
	if err != nil {
		return nil, nil, err
	}
	if outdated {
		renewed, err := s.Passwords.Hash(ctx, password)
		if err != nil {
			return nil, nil, err
		}
		statements = append(statements, sqldb.Do(`UPDATE users SET password_hash = ? WHERE id = ? AND password_hash = ?`, renewed, who.id, hash))
	}
	written, err := s.DB.Batch(ctx, statements...)
	if err != nil {
		return nil, nil, err
	}
	if written[0] == 0 {
		return nil, nil, ErrCredentials // it has been set anew, or the account deleted, in between
	}
	user, err := s.User(ctx, who.id)
	return session, user, err
}

// Confirm returns ErrCredentials unless the password is that of an account.
func (s *Store) Confirm(ctx context.Context, id int64, password string) error {
	_, _, _, err := s.verify(ctx, password, ` FROM users WHERE id = ?`, id)
	return err
}

// verify finds an account and checks its password, or a hash that nothing fits when there is none.
func (s *Store) verify(ctx context.Context, password, from string, args ...any) (who owner, hash string, outdated bool, err error) {
	rows, err := s.DB.Query(ctx, `SELECT id, email, is_admin, password_hash`+from, args...)
	if err != nil {
		return owner{}, "", false, err
	}
	if row, ok := rows.First(); ok {
		who, hash = ownerOf(row), row.Text("password_hash")
	}
	verdict, err := s.Passwords.Verify(ctx, password, hash)
	if err == nil && !verdict.Fits {
		err = ErrCredentials
	}
	return who, hash, verdict.Outdated, err
}
