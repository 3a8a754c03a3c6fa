package birth

import (
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/assert"
)

// The short ways of reading and writing a place must lead where encoding/json does.
func TestPlainPairsAreThoseOfJSON(t *testing.T) {
	for _, text := range []string{
		`[52.52,13.405]`, `[ -0.25 , 180 ]`, "[\n0,\t-0]", `[90,-179.99999999999999]`, `[0.1234567890123456789,1]`,
		`[1e1,2]`, `[1,2,3]`, `[1]`, `[]`, `["1","2"]`, `[[1],2]`, `[null,1]`, `["1,2",3]`, `[1,{"a":[2]}]`,
	} {
		var want [2]float64
		var items []json.RawMessage
		err := json.Unmarshal([]byte(text), &want)
		plain := err == nil && json.Unmarshal([]byte(text), &items) == nil && len(items) == 2
		first, second, ok := plainPair([]byte(text))
		if ok {
			assert.True(t, plain, text)
			assert.Equal(t, want, [2]float64{first, second}, text)
		}
		var l Location
		refused := l.UnmarshalJSON([]byte(text)) != nil
		assert.Equal(t, !plain || text == `[null,1]`, refused, text)
	}
	for _, text := range []string{`[01,2]`, `[1.,2]`, `[.5,2]`, `[+1,2]`, `[1-,2]`, `[-,2]`, `[0x1,2]`, `[1_0,2]`, `[Inf,NaN]`, `[`, `[1,2`, `[1,2]]`} {
		_, _, ok := plainPair([]byte(text))
		assert.False(t, ok, "%s is no JSON", text)
	}
}

func TestPlacesAreWrittenAsEncodingJSONWrites(t *testing.T) {
	for _, pair := range [][2]float64{{52.52, 13.405}, {0, -180}, {1e-6, -1e-6}, {9.9e-7, 1}, {-90, 5e-324}, {1. / 3, -1e-5}} {
		want, err := json.Marshal(pair)
		assert.NoError(t, err)
		var l Location
		l.Latitude, l.Longitude = pair[0], pair[1]
		got, err := l.MarshalJSON()
		assert.NoError(t, err)
		assert.Equal(t, string(want), string(got))
	}
}
