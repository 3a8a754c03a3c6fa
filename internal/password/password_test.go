package password_test

import (
	"bytes"
	"context"
	"crypto/pbkdf2"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/witnessos/witnessos/internal/password"
)

// bench is a Hasher over Go's own PBKDF2, which notes how many iterations each call took.
type bench struct {
	password.Hasher
	iterations []int
	fails      error
}

func newBench(pepper string) *bench {
	b := &bench{}
	b.Hasher = password.Hasher{
		Derive: func(_ context.Context, from, salt []byte, iterations, size int) ([]byte, error) {
			b.iterations = append(b.iterations, iterations)
			if b.fails != nil {
				return nil, b.fails
			}
			return pbkdf2.Key(sha256.New, string(from), salt, iterations, size)
		},
		Random: bytes.NewReader(bytes.Repeat([]byte("0123456789abcdef"), 8)),
		Pepper: []byte(pepper),
	}
	return b
}

func (b *bench) hash(t *testing.T, text string) string {
	t.Helper()
	stored, err := b.Hash(t.Context(), text)
	require.NoError(t, err)
	return stored
}

func (b *bench) verify(t *testing.T, text, stored string) password.Verdict {
	t.Helper()
	v, err := b.Verify(t.Context(), text, stored)
	require.NoError(t, err)
	return v
}

const secret = "correct horse battery staple"

// of derives independently of the package under test.
func of(t *testing.T, text, salt string, iterations int) []byte {
	t.Helper()
	key, err := pbkdf2.Key(sha256.New, text, []byte(salt), iterations, 32)
	require.NoError(t, err)
	return key
}

func b64(b []byte) string { return base64.StdEncoding.EncodeToString(b) }

func TestForms(t *testing.T) {
	const salt = "0123456789abcdef"
	full := of(t, secret, salt, 100_000)
	current := "pbkdf2-sha256$100000$" + b64([]byte(salt)) + "$" + b64(full)
	earlier := b64(append([]byte(salt), full...))
	cheap := "pbkdf2-sha256$1000$" + b64([]byte(salt)) + "$" + b64(of(t, secret, salt, 1000))
	require.Len(t, earlier, 64)
	assert.Equal(t, current, newBench("").hash(t, secret))
	peppered := newBench("pepper").hash(t, secret)
	assert.True(t, strings.HasPrefix(peppered, "pbkdf2-sha256-pepper$100000$"), peppered)
	assert.NotContains(t, peppered, b64(full))

	fits, outdated, none := password.Verdict{Fits: true}, password.Verdict{Fits: true, Outdated: true}, password.Verdict{}
	for _, test := range []struct {
		name, pepper, stored string
		right                password.Verdict // for the right password
	}{
		{"current", "", current, fits},
		{"current, under a pepper", "pepper", current, outdated},
		{"earlier", "", earlier, outdated},
		{"earlier, under a pepper", "pepper", earlier, outdated},
		{"fewer iterations", "", cheap, outdated},
		{"peppered", "pepper", peppered, fits},
		{"another pepper", "salt", peppered, none},
		{"the pepper is gone", "", peppered, none},
		{"more iterations than the platform has", "", strings.Replace(current, "100000", "100001", 1), none},
		{"no iterations", "", strings.Replace(current, "100000", "0", 1), none},
		{"iterations that are none", "", strings.Replace(current, "100000", "many", 1), none},
		{"unknown form", "", strings.Replace(current, "pbkdf2", "scrypt", 1), none},
		{"a part is missing", "", current[:strings.LastIndex(current, "$")], none},
		{"a part too many", "", current + "$", none},
		{"no salt", "", "pbkdf2-sha256$100000$$" + b64(full), none},
		{"a short hash", "", "pbkdf2-sha256$100000$" + b64([]byte(salt)) + "$" + b64(full[:16]), none},
		{"earlier and too long", "", b64(append([]byte(salt+"x"), full...)), none},
		{"no base64", "", strings.Repeat("!", 64), none},
		{"nothing", "", "", none},
		{"the password itself", "", secret, none},
	} {
		t.Run(test.name, func(t *testing.T) {
			b := newBench(test.pepper)
			assert.Equal(t, test.right, b.verify(t, secret, test.stored))
			total := 0
			for _, n := range b.iterations {
				total += n
			}
			assert.Equal(t, password.Iterations, total, "every verification costs the same")
			assert.Equal(t, none, b.verify(t, secret+" ", test.stored))
			assert.Equal(t, none, b.verify(t, "", test.stored))
		})
	}
}

func TestUnknownCostsWhatKnownDoes(t *testing.T) {
	for _, pepper := range []string{"", "pepper"} {
		b := newBench(pepper)
		stored := b.hash(t, secret)
		b.iterations = nil
		b.verify(t, "wrong", stored)
		known := b.iterations
		b.iterations = nil
		b.verify(t, "wrong", "")
		assert.Equal(t, known, b.iterations)
		assert.Equal(t, []int{password.Iterations}, known)
	}
}

func TestSaltsDiffer(t *testing.T) {
	b := newBench("")
	b.Random = bytes.NewReader([]byte("0123456789abcdefABCDEFGHIJKLMNOP"))
	assert.NotEqual(t, b.hash(t, secret), b.hash(t, secret))
	_, err := b.Hash(t.Context(), secret)
	assert.Error(t, err, "no randomness, no hash")
}

func TestAcceptable(t *testing.T) {
	for text, want := range map[string]bool{
		"": false, "1234567": false, "12345678": true, "äöüäöüä": false, "äöüäöüäö": true,
		strings.Repeat("x", 256): true, strings.Repeat("x", 257): false, strings.Repeat("ż", 256): true,
	} {
		assert.Equal(t, want, password.Acceptable(text), fmt.Sprint(len(text)))
	}
}

func TestFailureOfTheDeriver(t *testing.T) {
	b := newBench("")
	stored := b.hash(t, secret)
	b.fails = errors.New("no host")
	_, err := b.Verify(t.Context(), secret, stored)
	assert.ErrorIs(t, err, b.fails)
	_, err = b.Hash(t.Context(), secret)
	assert.ErrorIs(t, err, b.fails)
}
