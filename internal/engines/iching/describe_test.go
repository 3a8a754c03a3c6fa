package iching

import (
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/witnessos/witnessos/internal/schema"
)

// The kept JSON is that of the fields, aliases included, whenever and however often it is asked for.
func TestKeptHexagramsAreWrittenAsTheirFieldsAre(t *testing.T) {
	type fields Hexagram
	for f := range Figure(Hexagrams) {
		for _, withLines := range []bool{true, false} {
			fresh := compose(f, withLines)
			want, err := schema.AppendObject(nil, fields(fresh))
			require.NoError(t, err)
			for _, h := range []Hexagram{fresh, describe(f, withLines), describe(f, withLines)} {
				got, err := h.AppendJSON([]byte("before"))
				require.NoError(t, err)
				require.Equal(t, "before"+string(want), string(got))
			}
			var read map[string]any
			require.NoError(t, json.Unmarshal(want, &read))
			assert.Equal(t, float64(f.Number()), read["number"])
			assert.Equal(t, withLines, read["changingLines"] != nil)
		}
	}
}
