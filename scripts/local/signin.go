package local

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/witnessos/witnessos/internal/auth"
)

// User is an account for local use. Accounts are told apart by their ids.
type User struct {
	ID        int64
	Email     string
	Name      string
	Onboarded bool // birth data is there, so the engines are open
}

// SignIn writes accounts and sessions for them to the local database and returns a token for each,
// signed with the secret that the Workers run with. An id that somebody else has gets no session.
func SignIn(o Options, secret string, now time.Time, users ...User) ([]string, error) {
	const lifetime = 7 * 24 * time.Hour
	keys := auth.Keys{Current: []byte(secret)}
	if !keys.Usable() {
		return nil, fmt.Errorf("JWT_SECRET is shorter than %d bytes", auth.MinSecret)
	}
	var sql strings.Builder
	tokens := make([]string, len(users))
	for i, u := range users {
		subject := strconv.FormatInt(u.ID, 10)
		token, err := keys.Sign(subject, u.Email, false, fmt.Sprintf("local-%d-%d", u.ID, now.UnixNano()), now, lifetime)
		if err != nil {
			return nil, err
		}
		tokens[i] = token
		birth := "NULL, NULL, NULL, NULL, NULL, FALSE"
		if u.Onboarded {
			birth = "'1990-06-15', '08:30', 52.52, 13.405, 'Europe/Berlin', TRUE"
		}
		fmt.Fprintf(&sql, "INSERT OR IGNORE INTO users (id, email, password_hash, name, birth_date, birth_time, "+
			"birth_latitude, birth_longitude, birth_timezone, tier2_completed) VALUES (%d, %s, '', %s, %s);\n",
			u.ID, quote(u.Email), quote(u.Name), birth)
		fmt.Fprintf(&sql, "INSERT INTO user_sessions (user_id, token_hash, expires_at) SELECT id, %s, %s FROM users WHERE id = %d AND email = %s;\n",
			quote(auth.Hash(token)), quote(now.Add(lifetime).UTC().Format(time.RFC3339)), u.ID, quote(u.Email))
	}
	return tokens, Execute(o, sql.String())
}

// Execute runs SQL in the local database.
func Execute(o Options, sql string) error {
	return o.wrangler("d1", "execute", "DB", "--local", "--yes", "--persist-to", o.State, "-c", "wrangler.toml", "--command", sql).Run()
}

func quote(text string) string { return "'" + strings.ReplaceAll(text, "'", "''") + "'" }
