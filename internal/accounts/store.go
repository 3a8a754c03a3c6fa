package accounts

import (
	"context"
	"errors"
	"io"
	"time"

	"github.com/witnessos/witnessos/internal/auth"
	"github.com/witnessos/witnessos/internal/edge"
	"github.com/witnessos/witnessos/internal/password"
	"github.com/witnessos/witnessos/internal/sqldb"
)

// What may stand against a wish. Every other error is the database's or the platform's.
var (
	ErrExists      = errors.New("accounts: the address has an account")
	ErrCredentials = errors.New("accounts: no such account, or another password")
	ErrToken       = errors.New("accounts: the token is unknown, used, expired or revoked")
	ErrUnknown     = errors.New("accounts: no such account")
	ErrProtected   = errors.New("accounts: the account is one of ADMIN_EMAILS")
)

// Store is the accounts in the database.
type Store struct {
	DB        sqldb.DB
	Now       func() time.Time
	Keys      auth.Keys // sign tokens
	Passwords *password.Hasher
	UUID      func() string
	Random    io.Reader // never fails

	// Protected are addresses, as Normalize has them, whose accounts cannot be deleted.
	Protected []string
	// Cache and Profiles are KV namespaces that hold values of accounts.
	Cache, Profiles KeyValues
	// Objects are the classes of Durable Objects of which an account has one, named by its id.
	Objects []Objects
}

// KeyValues is a KV namespace as far as deletion needs it; edge.KV is one.
type KeyValues interface {
	List(ctx context.Context, prefix, cursor string) (edge.KeyPage, error)
	Delete(ctx context.Context, key string) error
}

// Objects calls methods of Durable Objects by name; edge.Namespace does.
type Objects interface {
	Call(ctx context.Context, name, method string, request []byte) ([]byte, error)
}

// columnTime is how CURRENT_TIMESTAMP writes an instant.
func columnTime(t time.Time) string { return t.UTC().Format(time.DateTime) }
