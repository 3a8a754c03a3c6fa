package bodygraph

import "github.com/witnessos/witnessos/internal/svg"

// arm is half a channel: a cubic curve from a gate's number to the middle of the channel.
type arm struct {
	gate int
	p    [4]point
}

func mid(a, b point) point { return point{(a.x + b.x) / 2, (a.y + b.y) / 2} }

// halve cuts a route in its middle by de Casteljau's construction.
func (r route) halve() (first, second arm) {
	a, b := gates[r.gates[0]], gates[r.gates[1]]
	c1, c2 := r.c1, r.c2
	if c1 == (point{}) {
		c1, c2 = mid(a, mid(a, b)), mid(b, mid(a, b))
	}
	ac, cc, cb := mid(a, c1), mid(c1, c2), mid(c2, b)
	l, rgt := mid(ac, cc), mid(cc, cb)
	m := mid(l, rgt)
	return arm{r.gates[0], [4]point{a, ac, l, m}}, arm{r.gates[1], [4]point{b, cb, rgt, m}}
}

// path draws the arm outward from its gate.
func (a arm) path(p *svg.Path) {
	p.M(a.p[0].x, a.p[0].y)
	if a.straight() {
		p.L(a.p[3].x, a.p[3].y)
		return
	}
	p.C(a.p[1].x, a.p[1].y, a.p[2].x, a.p[2].y, a.p[3].x, a.p[3].y)
}

func (a arm) straight() bool {
	ux, uy := a.p[3].x-a.p[0].x, a.p[3].y-a.p[0].y
	for _, q := range a.p[1:3] {
		if cross := ux*(q.y-a.p[0].y) - uy*(q.x-a.p[0].x); cross > 1e-6 || cross < -1e-6 {
			return false
		}
	}
	return true
}

// arms returns the arms of the two gates of a channel.
func (r route) arms() []arm {
	a, b := r.halve()
	return []arm{a, b}
}

// integrationArms returns the arms of gates 34, 10, 57 and 20.
func integrationArms() []arm {
	all := make([]arm, len(integration))
	for i, in := range integration {
		all[i] = arm{in.gate, [4]point{gates[in.gate], in.c1, in.c2, junction}}
	}
	return all
}

// rounded is a polygon whose corners are cut off at a distance of about r and rounded.
func rounded(corners []point, r float64) *svg.Path {
	var p svg.Path
	n := len(corners)
	for i, c := range corners {
		from := toward(c, corners[(i+n-1)%n], r)
		to := toward(c, corners[(i+1)%n], r)
		if i == 0 {
			p.M(from.x, from.y)
		} else {
			p.L(from.x, from.y)
		}
		p.Q(c.x, c.y, to.x, to.y)
	}
	return p.Z()
}
