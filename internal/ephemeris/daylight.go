package ephemeris

import (
	"math"
	"time"

	"github.com/soniakeys/meeus/v3/julian"
)

// Altitudes of the Sun's centre that count as rising and setting, degrees, geocentric. (Explanatory
// Supplement 1992, 9.311)
const (
	// UpperLimb is the customary sunrise: 16′ for the disc and 34′ for refraction.
	UpperLimb = -50.0 / 60

	// DiscCentre is the Hindu sunrise: the centre on the true horizon.
	DiscCentre = 0.0
)

// Crossing is one passage of the Sun through an altitude.
type Crossing struct {
	Occurs bool
	Above  bool    // when it does not occur: the Sun stays above the altitude, else below it
	UT1    float64 // JD, when it occurs
}

// Instant is when the crossing happens. It is zero when there is none. The error is a [*RangeError]
// outside 1600–2400.
func (c Crossing) Instant() (Instant, error) {
	if !c.Occurs {
		return Instant{}, nil
	}
	return FromUT1(c.UT1)
}

// Day holds sunrise and sunset of a local day.
type Day struct{ Rise, Set Crossing }

// LocalMidnight is the JD UT1 of mean local midnight, with which the date begins at an east
// longitude (degrees).
func LocalMidnight(year int, month time.Month, day int, longitude float64) float64 {
	return julian.CalendarGregorianToJD(year, int(month), float64(day)) - longitude/360
}

// Daylight finds sunrise and sunset in the local day that begins at midnight (JD UT1; see
// [LocalMidnight]), for an altitude such as [UpperLimb] (degrees). Where the Sun does not reach it,
// the crossing says so. Weather, the height of the observer and the terrain move the real sunrise
// by minutes.
//
// The error is a [*RangeError] outside 1600–2400, or a [*PlaceError].
func Daylight(midnight float64, p Place, altitude float64) (Day, error) {
	if err := p.onEarth(); err != nil {
		return Day{}, err
	}
	rise, err := crossing(midnight+0.25, p, altitude, -1)
	if err != nil {
		return Day{}, err
	}
	set, err := crossing(midnight+0.75, p, altitude, 1)
	return Day{rise, set}, err
}

// crossing refines a guess (JD UT1) of the passage in the east (side −1) or west (side 1):
//
//	cos H₀ = (sin h₀ − sin φ sin δ)/(cos φ cos δ),  t ← t + wrap(±H₀ − (θ − α))/360
//
// (Meeus, Astronomical Algorithms, 15.1), with α, δ of the apparent Sun on the ecliptic (its
// latitude never exceeds 1″). It stops at 1e-8 d; each step leaves 1/365 of the error.
func crossing(t float64, p Place, altitude, side float64) (Crossing, error) {
	sPhi, cPhi := math.Sincos(p.Latitude * degree)
	for range 20 { // 4 or 5 steps, more where the Sun grazes the altitude
		i, err := FromUT1(t)
		if err != nil {
			return Crossing{}, err
		}
		m, err := momentAt(i.TT)
		if err != nil {
			return Crossing{}, err
		}
		sl, cl := math.Sincos(m.longitude(m.sunDirection()) * degree)
		se, ce := math.Sincos(m.obliquity)
		ascension := math.Atan2(sl*ce, cl) / degree // (13.3), (13.4)
		sDelta := se * sl
		cosH := (math.Sin(altitude*degree) - sPhi*sDelta) / (cPhi * math.Sqrt(1-sDelta*sDelta))
		if !(math.Abs(cosH) <= 1) { // at a pole it is infinite
			return Crossing{Above: math.Sin(altitude*degree) < sPhi*sDelta}, nil
		}
		hourAngle := m.siderealTime(i) + p.Longitude - ascension
		step := wrap180(side*math.Acos(cosH)/degree-hourAngle) / 360
		t += step
		if math.Abs(step) < 1e-8 {
			break
		}
	}
	return Crossing{Occurs: true, UT1: t}, nil
}
