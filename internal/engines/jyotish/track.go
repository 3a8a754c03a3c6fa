package jyotish

import (
	"math"

	"github.com/witnessos/witnessos/internal/ephemeris"
)

// Track is the sidereal Sun and Moon over a span of days: positions at nodes, joined by polynomials.
// The ends of panchanga limbs and the moments at which something changes are found on it, for a
// fraction of what the ephemeris would need for each of them.
//
// The nodes are 16 hours apart, and six of them make a polynomial, with an error of f⁽⁶⁾/720 times
// the product of the distances to them. The largest terms of the lunar theory (6.3° in 27.6 days,
// 1.3° in 31.8, 0.66° in 14.8, 0.05° in 9.6) leave 0.03″ of the Moon, or 0.05 s of time, and
// nothing of the Sun. The ephemeris itself is good to 0.2″.
type Track struct {
	first     float64 // JD TT of the first node
	sun, moon []float64
}

const (
	step  = 2.0 / 3 // days
	order = 6       // nodes to a polynomial
)

// NewTrack follows the Sun and the Moon from one instant to another (JD TT). The error is a
// *ephemeris.RangeError, also when the range ends within two days of the span.
func NewTrack(from, to float64) (t Track, err error) {
	count := max(order, int(math.Ceil((to-from)/step))+3) // one node lies beyond each end
	t.first = (from+to)/2 - step*float64(count-1)/2
	both := make([]float64, 2*count)
	t.sun, t.moon = both[:count], both[count:]
	for i := range count {
		if t.sun[i], t.moon[i], err = ephemeris.SiderealLights(t.node(i)); err != nil {
			return Track{}, err
		}
	}
	unwrap(t.sun)
	unwrap(t.moon)
	return t, nil
}

// MoonAt is the sidereal longitude of the Moon, degrees. It is not reduced to the circle but grows
// all along the track.
func (t *Track) MoonAt(jdTT float64) float64 { return t.at(t.moon, jdTT) }

// SunAt is MoonAt for the Sun.
func (t *Track) SunAt(jdTT float64) float64 { return t.at(t.sun, jdTT) }

// Angle is the angle that a limb is counted by, degrees; like MoonAt it grows all along the track.
func (t *Track) Angle(limb ephemeris.Limb, jdTT float64) float64 {
	switch limb {
	case ephemeris.Tithi, ephemeris.Karana:
		return t.MoonAt(jdTT) - t.SunAt(jdTT)
	case ephemeris.Yoga:
		return t.MoonAt(jdTT) + t.SunAt(jdTT)
	}
	return t.MoonAt(jdTT)
}

// Solve is the instant (JD TT) at which a function that grows with time reaches a value, searched
// from a first guess on. ok is false when that lies outside of the track.
func (t *Track) Solve(f func(jdTT float64) float64, value, guess float64) (jd float64, ok bool) {
	const (
		slope  = 0.01 // days, to measure the slope over
		enough = 1e-7 // days, 9 ms
	)
	low, high := t.inside()
	if value < f(low) || value > f(high) {
		return 0, false
	}
	jd = guess
	for range 60 { // Newton takes three or four; bisection, where it leaves the bracket, thirty
		if !(jd > low && jd < high) {
			jd = (low + high) / 2
		}
		ahead := value - f(jd)
		if ahead > 0 {
			low = jd
		} else {
			high = jd
		}
		step := ahead * 2 * slope / (f(jd+slope) - f(jd-slope))
		jd += step
		if math.Abs(step) < enough || high-low < enough {
			break
		}
	}
	return jd, true
}

func (t *Track) node(i int) float64 { return t.first + float64(i)*step }

// inside is the span between the second node and the last but one.
func (t *Track) inside() (from, to float64) { return t.node(1), t.node(len(t.moon) - 2) }

// unwrap adds full turns, so that the values grow.
func unwrap(values []float64) {
	for i := 1; i < len(values); i++ {
		values[i] = values[i-1] + Wrap360(values[i]-values[i-1])
	}
}

// at evaluates the polynomial through the nearest nodes, by Lagrange's formula.
func (t *Track) at(values []float64, jd float64) float64 {
	x := (jd - t.first) / step
	start := min(max(int(x)-order/2+1, 0), len(values)-order)
	nodes := (*[order]float64)(values[start:])
	x -= float64(start)
	// Products of the distances to the nodes on the left and on the right of each one.
	var left, right [order]float64
	l, r := 1.0, 1.0
	for i := range order {
		left[i], right[order-1-i] = l, r
		l *= x - float64(i)
		r *= x - float64(order-1-i)
	}
	sum := 0.0
	for i, weight := range weights {
		sum += weight * left[i] * right[i] * (nodes[i] - nodes[0]) // small numbers lose fewer digits
	}
	return nodes[0] + sum
}

// weights are 1/∏(i − j) over all j ≠ i.
var weights = [order]float64{-1. / 120, 1. / 24, -1. / 12, 1. / 12, -1. / 24, 1. / 120}
