package humandesign

import (
	"errors"
	"math"
	"strconv"

	"github.com/witnessos/witnessos/internal/engines/mandala"
	"github.com/witnessos/witnessos/internal/rawjson"
)

// The parts of a result that are many and alike write their own JSON (schema.Appender): with
// reflection they took most of the time of a calculation. A test holds them to the bytes of
// encoding/json.

// writer appends JSON.
type writer struct {
	b   []byte
	bad bool // a number that JSON does not have
}

var errNotANumber = errors.New("humandesign: a value is not a number")

func (w *writer) done() ([]byte, error) {
	if w.bad {
		return w.b, errNotANumber
	}
	return w.b, nil
}

func (w *writer) raw(s string) { w.b = append(w.b, s...) }

// text, int and decimal append the key by themselves: a call for it would cost as much as they do.
func (w *writer) text(key, value string) { w.b = rawjson.AppendString(append(w.b, key...), value) }

func (w *writer) int(key string, n int) {
	w.b = append(w.b, key...)
	if uint(n) < 10 {
		w.b = append(w.b, byte('0'+n))
		return
	}
	w.b = strconv.AppendInt(w.b, int64(n), 10)
}

func (w *writer) bool(key string, v bool) {
	w.raw(key)
	w.b = strconv.AppendBool(w.b, v)
}

var powersOfTen = [...]float64{1, 10, 100, 1e3, 1e4, 1e5, 1e6}

// decimal writes a number that has been rounded to so many decimals.
func (w *writer) decimal(key string, x float64, decimals int) {
	w.b = append(w.b, key...)
	scaled := nearest(x * powersOfTen[decimals])
	if !(math.Abs(scaled) < 1<<53) {
		w.bad = true
		return
	}
	w.b = appendDecimal(w.b, int64(scaled), decimals)
}

// appendDecimal writes n·10^-decimals without zeros at the end.
func appendDecimal(b []byte, n int64, decimals int) []byte {
	if n < 0 {
		b, n = append(b, '-'), -n
	}
	var text [24]byte // written from the right
	at := len(text)
	for rest := uint64(n); ; {
		// Divisions of 32 bits by a constant are multiplications; in Wasm those of 64 are not.
		var digit byte
		if rest < 1<<32 {
			half := uint32(rest)
			digit, rest = byte(half%10), uint64(half/10)
		} else {
			digit, rest = byte(rest%10), rest/10
		}
		if decimals <= 0 || digit != 0 || at < len(text) {
			at--
			text[at] = '0' + digit
		}
		decimals--
		if decimals == 0 && at < len(text) {
			at--
			text[at] = '.'
		}
		if rest == 0 && decimals < 0 {
			return append(b, text[at:]...)
		}
	}
}

func (w *writer) texts(key string, list []string) {
	w.raw(key)
	w.raw("[")
	for i, s := range list {
		if i > 0 {
			w.raw(",")
		}
		w.b = rawjson.AppendString(w.b, s)
	}
	w.raw("]")
}

func (w *writer) ints(key string, list []int) {
	w.raw(key)
	w.raw("[")
	for i, n := range list {
		if i > 0 {
			w.raw(",")
		}
		w.b = strconv.AppendInt(w.b, int64(n), 10)
	}
	w.raw("]")
}

// gateDetails are the activations of a side with their words.
type gateDetails byBody[GateDetail]

// AppendJSON writes what encoding/json would.
func (g *gateDetails) AppendJSON(b []byte) ([]byte, error) {
	w := writer{b: b}
	for i, d := range (*byBody[GateDetail])(g).list() {
		w.raw(bodyKeys[i])
		d.append(&w)
	}
	w.raw("}")
	return w.done()
}

func (d *GateDetail) append(w *writer) {
	w.int(`{"number":`, d.Number)
	w.text(`,"name":`, d.Name)
	w.text(`,"planet":`, d.Planet)
	w.address(d.Line, d.Color, d.Tone, d.Base)
	w.decimal(`,"longitude":`, d.Longitude, 6)
	if d.Keynote != "" {
		gate := &gateTexts()[d.Number]
		w.raw(gate.encoded)
		w.raw(gate.lines[d.Line].encoded)
	}
	w.raw("}")
}

// address writes the parts of an address behind the gate, which have one digit each.
func (w *writer) address(line, color, tone, base int) {
	const (
		form    = `,"line":0,"color":0,"tone":0,"base":0`
		lineAt  = len(`,"line":`)
		colorAt = lineAt + len(`0,"color":`)
		toneAt  = colorAt + len(`0,"tone":`)
		baseAt  = toneAt + len(`0,"base":`)
	)
	w.b = append(w.b, form...)
	written := w.b[len(w.b)-len(form):]
	written[lineAt] += byte(line)
	written[colorAt] += byte(color)
	written[toneAt] += byte(tone)
	written[baseAt] += byte(base)
}

// encodeWords writes the members of a GateDetail that are the same for all charts.
func (g *gateText) encodeWords() {
	var w writer
	w.text(`,"keynote":`, g.keynote)
	w.text(`,"description":`, g.text)
	w.text(`,"gift":`, g.gift)
	w.text(`,"shadow":`, g.shadow)
	g.encoded = string(w.b)
	for i := range g.lines[1:] {
		line := &g.lines[i+1]
		w.b = w.b[:0]
		w.text(`,"line_keynote":`, line.keynote)
		w.text(`,"line_description":`, line.text)
		line.encoded = string(w.b)
	}
}

// gateBriefs are the activations of a side without words.
type gateBriefs byUpperBody[GateBrief]

// AppendJSON writes what encoding/json would.
func (g *gateBriefs) AppendJSON(b []byte) ([]byte, error) {
	w := writer{b: b}
	for i, d := range (*byBody[GateBrief])(g).list() {
		w.raw(upperBodyKeys[i])
		w.int(`{"gate":`, d.Gate)
		w.int(`,"line":`, d.Line)
		w.text(`,"planet":`, d.Planet)
		w.decimal(`,"longitude":`, d.Longitude, 6)
		w.raw("}")
	}
	w.raw("}")
	return w.done()
}

// centerInfos are the centers with their words.
type centerInfos byCenterName[CenterInfo]

// AppendJSON writes what encoding/json would.
func (c *centerInfos) AppendJSON(b []byte) ([]byte, error) {
	w := writer{b: b}
	words := centerTexts()
	for i, d := range (*byCenter[CenterInfo])(c).list() {
		if i == 0 {
			w.raw(`{"`)
		} else {
			w.raw(`,"`)
		}
		w.raw(d.Name)
		w.text(`":{"name":`, d.Name)
		w.bool(`,"defined":`, d.Defined)
		w.ints(`,"gates":`, d.Gates)
		w.texts(`,"channels":`, d.Channels)
		w.raw(words[i].encoded)
		w.raw("}")
	}
	w.raw("}")
	return w.done()
}

// encodeWords writes the members of a CenterInfo that are the same for all charts.
func (t *centerText) encodeWords() {
	var w writer
	w.text(`,"function":`, t.function)
	w.text(`,"description":`, t.text)
	w.text(`,"when_defined":`, t.defined)
	w.text(`,"when_undefined":`, t.undefined)
	t.encoded = string(w.b)
}

// activationList is all activations with their margins.
type activationList []ActivationDetail

// AppendJSON writes what encoding/json would.
func (l activationList) AppendJSON(b []byte) ([]byte, error) {
	w := writer{b: b}
	w.raw("[")
	for i := range l {
		d := &l[i]
		if i > 0 {
			w.raw(",")
		}
		w.text(`{"side":`, d.Side)
		w.text(`,"body":`, d.Body)
		w.int(`,"gate":`, d.Gate)
		w.address(d.Line, d.Color, d.Tone, d.Base)
		w.decimal(`,"longitude":`, d.Longitude, 6)
		w.decimal(`,"speed":`, d.Speed, 6)
		w.bool(`,"retrograde":`, d.Retrograde)
		w.decimal(`,"boundary_margin_arcsec":`, d.Margin, 2)
		w.decimal(`,"margins_arcsec":{"gate":`, d.Margins.Gate, 2)
		w.decimal(`,"line":`, d.Margins.Line, 2)
		w.decimal(`,"color":`, d.Margins.Color, 2)
		w.decimal(`,"tone":`, d.Margins.Tone, 2)
		w.decimal(`,"base":`, d.Margins.Base, 2)
		w.decimal(`},"error_bound_arcsec":`, d.ErrorBound, 2)
		w.texts(`,"uncertain":`, d.Uncertain)
		w.raw("}")
	}
	w.raw("]")
	return w.done()
}

// The keys with what precedes and follows them.
var bodyKeys = [mandala.BodyCount]string{
	`{"sun":`, `,"earth":`, `,"north_node":`, `,"south_node":`, `,"moon":`, `,"mercury":`, `,"venus":`, `,"mars":`,
	`,"jupiter":`, `,"saturn":`, `,"uranus":`, `,"neptune":`, `,"pluto":`,
}

var upperBodyKeys = [mandala.BodyCount]string{
	`{"SUN":`, `,"EARTH":`, `,"NORTH_NODE":`, `,"SOUTH_NODE":`, `,"MOON":`, `,"MERCURY":`, `,"VENUS":`, `,"MARS":`,
	`,"JUPITER":`, `,"SATURN":`, `,"URANUS":`, `,"NEPTUNE":`, `,"PLUTO":`,
}
