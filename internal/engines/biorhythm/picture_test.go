package biorhythm

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/witnessos/witnessos/internal/svg/svgtest"
)

func draw(t *testing.T, input string) *svgtest.Node {
	t.Helper()
	drawing, ok := calculateJSON(t, input)["svg"].(string)
	require.True(t, ok)
	root := svgtest.Check(t, drawing)
	svgtest.NoOverlap(t, root)
	return root
}

func TestPicture(t *testing.T) {
	const born = `"birth_date":"1990-06-15","target_date":"2025-07-18","include_svg":true`
	core, all := draw(t, "{"+born+"}"), draw(t, "{"+born+`,"include_extended_cycles":true,"forecast_days":90}`)
	assert.Len(t, core.All("cycle"), 3)
	assert.Equal(t, "Biorhythm: cycles from 11 Jul 2025, 14 days", core.Title())
	assert.Contains(t, core.Desc(), "On 18 Jul 2025: Physical +100 percent, peak; Emotional −100 percent, valley; Intellectual +62 percent, falling.")
	assert.Contains(t, core.Desc(), "21 Jul 2025 Intellectual; 23 Jul 2025 Physical")
	assert.Len(t, all.All("cycle"), 6)
	assert.Equal(t, "Biorhythm: cycles from 11 Jul 2025, 97 days", all.Title())
	assert.NotContains(t, calculateJSON(t, `{"birth_date":"1990-06-15","target_date":"2025-07-18"}`), "svg")
}

func TestPicturesOfFirstDays(t *testing.T) {
	for target, title := range map[string]string{
		"2000-01-01": "Biorhythm: cycles from 1 Jan 2000, 1 day",
		"2000-01-04": "Biorhythm: cycles from 1 Jan 2000, 4 days",
		"2000-02-29": "Biorhythm: cycles from 22 Feb 2000, 8 days",
	} {
		root := draw(t, `{"birth_date":"2000-01-01","target_date":"`+target+`","forecast_days":1,"include_svg":true,"cycles":["spiritual"]}`)
		assert.Equal(t, title, root.Title())
		assert.Len(t, root.All("cycle"), 4)
	}
	triple := draw(t, `{"birth_date":"2000-01-01","target_date":"2000-01-01","include_svg":true}`)
	assert.Contains(t, triple.Texts(), "triple: physical,")
}

func TestExtendedCyclesComeWithAdvice(t *testing.T) {
	base := `{"birth_date":"1990-06-15","target_date":"2024-02-29"`
	assert.Len(t, calculateJSON(t, base+`}`)["energy_optimization"], 4)
	advice := calculateJSON(t, base+`,"cycles":["spiritual"]}`)["energy_optimization"].(map[string]any)
	assert.Len(t, advice, 5)
	assert.NotEmpty(t, advice["spiritual"])
	assert.Len(t, calculateJSON(t, base+`,"include_extended_cycles":true}`)["energy_optimization"], 7)
}
