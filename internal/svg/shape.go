package svg

// The shapes take a class and no other style: how they look is a matter of the rules in the
// head, where each colour has its light and its dark form. That also
// keeps the calls small, of which the drawings have hundreds.

// Group starts a <g>; a title that is not empty becomes its first child, which browsers show
// when the pointer rests on the group.
func (d *Doc) Group(title, class string) {
	d.begin("\n<g", class)
	d.open = append(d.open, "g")
	if title == "" {
		d.raw(">")
		return
	}
	d.raw("><title>")
	d.escape(title)
	d.raw("</title>")
}

// Text writes one line of text with its baseline at y, in user units. The size is an
// attribute and not a class, so that tests can measure what was drawn.
func (d *Doc) Text(x, y, size float64, anchor Anchor, text, class string) {
	d.begin("<text", class)
	d.number(" x='", x)
	d.number(" y='", y)
	d.number(" font-size='", size)
	if anchor != Start {
		d.attr("text-anchor", string(anchor))
	}
	d.raw(">")
	d.escape(text)
	d.raw("</text>")
}

// Path writes a path, with attributes beyond its class and its data if there are any.
func (d *Doc) Path(class string, p *Path, attrs ...Attr) {
	d.begin("<path", class)
	for _, a := range attrs {
		d.attr(a.Name, a.Value)
	}
	d.raw(" d='")
	d.b = append(d.b, p.b...) // numbers and commands, nothing to escape
	d.raw("'/>")
}

// Line writes a straight line.
func (d *Doc) Line(class string, x1, y1, x2, y2 float64) {
	d.begin("<line", class)
	d.number(" x1='", x1)
	d.number(" y1='", y1)
	d.number(" x2='", x2)
	d.number(" y2='", y2)
	d.raw("/>")
}

// Circle writes a circle around (x, y).
func (d *Doc) Circle(class string, x, y, r float64) {
	d.begin("<circle", class)
	d.number(" cx='", x)
	d.number(" cy='", y)
	d.number(" r='", r)
	d.raw("/>")
}

// Rect writes a rectangle with its upper left corner at (x, y) and corners rounded by r.
func (d *Doc) Rect(class string, x, y, width, height, r float64) {
	d.begin("<rect", class)
	d.number(" x='", x)
	d.number(" y='", y)
	d.number(" width='", width)
	d.number(" height='", height)
	if r > 0 {
		d.number(" rx='", r)
	}
	d.raw("/>")
}
