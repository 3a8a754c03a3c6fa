package profiles

import (
	"context"
	"encoding/json"
	"slices"
	"strconv"

	"github.com/witnessos/witnessos/internal/api"
	"github.com/witnessos/witnessos/internal/auth"
	"github.com/witnessos/witnessos/internal/rawjson"
	"github.com/witnessos/witnessos/internal/service"
	"github.com/witnessos/witnessos/internal/sqldb"
)

// Facts are what is known about the person behind an account, wherever it is stored: the columns of
// users come first, then birthData in the preferences, then a birthDate beside it. What is not known
// is "" or nil; nothing has a default.
type Facts struct {
	auth.Account
	PreferredName string
	BirthDate     string         // YYYY-MM-DD, a day that exists
	BirthTime     string         // HH:MM or HH:MM:SS
	Place         *service.Place // of birth
	PlaceName     string
	Timezone      string // IANA name
	Preferences   []rawjson.Member
	DeveloperTier string
	Onboarding    bool   // has been completed, or was said to be
	UpdatedAt     string // when the account was last written, as the database has it

	row sqldb.Row
}

const factsQuery = `
SELECT id, email, name, is_admin, has_completed_onboarding, developer_tier, updated_at, preferences,
       birth_date, birth_time, birth_latitude, birth_longitude, birth_timezone, tier1_completed, tier2_completed, tier3_completed
FROM users WHERE id = ? LIMIT 1`

// Facts returns what is known about the owner of an account. It returns auth.ErrNoUser, or the
// database's error.
func (s *Store) Facts(ctx context.Context, userID int64) (Facts, error) {
	rows, err := s.DB.Query(ctx, factsQuery, userID)
	if err != nil {
		return Facts{}, err
	}
	row, found := rows.First()
	if !found {
		return Facts{}, auth.ErrNoUser
	}
	return factsOf(row), nil
}

func factsOf(row sqldb.Row) Facts {
	stored := readStored(row.Text("preferences"))
	f := Facts{
		Account:       *auth.AccountOf(row),
		PreferredName: stored.preferredName,
		BirthDate:     first(day(row.Text("birth_date")), stored.date),
		BirthTime:     first(clock(row.Text("birth_time")), stored.time),
		Place:         stored.place,
		PlaceName:     stored.placeName,
		Timezone:      first(row.Text("birth_timezone"), stored.timezone),
		Preferences:   stored.members,
		DeveloperTier: first(row.Text("developer_tier"), "free"),
		UpdatedAt:     row.Text("updated_at"),
		row:           row,
	}
	if !row.Null("birth_latitude") && !row.Null("birth_longitude") {
		f.Place = &service.Place{Latitude: row.Float("birth_latitude"), Longitude: row.Float("birth_longitude")}
	}
	f.Onboarding = row.Bool("has_completed_onboarding") || f.Tier() == 3
	return f
}

// first is the first text that there is.
//
// It is kept from being inlined: its many copies would show in the size of the router.
//
//go:noinline
func first(texts ...string) string {
	for _, text := range texts {
		if text != "" {
			return text
		}
	}
	return ""
}

// DisplayName is what the person wants to be called, or the name.
func (f *Facts) DisplayName() string { return first(f.PreferredName, f.Name) }

// Profile is what engines and services are told about the person.
func (f *Facts) Profile() service.Profile {
	return service.Profile{
		UserID:        strconv.FormatInt(f.ID, 10),
		FullName:      f.Name,
		BirthDate:     f.BirthDate,
		BirthTime:     f.BirthTime,
		BirthLocation: f.Place,
		Timezone:      f.Timezone,
	}
}

// User writes what onboarding shows of the user object.
func (f *Facts) User() *api.Object {
	return auth.UserObject(f.row, "id", "email", "name", "tier1_completed", "tier2_completed", "tier3_completed",
		"has_completed_onboarding", "birth_date", "birth_time", "birth_latitude", "birth_longitude", "birth_timezone", "preferences")
}

// Wishes are the preferences without what is a fact about the person.
func (f *Facts) Wishes() []rawjson.Member {
	return slices.DeleteFunc(slices.Clone(f.Preferences), func(m rawjson.Member) bool {
		return m.Name == keyBirthData || m.Name == keyBirthDate || m.Name == keyPreferredName || slices.Contains(tierKeys[:], m.Name)
	})
}

// Completeness is how much of a profile is there, 0 to 1: the share of name, birth date, birth time,
// birth place, time zone and preferences.
func (f *Facts) Completeness() float64 {
	parts := [...]bool{f.Name != "", f.BirthDate != "", f.BirthTime != "", f.Place != nil, f.Timezone != "", len(f.Wishes()) > 0}
	there := 0
	for _, part := range parts {
		if part {
			there++
		}
	}
	return float64(there) / float64(len(parts))
}

// Known reports whether there is more than the name, with which an account begins.
func (f *Facts) Known() bool {
	return f.BirthDate != "" || f.BirthTime != "" || f.Place != nil || f.Timezone != "" || len(f.Wishes()) > 0
}

// PreferencesJSON is the preferences as an object.
func (f *Facts) PreferencesJSON() json.RawMessage { return object(f.Preferences) }
