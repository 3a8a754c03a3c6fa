package numerology_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/witnessos/witnessos/internal/svg/svgtest"
)

func draw(t *testing.T, name, rest string) *svgtest.Node {
	t.Helper()
	drawing, ok := calculate(t, `{"full_name":"`+name+`","include_svg":true,`+rest+`}`)["svg"].(string)
	require.True(t, ok)
	root := svgtest.Check(t, drawing)
	svgtest.NoOverlap(t, root)
	return root
}

// lettersOf reads the tiles of a picture back.
func lettersOf(root *svgtest.Node) (text string) {
	for _, n := range root.All("name")[0].Children {
		if n.Attr["class"] == "serif" {
			text += n.Text
		}
	}
	return text
}

func TestPicture(t *testing.T) {
	ada := draw(t, "Ada Example", `"birth_date":"1990-06-15"`)
	assert.Equal(t, "Numerology sheet of Ada Example", ada.Title())
	assert.Equal(t, "ADAEXAMPLE", lettersOf(ada))
	for _, part := range []string{"born 1990-06-15 · Pythagorean letters.", "Life path 4: building what can be relied on.",
		"Personality 6: warm.", "Maturity 5: inner freedom.", "Age 33–41: pinnacle 7, going deep; challenge 5, restlessness (now)."} {
		assert.Contains(t, ada.Desc(), part)
	}
	for _, text := range []string{"13 → 4", "37 → 1", "age 35", "PERSONAL YEAR 2025", "13"} {
		assert.Contains(t, ada.Texts(), text)
	}
	assert.Len(t, ada.All("bridge"), 4)
	assert.NotContains(t, calculate(t, `{"full_name":"Ada Example","birth_date":"1990-06-15"}`), "svg")
}

func TestPicturesOfUnusualNames(t *testing.T) {
	for name, letters := range map[string]string{
		"Ng":                   "NG",
		"A":                    "A",
		"João Beispiel-Müller": "JOAOBEISPIELMULLER",
		"Maximiliane Wilhelmine Theodora Charlotte von und zu Hohenzollern Sigmaringen Yy": "MAXIMILIANEWILHELMINETHEODORACHARLOTTEVONUNDZUHOHENZOLLERNSIGMARINGENYY",
		strings.Repeat("Wm", 100):      strings.Repeat("WM", 100),
		strings.Repeat("ß", 200):       strings.Repeat("SS", 200),
		strings.Repeat("I ", 99) + "I": strings.Repeat("I", 100),
		"Smith & Sons 3 <b>":           "SMITHSONSB",
	} {
		assert.Equal(t, letters, lettersOf(draw(t, name, `"birth_date":"1985-11-22","system":"chaldean"`)), name)
	}
	unborn := draw(t, "Ada", `"birth_date":"2025-07-18","target_date":"1900-01-01"`)
	assert.Empty(t, unborn.All("now"), "before birth there is no age")
	oldest := draw(t, "Ada", `"birth_date":"1900-01-01","target_date":"2035-07-18"`)
	assert.Contains(t, oldest.Texts(), "age 135")
	assert.Len(t, draw(t, "Ng", `"birth_date":"1990-06-15"`).All("bridge"), 2, "no vowels, no soul urge")
}
