package profiles

import (
	"time"

	"github.com/witnessos/witnessos/internal/sqldb"
)

// Store reads and writes the database.
type Store struct {
	DB  sqldb.DB
	Now func() time.Time
}
