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
	"strings"
	"time"
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

// Claims are what a token of ours says. Instants are seconds since 1970 (RFC 7519 section 2,
// NumericDate).
type Claims struct {
	Subject   string  `json:"sub"`
	Email     string  `json:"email"`
	ID        string  `json:"jti"`
	Admin     bool    `json:"is_admin"` // informative: admin rights are read from the database
	IssuedAt  float64 `json:"iat"`
	ExpiresAt float64 `json:"exp"`
	NotBefore float64 `json:"nbf,omitempty"` // ours have none
}

// Keys are the secrets that tokens are checked against. Previous, when set, verifies tokens from
// before a rotation and never signs.
type Keys struct{ Current, Previous []byte }

// Usable reports whether the current secret is long enough to trust.
func (k Keys) Usable() bool { return len(k.Current) >= MinSecret }

// Claims verifies signature and expiry of a token. It returns ErrInvalidToken.
//
// It is written here and not by a library for JWTs: those bring along RSA and elliptic curves, 420 kB
// of Wasm after gzip, and choose among algorithms, which is where their holes have been. Here there is
// one, whatever a token asks for.
func (k Keys) Claims(token string, now time.Time) (*Claims, error) {
	head, rest, _ := strings.Cut(token, ".")
	body, signature, complete := strings.Cut(rest, ".")
	if !complete || !k.Usable() || !pinned(head) {
		return nil, ErrInvalidToken
	}
	text := token[:len(head)+1+len(body)]
	given, err := encoding.DecodeString(signature)
	if err != nil {
		return nil, ErrInvalidToken
	}
	for _, key := range [][]byte{k.Current, k.Previous} {
		if len(key) < MinSecret || !hmac.Equal(given, sign(text, key)) {
			continue
		}
		claims := &Claims{}
		raw, err := encoding.DecodeString(body)
		if err == nil && json.Unmarshal(raw, claims) == nil && claims.hold(now) {
			return claims, nil
		}
	}
	return nil, ErrInvalidToken
}

// pinned reports whether a token's header names HS256, and nothing that has to be understood (RFC 7515
// section 4.1.11). A key that it may name plays no part.
func pinned(head string) bool {
	var header struct {
		Algorithm string          `json:"alg"`
		Critical  json.RawMessage `json:"crit"`
	}
	raw, err := encoding.DecodeString(head)
	return err == nil && json.Unmarshal(raw, &header) == nil && header.Algorithm == "HS256" && header.Critical == nil
}

// hold reports whether the claims are somebody's, and of this time.
func (c *Claims) hold(now time.Time) bool {
	seconds := float64(now.UnixMilli()) / 1000
	return c.Subject != "" && seconds < c.ExpiresAt && c.IssuedAt <= seconds && c.NotBefore <= seconds
}

// encoding has one text for each value: no stray bits, so that a token has no twin.
var encoding = base64.RawURLEncoding.Strict()

func sign(text string, key []byte) []byte {
	mac := hmac.New(sha256.New, key)
	mac.Write([]byte(text))
	return mac.Sum(nil)
}

// header is {"alg":"HS256","typ":"JWT"}.
const header = "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9"

// Sign makes a token that is valid for a lifetime from now on.
func (k Keys) Sign(subject, email string, admin bool, id string, now time.Time, lifetime time.Duration) (string, error) {
	claims, err := json.Marshal(Claims{
		Subject:   subject,
		Email:     email,
		ID:        id,
		Admin:     admin,
		IssuedAt:  float64(now.Unix()),
		ExpiresAt: float64(now.Add(lifetime).Unix()),
	})
	if err != nil {
		return "", err
	}
	text := header + "." + base64.RawURLEncoding.EncodeToString(claims)
	return text + "." + base64.RawURLEncoding.EncodeToString(sign(text, k.Current)), nil
}
