package ephemeris

import "math"

// DesignArc is how far the Sun is from its place at birth at the design moment, degrees.
const DesignArc = 88

// DesignMoment is the JD TT of the latest instant before jdTT at which the Sun stood 88° of
// longitude before its place at jdTT. It lies 86.4 to 92.2 days earlier.
//
// The error is a [*RangeError] outside 1600–2400, and also for births in the first three months of
// 1600, whose design moment lies outside.
func DesignMoment(jdTT float64) (float64, error) {
	sun, err := SunAt(jdTT)
	if err != nil {
		return 0, err
	}
	return SunBefore(jdTT, sun.Longitude, DesignArc)
}

// SunBefore is DesignMoment for any arc in (0, 360) degrees and a caller who already has the
// longitude of the Sun at jdTT.
func SunBefore(jdTT, sunLongitude, arc float64) (float64, error) {
	t, _, err := sunBefore(jdTT, sunLongitude, arc)
	return t, err
}

// sunBefore also tells how often it evaluated the Sun: twice on average.
//
// The first guess takes the mean motion and the equation of centre, with the mean anomaly M (Meeus,
// Astronomical Algorithms, 25.3 and p. 164); it is good to 0.01°. Newton's method with the true
// speed follows, whose next error is about 0.008°·Δ² after a step from Δ. Below 1e-5° there is
// nothing to gain: a float64 JD resolves 4.7e-10 d.
func sunBefore(jdTT, sunLongitude, arc float64) (t float64, evaluations int, err error) {
	anomaly := (357.5291 + 0.98560028*(jdTT-j2000)) * degree
	t = jdTT - (arc-1.9146*(math.Sin(anomaly)-math.Sin(anomaly-arc*degree)))/0.98564736
	t, evaluations, err = newton(t, sunLongitude-arc, 1e-5, func(jd float64) (float64, float64, error) {
		sun, err := SunAt(jd)
		return sun.Longitude, sun.Speed, err
	})
	return t, evaluations, err
}

// newton finds the instant near t at which an angle (degrees, any turn) reaches the target. It
// stops after a step from a difference below enough.
func newton(t, target, enough float64, at func(jdTT float64) (angle, speed float64, err error)) (float64, int, error) {
	const atMost = 12 // the angles here need 2 to 4 steps
	for n := 1; ; n++ {
		angle, speed, err := at(t)
		if err != nil {
			return 0, n, err
		}
		difference := wrap180(angle - target)
		t -= difference / speed
		if math.Abs(difference) < enough || n == atMost {
			return t, n, inRange(t)
		}
	}
}
