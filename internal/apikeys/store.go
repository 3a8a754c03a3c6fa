package apikeys

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"time"

	"github.com/witnessos/witnessos/internal/auth"
	"github.com/witnessos/witnessos/internal/sqldb"
	"github.com/witnessos/witnessos/internal/stamp"
)

// Store reads and writes the database.
type Store struct {
	DB     sqldb.DB
	Now    func() time.Time
	UUID   func() string
	Random io.Reader // cryptographic
}

// Errors of the Store. Others are the database's.
var (
	ErrNotFound = errors.New("apikeys: the account has no such key")
	ErrTooMany  = errors.New("apikeys: the account has all keys that its tier allows")
)

// Key is an API key as its owner sees it. Its text and hash are not part of it.
type Key struct {
	ID, UserID  string
	Prefix      string
	Name        string
	Description string // "" for none
	Scopes      []string
	Environment string
	Limits      Limits
	ExpiresAt   string // this and the following are instants of the API, "" for none
	LastUsedAt  string
	CreatedAt   string
	UpdatedAt   string
	Active      bool
	Admin       bool // made for privileges, by somebody who was an admin
}

const keyColumns = `id, user_id, key_prefix, name, description, scopes, admin_privileges, environment,
	rate_limit_per_minute, rate_limit_per_hour, rate_limit_per_day,
	expires_at, last_used_at, created_at, updated_at, is_active, is_admin_key`

func keyOf(row sqldb.Row) *Key {
	return &Key{
		ID: row.Text("id"), UserID: row.Text("user_id"), Prefix: row.Text("key_prefix"),
		Name: row.Text("name"), Description: row.Text("description"),
		Scopes: scopesOf(row), Environment: row.Text("environment"), Limits: limitsOf(row),
		ExpiresAt: instant(row.Text("expires_at")), LastUsedAt: instant(row.Text("last_used_at")),
		CreatedAt: instant(row.Text("created_at")), UpdatedAt: instant(row.Text("updated_at")),
		Active: row.Bool("is_active"), Admin: row.Bool("is_admin_key"),
	}
}

// scopesOf reads the scopes of a row. Earlier releases kept the privileges of admin keys apart.
func scopesOf(row sqldb.Row) []string {
	all := []string{}
	for _, column := range []string{"scopes", "admin_privileges"} {
		var list []string
		_ = json.Unmarshal([]byte(row.Text(column)), &list) // what does not parse allows nothing
		all = append(all, list...)
	}
	return unique(all)
}

func limitsOf(row sqldb.Row) Limits {
	return Limits{int(row.Int("rate_limit_per_minute")), int(row.Int("rate_limit_per_hour")), int(row.Int("rate_limit_per_day"))}
}

// columnLayout is how SQLite writes instants by default; ours are those of the API.
const columnLayout = "2006-01-02 15:04:05"

// instant brings the text of a column into the form of the API. What is no instant is none.
func instant(text string) string {
	for _, layout := range []string{time.RFC3339Nano, columnLayout} {
		if at, err := time.Parse(layout, text); err == nil {
			return stamp.Of(at)
		}
	}
	return ""
}

// listed bounds a list: more keys than any tier but that of admins allows.
const listed = 500

// List returns the keys of an account, newest first.
func (s *Store) List(ctx context.Context, userID int64) ([]*Key, error) {
	rows, err := s.DB.Query(ctx, `SELECT `+keyColumns+` FROM api_keys WHERE user_id = ?
		ORDER BY datetime(created_at) DESC, rowid DESC LIMIT ?`, userID, listed)
	if err != nil {
		return nil, err
	}
	keys := make([]*Key, rows.Len())
	for i := range keys {
		keys[i] = keyOf(rows.At(i))
	}
	return keys, nil
}

// Find returns a key of an account, or ErrNotFound.
func (s *Store) Find(ctx context.Context, userID int64, id string) (*Key, error) {
	rows, err := s.DB.Query(ctx, `SELECT `+keyColumns+` FROM api_keys WHERE id = ? AND user_id = ? LIMIT 1`, id, userID)
	return only(rows, err)
}

// only is the key of the one row that there is, or ErrNotFound.
func only(rows *sqldb.Rows, err error) (*Key, error) {
	if err != nil {
		return nil, err
	}
	row, ok := rows.First()
	if !ok {
		return nil, ErrNotFound
	}
	return keyOf(row), nil
}

// Delete removes a key of an account, or returns ErrNotFound. What it did stays in the usage log, as
// use of the account.
func (s *Store) Delete(ctx context.Context, userID int64, id string) error {
	deleted, err := sqldb.Exec(ctx, s.DB, "DELETE FROM api_keys WHERE id = ? AND user_id = ?", id, userID)
	if err == nil && deleted == 0 {
		err = ErrNotFound
	}
	return err
}

// Tier returns the developer tier of an account.
func (s *Store) Tier(ctx context.Context, userID int64) (*Tier, error) {
	rows, err := s.DB.Query(ctx, "SELECT developer_tier FROM users WHERE id = ? LIMIT 1", userID)
	if err != nil {
		return nil, err
	}
	row, ok := rows.First()
	if !ok {
		return nil, auth.ErrNoUser
	}
	return tierOf(row.Text("developer_tier")), nil
}
