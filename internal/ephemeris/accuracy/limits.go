package accuracy

import (
	"fmt"

	"github.com/witnessos/witnessos/internal/ephemeris"
)

// Limit is what a body's errors may reach at random instants, its place behind the Sun's disc
// apart. Angles are in arcseconds, speeds in arcseconds a day; 0 means that there is no such
// quantity.
type Limit struct {
	Max1800, RMS1800 float64 // longitude, 1800–2100
	Max1600, RMS1600 float64 // longitude, 1600–2400
	Latitude         float64
	Distance         float64 // parts of the distance
	Speed            float64
}

// Limits are 5 to 40 % above what 200 000 instants show (`generate judge`), so that a smaller sample
// never passes them by chance and a change of the tables or of the reduction does. Why each is what
// it is:
//
//   - Sun, Mercury: the error of the cut series (0.05″ and 0.1″ from the Sun) and of nutation (0.02″).
//   - Moon: 1 865 terms of ELP leave 0.15″; speeds come from the large terms alone.
//   - Venus and Mars come as near as 0.27 and 0.37 AU, which magnifies their heliocentric error
//     of 0.07″ up to fourfold. Mars grows worse away from 2000.
//   - Jupiter: its Chebyshev table was rounded more coarsely (1.6e-7 AU) than its distance would allow, to keep
//     it small; the others have quanta in proportion to their distances.
//   - Pluto, Uranus, Neptune, Chiron: quantisation and nutation, each under 0.1″.
//   - True node: 515 terms leave an rms of 0.13″; the node swings fast and its spectrum never ends.
//   - Mean node and apogee: polynomials that fit to 1e-6″. What remains is the nutation (IAU 1980 against 2000B).
//   - Speeds: the derivative of the same tables; a station is timed to minutes by them.
var Limits = [ephemeris.BodyCount]Limit{
	ephemeris.Sun:        {0.08, 0.02, 0.08, 0.02, 0.05, 4e-7, 0.10},
	ephemeris.Moon:       {0.20, 0.03, 0.22, 0.035, 0.16, 2.5e-5, 2.5},
	ephemeris.Mercury:    {0.11, 0.02, 0.11, 0.02, 0.08, 5e-7, 0.4},
	ephemeris.Venus:      {0.25, 0.03, 0.25, 0.03, 0.17, 1.6e-6, 0.5},
	ephemeris.Mars:       {0.25, 0.03, 0.33, 0.035, 0.16, 2e-6, 0.4},
	ephemeris.Jupiter:    {0.18, 0.065, 0.21, 0.065, 0.05, 1.1e-6, 0.15},
	ephemeris.Saturn:     {0.14, 0.04, 0.17, 0.04, 0.05, 8e-7, 0.12},
	ephemeris.Uranus:     {0.12, 0.03, 0.12, 0.03, 0.04, 8e-7, 0.12},
	ephemeris.Neptune:    {0.10, 0.03, 0.11, 0.03, 0.04, 6e-7, 0.10},
	ephemeris.Pluto:      {0.09, 0.02, 0.09, 0.02, 0.05, 5e-7, 0.10},
	ephemeris.Chiron:     {0.13, 0.03, 0.14, 0.03, 0.07, 6e-7, 0.10},
	ephemeris.TrueNode:   {0.70, 0.13, 1.00, 0.15, 0, 0, 1.0},
	ephemeris.MeanNode:   {0.03, 0.01, 0.03, 0.01, 0, 0, 0.08},
	ephemeris.MeanApogee: {0.03, 0.01, 0.03, 0.01, 0.003, 0, 0.08},
}

const (
	// limitAnywhere is the promise for every body at every instant (″): that of the largest
	// activation error in a chart. Behind the Sun it is reached, because the reference has a
	// different model of the light that passes through the Sun; the osculating node has its own.
	limitAnywhere = 0.8
	limitNode     = 1.0

	// nodeSpeedQuantile: the reference's own speed of the true node is wrong by up to 350″ a day in
	// one of 100 000 instants (its longitudes, differenced, are not), so a maximum would judge the
	// reference.
	nodeSpeedQuantile = 0.99

	limitNutation = 0.025 // ″: IAU 1980 against 2000B 0.019″, and the reference's rounding
	limitAngle    = 0.05  // ″ of sidereal time, 1850–2050, where both follow IAU 2006: the nutation differs
	limitOutside  = 2.2   // ″: that and the reference's step of 1.9″ at 1850 and 2050, at 1.09 × the midheaven's rate
	limitSun      = 0.2   // s, at latitudes up to 60°: that step is 0.13 s; 0.08″ of the Sun on a slant is 0.01 s
	limitLimb     = 0.25  // s: 0.13″ of the Moon
)

// Violations lists what exceeds its limit, in words.
func (r *Report) Violations() (found []string) {
	check := func(got, limit float64, format string, args ...any) {
		if !(got <= limit) { // so that NaN is a violation
			found = append(found, fmt.Sprintf(format, args...)+fmt.Sprintf(": %.3g, limit %.3g", got, limit))
		}
	}
	for _, b := range Order {
		for _, g := range Groups {
			e, l := &r.Bodies[g][b], Limits[b]
			anywhere := limitAnywhere
			if b == ephemeris.TrueNode {
				anywhere = limitNode
			}
			check(e.Longitude.worst, anywhere, "%s, %s, longitude″", b, g)
			check(e.Latitude.worst, limitAnywhere, "%s, %s, latitude″", b, g)
			switch g {
			case Era1800:
				check(e.Longitude.worst, l.Max1800, "%s, %s, longitude″", b, g)
				check(e.Longitude.RMS(), l.RMS1800, "%s, %s, longitude″, rms", b, g)
			case Era1600:
				check(e.Longitude.worst, l.Max1600, "%s, %s, longitude″", b, g)
				check(e.Longitude.RMS(), l.RMS1600, "%s, %s, longitude″, rms", b, g)
			default:
				continue
			}
			check(e.Latitude.worst, l.Latitude, "%s, %s, latitude″", b, g)
			check(e.Distance.worst, l.Distance, "%s, %s, distance", b, g)
			speed := e.Speed.worst
			if b == ephemeris.TrueNode {
				speed = e.Speed.Quantile(nodeSpeedQuantile)
			}
			check(speed, l.Speed, "%s, %s, speed″/d", b, g)
		}
	}
	check(r.Nutation.worst, limitNutation, "nutation″")
	check(r.Obliquity.worst, limitNutation, "obliquity″")
	a := &r.Angles
	check(a.Sidereal.worst, limitAngle, "sidereal time″, 1850–2050")
	check(a.Midheaven.worst, limitAngle, "midheaven″, 1850–2050")
	check(a.Ascendant.worst, limitAngle, "ascendant″ by its rate, 1850–2050")
	check(a.SiderealOutside.worst, limitOutside, "sidereal time″, other years")
	check(a.MidheavenOutside.worst, limitOutside, "midheaven″, other years")
	check(a.AscendantOutside.worst, limitOutside, "ascendant″ by its rate, other years")
	check(r.Sun.worst, limitSun, "sunrise and sunset, s")
	for _, kind := range []string{"tithi", "nakshatra", "yoga"} {
		if s := r.Limbs[kind]; s != nil {
			check(s.worst, limitLimb, "end of %s, s", kind)
		}
	}
	return found
}
