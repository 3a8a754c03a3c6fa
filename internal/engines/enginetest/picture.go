package enginetest

import (
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/witnessos/witnessos/internal/engines"
	"github.com/witnessos/witnessos/internal/svg/svgtest"
)

// Picture checks the drawing of an engine of births: made on request only, proper also when the time
// of birth is unknown, and not the same for everyone.
func Picture(t *testing.T, e engines.Engine) {
	draw := func(input string) string {
		t.Helper()
		result := e.Calculate(Env(), json.RawMessage(input))
		require.True(t, result.Success, result.Error)
		var data struct {
			SVG string `json:"svg"`
		}
		require.NoError(t, json.Unmarshal(result.Data, &data))
		return data.SVG
	}
	const born = `"birth_date":"1990-06-15","birth_time":"08:30","timezone":"Europe/Berlin"`
	full := draw("{" + born + `,"birth_location":[52.52,13.405],"include_svg":true}`)
	svgtest.Check(t, full)
	svgtest.Check(t, draw(`{"birth_date":"1990-06-15","time_unknown":true,"timezone":"Europe/Berlin","include_svg":true}`))
	assert.NotEqual(t, full, draw(`{"birth_date":"1984-02-29","birth_time":"23:15","timezone":"UTC","include_svg":true}`))
	assert.Empty(t, draw("{"+born+"}"))
}
