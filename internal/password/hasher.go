package password

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"crypto/subtle"
	"io"
	"unicode/utf8"
)

const (
	// Iterations is the cost of a hash, and the most that WebCrypto takes in a Worker.
	Iterations = 100_000

	saltSize = 16
	hashSize = 32

	shortest, longest = 8, 256 // characters of a new password
)

// Acceptable reports whether a password may be set. One that was set earlier may be of any length.
func Acceptable(password string) bool {
	n := utf8.RuneCountInString(password)
	return n >= shortest && n <= longest
}

// Deriver is PBKDF2-HMAC-SHA-256; edge.PBKDF2 is one.
type Deriver func(ctx context.Context, password, salt []byte, iterations, size int) ([]byte, error)

// Hasher makes and verifies hashes.
type Hasher struct {
	Derive Deriver
	Random io.Reader // never fails
	Pepper []byte    // nil for none
}

// Hash returns what is to be stored of a password. The error is the Deriver's.
func (h *Hasher) Hash(ctx context.Context, password string) (string, error) {
	made := stored{iterations: Iterations, salt: make([]byte, saltSize), peppered: len(h.Pepper) > 0}
	if _, err := io.ReadFull(h.Random, made.salt); err != nil {
		return "", err
	}
	var err error
	if made.hash, err = h.derive(ctx, password, made); err != nil {
		return "", err
	}
	return made.String(), nil
}

// Verdict is what became of a verification.
type Verdict struct {
	Fits     bool
	Outdated bool // it fits, but is not what Hash would store
}

// Verify tells whether a password fits what is stored. What cannot be read, such as "" where there is
// no account, fits none, and takes as long. The error is the Deriver's.
func (h *Hasher) Verify(ctx context.Context, password, text string) (Verdict, error) {
	kept, readable := parse(text)
	if !readable {
		kept = nobody
	}
	hash, err := h.derive(ctx, password, kept)
	if err != nil {
		return Verdict{}, err
	}
	if rest := Iterations - kept.iterations; rest > 0 {
		if _, err := h.Derive(ctx, []byte(password), kept.salt, rest, hashSize); err != nil {
			return Verdict{}, err
		}
	}
	usable := readable && (!kept.peppered || len(h.Pepper) > 0)
	fits := subtle.ConstantTimeCompare(hash, kept.hash) == 1 && usable
	current := !kept.bare && kept.iterations == Iterations && kept.peppered == (len(h.Pepper) > 0)
	return Verdict{Fits: fits, Outdated: fits && !current}, nil
}

func (h *Hasher) derive(ctx context.Context, password string, s stored) ([]byte, error) {
	from := []byte(password)
	if s.peppered {
		mac := hmac.New(sha256.New, h.Pepper)
		mac.Write(from)
		from = mac.Sum(nil)
	}
	return h.Derive(ctx, from, s.salt, s.iterations, hashSize)
}
