package ephemeris

import "math"

// The mean node and the mean apogee (counted along the orbit: node + argument) of the Moon from the
// mean equinox of date, and the Lahiri ayanamsa: degrees, powers of T. Polynomials fitted to the
// mean elements that the Swiss Ephemeris prints (Moshier's fit to DE404, and SIDM_LAHIRI), which
// they follow within 1e-6″, 1e-6″ and 1e-5″ in 1600–2400.
var (
	meanNode = [...]float64{125.04455504437374, -1934.1363156137297, 0.0020714696377902, 1.90585386e-6, -2.0839821e-8}
	meanApse = [...]float64{263.353242986115, 4069.0135791508756, -0.010314028831165, -1.16557530e-5, 7.153073e-8}
	lahiri   = [...]float64{23.857092325454175, 1.3968879370836, 3.071016091564e-4, 3.8193e-9, -6.24836e-9}
)

// moonInclination is that of the Moon's mean orbit to the ecliptic. (Chapront-Touzé and Chapront
// 1988)
const moonInclination = 5.1453964 * degree

// meanNodeAt returns longitude (mean equinox, degrees) and rate (degrees a day).
func meanNodeAt(jdTT float64) (longitude, rate float64) {
	t := centuries(jdTT)
	return polynomial(t, meanNode[:]...), derivative(t, meanNode[:]...) / daysPerCentury
}

// meanApogeeAt projects the mean apogee from the orbit, where w is its argument from the node, onto
// the ecliptic: tan(λ − Ω) = tan w cos i, sin β = sin w sin i. Degrees, mean equinox; rate in
// degrees a day.
func meanApogeeAt(jdTT float64) (longitude, latitude, rate float64) {
	t := centuries(jdTT)
	node, nodeRate := meanNodeAt(jdTT)
	w := (polynomial(t, meanApse[:]...) - node) * degree
	wRate := derivative(t, meanApse[:]...)/daysPerCentury - nodeRate
	si, ci := math.Sincos(moonInclination)
	s, c := math.Sincos(w)
	longitude = node + math.Atan2(s*ci, c)/degree
	latitude = math.Asin(s*si) / degree
	rate = nodeRate + wRate*ci/(c*c+s*s*ci*ci)
	return longitude, latitude, rate
}

// Ayanamsa is the mean Lahiri (Chitrapaksha) ayanamsa, degrees. A sidereal longitude is the
// apparent tropical one less the nutation in longitude less this; see [Sky.Sidereal].
func Ayanamsa(jdTT float64) (float64, error) {
	if err := inRange(jdTT); err != nil {
		return 0, err
	}
	return ayanamsaAt(jdTT), nil
}

func ayanamsaAt(jdTT float64) float64 { return polynomial(centuries(jdTT), lahiri[:]...) }
