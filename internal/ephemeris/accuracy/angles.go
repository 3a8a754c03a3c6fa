package accuracy

import (
	"math"

	"github.com/witnessos/witnessos/internal/ephemeris"
)

// AngleErrors are the differences of sidereal time, midheaven and ascendant. The Swiss Ephemeris
// changes its model of sidereal time at 1850 and 2050, by 1.9″, so what lies outside is apart.
type AngleErrors struct {
	Sidereal, SiderealOutside   Sample // arcseconds
	Midheaven, MidheavenOutside Sample // arcseconds
	Ascendant, AscendantOutside Sample // arcseconds, divided by the speed of the ascendant against the sidereal time
}

const year1850, year2050 = 2396758.5, 2469807.5

func (r *Report) ascendant(v *Ascendant) error {
	at := ephemeris.Instant{TT: v.UT1 + v.DeltaT/86400, UT1: v.UT1}
	place := ephemeris.Place{Latitude: v.Latitude, Longitude: v.Longitude}
	got, err := ephemeris.AnglesAt(at, place)
	if err != nil {
		return err
	}
	// Moving east is as good as waiting.
	const h = 0.01
	place.Longitude += h
	later, err := ephemeris.AnglesAt(at, place)
	if err != nil {
		return err
	}
	rate := math.Abs(math.Remainder(later.Ascendant-got.Ascendant, 360)) / h

	e := &r.Angles
	sidereal, midheaven, ascendant := &e.Sidereal, &e.Midheaven, &e.Ascendant
	if v.UT1 < year1850 || v.UT1 >= year2050 {
		sidereal, midheaven, ascendant = &e.SiderealOutside, &e.MidheavenOutside, &e.AscendantOutside
	}
	difference := func(a, b float64) float64 { return 3600 * math.Remainder(a-b, 360) }
	sidereal.add(difference(got.SiderealTime, v.SiderealTime), v.UT1)
	midheaven.add(difference(got.Midheaven, v.Midheaven), v.UT1)
	ascendant.add(difference(got.Ascendant, v.Ascendant)/math.Max(rate, 1), v.UT1)
	return nil
}
