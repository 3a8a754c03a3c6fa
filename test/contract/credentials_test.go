package contract

import (
	"encoding/base64"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/golang-jwt/jwt/v5"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/witnessos/witnessos/internal/auth"
	"github.com/witnessos/witnessos/test/harness"
)

// token signs claims of a user with an algorithm and a key of the test's choice.
func token(method jwt.SigningMethod, key any, sub string, change func(jwt.MapClaims)) string {
	claims := jwt.MapClaims{
		"sub": sub, "email": "ada@example.org", "jti": "x", "is_admin": false,
		"iat": time.Now().Unix() - 60, "exp": time.Now().Unix() + 3600,
	}
	if change != nil {
		change(claims)
	}
	signed, err := jwt.NewWithClaims(method, claims).SignedString(key)
	if err != nil {
		panic(err)
	}
	return signed
}

var secret = []byte(harness.Secret)

// orphan is a good token with a session, of a user that does not exist.
var orphan = token(jwt.SigningMethodHS256, secret, "999999", nil)

func orphanSession(c *client) string {
	return fmt.Sprintf("INSERT INTO user_sessions (user_id, token_hash, expires_at) VALUES (1001, '%s', '2999-01-01T00:00:00.000Z');", auth.Hash(orphan))
}

// withHead replaces the header of a token, which breaks its signature.
func withHead(token, head string) string {
	_, rest, _ := strings.Cut(token, ".")
	return base64.RawURLEncoding.EncodeToString([]byte(head)) + "." + rest
}

// credentials: what opens a closed door, what the door says otherwise, and that open doors do not
// care (G7).
func credentials(t *testing.T, c *client) {
	const (
		missing = "AUTHENTICATION_REQUIRED"
		invalid = "Invalid or expired token"
	)
	good, sub := c.Tokens[ada], "1001"
	parts := strings.Split(good, ".")
	for _, test := range []struct {
		name, header string
		code         string // "" for INVALID_TOKEN
		message      string
	}{
		{"none", "", missing, ""},
		{"null", "Bearer null", missing, ""},
		{"undefined", "Bearer undefined", missing, ""},
		{"empty", "Bearer ", missing, ""},
		{"the scheme alone", "Bearer", missing, ""},
		{"another scheme", "Basic " + good, missing, ""},
		{"no scheme", good, missing, ""},
		{"no token", "Bearer abc", "", invalid},
		{"three dots", "Bearer a.b.c", "", invalid},
		{"the word Null", "Bearer Null", "", invalid},
		{"expired", "Bearer " + token(jwt.SigningMethodHS256, secret, sub, func(m jwt.MapClaims) { m["exp"] = time.Now().Unix() - 60 }), "", invalid},
		{"without expiry", "Bearer " + token(jwt.SigningMethodHS256, secret, sub, func(m jwt.MapClaims) { delete(m, "exp") }), "", invalid},
		{"without subject", "Bearer " + token(jwt.SigningMethodHS256, secret, "", nil), "", invalid},
		{"no algorithm", "Bearer " + token(jwt.SigningMethodNone, jwt.UnsafeAllowNoneSignatureType, sub, nil), "", invalid},
		{"no signature", "Bearer " + parts[0] + "." + parts[1] + ".", "", invalid},
		{"HS512 with the right secret", "Bearer " + token(jwt.SigningMethodHS512, secret, sub, nil), "", invalid},
		{"HS384 with the right secret", "Bearer " + token(jwt.SigningMethodHS384, secret, sub, nil), "", invalid},
		{"looks like RS256", "Bearer " + withHead(good, `{"alg":"RS256","typ":"JWT"}`), "", invalid},
		{"names another key", "Bearer " + withHead(good, `{"alg":"HS256","typ":"JWT","kid":"../../dev/null"}`), "", invalid},
		{"another secret", "Bearer " + token(jwt.SigningMethodHS256, []byte(strings.Repeat("k", 64)), sub, nil), "", invalid},
		{"the empty secret", "Bearer " + token(jwt.SigningMethodHS256, []byte{}, sub, nil), "", invalid},
		{"truncated", "Bearer " + good[:len(good)-4], "", invalid},
		{"without its last part", "Bearer " + parts[0] + "." + parts[1], "", invalid},
		{"other claims", "Bearer " + parts[0] + "." + strings.Split(token(jwt.SigningMethodHS256, secret, "1002", nil), ".")[1] + "." + parts[2], "", invalid},
		{"followed by something", "Bearer " + good + " x", "", invalid},
		{"never logged in", "Bearer " + token(jwt.SigningMethodHS256, secret, sub, nil), "", "Session not found"},
		{"logged out", c.As(loggedOut)[len("Authorization: "):], "", "Session not found"},
		{"its user is gone", "Bearer " + orphan, "", "User not found"},
		{"very long", "Bearer " + strings.Repeat("a", 4000), "", invalid},
	} {
		var header []string
		if test.header != "" {
			header = append(header, "Authorization: "+test.header)
		}
		check(t, "GET /durable/engine-coordinator/calculation-status", test.name, func(t *testing.T) {
			r := c.get(t, "/durable/engine-coordinator/calculation-status?id=x", header...)
			if test.code != "" {
				r.fails(t, 401, test.code)
				return
			}
			r.fails(t, 401, "INVALID_TOKEN")
			assert.Equal(t, test.message, r.at("message"))
		})
		check(t, "POST /engines/{n}/calculate", test.name, func(t *testing.T) {
			r := c.post(t, "/engines/numerology/calculate", person, header...)
			r.succeeds(t, 200)
			assert.EqualValues(t, 4, r.at("life_path"))
		})
		check(t, "POST /batch", test.name, func(t *testing.T) {
			c.post(t, "/batch", `{"calculations":[{"engine":"numerology","input":{}}]}`, header...).succeeds(t, 200)
		})
	}
	check(t, "GET /durable/engine-coordinator/calculation-status", "the scheme in any case", func(t *testing.T) {
		for _, scheme := range []string{"Bearer", "bearer", "BEARER"} {
			c.get(t, "/durable/engine-coordinator/calculation-status?id=x", "Authorization: "+scheme+" "+good).fails(t, 404, "NOT_FOUND")
		}
	})
	check(t, "POST /engines/{n}/calculate", "an API key that nobody has", func(t *testing.T) {
		key := "wos_live_" + strings.Repeat("a", 32)
		c.post(t, "/engines/numerology/calculate", person, "X-API-Key: "+key).succeeds(t, 200)
		c.post(t, "/engines/numerology/calculate", person, "Authorization: Bearer "+key).succeeds(t, 200)
	})
	check(t, "any path", "messages never repeat a token", func(t *testing.T) {
		r := c.get(t, "/workflows/natal/x", "Authorization: Bearer secretsecretsecret")
		require.Equal(t, 401, r.Status)
		assert.NotContains(t, string(r.Body), "secretsecret")
	})
}
