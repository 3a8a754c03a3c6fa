package sigilforge

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/witnessos/witnessos/internal/engines"
	"github.com/witnessos/witnessos/internal/engines/enginetest"
	"github.com/witnessos/witnessos/internal/svg/svgtest"
)

// Every accepted option changes the drawing, the text, or both, as its name says.
func TestEveryOptionHasItsEffect(t *testing.T) {
	const picture, words = true, true
	tests := []struct {
		base, option     string
		drawing, wording bool
	}{
		{``, `"method":"geometric"`, picture, words},
		{``, `"method":"hybrid"`, picture, words},
		{``, `"method":"wheel"`, picture, words},
		{``, `"method":"kamea"`, picture, words},
		{`"birth_date":"1990-06-15"`, `"method":"personal"`, picture, words},
		{``, `"letter_elimination":false`, picture, words},
		{``, `"remove_vowels":true`, picture, words},
		{``, `"connection_style":"star"`, picture, words},
		{``, `"connection_style":"web"`, picture, words},
		{``, `"connection_style":"organic"`, picture, words},
		{`"method":"wheel"`, `"connection_style":"organic"`, picture, words},
		{`"method":"kamea"`, `"connection_style":"organic"`, picture, words},
		{``, `"sacred_geometry":"triangle"`, picture, words},
		{``, `"sacred_geometry":"square"`, picture, words},
		{``, `"sacred_geometry":"pentagon"`, picture, words},
		{``, `"sacred_geometry":"hexagon"`, picture, words},
		{``, `"sacred_geometry":"circle"`, picture, words},
		{``, `"sacred_geometry":"auto"`, picture, words},
		{`"method":"geometric"`, `"sacred_geometry":"triangle"`, picture, words},
		{`"method":"wheel"`, `"sacred_geometry":"triangle"`, picture, words},
		{``, `"birth_date":"1990-06-15"`, false, words},
		{`"method":"personal","personal_symbols":["star"]`, `"birth_date":"1990-06-15"`, picture, words},
		{`"method":"personal","birth_date":"1990-06-15"`, `"birth_date":"1990-06-16"`, picture, words},
		{``, `"personal_symbols":["star"]`, picture, words},
		{`"personal_symbols":["star"]`, `"personal_symbols":["moon"]`, picture, words},
		{``, `"planet":"saturn"`, picture, words},
		{`"method":"kamea","planet":"saturn"`, `"planet":"moon"`, picture, words},
		{`"planet":"sun"`, `"planet":"mars"`, picture, words},
		{``, `"style":"ornate"`, picture, words},
		{``, `"style":"organic"`, picture, words},
		{``, `"style":"geometric"`, picture, words},
		{``, `"style":"mystical"`, picture, words},
		{``, `"size":1024`, picture, false},
		{``, `"color_scheme":"golden"`, picture, words},
		{``, `"color_scheme":"silver"`, picture, words},
		{``, `"color_scheme":"red"`, picture, words},
		{``, `"color_scheme":"blue"`, picture, words},
		{``, `"color_scheme":"purple"`, picture, words},
		{``, `"color_scheme":"custom","custom_colors":{"ink":"#123"}`, picture, words},
		{`"color_scheme":"custom"`, `"custom_colors":{"ink":"#112233","paper":"#ffeedd"}`, picture, false},
		{`"color_scheme":"custom"`, `"custom_colors":{"ink":"#112233","accent":"#aa0000"}`, picture, false},
		{``, `"include_border":false`, picture, words},
		{``, `"add_activation_symbols":true`, picture, words},
		{``, `"optimize_for_meditation":true`, picture, words},
		{``, `"charging_method":"elemental"`, false, words},
		{``, `"charging_method":"planetary"`, false, words},
		{``, `"charging_method":"personal"`, false, words},
		{`"add_activation_symbols":true`, `"charging_method":"elemental"`, picture, words},
		{`"add_activation_symbols":true`, `"charging_method":"planetary"`, picture, words},
		{`"add_activation_symbols":true`, `"charging_method":"personal"`, picture, words},
	}
	body := func(r Result) string { // without title and description
		_, after, _ := strings.Cut(r.SVG, "</desc>")
		head, _, _ := strings.Cut(r.SVG, "<title")
		return head + after
	}
	for _, tt := range tests {
		t.Run(tt.base+" → "+tt.option, func(t *testing.T) {
			input := map[string]any{"intention": "I am aligned with my highest purpose"}
			add := func(members string) string {
				require.NoError(t, json.Unmarshal([]byte("{"+members+"}"), &input))
				raw, _ := json.Marshal(input)
				return string(raw)
			}
			start := add(tt.base)
			if tt.base == `"color_scheme":"custom"` {
				start = add(`"custom_colors":{"ink":"#112233"}`)
			}
			before, after := result(t, start), result(t, add(tt.option))
			assert.Equal(t, tt.drawing, body(before) != body(after), "drawing")
			assert.Equal(t, tt.wording, before.Text != after.Text, "text")
		})
	}
}

func TestRefusals(t *testing.T) {
	tests := []struct{ input, message string }{
		{`"intention":"?!.. 123"`, "Field 'intention' must have at least two different letters A-Z"},
		{`"intention":"aaa"`, "Field 'intention' must have at least two different letters A-Z"},
		{`"intention":"a 1"`, "Field 'intention' must have at least two different letters A-Z"},
		{`"intention":"мир и любовь"`, "Field 'intention' must have at least two different letters A-Z"},
		{`"intention":"eau a","remove_vowels":true`, "Field 'intention' must have at least two different consonants A-Z"},
		{`"intention":"x 1","letter_elimination":false`, "Field 'intention' must have at least two letters A-Z"},
		{`"intention":"ab"`, "Field 'intention' must have at least 3 characters"},
		{`"intention":"` + strings.Repeat("ab", 251) + `"`, "Field 'intention' must have at most 500 characters"},
		{`"intention":"abc","method":"wheel","connection_style":"star"`, "Field 'connection_style' must be one of: sequential, organic, because wheel joins the letters in their order"},
		{`"intention":"abc","method":"kamea","connection_style":"web"`, "Field 'connection_style' must be one of: sequential, organic, because kamea joins the letters in their order"},
		{`"intention":"abc","method":"personal"`, "Missing required field: birth_date (or personal_symbols), which a personal sigil is made of"},
		{`"intention":"abc","color_scheme":"custom"`, "Missing required field: custom_colors"},
		{`"intention":"abc","color_scheme":"custom","custom_colors":{"accent":"#fff"}`, "Missing required field: custom_colors.ink"},
		{`"intention":"abc","color_scheme":"custom","custom_colors":{"ink":"red"}`, "Field 'custom_colors.ink' has invalid format. Expected: color"},
		{`"intention":"abc","color_scheme":"custom","custom_colors":{"ink":"#000","paper":"#fff}*{display:none"}`, "Field 'custom_colors.paper' has invalid format. Expected: color"},
		{`"intention":"abc","size":255`, "Field 'size' must be >= 256"},
		{`"intention":"abc","size":2049`, "Field 'size' must be <= 2048"},
		{`"intention":"abc","style":"mystic"`, "Field 'style' must be one of: minimal, ornate, organic, geometric, mystical (did you mean 'mystical'?)"},
		{`"intention":"abc","birth_date":"2025-07-19"`, "Field 'birth_date' must be <= 2025-07-18"},
		{`"intention":"abc","personal_symbols":["dragon"]`, "Field 'personal_symbols[0]' must be one of: star, moon, sun, heart, eye, spiral, leaf, wave, flame, mountain, key, arrow, infinity, diamond, cross"},
	}
	for _, tt := range tests {
		v := New().Validate(enginetest.Env(), json.RawMessage("{"+tt.input+"}"))
		assert.False(t, v.Valid, tt.input)
		assert.Equal(t, []string{tt.message}, v.Errors, tt.input)
		r := New().Calculate(enginetest.Env(), json.RawMessage("{"+tt.input+"}"))
		assert.Equal(t, engines.CodeValidationError, r.Code)
	}
}

func TestWhatIsIgnoredIsSaid(t *testing.T) {
	for input, warning := range map[string]string{
		`"complexity":"high"`:             "Field 'complexity' has no effect: how rich the drawing is follows from the letters and the style",
		`"complexity":7`:                  "Field 'complexity' has no effect: how rich the drawing is follows from the letters and the style",
		`"custom_colors":{"ink":"#000"}`:  "Field 'custom_colors' has no effect unless color_scheme is custom",
		`"intention":"peace, мир и мир!"`: "Field 'intention' has letters that do not fold to A-Z and were left out: мир",
		`"color_scheme":"custom","custom_colors":{"ink":"#777","paper":"#888"}`: "The ink of custom_colors hardly stands out from the paper",
		`"method":"kamea"`: "No planet was given: the square is that of the Moon, counted from the letters",
	} {
		var members map[string]any
		require.NoError(t, json.Unmarshal([]byte(`{"intention":"abundance",`+input+`}`), &members))
		raw, _ := json.Marshal(members)
		r := New().Calculate(enginetest.Env(), raw)
		require.True(t, r.Success, r.Error)
		assert.Equal(t, []string{warning}, r.Warnings)
	}
}

func TestCustomColors(t *testing.T) {
	in := normalized(t, `{"intention":"abc","color_scheme":"custom","custom_colors":{"primary":"#AbC","background":"#102030"}}`)
	assert.Equal(t, &Colors{Ink: "#aabbcc", Accent: "#aabbcc", Paper: "#102030"}, in.CustomColors)
	for ink, paper := range map[string]string{"#000000": "#ffffff", "#ffffff": "#000000", "#ffe000": "#000000", "#123456": "#ffffff"} {
		in := normalized(t, `{"intention":"abc","color_scheme":"custom","custom_colors":{"ink":"`+ink+`"}}`)
		assert.Equal(t, paper, in.CustomColors.Paper, ink)
	}
}

func TestColorsStandOut(t *testing.T) {
	for _, scheme := range []string{"black_white", "golden", "silver", "red", "blue", "purple"} {
		in := Input{ColorScheme: scheme}
		p := in.palette()
		for theme := range 2 {
			assert.GreaterOrEqual(t, svgtest.Contrast(t, p.Ink[theme], p.Paper[theme]), 4.5, scheme)
			assert.GreaterOrEqual(t, svgtest.Contrast(t, p.Accent[theme], p.Paper[theme]), 3.0, scheme)
			assert.InDelta(t, svgtest.Contrast(t, p.Ink[theme], p.Paper[theme]), contrast(p.Ink[theme], p.Paper[theme]), 1e-9)
		}
	}
	svg := result(t, `{"intention":"abundance"}`).SVG
	assert.Contains(t, svg, "prefers-color-scheme: dark")
	assert.Contains(t, svg, "--paper:#000000", "black and white turn round in the dark")
	assert.Contains(t, svg, `<rect class='paper' x='0' y='0' width='512' height='512'/>`)
}
