// Package glyph draws the signs of astrology, planets, nodes and the twelve signs of the
// zodiac, as paths of its own: a font that has them is not on every machine, and the ones
// that have them often show coloured emoji instead.
//
// Every glyph lies in a square of 24 units around the origin and is drawn as a line of two
// units with round ends.
package glyph

import (
	"strings"
	"unicode/utf8"

	"github.com/witnessos/witnessos/internal/svg"
)

// Style is that of the class "glyph", which every glyph has.
const Style = "fill:none;stroke:$ink;stroke-width:2;stroke-linecap:round;stroke-linejoin:round"

// Draw puts a path (from Body or Sign) with its middle at (x, y), size units high, with the
// class "glyph" and those given.
func Draw(d *svg.Doc, path string, x, y, size float64, classes string) {
	d.Empty("path",
		svg.Class(strings.TrimSpace("glyph "+classes)),
		svg.Set("transform", "translate("+svg.Num(x)+" "+svg.Num(y)+")scale("+svg.Num(size/24)+")"),
		svg.Set("d", path))
}

// Key brings the names of a body to one form: "North Node", "NORTH_NODE" and "north_node"
// are the same.
func Key(name string) string {
	return strings.ReplaceAll(strings.ToLower(strings.TrimSpace(name)), " ", "_")
}

// Name is how a body is called in a text: "north_node" is "North Node".
func Name(body string) string {
	words := strings.Split(Key(body), "_")
	for i, w := range words {
		r, n := utf8.DecodeRuneInString(w)
		words[i] = strings.ToUpper(string(r)) + w[n:]
		if n == 0 {
			words[i] = ""
		}
	}
	return strings.Join(words, " ")
}

// DrawBody draws the glyph of a body, or the first two letters of its name if it has none.
func DrawBody(d *svg.Doc, body string, x, y, size float64, classes string) {
	if path := Body(body); path != "" {
		Draw(d, path, x, y, size, classes)
		return
	}
	letters := []rune(Name(body))
	if len(letters) > 2 {
		letters = letters[:2]
	}
	d.Text(x, y+4.5, 13, svg.Middle, string(letters), classes)
}
