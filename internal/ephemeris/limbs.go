package ephemeris

import "math"

// Limb is one of the parts of the panchanga that the Sun and the Moon alone decide. (The fifth,
// vara, is the weekday from sunrise; see [Daylight].)
type Limb int

// The limbs. Elongation is Moon − Sun; sidereal longitudes are Lahiri.
const (
	Tithi     Limb = iota // elongation / 12°, 30 of them
	Karana                // elongation / 6°, 60
	Nakshatra             // sidereal Moon / 13°20′, 27
	Pada                  // sidereal Moon / 3°20′, 108: quarters of nakshatras
	Yoga                  // sum of the sidereal Sun and Moon / 13°20′, 27
)

// Count is how many parts the circle has.
func (l Limb) Count() int {
	switch l {
	case Tithi:
		return 30
	case Karana:
		return 60
	case Pada:
		return 108
	default:
		return 27
	}
}

// LimbState is where an instant lies in a limb.
type LimbState struct {
	Angle    float64 // degrees in [0, 360): elongation, sidereal Moon or sum
	Index    int     // of the part, from 0
	Fraction float64 // of the part that has passed, [0, 1)
}

// LimbAt says which part of a limb an instant lies in. The error is a [*RangeError] outside
// 1600–2400.
func LimbAt(limb Limb, jdTT float64) (LimbState, error) {
	angle, _, err := limb.angle(jdTT)
	if err != nil {
		return LimbState{}, err
	}
	parts := angle / 360 * float64(limb.Count())
	index := min(int(parts), limb.Count()-1) // rounding may reach the next turn
	return LimbState{Angle: angle, Index: index, Fraction: min(parts-float64(index), 1-1e-15)}, nil
}

// LimbEnd is the JD TT of the first instant after jdTT at which a part ends. The ends follow each
// other: LimbEnd of an end is the next one. The error is a [*RangeError] if the end lies outside
// 1600–2400.
func LimbEnd(limb Limb, jdTT float64) (float64, error) {
	return limb.border(jdTT, 1)
}

// LimbStart is the JD TT of the last instant, not after jdTT, at which a part began.
// The error is a [*RangeError] if it lies outside 1600–2400.
func LimbStart(limb Limb, jdTT float64) (float64, error) {
	return limb.border(jdTT, 0)
}

// LimbReaches is the JD TT of the first instant after jdTT at which the angle of the limb is target
// (degrees). The error is a [*RangeError] if it lies outside 1600–2400.
func LimbReaches(limb Limb, jdTT, target float64) (float64, error) {
	angle, speed, err := limb.angle(jdTT)
	if err != nil {
		return 0, err
	}
	ahead := wrap360(target - angle)
	if ahead < atBorder {
		ahead += 360
	}
	return limb.solve(jdTT+ahead/speed, target)
}

// atBorder: an instant this little short of a border (degrees) counts as on it. A float64 JD
// resolves 7e-9° of the Moon, so that LimbEnd of an end could otherwise be the same end again.
const atBorder = 3e-8

func (l Limb) border(jdTT float64, next float64) (float64, error) {
	angle, speed, err := l.angle(jdTT)
	if err != nil {
		return 0, err
	}
	size := 360 / float64(l.Count())
	target := size * (math.Floor((angle+atBorder)/size) + next)
	t, err := l.solve(jdTT+(target-angle)/speed, target)
	if err != nil {
		return 0, err
	}
	if next == 0 { // on the border itself the solution may be a rounding error later
		return min(t, jdTT), nil
	}
	return max(t, math.Nextafter(jdTT, LastTT)), nil
}

// solve refines a guess. Four evaluations on average: the Moon's speed changes by a tenth within a
// day.
func (l Limb) solve(guess, target float64) (float64, error) {
	t, _, err := newton(guess, target, 1e-6, l.angle)
	return t, err
}

// siderealDrift is the mean rate of the ayanamsa, degrees a day.
const siderealDrift = 3.8246e-5

// angle returns the angle of the limb in [0, 360) and its rate, degrees and degrees a day.
func (l Limb) angle(jdTT float64) (angle, rate float64, err error) {
	m, err := momentAt(jdTT)
	if err != nil {
		return 0, 0, err
	}
	w, velocity := m.moonDirection(true)
	moon, moonSpeed := m.longitude(w), m.speed(w, velocity)+m.drift
	shift := m.nutation/degree + ayanamsaAt(jdTT)
	switch l {
	case Tithi, Karana:
		sun := m.sunPosition()
		return wrap360(moon - sun.Longitude), moonSpeed - sun.Speed, nil
	case Nakshatra, Pada:
		return wrap360(moon - shift), moonSpeed - siderealDrift, nil
	default:
		sun := m.sunPosition()
		return wrap360(moon + sun.Longitude - 2*shift), moonSpeed + sun.Speed - 2*siderealDrift, nil
	}
}
