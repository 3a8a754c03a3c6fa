package apikeys

import (
	"bytes"
	"errors"
	"io"
	"math/rand/v2"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestWellFormed(t *testing.T) {
	contract := regexp.MustCompile(`^wos_(admin_)?(live|test)_[A-Za-z0-9]{32}$`)
	random := strings.Repeat("aZ9x", 8)
	for _, text := range []string{
		"wos_live_" + random, "wos_test_" + random, "wos_admin_live_" + random, "wos_admin_test_" + random,
		"", "wos_", "wos_live_", "wos_live_" + random[1:], "wos_live_" + random + "a", "wos_dev_" + random, "WOS_live_" + random,
		"wos_admin_" + random, "wos_admin_admin_live_" + random, "wos_live_" + random[1:] + "_", "wos_live_" + random[1:] + "-", "xwos_live_" + random,
		"wos_live_" + random[:30] + "ä", "wos_live_" + random[1:] + "\n", " wos_live_" + random, "wos__" + random, "wos_live__" + random,
	} {
		assert.Equal(t, contract.MatchString(text), WellFormed(text), "%q", text)
	}
}

func TestGenerate(t *testing.T) {
	// 248 and above would favour the first symbols, so they are passed over.
	sequence := append(bytes.Repeat([]byte{248, 255}, 16), bytes.Repeat([]byte{0, 61, 62, 247}, 8)...)
	key, err := generate(bytes.NewReader(sequence), "wos_live_")
	require.NoError(t, err)
	assert.Equal(t, "wos_live_"+strings.Repeat("A9A9", 8), key)
	_, err = generate(io.MultiReader(bytes.NewReader(sequence[:40]), errorReader{}), "wos_live_")
	assert.Error(t, err, "no key is made of half the randomness")
}

type errorReader struct{}

func (errorReader) Read([]byte) (int, error) { return 0, errors.New("no randomness") }

// Every symbol is as likely as any other: chi-square with 61 degrees of freedom, 99.99 % below 111.
func TestSymbolsAreEquallyLikely(t *testing.T) {
	source := rand.NewChaCha8([32]byte{1})
	counts := map[rune]float64{}
	const keys = 2000
	for range keys {
		key, err := generate(source, "")
		require.NoError(t, err)
		for _, symbol := range key {
			counts[symbol]++
		}
	}
	require.Len(t, counts, len(symbols))
	expected, chi := float64(keys*randomLen)/float64(len(symbols)), 0.0
	for _, n := range counts {
		chi += (n - expected) * (n - expected) / expected
	}
	assert.Less(t, chi, 111.0)
}
