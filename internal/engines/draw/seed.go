// Package draw is the randomness of the engines that draw: cards, coins, yarrow stalks, a raga.
//
// A draw is a pure function of its [Seed]. Who gives a seed gets the same draw for ever; who
// gives none gets one of 128 random bits, which comes back with the result, so that every draw
// can be repeated and checked. The golden tests of the engines hold the algorithm in place.
package draw

import (
	"bytes"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"math/rand/v2"

	"github.com/witnessos/witnessos/internal/engines"
	"github.com/witnessos/witnessos/internal/schema"
	"github.com/witnessos/witnessos/internal/sha256"
)

// RNG names the generator of every draw; results carry it beside the seed.
const RNG = "ChaCha8 keyed with SHA-256 of the seed (Go math/rand/v2)"

// Seed is what a draw follows from: a text or a whole number chosen by the caller, kept as text.
// Empty means that none was given. An input struct has it as
//
//	Seed draw.Seed `json:"seed,omitempty" doc:"..."`
type Seed string

const maxLength = 128

// UnmarshalJSON reads a string of 1 to 128 characters, or an integer. The error is a
// schema.Problem.
func (s *Seed) UnmarshalJSON(raw []byte) error {
	raw = bytes.TrimSpace(raw)
	var text string
	switch {
	case raw[0] == '"':
		if err := json.Unmarshal(raw, &text); err != nil || text == "" || len([]rune(text)) > maxLength {
			return notASeed(schema.Excerpt(text))
		}
	case len(raw) <= maxLength && bytes.Trim(raw[1:], "0123456789") == nil && (raw[0] == '-' || '0' <= raw[0] && raw[0] <= '9'):
		text = string(raw)
	default:
		return notASeed(nil)
	}
	*s = Seed(text)
	return nil
}

func notASeed(received any) schema.Problem {
	return schema.BadFormat("", "seed", "a text of 1 to 128 characters, or an integer", received)
}

// JSONSchema describes what is accepted.
func (Seed) JSONSchema() *schema.Schema {
	return &schema.Schema{
		Description: "The same seed gives the same draw for ever. Without one the draw is random and the result returns the seed that repeats it.",
		OneOf:       []*schema.Schema{{Type: "string", MinLength: 1, MaxLength: maxLength}, {Type: "integer"}},
	}
}

// OrDrawn returns the seed, or a fresh one of 128 bits in hexadecimal when none was given. The
// error is that of the source of randomness.
func (s Seed) OrDrawn(env engines.Env) (Seed, error) {
	if s != "" {
		return s, nil
	}
	var bits [16]byte
	if _, err := io.ReadFull(env.Rand, bits[:]); err != nil {
		return "", fmt.Errorf("drawing a seed: %w", err)
	}
	return Seed(hex.EncodeToString(bits[:])), nil
}

// Generator returns the generator of one purpose of one engine, such as the order of the cards of
// tarot. Purposes are independent of each other: drawing more for one changes nothing in another.
// Its IntN is unbiased and its Shuffle is that of Fisher and Yates.
func (s Seed) Generator(engine, purpose string) *rand.Rand {
	return rand.New(rand.NewChaCha8(sha256.Sum256([]byte("witnessos draw\x00" + engine + "\x00" + purpose + "\x00" + string(s)))))
}
