package svg

// Path builds the d attribute of a <path>. Coordinates are absolute user units. The commands
// are kept from being inlined, because the drawings call them so often that it would show in
// the size of a Worker.
type Path struct{ b []byte }

// M moves to (x, y).
//
//go:noinline
func (p *Path) M(x, y float64) *Path { return p.add('M', x, y) }

// L draws a straight line to (x, y).
//
//go:noinline
func (p *Path) L(x, y float64) *Path { return p.add('L', x, y) }

// H draws a level line to x.
//
//go:noinline
func (p *Path) H(x float64) *Path { return p.add('H', x) }

// V draws an upright line to y.
//
//go:noinline
func (p *Path) V(y float64) *Path { return p.add('V', y) }

// Q draws a quadratic Bézier curve to (x, y).
//
//go:noinline
func (p *Path) Q(x1, y1, x, y float64) *Path { return p.add('Q', x1, y1, x, y) }

// C draws a cubic Bézier curve to (x, y).
//
//go:noinline
func (p *Path) C(x1, y1, x2, y2, x, y float64) *Path { return p.add('C', x1, y1, x2, y2, x, y) }

// A draws an arc of a circle of radius r to (x, y); large and sweep are the flags of SVG.
func (p *Path) A(r float64, large, sweep bool, x, y float64) *Path {
	return p.add('A', r, r, 0, flag(large), flag(sweep), x, y)
}

// Z closes the path.
func (p *Path) Z() *Path {
	p.b = append(p.b, 'Z')
	return p
}

// IsEmpty reports whether nothing has been drawn.
func (p *Path) IsEmpty() bool { return len(p.b) == 0 }

// String returns the path data.
func (p *Path) String() string { return string(p.b) }

func (p *Path) add(command byte, args ...float64) *Path {
	p.b = append(p.b, command)
	for i, v := range args {
		if i > 0 {
			p.b = append(p.b, ' ')
		}
		p.b = appendNum(p.b, v)
	}
	return p
}

func flag(set bool) float64 {
	if set {
		return 1
	}
	return 0
}
