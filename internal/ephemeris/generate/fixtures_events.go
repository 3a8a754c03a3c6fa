package main

import (
	"fmt"
	"math"
	"math/rand"

	"github.com/witnessos/witnessos/internal/ephemeris/accuracy"
	"github.com/witnessos/witnessos/internal/ephemeris/generate/oracle"
)

// sampleEvents adds ascendants, sunrises and ends of limbs at random places and times.
func sampleEvents(ref *accuracy.Reference, r *rand.Rand, n int) error {
	for range n {
		a := accuracy.Ascendant{UT1: round(year1850+r.Float64()*(year2100-year1850), 6)}
		a.Longitude, a.Latitude = round(r.Float64()*360-180, 4), round(r.Float64()*130-65, 4)
		h, err := horizon(a.UT1, a.Longitude, a.Latitude)
		if err != nil {
			return err
		}
		a.Ascendant, a.Midheaven, a.SiderealTime = round(h["Ascendant"], 7), round(h["MC"], 7), round(h["ARMC"], 7)
		if a.DeltaT, err = roundedDeltaT(a.UT1); err != nil {
			return err
		}
		ref.Ascendant = append(ref.Ascendant, a)
	}
	for len(ref.Rise) < n {
		v := accuracy.Rise{}
		v.Longitude, v.Latitude = round(r.Float64()*360-180, 4), round(r.Float64()*120-60, 4)
		day := math.Floor(year1850+50*365.25+r.Float64()*200*365.25) + 0.5
		v.Midnight = round(day-v.Longitude/360, 6)
		complete, err := sampleRise(&v)
		if err != nil {
			return err
		}
		if complete {
			ref.Rise = append(ref.Rise, v)
		}
	}
	for i := range n {
		from := round(year1850+r.Float64()*(year2100-year1850), 6)
		kinds := []string{"tithi"}
		if i < n/2 {
			kinds = append(kinds, "nakshatra", "yoga")
		}
		for _, kind := range kinds {
			e, err := sampleLimb(kind, from)
			if err != nil {
				return err
			}
			ref.Events = append(ref.Events, e)
		}
	}
	return nil
}

func roundedDeltaT(ut1 float64) (float64, error) {
	dt, err := oracleDeltaT(ut1)
	return round(dt, 4), err
}

// horizon returns the Sun, the obliquity and the angles of the houses by name, degrees.
func horizon(ut1, longitude, latitude float64) (map[string]float64, error) {
	return oracle.Named("-bj"+oracle.Number(ut1), "-ut", "-p"+oracle.Sun+oracle.Obliquity, "-fPl",
		fmt.Sprintf("-house%.6f,%.6f,P", longitude, latitude))
}

// altitude of the Sun's centre, degrees: apparent geocentric place, ecliptic latitude zero, local
// apparent sidereal time.
func altitude(ut1, longitude, latitude float64) (float64, error) {
	h, err := horizon(ut1, longitude, latitude)
	if err != nil {
		return 0, err
	}
	const degree = math.Pi / 180
	l, e := h["Sun"]*degree, h["Ecl. Obl."]*degree
	ascension := math.Atan2(math.Sin(l)*math.Cos(e), math.Cos(l))
	sinDelta := math.Sin(e) * math.Sin(l)
	return math.Asin(math.Sin(latitude*degree)*sinDelta+
		math.Cos(latitude*degree)*math.Sqrt(1-sinDelta*sinDelta)*math.Cos(h["ARMC"]*degree-ascension)) / degree, nil
}

// sampleRise fills the four times of a day and tells whether there are four.
func sampleRise(v *accuracy.Rise) (complete bool, err error) {
	complete = true
	for _, c := range []struct {
		result   *float64
		from, to float64
		altitude float64
	}{
		{&v.Rise, v.Midnight, v.Midnight + 0.5, -50. / 60},
		{&v.Set, v.Midnight + 0.5, v.Midnight + 1, -50. / 60},
		{&v.HinduRise, v.Midnight, v.Midnight + 0.5, 0},
		{&v.HinduSet, v.Midnight + 0.5, v.Midnight + 1, 0},
	} {
		t, found, err := crossing(c.from, c.to, v.Longitude, v.Latitude, c.altitude)
		if err != nil {
			return false, err
		}
		*c.result = round(t, 7)
		complete = complete && found
	}
	v.DeltaT, err = roundedDeltaT(v.Midnight)
	return complete, err
}

// crossing finds where the altitude passes h0 between a and b, by the Illinois variant of the false
// position.
func crossing(a, b, longitude, latitude, h0 float64) (t float64, found bool, err error) {
	f := func(t float64) float64 {
		h, e := altitude(t, longitude, latitude)
		err = firstError(err, e)
		return h - h0
	}
	fa, fb := f(a), f(b)
	if fa*fb > 0 || err != nil {
		return 0, false, err
	}
	for i := 0; i < 60 && math.Abs(b-a) > 1e-8; i++ {
		c := b - fb*(b-a)/(fb-fa)
		fc := f(c)
		if math.Abs(fc) < 1e-9 || err != nil {
			return c, true, err
		}
		if fc*fb < 0 {
			a, fa = b, fb
		} else {
			fa /= 2
		}
		b, fb = c, fc
	}
	return b, true, err
}

// limbAngle is the angle of a limb at a JD TT, degrees.
func limbAngle(kind string, tt float64) (float64, error) {
	args := []string{"-bj" + oracle.Number(tt), "-p" + oracle.Sun + oracle.Moon, "-fl"}
	if kind != "tithi" {
		args = append(args, "-sid1")
	}
	rows, err := oracle.Rows(args...)
	if err != nil {
		return 0, err
	}
	sun, moon := rows[0][0], rows[1][0]
	switch kind {
	case "tithi":
		return moon - sun, nil
	case "nakshatra":
		return moon, nil
	default:
		return moon + sun, nil
	}
}

// sampleLimb finds the end of the part of a limb that is current at from, by secants.
func sampleLimb(kind string, from float64) (accuracy.Event, error) {
	size := map[string]float64{"tithi": 12, "nakshatra": 360. / 27, "yoga": 360. / 27}[kind]
	rate := map[string]float64{"tithi": 12.19, "nakshatra": 13.176, "yoga": 14.162}[kind]
	start, err := limbAngle(kind, from)
	if err != nil {
		return accuracy.Event{}, err
	}
	angle := math.Mod(start+720, 360)
	target := size * (math.Floor(angle/size) + 1)
	a, fa := from, angle-target
	b := from + (target-angle)/rate
	at := func(t float64) float64 {
		x, e := limbAngle(kind, t)
		err = firstError(err, e)
		return wrap(x - target)
	}
	fb := at(b)
	// 1e-8° is what a JD in a float64 resolves of the Moon.
	for i := 0; i < 20 && math.Abs(fb) > 1e-8 && fb != fa; i++ {
		a, b, fa = b, b-fb*(b-a)/(fb-fa), fb
		fb = at(b)
	}
	return accuracy.Event{Kind: kind, From: from, Target: round(math.Mod(target, 360), 9), TT: round(b, 8)}, err
}
