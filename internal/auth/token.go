// Package auth says who is calling: it verifies tokens and finds the account behind them.
//
// A token is a JWT (HS256) and counts only while its session row exists, so that logging out ends
// it. Verification has two halves because the first needs no I/O: Claims checks signature and
// expiry, which is enough to choose a rate limit; Account asks the database, which is what
// identity needs.
package auth

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"time"

	"github.com/golang-jwt/jwt/v5"
)

// MinSecret is the length in bytes that JWT_SECRET must have at least.
const MinSecret = 32

// Reason says to a client why its token does not verify.
type Reason string

// The reasons there are.
const (
	ErrInvalidToken Reason = "Invalid or expired token"
	ErrNoSession    Reason = "Session not found"
	ErrNoUser       Reason = "User not found"
)

func (r Reason) Error() string { return string(r) }

// Claims are what a token of ours says.
type Claims struct {
	Email string `json:"email"`
	Admin bool   `json:"is_admin"` // informative: admin rights are read from the database
	jwt.RegisteredClaims
}

// Keys are the secrets that tokens are checked against. Previous, when set, verifies tokens from
// before a rotation and never signs.
type Keys struct{ Current, Previous []byte }

// Usable reports whether the current secret is long enough to trust.
func (k Keys) Usable() bool { return len(k.Current) >= MinSecret }

// Claims verifies signature and expiry of a token. It returns ErrInvalidToken.
func (k Keys) Claims(token string, now time.Time) (*Claims, error) {
	if !k.Usable() {
		return nil, ErrInvalidToken
	}
	parser := jwt.NewParser(
		jwt.WithValidMethods([]string{jwt.SigningMethodHS256.Alg()}),
		jwt.WithExpirationRequired(),
		jwt.WithIssuedAt(),
		jwt.WithTimeFunc(func() time.Time { return now }),
	)
	for _, key := range [][]byte{k.Current, k.Previous} {
		if len(key) < MinSecret {
			continue
		}
		claims := &Claims{}
		_, err := parser.ParseWithClaims(token, claims, func(*jwt.Token) (any, error) { return key, nil })
		if err == nil && claims.Subject != "" {
			return claims, nil
		}
	}
	return nil, ErrInvalidToken
}

// header is {"alg":"HS256","typ":"JWT"}.
const header = "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9"

// Sign makes a token that is valid for a lifetime from now on. It is written here and not by package
// jwt, whose methods for signing bring along RSA and elliptic curves: 65 kB of Wasm after gzip.
func (k Keys) Sign(subject, email string, admin bool, id string, now time.Time, lifetime time.Duration) (string, error) {
	claims, err := json.Marshal(Claims{
		Email: email,
		Admin: admin,
		RegisteredClaims: jwt.RegisteredClaims{
			Subject:   subject,
			ID:        id,
			IssuedAt:  jwt.NewNumericDate(now),
			ExpiresAt: jwt.NewNumericDate(now.Add(lifetime)),
		},
	})
	if err != nil {
		return "", err
	}
	text := header + "." + base64.RawURLEncoding.EncodeToString(claims)
	mac := hmac.New(sha256.New, k.Current)
	mac.Write([]byte(text))
	return text + "." + base64.RawURLEncoding.EncodeToString(mac.Sum(nil)), nil
}
