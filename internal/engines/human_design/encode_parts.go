package humandesign

import "github.com/witnessos/witnessos/internal/engines/jsontext"

// channelBriefs are the defined channels with their words, which are the same for all charts.
type channelBriefs []ChannelBrief

// AppendJSON writes what encoding/json would.
func (l channelBriefs) AppendJSON(b []byte) ([]byte, error) {
	w := jsontext.Writer{B: b}
	w.Raw("[")
	for i := range l {
		if i > 0 {
			w.Raw(",")
		}
		w.Raw(l[i].encoded)
	}
	w.Raw("]")
	return w.Done()
}

// encode writes a channel once for all charts.
func (d *ChannelBrief) encode() {
	var w jsontext.Writer
	w.Text(`{"number":`, d.Number)
	w.Text(`,"name":`, d.Name)
	w.Ints(`,"gates":`, d.Gates[:])
	w.Bool(`,"defined":`, d.Defined)
	w.Texts(`,"centers":`, d.Centers[:])
	w.Text(`,"circuit":`, d.Circuit)
	w.Text(`,"description":`, d.Description)
	w.Raw("}")
	d.encoded = string(w.B)
}

// centerBriefs are the centers without words.
type centerBriefs byCenter[CenterBrief]

// AppendJSON writes what encoding/json would.
func (c *centerBriefs) AppendJSON(b []byte) ([]byte, error) {
	w := jsontext.Writer{B: b}
	for i, d := range (*byCenter[CenterBrief])(c).list() {
		w.Raw(centerKeys[i])
		w.Text(`{"name":`, d.Name)
		w.Bool(`,"defined":`, d.Defined)
		w.Ints(`,"gates":`, d.Gates)
		w.Texts(`,"channels":`, d.Channels)
		w.Raw("}")
	}
	w.Raw("}")
	return w.Done()
}

// The keys with what precedes and follows them.
var centerKeys = [CenterCount]string{
	`{"head":`, `,"ajna":`, `,"throat":`, `,"g":`, `,"heart":`, `,"spleen":`, `,"sacral":`, `,"solar_plexus":`, `,"root":`,
}

// AppendJSON writes what encoding/json would.
func (s *Stability) AppendJSON(b []byte) ([]byte, error) {
	w := jsontext.Writer{B: b}
	w.Decimal(`{"horizon_minutes":`, s.Horizon, 0)
	appendWindow(&w, `,"any_line":`, &s.AnyLine)
	appendWindow(&w, `,"any_gate":`, &s.AnyGate)
	appendWindow(&w, `,"profile":`, &s.Profile)
	appendWindow(&w, `,"type":`, &s.Type)
	appendWindow(&w, `,"authority":`, &s.Authority)
	appendWindow(&w, `,"definition":`, &s.Definition)
	w.Raw("}")
	return w.Done()
}

func appendWindow(w *jsontext.Writer, key string, x *Window) {
	w.Raw(key)
	appendBoundary(w, `{"earlier":`, x.Earlier)
	appendBoundary(w, `,"later":`, x.Later)
	w.Raw("}")
}

func appendBoundary(w *jsontext.Writer, key string, x *Boundary) {
	w.Raw(key)
	if x == nil {
		w.Raw("null")
		return
	}
	w.Decimal(`{"minutes":`, x.Minutes, 2)
	w.Text(`,"utc":`, x.UTC)
	w.Decimal(`,"uncertainty_seconds":`, x.Uncertainty, 1)
	w.Text(`,"value":`, x.Value)
	w.Text(`,"cause":`, x.Cause)
	w.Raw("}")
}

// AppendJSON writes what encoding/json would.
func (v *VariableInfo) AppendJSON(b []byte) ([]byte, error) {
	w := jsontext.Writer{B: b}
	w.Text(`{"notation":`, v.Notation)
	appendArrow(&w, `,"motivation":`, &v.Motivation)
	appendArrow(&w, `,"perspective":`, &v.Perspective)
	appendArrow(&w, `,"determination":`, &v.Determination)
	appendArrow(&w, `,"environment":`, &v.Environment)
	w.Raw("}")
	return w.Done()
}

func appendArrow(w *jsontext.Writer, key string, x *ArrowInfo) {
	w.Raw(key)
	w.Text(`{"arrow":`, x.Arrow)
	w.Int(`,"color":`, x.Color)
	w.Text(`,"name":`, x.Name)
	w.Int(`,"tone":`, x.Tone)
	w.Decimal(`,"margin_arcsec":`, x.Margin, 2)
	w.Bool(`,"uncertain":`, x.Uncertain)
	w.Decimal(`,"color_margin_arcsec":`, x.ColorMargin, 2)
	w.Text(`,"description":`, x.Description)
	w.Text(`,"arrow_description":`, x.ArrowText)
	w.Raw("}")
}
