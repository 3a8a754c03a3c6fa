package profiles

import (
	"context"
	"errors"
	"time"

	"github.com/witnessos/witnessos/internal/edge"
	"github.com/witnessos/witnessos/internal/sqldb"
)

// Store reads and writes profiles. The database is the truth; KV has engine profiles, and a copy of
// the profile that a client uploaded.
type Store struct {
	DB  sqldb.DB
	KV  KV // KV_USER_PROFILES
	Now func() time.Time
}

// KV is a namespace; edge.KV is one.
type KV interface {
	Get(ctx context.Context, key string) (value []byte, found bool, err error)
	Put(ctx context.Context, key string, value []byte, ttl time.Duration) error
	Delete(ctx context.Context, key string) error
	List(ctx context.Context, prefix, cursor string) (edge.KeyPage, error)
}

// ErrNoProfile says that an account has no profile, or an engine none of it.
var ErrNoProfile = errors.New("profiles: no such profile")
