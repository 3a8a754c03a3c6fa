package humandesign

// channelBriefs are the defined channels with their words, which are the same for all charts.
type channelBriefs []ChannelBrief

// AppendJSON writes what encoding/json would.
func (l channelBriefs) AppendJSON(b []byte) ([]byte, error) {
	w := writer{b: b}
	w.raw("[")
	for i := range l {
		if i > 0 {
			w.raw(",")
		}
		w.raw(l[i].encoded)
	}
	w.raw("]")
	return w.done()
}

// encode writes a channel once for all charts.
func (d *ChannelBrief) encode() {
	var w writer
	w.text(`{"number":`, d.Number)
	w.text(`,"name":`, d.Name)
	w.ints(`,"gates":`, d.Gates[:])
	w.bool(`,"defined":`, d.Defined)
	w.texts(`,"centers":`, d.Centers[:])
	w.text(`,"circuit":`, d.Circuit)
	w.text(`,"description":`, d.Description)
	w.raw("}")
	d.encoded = string(w.b)
}

// centerBriefs are the centers without words.
type centerBriefs byCenter[CenterBrief]

// AppendJSON writes what encoding/json would.
func (c *centerBriefs) AppendJSON(b []byte) ([]byte, error) {
	w := writer{b: b}
	for i, d := range (*byCenter[CenterBrief])(c).list() {
		w.raw(centerKeys[i])
		w.text(`{"name":`, d.Name)
		w.bool(`,"defined":`, d.Defined)
		w.ints(`,"gates":`, d.Gates)
		w.texts(`,"channels":`, d.Channels)
		w.raw("}")
	}
	w.raw("}")
	return w.done()
}

// The keys with what precedes and follows them.
var centerKeys = [CenterCount]string{
	`{"head":`, `,"ajna":`, `,"throat":`, `,"g":`, `,"heart":`, `,"spleen":`, `,"sacral":`, `,"solar_plexus":`, `,"root":`,
}

// AppendJSON writes what encoding/json would.
func (s *Stability) AppendJSON(b []byte) ([]byte, error) {
	w := writer{b: b}
	w.decimal(`{"horizon_minutes":`, s.Horizon, 0)
	w.window(`,"any_line":`, &s.AnyLine)
	w.window(`,"any_gate":`, &s.AnyGate)
	w.window(`,"profile":`, &s.Profile)
	w.window(`,"type":`, &s.Type)
	w.window(`,"authority":`, &s.Authority)
	w.window(`,"definition":`, &s.Definition)
	w.raw("}")
	return w.done()
}

func (w *writer) window(key string, x *Window) {
	w.raw(key)
	w.boundary(`{"earlier":`, x.Earlier)
	w.boundary(`,"later":`, x.Later)
	w.raw("}")
}

func (w *writer) boundary(key string, x *Boundary) {
	w.raw(key)
	if x == nil {
		w.raw("null")
		return
	}
	w.decimal(`{"minutes":`, x.Minutes, 2)
	w.text(`,"utc":`, x.UTC)
	w.decimal(`,"uncertainty_seconds":`, x.Uncertainty, 1)
	w.text(`,"value":`, x.Value)
	w.text(`,"cause":`, x.Cause)
	w.raw("}")
}

// AppendJSON writes what encoding/json would.
func (v *VariableInfo) AppendJSON(b []byte) ([]byte, error) {
	w := writer{b: b}
	w.text(`{"notation":`, v.Notation)
	w.arrow(`,"motivation":`, &v.Motivation)
	w.arrow(`,"perspective":`, &v.Perspective)
	w.arrow(`,"determination":`, &v.Determination)
	w.arrow(`,"environment":`, &v.Environment)
	w.raw("}")
	return w.done()
}

func (w *writer) arrow(key string, x *ArrowInfo) {
	w.raw(key)
	w.text(`{"arrow":`, x.Arrow)
	w.int(`,"color":`, x.Color)
	w.text(`,"name":`, x.Name)
	w.int(`,"tone":`, x.Tone)
	w.decimal(`,"margin_arcsec":`, x.Margin, 2)
	w.bool(`,"uncertain":`, x.Uncertain)
	w.decimal(`,"color_margin_arcsec":`, x.ColorMargin, 2)
	w.text(`,"description":`, x.Description)
	w.text(`,"arrow_description":`, x.ArrowText)
	w.raw("}")
}
