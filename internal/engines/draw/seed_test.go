package draw_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/witnessos/witnessos/internal/engines"
	"github.com/witnessos/witnessos/internal/engines/draw"
	"github.com/witnessos/witnessos/internal/schema"
)

type input struct {
	Seed draw.Seed `json:"seed,omitempty"`
}

func TestSeedsThatAreRead(t *testing.T) {
	for document, want := range map[string]draw.Seed{
		`{"seed":"a b"}`: "a b", `{"seed":0}`: "0", `{"seed":-12}`: "-12", `{"seed": 7 }`: "7",
		`{"seed":null}`: "", `{}`: "", `{"seed":"\u00e9"}`: "é",
		`{"seed":123456789012345678901234567890}`: "123456789012345678901234567890",
	} {
		in, _, problems := schema.Decode[input](json.RawMessage(document))
		require.Empty(t, problems, document)
		assert.Equal(t, want, in.Seed, document)
	}
}

func TestSeedsThatAreRefused(t *testing.T) {
	for _, document := range []string{
		`{"seed":""}`, `{"seed":1.5}`, `{"seed":1e3}`, `{"seed":true}`, `{"seed":[1]}`, `{"seed":{}}`,
		`{"seed":"` + strings.Repeat("x", 129) + `"}`, `{"seed":` + strings.Repeat("9", 129) + `}`,
	} {
		_, _, problems := schema.Decode[input](json.RawMessage(document))
		require.Len(t, problems, 1, document)
		assert.Equal(t, "seed", problems[0].Field)
		assert.Contains(t, problems[0].Expected, "1 to 128 characters")
	}
}

func TestADrawnSeedIs128BitsOfTheGivenRandomness(t *testing.T) {
	seed, err := draw.Seed("").OrDrawn(engines.Env{Rand: bytes.NewReader(bytes.Repeat([]byte{0xab}, 16))})
	require.NoError(t, err)
	assert.Equal(t, draw.Seed(strings.Repeat("ab", 16)), seed)

	given, err := draw.Seed("mine").OrDrawn(engines.Env{})
	require.NoError(t, err)
	assert.Equal(t, draw.Seed("mine"), given)

	_, err = draw.Seed("").OrDrawn(engines.Env{Rand: bytes.NewReader([]byte{1})})
	assert.True(t, errors.Is(err, io.ErrUnexpectedEOF))
}

// The values may never change: seeds that people kept would give other cards.
func TestGeneratorIsTheSameForEver(t *testing.T) {
	g := draw.Seed("golden").Generator("tarot", "cards")
	assert.Equal(t, []int{20, 51, 69, 64, 42}, []int{g.IntN(78), g.IntN(78), g.IntN(78), g.IntN(78), g.IntN(78)})
	assert.Equal(t, []int{1, 7, 0, 6, 9, 3, 8, 4, 5, 2}, draw.Seed("golden").Generator("tarot", "cards").Perm(10))
}

func TestPurposesAndEnginesAreIndependent(t *testing.T) {
	first := draw.Seed("s").Generator("tarot", "cards").Uint64()
	for _, other := range []uint64{
		draw.Seed("s").Generator("tarot", "reversals").Uint64(),
		draw.Seed("s").Generator("iching", "cards").Uint64(),
		draw.Seed("t").Generator("tarot", "cards").Uint64(),
		draw.Seed("s").Generator("tarotc", "ards").Uint64(),
	} {
		assert.NotEqual(t, first, other)
	}
	assert.Equal(t, first, draw.Seed("s").Generator("tarot", "cards").Uint64())
}
