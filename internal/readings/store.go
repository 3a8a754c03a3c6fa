package readings

import (
	"context"
	"io"
	"strconv"
	"time"

	"github.com/witnessos/witnessos/internal/api"
	"github.com/witnessos/witnessos/internal/edge"
	"github.com/witnessos/witnessos/internal/sqldb"
	"github.com/witnessos/witnessos/internal/stamp"
)

// Store reads and writes the database.
type Store struct {
	DB     sqldb.DB
	Now    func() time.Time
	Random io.Reader // where the letters of ids come from
	Old    KV        // where earlier releases kept readings; nil: nowhere

	imported memory
}

// KV is the namespace of an earlier release; edge.KV is one.
type KV interface {
	Get(ctx context.Context, key string) (value []byte, found bool, err error)
	List(ctx context.Context, prefix, cursor string) (edge.KeyPage, error)
}

// ErrNotFound says that the owner has no reading of that id.
var ErrNotFound = api.NewError(404, "READING_NOT_FOUND", "Reading not found")

// newID makes reading_{epoch ms}_{9 base-36 characters}.
func (s *Store) newID(now time.Time) (string, error) {
	const length = 9
	var b [8]byte // 36⁹ goes into 2⁶⁴ 181,000 times, so that no letter is noticeably likelier than another
	if _, err := io.ReadFull(s.Random, b[:]); err != nil {
		return "", err
	}
	letters := []byte("000000000")
	n := uint64(0)
	for _, c := range b {
		n = n<<8 | uint64(c)
	}
	for i := range length {
		letters[i] = "0123456789abcdefghijklmnopqrstuvwxyz"[n%36]
		n /= 36
	}
	return "reading_" + strconv.FormatInt(now.UnixMilli(), 10) + "_" + string(letters), nil
}

// Since is the instant so many days before now, as created_at is written; a range that began before
// our era begins with everything.
func (s *Store) Since(days int) string {
	from := s.Now().UTC().AddDate(0, 0, -days)
	if from.Year() < 1 {
		return ""
	}
	return stamp.Of(from)
}
