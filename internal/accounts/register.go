package accounts

import (
	"context"
	"errors"
	"strings"
)

// An address that got its account between question and insertion makes no second one.
const insertUser = `
INSERT INTO users (email, password_hash, name, created_at, updated_at)
SELECT ?, ?, ?, ?, ? WHERE NOT EXISTS (SELECT 1 FROM users WHERE email COLLATE NOCASE IN (?, ?))
ON CONFLICT DO NOTHING RETURNING id`

// Register makes an account. The address and the password must be valid; a name of "" is none. It
// returns ErrExists, or an error of the database or platform.
func (s *Store) Register(ctx context.Context, email, password, name string) (*User, error) {
	if _, err := s.find(ctx, email); err == nil {
		return nil, ErrExists
	} else if !errors.Is(err, ErrUnknown) {
		return nil, err
	}
	hash, err := s.Passwords.Hash(ctx, password)
	if err != nil {
		return nil, err
	}
	var called any
	if name = strings.TrimSpace(name); name != "" {
		called = name
	}
	now, address := columnTime(s.Now()), Normalize(email)
	rows, err := s.DB.Query(ctx, insertUser, address, hash, called, now, now, address, strings.TrimSpace(email))
	if err != nil {
		return nil, err
	}
	row, ok := rows.First()
	if !ok {
		return nil, ErrExists
	}
	return s.User(ctx, row.Int("id"))
}
