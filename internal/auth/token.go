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
	named, ok := readHeader(head)
	if !complete || !k.Usable() || !ok {
		return nil, ErrInvalidToken
	}
	text := token[:len(head)+1+len(body)]
	given, err := encoding.DecodeString(signature)
	if err != nil {
		return nil, ErrInvalidToken
	}
	for _, key := range [][]byte{k.Current, k.Previous} {
		if len(key) < MinSecret || !named.mayBe(key) || !hmac.Equal(given, sign(text, key)) {
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

// header is what a token says of how it was signed.
type header struct {
	Algorithm string          `json:"alg"`
	Type      string          `json:"typ"`
	Key       *string         `json:"kid,omitempty"` // tokens of earlier releases have none
	Critical  json.RawMessage `json:"crit,omitempty"`
}

// readHeader reads the header of a token; ok means that it names HS256, and nothing that has to be
// understood (RFC 7515 section 4.1.11).
func readHeader(head string) (h header, ok bool) {
	raw, err := encoding.DecodeString(head)
	ok = err == nil && json.Unmarshal(raw, &h) == nil && h.Algorithm == "HS256" && h.Critical == nil
	return h, ok
}

// mayBe reports whether a key is the one that the token names, if it names one.
func (h *header) mayBe(key []byte) bool { return h.Key == nil || *h.Key == keyID(key) }

// keyID is the kid of a key: the beginning of its SHA-256, which tells keys apart in a rotation and
// helps to guess a key no more than any token does.
func keyID(key []byte) string {
	sum := sha256.Sum256(key)
	return encoding.EncodeToString(sum[:6])
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

// Sign makes a token that is valid for a lifetime from now on. Its kid names the key.
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
	kid := keyID(k.Current)
	head, err := json.Marshal(header{Algorithm: "HS256", Type: "JWT", Key: &kid})
	if err != nil {
		return "", err
	}
	text := encoding.EncodeToString(head) + "." + encoding.EncodeToString(claims)
	return text + "." + encoding.EncodeToString(sign(text, k.Current)), nil
}
