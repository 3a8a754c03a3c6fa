package timeline

import (
	"context"
	"time"

	"github.com/witnessos/witnessos/internal/api"
	"github.com/witnessos/witnessos/internal/edge"
	"github.com/witnessos/witnessos/internal/sqldb"
)

// Store reads and writes the database.
type Store struct {
	DB  sqldb.DB
	Now func() time.Time
	// Former is where earlier releases kept timelines; nil where there has been none.
	Former Former
}

// Former is a KV namespace that is only read.
type Former interface {
	Get(ctx context.Context, key string) (value []byte, found bool, err error)
	List(ctx context.Context, prefix, cursor string) (edge.KeyPage, error)
}

// ErrNotFound says that the user has no such entry. Whether somebody else has is not told.
var ErrNotFound = api.NewError(404, "NOT_FOUND", "Timeline entry not found")
