package profiles

import (
	"context"
	"encoding/json"
	"fmt"
	"strconv"
	"time"

	"github.com/witnessos/witnessos/internal/rawjson"
	"github.com/witnessos/witnessos/internal/sqldb"
)

// copyFor is how long KV keeps the copy of a profile.
const copyFor = 30 * 24 * time.Hour

func copyKey(userID int64) string {
	return "consciousness:" + strconv.FormatInt(userID, 10) + ":profile"
}

const (
	insertProfile = `
INSERT INTO consciousness_profiles (user_id, profile_data, created_at, updated_at, is_active)
SELECT id, ?, ?, ?, TRUE FROM users WHERE ` + stillAs
	deactivate = `
UPDATE consciousness_profiles SET is_active = FALSE
WHERE user_id = ? AND is_active = TRUE
  AND id < (SELECT id FROM consciousness_profiles WHERE user_id = ? ORDER BY id DESC LIMIT 1)
  AND EXISTS (SELECT 1 FROM users WHERE ` + stillAs + `)`
	activeProfile = `
SELECT (SELECT profile_data FROM consciousness_profiles WHERE user_id = ? AND is_active = TRUE ORDER BY id DESC LIMIT 1) AS profile,
       EXISTS (SELECT 1 FROM kv_imports WHERE user_id = ? AND kind = 'profile') AS imported`
	// An account that has a profile of its own takes over none.
	importProfile = `
INSERT INTO consciousness_profiles (user_id, profile_data, created_at, updated_at, is_active)
SELECT ?, ?, ?, ?, TRUE
WHERE NOT EXISTS (SELECT 1 FROM kv_imports WHERE user_id = ? AND kind = 'profile')
  AND NOT EXISTS (SELECT 1 FROM consciousness_profiles WHERE user_id = ?)`
	markImport     = `INSERT OR IGNORE INTO kv_imports (user_id, kind, imported_at) VALUES (?, 'profile', ?)`
	deleteProfiles = `DELETE FROM consciousness_profiles WHERE user_id = ?`
)

// Upload makes a profile the active one of an account and writes what it says about the person, all
// in one batch. Its errors are those of Apply.
func (s *Store) Upload(ctx context.Context, userID int64, profile json.RawMessage, c Change) error {
	if _, err := s.active(ctx, userID); err != nil { // takes over the one before
		return err
	}
	now := stampOf(s.Now())
	_, err := s.apply(ctx, userID, c, func(preferences any) []sqldb.Statement {
		return []sqldb.Statement{
			sqldb.Do(insertProfile, string(profile), now, now, userID, preferences),
			sqldb.Do(deactivate, userID, userID, userID, preferences),
		}
	})
	return err
}

// Copy puts a profile into KV, where it may lag behind. It is meant for after the reply.
func (s *Store) Copy(ctx context.Context, userID int64, profile json.RawMessage) {
	if err := s.KV.Put(ctx, copyKey(userID), profile, copyFor); err != nil {
		fmt.Printf("profiles: no copy of a profile: %v\n", err)
	}
}

// Active returns the profile that an account uploaded. It returns ErrNoProfile, or the database's
// error.
func (s *Store) Active(ctx context.Context, userID int64) (json.RawMessage, error) {
	profile, err := s.active(ctx, userID)
	if err != nil {
		return nil, err
	}
	if _, isObject := rawjson.Object(profile); !isObject {
		return nil, ErrNoProfile
	}
	return profile, nil
}

// active is the active profile, nil when there is none. Earlier releases kept it in KV only: the
// first time that none is found, it is taken over from there.
func (s *Store) active(ctx context.Context, userID int64) (json.RawMessage, error) {
	profile, imported, err := s.readActive(ctx, userID)
	if err != nil || profile != nil || imported {
		return profile, err
	}
	value, found, err := s.KV.Get(ctx, copyKey(userID))
	if err != nil { // a miss, and another try at the next request
		fmt.Printf("profiles: nothing taken over from KV: %v\n", err)
		return nil, nil
	}
	now := stampOf(s.Now())
	statements := []sqldb.Statement{sqldb.Do(markImport, userID, now)}
	if _, isObject := rawjson.Object(value); found && isObject {
		statements = append([]sqldb.Statement{sqldb.Do(importProfile, userID, string(value), now, now, userID, userID)}, statements...)
	}
	if _, err := s.DB.Batch(ctx, statements...); err != nil {
		return nil, err
	}
	profile, _, err = s.readActive(ctx, userID)
	return profile, err
}

// readActive is what the database has, and whether all that earlier releases had is in it.
func (s *Store) readActive(ctx context.Context, userID int64) (profile json.RawMessage, imported bool, err error) {
	rows, err := s.DB.Query(ctx, activeProfile, userID, userID)
	if err != nil {
		return nil, false, err
	}
	row, _ := rows.First()
	if !row.Null("profile") {
		profile = json.RawMessage(row.Text("profile"))
	}
	return profile, row.Bool("imported"), nil
}

// Delete removes every profile that an account uploaded, and the copy. What the account knows about
// its person stays, and so do the flags of onboarding.
func (s *Store) Delete(ctx context.Context, userID int64) error {
	_, err := s.DB.Batch(ctx,
		sqldb.Do(deleteProfiles, userID),
		sqldb.Do(markImport, userID, stampOf(s.Now())), // so that the copy of an earlier release does not come back
	)
	if err != nil {
		return err
	}
	return s.KV.Delete(ctx, copyKey(userID))
}
