package sigilforge

import (
	"encoding/json"
	"slices"
	"strings"
	"time"

	"github.com/witnessos/witnessos/internal/civil"
	"github.com/witnessos/witnessos/internal/engines"
	"github.com/witnessos/witnessos/internal/engines/letters"
	"github.com/witnessos/witnessos/internal/schema"
)

// Input is what the engine accepts.
type Input struct {
	Intention         string          `json:"intention" required:"true" minLength:"3" maxLength:"500" doc:"The wish in a sentence; its Latin letters count, diacritics are fine."`
	Method            string          `json:"generation_method" alias:"method" enum:"traditional,geometric,hybrid,personal,wheel,kamea" default:"traditional" doc:"How letters become points."`
	LetterElimination bool            `json:"letter_elimination" default:"true" doc:"Keep only the first of equal letters."`
	RemoveVowels      bool            `json:"remove_vowels" default:"false" doc:"Leave A, E, I, O and U out."`
	Connection        string          `json:"connection_style" enum:"sequential,star,web,organic" default:"sequential" doc:"How points are joined; wheel and kamea keep the order of the letters, so sequential or organic."`
	Shape             string          `json:"sacred_geometry,omitempty" enum:"triangle,square,pentagon,hexagon,circle,auto" doc:"Figure behind the sigil; geometric and hybrid always have one, auto if it is not said which."`
	BirthDate         civil.Date      `json:"birth_date,omitzero" alias:"date" minimum:"1900-01-01" doc:"Its numbers become nodes of a personal sigil, its weekday part of the timing."`
	Symbols           []string        `json:"personal_symbols,omitempty" enum:"star,moon,sun,heart,eye,spiral,leaf,wave,flame,mountain,key,arrow,infinity,diamond,cross" maxItems:"6" doc:"Signs set around the rim."`
	Planet            string          `json:"planet,omitempty" enum:"sun,moon,mars,mercury,jupiter,venus,saturn" doc:"Planet of the square, the timing and the meaning; worked out from the letters if it is absent."`
	Style             string          `json:"style" enum:"minimal,ornate,organic,geometric,mystical" default:"minimal" doc:"The hand that draws."`
	Size              int             `json:"size" minimum:"256" maximum:"2048" default:"512" doc:"Side of the viewBox."`
	ColorScheme       string          `json:"color_scheme" enum:"black_white,golden,silver,red,blue,purple,custom" default:"black_white" doc:"Colours; custom takes custom_colors."`
	CustomColors      *Colors         `json:"custom_colors,omitempty" doc:"Colours of the scheme custom, which needs them."`
	IncludeBorder     bool            `json:"include_border" default:"true" doc:"Whether to draw a rim, in the manner of the style."`
	ActivationSymbols bool            `json:"add_activation_symbols" default:"false" doc:"Whether to set four signs of the charging method around the rim."`
	Meditation        bool            `json:"optimize_for_meditation" default:"false" doc:"Rings and a point to rest the eye on, lighter strokes, and a longer guide."`
	Charging          string          `json:"charging_method" enum:"visualization,elemental,planetary,personal" default:"visualization" doc:"What the instructions for charging build on."`
	Complexity        json.RawMessage `json:"complexity,omitempty" doc:"Accepted from older clients and ignored: the drawing follows from the letters."`
}

// Colors are those of the scheme custom, as #rgb or #rrggbb, the same in light and dark.
type Colors struct {
	Ink    string `json:"ink" alias:"primary" required:"true" doc:"Colour of the sigil."`
	Accent string `json:"accent,omitempty" alias:"secondary" doc:"Colour of everything around it; default: the ink."`
	Paper  string `json:"paper,omitempty" alias:"background" doc:"Colour behind it; default: white or black, whichever the ink stands out from."`
}

// Normalize tidies the sentence and checks what involves several fields.
func (in *Input) Normalize(env engines.Env, check *engines.Check) {
	in.Intention = strings.Join(strings.Fields(in.Intention), " ")
	if len(in.Complexity) > 0 {
		check.Warn("Field 'complexity' has no effect: how rich the drawing is follows from the letters and the style")
		in.Complexity = nil
	}
	check.BirthDate("birth_date", in.BirthDate, env.Today(time.UTC))
	in.checkLetters(check)
	in.checkMethod(check)
	in.checkColors(check)
	in.Symbols = distinct(in.Symbols)
}

// checkLetters makes sure that there is something to draw.
func (in *Input) checkLetters(check *engines.Check) {
	if !check.OK("intention") {
		return
	}
	if kept := in.letters(); len(kept) < 2 {
		expected := "at least two different letters A-Z"
		switch {
		case !in.LetterElimination:
			expected = "at least two letters A-Z"
		case in.RemoveVowels:
			expected = "at least two different consonants A-Z"
		}
		check.Report(schema.Problem{
			Field: "intention", Code: schema.CodeInvalidValue, Expected: expected, Received: schema.Excerpt(in.Intention),
			Message: "Field 'intention' must have " + expected,
		})
		return
	}
	if _, foreign := letters.Of(in.Intention); len(foreign) > 0 {
		const enough = 5
		check.Warn("Field 'intention' has letters that do not fold to A-Z and were left out: " + string(foreign[:min(len(foreign), enough)]))
	}
}

// checkMethod refuses options that the method would have to ignore.
func (in *Input) checkMethod(check *engines.Check) {
	ordered := in.Method == "wheel" || in.Method == "kamea"
	if ordered && (in.Connection == "star" || in.Connection == "web") {
		p := schema.NotAllowed("connection_style", []string{"sequential", "organic"}, in.Connection)
		p.Message += ", because " + in.Method + " joins the letters in their order"
		check.Report(p)
	}
	if in.Method == "personal" && in.BirthDate.IsZero() && len(in.Symbols) == 0 && check.OK("birth_date") && check.OK("personal_symbols") {
		p := schema.Missing("birth_date")
		p.Message += " (or personal_symbols), which a personal sigil is made of"
		check.Report(p)
	}
	if in.Shape == "" && (in.Method == "geometric" || in.Method == "hybrid") {
		in.Shape = "auto"
	}
}

// checkColors wants colours exactly when the scheme is custom.
func (in *Input) checkColors(check *engines.Check) {
	c := in.CustomColors
	switch {
	case in.ColorScheme != "custom":
		if c != nil {
			check.Warn("Field 'custom_colors' has no effect unless color_scheme is custom")
		}
		in.CustomColors = nil
		return
	case c == nil:
		if check.OK("custom_colors") {
			check.Report(schema.Missing("custom_colors"))
		}
		return
	}
	valid := c.Ink != ""
	for _, field := range []struct {
		name  string
		value *string
	}{{"ink", &c.Ink}, {"accent", &c.Accent}, {"paper", &c.Paper}} {
		long, ok := longColor(*field.value)
		if !ok && *field.value != "" {
			check.Report(schema.BadFormat("custom_colors."+field.name, "color", "#rgb or #rrggbb", schema.Excerpt(*field.value)))
			valid = false
		}
		*field.value = long
	}
	if !valid {
		return
	}
	if c.Accent == "" {
		c.Accent = c.Ink
	}
	if c.Paper == "" {
		c.Paper = farther(c.Ink)
	}
	if contrast(c.Ink, c.Paper) < legible {
		check.Warn("The ink of custom_colors hardly stands out from the paper")
	}
}

// letters are those that the sigil is made of, in order.
func (in *Input) letters() string {
	all, _ := letters.Of(in.Intention)
	kept := make([]byte, 0, len(all))
	for i := range len(all) {
		c := all[i]
		if in.RemoveVowels && letters.IsVowel(c) || in.LetterElimination && strings.IndexByte(string(kept), c) >= 0 {
			continue
		}
		kept = append(kept, c)
	}
	return string(kept)
}

func distinct(list []string) []string {
	var kept []string
	for _, s := range list {
		if !slices.Contains(kept, s) {
			kept = append(kept, s)
		}
	}
	return kept
}
