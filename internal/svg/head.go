package svg

import (
	"strings"
	"sync/atomic"
)

// Theme says which set of colours a document shows.
type Theme int

const (
	// Auto follows the reader's preference (prefers-color-scheme).
	Auto Theme = iota
	// Light shows the light colours whatever the reader prefers.
	Light
	// Dark shows the dark colours whatever the reader prefers.
	Dark
)

// Color is one custom property of a document, as #rgb or #rrggbb for each theme.
type Color struct{ Name, Light, Dark string }

// Rule is one style rule. In the body, $name stands for the colour of that name.
type Rule struct{ Selector, Body string }

// Style is what a kind of drawing looks like. It is written by the program, never by a client: colours
// and rules are not escaped as CSS. Drawings should share one, since it keeps the stylesheet that was
// written last, which takes a good part of the time of a drawing.
type Style struct {
	Colors []Color
	Rules  []Rule

	written atomic.Pointer[stylesheet]
}

// stylesheet is that of a document with the given id.
type stylesheet struct{ id, text string }

// Head is what stands at the start of a document.
type Head struct {
	// ID is the class of the root element and the prefix of the ids of title and
	// description. Drawings set into one HTML page need different ones. Everything but
	// ASCII letters, digits and hyphens is dropped.
	ID string
	// Title and Desc are read by screen readers.
	Title, Desc string
	// Width and Height are those of the viewBox, in user units.
	Width, Height float64
	// Lang is the language of the texts; "en" if empty.
	Lang  string
	Theme Theme
	Style *Style // nil for none
}

// FontFamily is the font of the reader's system. Unquoted names of several words are valid
// CSS and stay legible inside an attribute.
const FontFamily = "system-ui,-apple-system,Segoe UI,Roboto,Helvetica Neue,Arial,Noto Sans,sans-serif"

// SerifFamily is for headings.
const SerifFamily = "Iowan Old Style,Palatino Linotype,Palatino,Book Antiqua,Georgia,Noto Serif,serif"

// New starts a document: root element, title, description, style.
func New(h Head) *Doc {
	id := identifier(h.ID)
	lang := h.Lang
	if lang == "" {
		lang = "en"
	}
	class := id
	switch h.Theme {
	case Light:
		class += " light"
	case Dark:
		class += " dark"
	}
	d := &Doc{b: *buffers.Get().(*[]byte)}
	d.raw("<svg xmlns='http://www.w3.org/2000/svg'")
	d.attr("viewBox", "0 0 "+Num(h.Width)+" "+Num(h.Height))
	d.attr("class", class)
	d.raw(" role='img' aria-labelledby='" + id + "-title " + id + "-desc'")
	d.attr("lang", lang)
	d.raw(" font-family='" + FontFamily + "'>")
	d.open = append(d.open, "svg")
	d.described("title", id, h.Title)
	d.described("desc", id, h.Desc)
	if h.Style != nil {
		d.raw("<style>")
		d.raw(h.Style.sheet(id))
		d.raw("</style>")
	}
	return d
}

func (d *Doc) described(name, id, text string) {
	d.raw("<" + name + " id='" + id + "-" + name + "'>")
	d.escape(text)
	d.raw("</" + name + ">")
}

// sheet returns the stylesheet of a document with the given id.
func (s *Style) sheet(id string) string {
	if last := s.written.Load(); last != nil && last.id == id {
		return last.text
	}
	var d Doc
	d.stylesheet(id, s)
	s.written.Store(&stylesheet{id, string(d.b)})
	return string(d.b)
}

// stylesheet scopes every rule to the root's class, so that a drawing set into an HTML page
// does not restyle the page.
func (d *Doc) stylesheet(id string, s *Style) {
	if len(s.Colors) > 0 {
		d.texts(".", id, "{")
		d.colors(s.Colors, false)
		d.texts("}\n@media (prefers-color-scheme: dark){.", id, ":not(.light){")
		d.colors(s.Colors, true)
		d.texts("}}\n.", id, ".dark{")
		d.colors(s.Colors, true)
		d.texts("}\n")
	}
	for _, r := range s.Rules {
		for i, selector := range strings.Split(r.Selector, ",") { // scoped one by one
			d.texts(","[:min(i, 1)], ".", id, " ", selector)
		}
		d.texts("{")
		d.declarations(r.Body, s.Colors)
		d.texts("}\n")
	}
}

func (d *Doc) colors(colors []Color, dark bool) {
	for _, c := range colors {
		value := c.Light
		if dark {
			value = c.Dark
		}
		d.texts("--", c.Name, ":", value, ";")
	}
}

// declarations puts each colour twice: as it is in light, then as a custom property. A
// renderer that does not know custom properties (librsvg, resvg, Inkscape) drops the second
// and keeps the first, so that a drawing still prints in its light colours.
func (d *Doc) declarations(body string, colors []Color) {
	for more := true; more; {
		var declaration string
		declaration, body, more = strings.Cut(body, ";")
		if before, name, found := strings.Cut(declaration, "$"); found {
			d.texts(before, lightOf(colors, name), ";", before, "var(--", name, ");")
		} else {
			d.texts(declaration, ";")
		}
	}
}

// texts escapes its parts one after the other.
func (d *Doc) texts(parts ...string) {
	for _, part := range parts {
		d.escape(part)
	}
}

func lightOf(colors []Color, name string) string {
	for _, c := range colors {
		if c.Name == name {
			return c.Light
		}
	}
	panic("svg: no colour named " + name)
}

func identifier(s string) string {
	keep := func(r rune) rune {
		if r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || r == '-' {
			return r
		}
		return -1
	}
	s = strings.TrimLeft(strings.Map(keep, s), "-0123456789")
	if s == "" {
		return "drawing"
	}
	return s
}
