package auth

import (
	"context"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"strconv"

	"github.com/witnessos/witnessos/internal/sqldb"
)

// Account is the user behind a token, as far as authorisation and onboarding need it.
type Account struct {
	ID                  int64
	Email, Name         string
	Admin               bool
	Tier1, Tier2, Tier3 bool // onboarding steps that are complete
}

// Subject returns the id as text: the form that everything but user objects carries.
func (a *Account) Subject() string { return strconv.FormatInt(a.ID, 10) }

// Hash is how a token is stored: standard base64 of SHA-256 over the whole text.
func Hash(token string) string {
	sum := sha256.Sum256([]byte(token))
	return base64.StdEncoding.EncodeToString(sum[:])
}

// Columns are what AccountOf reads, of a table or join in which users is u.
const Columns = `u.id, u.email, u.name, u.is_admin, u.preferences, u.tier1_completed, u.tier2_completed, u.tier3_completed,
       u.birth_date, u.birth_time, u.birth_latitude, u.birth_longitude`

const accountQuery = `
SELECT ` + Columns + `
FROM user_sessions s LEFT JOIN users u ON u.id = ?
WHERE s.token_hash = ?`

// AccountOf makes an account of the Columns of its user.
func AccountOf(row sqldb.Row) *Account {
	found := &Account{ID: row.Int("id"), Email: row.Text("email"), Name: row.Text("name"), Admin: row.Bool("is_admin")}
	found.readOnboarding(row)
	return found
}

// Accounts finds accounts in the database.
type Accounts struct{ DB sqldb.DB }

// Find returns the account of a token whose claims have been verified. It returns ErrNoSession,
// ErrNoUser, or the database's error.
func (a Accounts) Find(ctx context.Context, token string, claims *Claims) (*Account, error) {
	rows, err := a.DB.Query(ctx, accountQuery, claims.Subject, Hash(token))
	if err != nil {
		return nil, err
	}
	row, ok := rows.First()
	if !ok {
		return nil, ErrNoSession
	}
	if row.Null("id") {
		return nil, ErrNoUser
	}
	return AccountOf(row), nil
}

// readOnboarding decides which steps are complete: by their flags, by the columns that they fill,
// or by the preferences of accounts from before those columns.
func (a *Account) readOnboarding(row sqldb.Row) {
	var preferences struct {
		Tier1     bool `json:"tier1_completed"`
		Tier2     bool `json:"tier2_completed"`
		Tier3     bool `json:"tier3_completed"`
		BirthData struct {
			Date     string          `json:"birthDate"`
			Time     string          `json:"birthTime"`
			Location json.RawMessage `json:"birthLocation"`
		} `json:"birthData"`
	}
	// Preferences are free text to older clients; what does not parse says nothing.
	_ = json.Unmarshal([]byte(row.Text("preferences")), &preferences)
	birth := preferences.BirthData

	a.Tier1 = row.Bool("tier1_completed") || preferences.Tier1 || (a.Name != "" && a.Email != "")
	a.Tier2 = row.Bool("tier2_completed") || preferences.Tier2 ||
		!row.Null("birth_date") && !row.Null("birth_time") && !row.Null("birth_latitude") && !row.Null("birth_longitude") ||
		birth.Date != "" && birth.Time != "" && len(birth.Location) > 0 && string(birth.Location) != "null"
	a.Tier3 = row.Bool("tier3_completed") || preferences.Tier3
}

// Onboarded reports whether the engines are open to the account: tiers 1 and 2 are complete.
func (a *Account) Onboarded() bool { return a.Tier1 && a.Tier2 }

// Tier returns the highest tier that is complete with all before it, 0 to 3.
func (a *Account) Tier() int {
	switch {
	case !a.Tier1:
		return 0
	case !a.Tier2:
		return 1
	case !a.Tier3:
		return 2
	default:
		return 3
	}
}

// NextStep names what is missing, or is "" when nothing is.
func (a *Account) NextStep() string {
	return [...]string{
		"Complete basic profile (name)",
		"Add birth information (date, time, location)",
		"Set preferences and complete setup",
		"",
	}[a.Tier()]
}
