package svg

import (
	"math"
	"sync"
	"unicode/utf8"

	"github.com/witnessos/witnessos/internal/decimal"
)

// Doc is a document being written.
type Doc struct {
	b    []byte
	open []string
}

// Attr is one attribute. Its value is escaped when it is written.
type Attr struct{ Name, Value string }

// Set is an attribute with a text value.
func Set(name, value string) Attr { return Attr{name, value} }

// Class is the class attribute.
func Class(names string) Attr { return Attr{"class", names} }

// F is an attribute with a numeric value.
func F(name string, v float64) Attr { return Attr{name, Num(v)} }

// Anchor says which point of a text its x is.
type Anchor string

const (
	Start  Anchor = "start"
	Middle Anchor = "middle"
	End    Anchor = "end"
)

// Open starts an element.
func (d *Doc) Open(name string, attrs ...Attr) {
	d.tag(name, attrs)
	d.raw(">")
	d.open = append(d.open, name)
}

// Close ends the element opened last.
func (d *Doc) Close() {
	last := len(d.open) - 1
	d.raw("</")
	d.raw(d.open[last])
	d.raw(">")
	d.open = d.open[:last]
}

// Empty writes an element without content.
func (d *Doc) Empty(name string, attrs ...Attr) {
	d.tag(name, attrs)
	d.raw("/>")
}

// Part is a piece of a document that was written before, because it stands in many.
type Part string

// NewPart writes a piece by itself. Every element of it must be closed in it.
func NewPart(write func(*Doc)) Part {
	var d Doc
	write(&d)
	return Part(d.b)
}

// Part writes a piece once more.
func (d *Doc) Part(p Part) { d.raw(string(p)) }

// String ends the document and returns it. Nothing is left in d.
func (d *Doc) String() string {
	for len(d.open) > 0 {
		d.Close()
	}
	d.raw("\n")
	text := string(d.b)
	buffer := d.b[:0]
	d.b = nil
	buffers.Put(&buffer)
	return text
}

// buffers are those of documents that are done, to write the next ones in.
var buffers = sync.Pool{New: func() any {
	buffer := make([]byte, 0, 32<<10)
	return &buffer
}}

func (d *Doc) tag(name string, attrs []Attr) {
	d.raw("<")
	d.raw(name)
	for _, a := range attrs {
		d.attr(a.Name, a.Value)
	}
}

func (d *Doc) attr(name, value string) {
	d.raw(" ")
	d.raw(name)
	d.raw("='")
	d.escape(value)
	d.raw("'")
}

// escape writes text so that it stands in an element or between quotes of either kind. Characters
// that XML 1.0 does not allow (section 2.2, production Char) become U+FFFD, white space
// becomes one plain space, so that no input can make the document ill-formed.
func (d *Doc) escape(s string) {
	plain := 0 // start of the text not yet written
	for i := 0; i < len(s); {
		if isPlain[s[i]] {
			i++
			continue
		}
		r, n := utf8.DecodeRuneInString(s[i:])
		with := ""
		switch {
		case r == '&':
			with = "&amp;"
		case r == '<':
			with = "&lt;"
		case r == '>':
			with = "&gt;"
		case r == '"':
			with = "&quot;"
		case r == '\'':
			with = "&#39;"
		case r == '\t' || r == '\n' || r == '\r':
			with = " "
		case r < 0x20 || r >= 0x7f && r < 0xa0 || r >= utf8.RuneError && r <= 0xffff:
			with = "\uFFFD" // RuneError also stands for a byte that is not UTF-8
		}
		if with != "" {
			d.raw(s[plain:i])
			d.raw(with)
			plain = i + n
		}
		i += n
	}
	d.raw(s[plain:])
}

// isPlain tells the characters of ASCII that escape leaves as they are, which are nearly all.
var isPlain = func() (set [256]bool) {
	for c := ' '; c < 0x7f; c++ {
		set[c] = c != '&' && c != '<' && c != '>' && c != '"' && c != '\''
	}
	return set
}()

// raw is not inlined, because an append at each of its calls takes more room than all of them.
//
//go:noinline
func (d *Doc) raw(s string) { d.b = append(d.b, s...) }

// begin writes the start of a tag, such as "<path", and its class if that is not empty. This and number
// write most of a drawing, so they take what they write in as few pieces as there can be.
func (d *Doc) begin(tag, class string) {
	d.b = append(d.b, tag...)
	if class != "" {
		d.b = append(d.b, " class='"...)
		d.escape(class)
		d.b = append(d.b, '\'')
	}
}

// number writes a numeric attribute: its name, such as " x='", up to the value.
func (d *Doc) number(attr string, v float64) {
	d.b = append(appendNum(append(d.b, attr...), v), '\'')
}

// Num prints v rounded to a hundredth, as short as it can be. What is not a number, or too
// large for any drawing, is 0: a drawing with one wrong point is still a drawing.
func Num(v float64) string {
	return string(appendNum(nil, v))
}

func appendNum(b []byte, v float64) []byte {
	if !(math.Abs(v) < 1e12) {
		return append(b, '0')
	}
	return decimal.AppendRounded(b, v, 2)
}
