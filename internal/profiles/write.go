package profiles

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/witnessos/witnessos/internal/api"
	"github.com/witnessos/witnessos/internal/sqldb"
)

// ErrNotWritten says that the row of an account could not be written. The cause is wrapped with it.
var ErrNotWritten = errors.New("profiles: the account was not written")

// attempts is how often a change begins anew when others write the same account at the same time.
// Each time at least one of them gets through.
const attempts = 24

// maxPreferences is how long the preferences of an account may be. They are read with every request
// of its owner, and D1 holds no more than 2 MB in a row.
const maxPreferences = 1 << 20

// stillAs is true of an account whose preferences nobody has written since they were read.
const stillAs = "id = ? AND preferences IS ?"

const updateUser = `
UPDATE users SET name = coalesce(?, name), preferences = ?, updated_at = ?,
  birth_date = coalesce(?, birth_date), birth_time = coalesce(?, birth_time), birth_latitude = coalesce(?, birth_latitude),
  birth_longitude = coalesce(?, birth_longitude), birth_timezone = coalesce(?, birth_timezone),
  tier1_completed = coalesce(?, tier1_completed), tier2_completed = coalesce(?, tier2_completed), tier3_completed = coalesce(?, tier3_completed),
  has_completed_onboarding = coalesce(?, has_completed_onboarding)
WHERE ` + stillAs

// Apply writes a change, columns and preferences in one statement, and returns the preferences. It
// returns an *api.Error when these become too long, auth.ErrNoUser, ErrNotWritten, or the error of
// reading the database.
func (s *Store) Apply(ctx context.Context, userID int64, c Change) (json.RawMessage, error) {
	return s.apply(ctx, userID, c, func(any) []sqldb.Statement { return nil })
}

// apply writes a change together with what else is to take effect with it. Those statements run
// before that of the account and are bound to the same condition: the preferences that with is given.
func (s *Store) apply(ctx context.Context, userID int64, c Change, with func(preferences any) []sqldb.Statement) (json.RawMessage, error) {
	for range attempts {
		before, err := s.Facts(ctx, userID)
		if err != nil {
			return nil, err
		}
		preferences := c.preferences(&before)
		if len(preferences) > maxPreferences {
			return nil, api.Field("preferences", fmt.Sprintf("at most %d bytes in all", maxPreferences), nil)
		}
		written, err := s.DB.Batch(ctx, append(with(before.preferencesText()), c.statement(&before, preferences, s.Now()))...)
		if err != nil {
			return nil, fmt.Errorf("%w: %w", ErrNotWritten, err)
		}
		if written[len(written)-1] > 0 {
			return json.RawMessage(preferences), nil
		}
	}
	return nil, fmt.Errorf("%w: others wrote it %d times", ErrNotWritten, attempts)
}

func (c *Change) statement(f *Facts, preferences string, now time.Time) sqldb.Statement {
	birth := Birth{}
	if !c.Birth.empty() {
		birth = c.Birth.over(f)
	}
	var latitude, longitude, onboarding any
	if birth.Place != nil {
		latitude, longitude = birth.Place.Latitude, birth.Place.Longitude
	}
	if c.Onboarding != nil {
		onboarding = *c.Onboarding
	}
	return sqldb.Do(updateUser,
		sqldb.OrNull(c.Name), preferences, stampOf(now),
		sqldb.OrNull(birth.Date), sqldb.OrNull(birth.Time), latitude, longitude, sqldb.OrNull(birth.Timezone),
		orStays(c.Tiers[0]), orStays(c.Tiers[1]), orStays(c.Tiers[2]), onboarding,
		f.ID, f.preferencesText())
}

// preferencesText is the column as it was read, which may be NULL.
func (f *Facts) preferencesText() any {
	if f.row.Null("preferences") {
		return nil
	}
	return f.row.Text("preferences")
}

// stampOf writes an instant as SQLite's CURRENT_TIMESTAMP does.
func stampOf(t time.Time) string { return t.UTC().Format(time.DateTime) }

// orStays is true, or NULL for what is not to be changed.
func orStays(flag bool) any {
	if !flag {
		return nil
	}
	return true
}
