package humandesign

import (
	"bytes"
	"encoding/json"
	"math"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/witnessos/witnessos/internal/engines/birth"
	"github.com/witnessos/witnessos/internal/engines/jsontext"
	"github.com/witnessos/witnessos/internal/engines/mandala"
	"github.com/witnessos/witnessos/internal/schema"
)

// Appenders must write the bytes of encoding/json.
func TestAppendersWriteWhatReflectionWould(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 4))
	for i := range 40 {
		natal, err := mandala.NatalAt(2415020 + random.Float64()*60000)
		require.NoError(t, err)
		c := ChartOf(natal)
		centers := listCenters(&c)
		for _, x := range []schema.Appender{
			briefs(&c, mandala.Personality), details(&c, mandala.Design, i%2 == 0), activationList(activations(&c)),
			centers, describeCenters(centers), describeChannels(&c), describeVariables(&c), firmness(t, &c),
		} {
			var want bytes.Buffer
			encoder := json.NewEncoder(&want)
			encoder.SetEscapeHTML(false)
			require.NoError(t, encoder.Encode(x))
			got, err := x.AppendJSON([]byte("before"))
			require.NoError(t, err)
			require.Equal(t, "before"+want.String(), string(got)+"\n")
		}
	}
}

// firmness is the stability of a chart, with some windows that nothing closes.
func firmness(t *testing.T, c *Chart) *Stability {
	motion, err := c.Motion()
	require.NoError(t, err)
	return stability(&birth.Birth{}, c, changesOf(c, motion.Crossings(-mandala.Reach, mandala.Reach)))
}

func TestNoNumberIsAnError(t *testing.T) {
	for _, x := range []float64{math.NaN(), math.Inf(1), math.Inf(-1)} {
		_, err := activationList{{Longitude: x}}.AppendJSON(nil)
		assert.ErrorIs(t, err, jsontext.ErrNotANumber)
	}
}
