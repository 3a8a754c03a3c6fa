package mandala

import (
	"math"

	"github.com/witnessos/witnessos/internal/ephemeris"
	"github.com/witnessos/witnessos/internal/shortsort"
)

// Motion says where the activations would be if the birth had been earlier or later. Every
// body of each side moves on a cubic in the days from the birth, through three true places
// and with the true speed in the middle. Within [Reach] of the birth that is at most 0.4″
// from the true place, which the Moon covers in 0.7 s; a little further out it is still good.
type Motion struct {
	natal  *Natal
	tracks [SideCount][BodyCount]track
}

// Reach is the time in days, either way, that a [Motion] is made for.
const Reach = 0.5

// Motion evaluates the sky of both sides half a day before and after. The error is a range
// error at the ends of the ephemeris.
func (n *Natal) Motion() (*Motion, error) {
	m := &Motion{natal: n}
	for side := range Side(SideCount) {
		if err := m.fit(side); err != nil {
			return nil, err
		}
	}
	return m, nil
}

// MotionOf is a motion that has the personality side only, such as that of a transit.
func MotionOf(i *Imprint) (*Motion, error) {
	m := &Motion{natal: &Natal{}}
	m.natal.Sides[Personality] = *i
	return m, m.fit(Personality)
}

// moves reports whether the motion has a side: that of a transit has no design.
func (m *Motion) moves(side Side) bool { return m.natal.Sides[side].TT != 0 }

// fit draws the tracks of a side.
func (m *Motion) fit(side Side) error {
	i := &m.natal.Sides[side]
	before, err := ephemeris.Longitudes(i.TT - Reach)
	if err != nil {
		return err
	}
	after, err := ephemeris.Longitudes(i.TT + Reach)
	if err != nil {
		return err
	}
	// How long before and after the birth that was. The design moment follows the birth a
	// little faster or slower, such that the Sun of the one goes as far as that of the other.
	from, to, rate := -Reach, Reach, 1.
	if side == Design {
		sun := &m.tracks[Personality][Sun]
		origin := &i.Activations[Sun]
		rate = m.natal.Sides[Personality].Activations[Sun].Speed / origin.Speed
		from = sun.when(wrap180(before[ephemeris.Sun]-origin.Longitude), -Reach/rate)
		to = sun.when(wrap180(after[ephemeris.Sun]-origin.Longitude), Reach/rate)
	}
	for b := range Body(BodyCount) {
		sky, a := bodies[b].sky, &i.Activations[b]
		turn := 0.
		if bodies[b].mirrored {
			turn = 180
		}
		m.tracks[side][b] = trackThrough(
			from, wrap180(before[sky]+turn-a.Longitude),
			to, wrap180(after[sky]+turn-a.Longitude), a.Speed*rate)
	}
	return nil
}

// track is a way along the ecliptic in degrees from the place at birth: c1·s + c2·s² + c3·s³
// for s days from the birth.
type track struct{ c1, c2, c3 float64 }

// trackThrough is the track that is at ya when s is a, at yb when s is b, and has a speed at 0.
func trackThrough(a, ya, b, yb, speed float64) track {
	qa, qb := (ya-speed*a)/(a*a), (yb-speed*b)/(b*b)
	c3 := (qb - qa) / (b - a)
	return track{c1: speed, c2: qa - c3*a, c3: c3}
}

func (t *track) at(s float64) float64    { return s * (t.c1 + s*(t.c2+s*t.c3)) }
func (t *track) speed(s float64) float64 { return t.c1 + s*(2*t.c2+s*3*t.c3) }

// when finds the time near a guess at which a track that never turns is at y.
func (t *track) when(y, guess float64) float64 {
	for range 3 {
		guess -= (t.at(guess) - y) / t.speed(guess)
	}
	return guess
}

// turns are the times within a span at which the track changes its direction, in order.
func (t *track) turns(from, to float64) []float64 {
	a, b, c := 3*t.c3, 2*t.c2, t.c1
	discriminant := b*b - 4*a*c
	if discriminant <= 0 {
		return nil
	}
	// The form of the roots that does not lose digits when a is small.
	q := -0.5 * (b + math.Copysign(math.Sqrt(discriminant), b))
	var list []float64
	for _, s := range [...]float64{q / a, c / q} {
		if from < s && s < to {
			list = append(list, s)
		}
	}
	shortsort.Sort(list)
	return list
}

// crossing finds where a stretch without turns reaches y. The stretch must do so.
func (t *track) crossing(from, to, y float64) float64 {
	const enough = 1e-8 // days, a millisecond
	low, high := t.at(from)-y, t.at(to)-y
	s := from - low*(to-from)/(high-low)
	for range 50 {
		f := t.at(s) - y
		if (f < 0) == (low < 0) {
			from = s
		} else {
			to = s
		}
		next := s - f/t.speed(s)
		if !(from <= next && next <= to) {
			next = (from + to) / 2
		}
		if math.Abs(next-s) < enough {
			return next
		}
		s = next
	}
	return s
}
