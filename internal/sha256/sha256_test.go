package sha256_test

import (
	"bytes"
	standard "crypto/sha256"
	"encoding/hex"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/witnessos/witnessos/internal/sha256"
)

func TestPublishedValues(t *testing.T) {
	for text, want := range map[string]string{ // FIPS 180-2, appendix B
		"":    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
		"abc": "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
		"abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq": "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1",
	} {
		sum := sha256.Sum256([]byte(text))
		assert.Equal(t, want, hex.EncodeToString(sum[:]))
	}
}

func TestLikeTheStandardLibrary(t *testing.T) {
	text := bytes.Repeat([]byte("0123456789 abcdefgh"), 20)
	for n := range text {
		want := standard.Sum256(text[:n])
		assert.Equal(t, want, sha256.Sum256(text[:n]), n)
		for _, cut := range []int{0, n / 3, n} {
			assert.Equal(t, want, sha256.Sum256(text[:cut], text[cut:n]))
		}
	}
}

func FuzzSum256(f *testing.F) {
	f.Add([]byte("a"), []byte("b"))
	f.Fuzz(func(t *testing.T, a, b []byte) {
		assert.Equal(t, standard.Sum256(append(bytes.Clone(a), b...)), sha256.Sum256(a, b))
	})
}
