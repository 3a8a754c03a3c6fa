package humandesign

import (
	"github.com/witnessos/witnessos/internal/engines/jsontext"
	"github.com/witnessos/witnessos/internal/engines/mandala"
)

// The parts of a result that are many and alike write their own JSON.

// gateDetails are the activations of a side with their words.
type gateDetails byBody[GateDetail]

// AppendJSON writes what encoding/json would.
func (g *gateDetails) AppendJSON(b []byte) ([]byte, error) {
	w := jsontext.Writer{B: b}
	for i, d := range (*byBody[GateDetail])(g).list() {
		w.Raw(bodyKeys[i])
		d.append(&w)
	}
	w.Raw("}")
	return w.Done()
}

func (d *GateDetail) append(w *jsontext.Writer) {
	w.Int(`{"number":`, d.Number)
	w.Text(`,"name":`, d.Name)
	w.Text(`,"planet":`, d.Planet)
	appendAddress(w, d.Line, d.Color, d.Tone, d.Base)
	w.Decimal(`,"longitude":`, d.Longitude, 6)
	if d.Keynote != "" {
		gate := &gateTexts()[d.Number]
		w.Raw(gate.encoded)
		w.Raw(gate.lines[d.Line].encoded)
	}
	w.Raw("}")
}

// appendAddress writes the parts of an address behind the gate, which have one digit each.
func appendAddress(w *jsontext.Writer, line, color, tone, base int) {
	const (
		form    = `,"line":0,"color":0,"tone":0,"base":0`
		lineAt  = len(`,"line":`)
		colorAt = lineAt + len(`0,"color":`)
		toneAt  = colorAt + len(`0,"tone":`)
		baseAt  = toneAt + len(`0,"base":`)
	)
	w.B = append(w.B, form...)
	written := w.B[len(w.B)-len(form):]
	written[lineAt] += byte(line)
	written[colorAt] += byte(color)
	written[toneAt] += byte(tone)
	written[baseAt] += byte(base)
}

// encodeWords writes the members of a GateDetail that are the same for all charts.
func (g *gateText) encodeWords() {
	var w jsontext.Writer
	w.Text(`,"keynote":`, g.keynote)
	w.Text(`,"description":`, g.text)
	w.Text(`,"gift":`, g.gift)
	w.Text(`,"shadow":`, g.shadow)
	g.encoded = string(w.B)
	for i := range g.lines[1:] {
		line := &g.lines[i+1]
		w.B = w.B[:0]
		w.Text(`,"line_keynote":`, line.keynote)
		w.Text(`,"line_description":`, line.text)
		line.encoded = string(w.B)
	}
}

// gateBriefs are the activations of a side without words.
type gateBriefs byUpperBody[GateBrief]

// AppendJSON writes what encoding/json would.
func (g *gateBriefs) AppendJSON(b []byte) ([]byte, error) {
	w := jsontext.Writer{B: b}
	for i, d := range (*byBody[GateBrief])(g).list() {
		w.Raw(upperBodyKeys[i])
		w.Int(`{"gate":`, d.Gate)
		w.Int(`,"line":`, d.Line)
		w.Text(`,"planet":`, d.Planet)
		w.Decimal(`,"longitude":`, d.Longitude, 6)
		w.Raw("}")
	}
	w.Raw("}")
	return w.Done()
}

// centerInfos are the centers with their words.
type centerInfos byCenterName[CenterInfo]

// AppendJSON writes what encoding/json would.
func (c *centerInfos) AppendJSON(b []byte) ([]byte, error) {
	w := jsontext.Writer{B: b}
	words := centerTexts()
	for i, d := range (*byCenter[CenterInfo])(c).list() {
		if i == 0 {
			w.Raw(`{"`)
		} else {
			w.Raw(`,"`)
		}
		w.Raw(d.Name)
		w.Text(`":{"name":`, d.Name)
		w.Bool(`,"defined":`, d.Defined)
		w.Ints(`,"gates":`, d.Gates)
		w.Texts(`,"channels":`, d.Channels)
		w.Raw(words[i].encoded)
		w.Raw("}")
	}
	w.Raw("}")
	return w.Done()
}

// encodeWords writes the members of a CenterInfo that are the same for all charts.
func (t *centerText) encodeWords() {
	var w jsontext.Writer
	w.Text(`,"function":`, t.function)
	w.Text(`,"description":`, t.text)
	w.Text(`,"when_defined":`, t.defined)
	w.Text(`,"when_undefined":`, t.undefined)
	t.encoded = string(w.B)
}

// activationList is all activations with their margins.
type activationList []ActivationDetail

// AppendJSON writes what encoding/json would.
func (l activationList) AppendJSON(b []byte) ([]byte, error) {
	w := jsontext.Writer{B: b}
	w.Raw("[")
	for i := range l {
		d := &l[i]
		if i > 0 {
			w.Raw(",")
		}
		w.Text(`{"side":`, d.Side)
		w.Text(`,"body":`, d.Body)
		w.Int(`,"gate":`, d.Gate)
		appendAddress(&w, d.Line, d.Color, d.Tone, d.Base)
		w.Decimal(`,"longitude":`, d.Longitude, 6)
		w.Decimal(`,"speed":`, d.Speed, 6)
		w.Bool(`,"retrograde":`, d.Retrograde)
		w.Decimal(`,"boundary_margin_arcsec":`, d.Margin, 2)
		w.Decimal(`,"margins_arcsec":{"gate":`, d.Margins.Gate, 2)
		w.Decimal(`,"line":`, d.Margins.Line, 2)
		w.Decimal(`,"color":`, d.Margins.Color, 2)
		w.Decimal(`,"tone":`, d.Margins.Tone, 2)
		w.Decimal(`,"base":`, d.Margins.Base, 2)
		w.Decimal(`},"error_bound_arcsec":`, d.ErrorBound, 2)
		w.Texts(`,"uncertain":`, d.Uncertain)
		w.Raw("}")
	}
	w.Raw("]")
	return w.Done()
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
