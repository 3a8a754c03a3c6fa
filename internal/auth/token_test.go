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
	assert.Equal(t, map[string]any{"alg": "HS256", "typ": "JWT", "kid": keyID(newer)}, parsed.Header)
	assert.NotEqual(t, keyID(newer), keyID(older))
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

// TestVerification compares with package jwt, which has been looked at by many.
func TestVerification(t *testing.T) {
	keys := Keys{Current: newer}
	claims := func(change func(jwt.MapClaims)) jwt.MapClaims {
		c := jwt.MapClaims{"sub": "42", "email": "ada@example.org", "jti": "id", "is_admin": false, "iat": now.Unix(), "exp": now.Unix() + 60}
		if change != nil {
			change(c)
		}
		return c
	}
	set := func(name string, value any) jwt.MapClaims {
		return claims(func(c jwt.MapClaims) { c[name] = value })
	}
	with := func(method jwt.SigningMethod, key any, c jwt.MapClaims, header map[string]any) string {
		token := jwt.NewWithClaims(method, c)
		for name, value := range header {
			token.Header[name] = value
		}
		text, err := token.SignedString(key)
		require.NoError(t, err)
		return text
	}
	hs256 := func(c jwt.MapClaims) string { return with(jwt.SigningMethodHS256, newer, c, nil) }
	good := hs256(claims(nil))
	parts := strings.Split(good, ".")
	for name, c := range map[string]struct {
		token string
		want  bool
	}{
		"good":                       {good, true},
		"ours":                       {signed(t, keys), true},
		"instants with fractions":    {hs256(set("exp", float64(now.Unix())+0.5)), true},
		"without iat":                {hs256(claims(func(c jwt.MapClaims) { delete(c, "iat") })), true},
		"a key by its kid":           {with(jwt.SigningMethodHS256, newer, claims(nil), map[string]any{"kid": keyID(newer)}), true},
		"a kid that means nothing":   {with(jwt.SigningMethodHS256, newer, claims(nil), map[string]any{"kid": "7"}), false},
		"an empty kid":               {with(jwt.SigningMethodHS256, newer, claims(nil), map[string]any{"kid": ""}), false},
		"the kid of another key":     {with(jwt.SigningMethodHS256, newer, claims(nil), map[string]any{"kid": keyID(older)}), false},
		"a kid that is a number":     {with(jwt.SigningMethodHS256, newer, claims(nil), map[string]any{"kid": 7}), false},
		"expires now":                {hs256(set("exp", now.Unix())), false},
		"expired":                    {hs256(set("exp", now.Unix()-1)), false},
		"without exp":                {hs256(claims(func(c jwt.MapClaims) { delete(c, "exp") })), false},
		"exp is null":                {hs256(set("exp", nil)), false},
		"exp is text":                {hs256(set("exp", "9999999999")), false},
		"issued later":               {hs256(set("iat", now.Unix()+1)), false},
		"not yet":                    {hs256(set("nbf", now.Unix()+1)), false},
		"since now":                  {hs256(set("nbf", now.Unix())), true},
		"without subject":            {hs256(claims(func(c jwt.MapClaims) { delete(c, "sub") })), false},
		"a subject that is a number": {hs256(set("sub", 42)), false},
		"HS384":                      {with(jwt.SigningMethodHS384, newer, claims(nil), nil), false},
		"HS512":                      {with(jwt.SigningMethodHS512, newer, claims(nil), nil), false},
		"none":                       {with(jwt.SigningMethodNone, jwt.UnsafeAllowNoneSignatureType, claims(nil), nil), false},
		"says none":                  {with(jwt.SigningMethodHS256, newer, claims(nil), map[string]any{"alg": "none"}), false},
		"says RS256":                 {with(jwt.SigningMethodHS256, newer, claims(nil), map[string]any{"alg": "RS256"}), false},
		"says hs256":                 {with(jwt.SigningMethodHS256, newer, claims(nil), map[string]any{"alg": "hs256"}), false},
		"says nothing":               {with(jwt.SigningMethodHS256, newer, claims(nil), map[string]any{"alg": nil}), false},
		"says a list":                {with(jwt.SigningMethodHS256, newer, claims(nil), map[string]any{"alg": []string{"HS256"}}), false},
		"another key":                {with(jwt.SigningMethodHS256, older, claims(nil), nil), false},
		"other claims":               {parts[0] + "." + strings.Split(hs256(set("sub", "43")), ".")[1] + "." + parts[2], false},
		"no signature":               {parts[0] + "." + parts[1] + ".", false},
		"no signature and no dot":    {parts[0] + "." + parts[1], false},
		"a signature cut short":      {good[:len(good)-4], false},
		"a signature with padding":   {good + "=", false},
		"a part too many":            {good + ".x", false},
		"blanks around":              {" " + good, false},
		"dots":                       {"..", false},
		"a word":                     {"word", false},
		"nothing":                    {"", false},
	} {
		got, err := keys.Claims(c.token, now)
		assert.Equal(t, c.want, err == nil, name)
		if c.want {
			assert.Equal(t, "42", got.Subject, name)
		}
		_, reference := jwt.NewParser(jwt.WithValidMethods([]string{"HS256"}), jwt.WithExpirationRequired(), jwt.WithIssuedAt(),
			jwt.WithTimeFunc(func() time.Time { return now })).
			ParseWithClaims(c.token, &jwt.RegisteredClaims{}, func(*jwt.Token) (any, error) { return newer, nil })
		switch name {
		case "without subject", "exp is text", "instants with fractions", "a kid that means nothing", "an empty kid", "the kid of another key", "a kid that is a number":
			// A rule of ours alone; numbers as text, which no token of ours has; whole seconds, which all have;
			// and package jwt leaves the kid to its caller.
		default:
			assert.Equal(t, reference == nil, err == nil, "%s: package jwt says %v", name, reference)
		}
	}
	critical := with(jwt.SigningMethodHS256, newer, claims(nil), map[string]any{"crit": []string{"b64"}, "b64": false})
	_, err := keys.Claims(critical, now)
	assert.ErrorIs(t, err, ErrInvalidToken)
}
