package auth

import (
	"strings"
	"testing"
	"time"

	"github.com/golang-jwt/jwt/v5"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

var (
	older = []byte(strings.Repeat("o", MinSecret))
	newer = []byte(strings.Repeat("n", MinSecret))
	now   = time.Date(2025, 7, 19, 8, 0, 0, 0, time.UTC)
)

func signed(t *testing.T, k Keys) string {
	t.Helper()
	token, err := k.Sign("42", "ada@example.org", true, "id", now, time.Hour)
	require.NoError(t, err)
	return token
}

func TestSign(t *testing.T) {
	parsed, parts, err := jwt.NewParser().ParseUnverified(signed(t, Keys{Current: newer}), jwt.MapClaims{})
	require.NoError(t, err)
	assert.Len(t, parts, 3)
	assert.Equal(t, map[string]any{"alg": "HS256", "typ": "JWT"}, parsed.Header, "no kid")
	assert.Equal(t, jwt.MapClaims{
		"sub": "42", "email": "ada@example.org", "is_admin": true, "jti": "id", "iat": float64(now.Unix()), "exp": float64(now.Add(time.Hour).Unix()),
	}, parsed.Claims)
}

// TestRotation: JWT_SECRET moves to JWT_SECRET_PREVIOUS, which verifies and never signs.
func TestRotation(t *testing.T) {
	before, during, after := Keys{Current: older}, Keys{Current: newer, Previous: older}, Keys{Current: newer}
	for name, c := range map[string]struct {
		signs, verifies Keys
		want            bool
	}{
		"as it was":                      {before, before, true},
		"from before the rotation":       {before, during, true},
		"from during the rotation":       {during, during, true},
		"the new one signs":              {during, after, true},
		"the old one does not":           {during, before, false},
		"once the old one is gone":       {before, after, false},
		"a previous one that is short":   {Keys{Current: []byte("short")}, Keys{Current: newer, Previous: []byte("short")}, false},
		"a previous one without current": {before, Keys{Previous: older}, false},
	} {
		claims, err := c.verifies.Claims(signed(t, c.signs), now)
		if !c.want {
			assert.ErrorIs(t, err, ErrInvalidToken, name)
			continue
		}
		require.NoError(t, err, name)
		assert.Equal(t, "42", claims.Subject)
	}
}
