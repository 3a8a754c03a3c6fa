package accounts

import (
	"time"

	"github.com/witnessos/witnessos/internal/sqldb"
)

// Store is the accounts in the database.
type Store struct {
	DB  sqldb.DB
	Now func() time.Time
}
