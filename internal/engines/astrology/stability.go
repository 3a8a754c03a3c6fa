package astrology

import (
	"math"
	"slices"
	"time"

	"github.com/witnessos/witnessos/internal/engines/jyotish"
	"github.com/witnessos/witnessos/internal/ephemeris"
)

// Stability says how firmly a chart stands when the time of birth is moved or not known.
type Stability struct {
	Facts []jyotish.Fact

	// For a birth that is not a single instant: the signs that each body can be in, in the order of
	// time, and which of the chart's aspects hold at both ends of the range. Nil otherwise.
	Signs   [BodyCount][]jyotish.Sign
	Aspects []bool // beside Chart.Aspects
}

// reach is how far around a birth changes are looked for, days: just so much that six nodes of a
// track suffice.
const reach = 0.99

// Stability weighs the chart. The error is a range error of the ephemeris.
func (c *Chart) Stability() (s Stability, err error) {
	b := c.Birth
	from, to := b.Range()
	track, err := jyotish.NewTrack(b.Instant.TT+from-reach, b.Instant.TT+to+reach)
	if err != nil {
		return s, err
	}
	if err := c.weighLights(&s, &track); err != nil {
		return s, err
	}
	if c.HasAngles {
		if err := c.weighAngles(&s); err != nil {
			return s, err
		}
	}
	if !b.Exact() {
		err = c.weighRange(&s, from, to)
	}
	return s, err
}

// weighLights weighs what the Sun and the Moon decide. The track is sidereal; what it differs by from
// the zodiac of the chart changes by no more than 0.3″ a day.
func (c *Chart) weighLights(s *Stability, track *jyotish.Track) error {
	tt := c.Birth.Instant.TT
	from, to := c.Birth.Range()
	moonBound, sunBound := ephemeris.ErrorBound(ephemeris.Moon), ephemeris.ErrorBound(ephemeris.Sun)
	in := func(sidereal func(float64) float64, body Body) func(float64) float64 {
		shift := c.Points[body].Longitude - c.Points[body].Sidereal
		if shift < 0 {
			shift += 360
		}
		return func(jd float64) float64 { return sidereal(jd) + shift }
	}
	sun, moon := in(track.SunAt, Sun), in(track.MoonAt, Moon)
	phase := func(jd float64) float64 { return track.Angle(ephemeris.Tithi, jd) + 22.5 }
	mansion := jyotish.MansionAt(c.Points[Moon].Sidereal)
	for _, claim := range []struct {
		name, value string
		angle       func(float64) float64
		size, bound float64
		part        func(float64) string
	}{
		{"sun_sign", c.Points[Sun].Sign().String(), sun, jyotish.SignSize, sunBound, signName},
		{"moon_sign", c.Points[Moon].Sign().String(), moon, jyotish.SignSize, moonBound, signName},
		{"moon_nakshatra", mansion.Nakshatra.String(), track.MoonAt, jyotish.NakshatraSize, moonBound,
			func(x float64) string { return jyotish.MansionAt(x).Nakshatra.String() }},
		{"moon_pada", mansion.PadaName(), track.MoonAt, jyotish.NakshatraSize / 4, moonBound,
			func(x float64) string { return jyotish.MansionAt(x).PadaName() }},
		{"moon_phase", PhaseName(c.Elongation), phase, 45, moonBound + sunBound, func(x float64) string { return PhaseName(x - 22.5) }},
	} {
		holds, err := track.AngleSpan(claim.angle, claim.size, tt)
		if err != nil {
			return err
		}
		s.Facts = append(s.Facts, jyotish.Weigh(c.Birth, jyotish.Claim{
			Name: claim.name, Value: claim.value, Holds: holds, Angle: claim.angle, Bound: claim.bound,
			Possible: jyotish.Visited(claim.angle(tt+from), claim.angle(tt+to), claim.size, claim.part),
		}))
	}
	return nil
}

func signName(longitude float64) string { return jyotish.SignAt(longitude).String() }

// weighAngles weighs the signs that rise and culminate. Inside the polar circles the ascendant jumps,
// and is left out.
func (c *Chart) weighAngles(s *Stability) error {
	if math.Abs(c.Birth.Place.Latitude)+c.Sky.Obliquity < 90 {
		if err := c.weighAngle(s, "ascendant_sign", c.Ascendant, c.risesAt); err != nil {
			return err
		}
	}
	return c.weighAngle(s, "midheaven_sign", c.Midheaven, c.culminatesAt)
}

const (
	siderealRate = 360.98564737 // degrees of sidereal time a day
	angleBound   = 0.6          // error bound of sidereal time, arcseconds, 1850 to 2050
)

// weighAngle weighs the sign of an angle, given at what sidereal time (right ascension of the
// meridian, degrees) it reaches a tropical longitude.
func (c *Chart) weighAngle(s *Stability, name string, longitude float64, armcOf func(tropical float64) float64) error {
	b := c.Birth
	shift := jyotish.Wrap360(c.Sky.Nutation + c.Sky.Ayanamsa)
	if !c.Sidereal {
		shift = 0
	}
	sign := jyotish.SignAt(longitude)
	start := jyotish.SignSize*float64(sign) + shift
	earlier := jyotish.Wrap360(c.ARMC - armcOf(start))
	later := jyotish.Wrap360(armcOf(start+jyotish.SignSize) - c.ARMC)
	const day = 24 * time.Hour
	holds := jyotish.Span{
		Start: b.UTC.Add(-time.Duration(earlier / siderealRate * float64(day))),
		End:   b.UTC.Add(time.Duration(later / siderealRate * float64(day))),
	}
	// The angle as a function of time is only asked for at the birth and at these two ends.
	angle := func(jd float64) float64 {
		switch away := jd - b.Instant.TT; {
		case away < 0:
			return longitude - jyotish.Wrap360(longitude+shift-start)
		case away > 0:
			return longitude + jyotish.Wrap360(start+jyotish.SignSize-longitude-shift)
		}
		return longitude
	}
	tropical := longitude + shift
	const step = 0.01 // degrees, for the rate dλ/dθ
	rate := step / math.Abs(jyotish.Wrap180(armcOf(tropical+step)-armcOf(tropical)))
	s.Facts = append(s.Facts, jyotish.Weigh(b, jyotish.Claim{
		Name: name, Value: sign.String(), Holds: holds, Angle: angle, Bound: angleBound * rate,
		Possible: c.possibleSigns(sign, shift, armcOf),
	}))
	return nil
}

// possibleSigns are those that an angle passes through during the range of the birth.
func (c *Chart) possibleSigns(now jyotish.Sign, shift float64, armcOf func(float64) float64) []string {
	from, to := c.Birth.Range()
	var before, after []string
	left := -from * siderealRate
	right := to * siderealRate
	for n := range jyotish.Sign(12) { // the start of the sign n before, and the end of that n after
		start := jyotish.Wrap360(c.ARMC - armcOf(jyotish.SignSize*float64((now+12-n)%12)+shift))
		if start > left {
			break
		}
		before = append(before, ((now + 11 - n) % 12).String())
	}
	for n := range jyotish.Sign(12) {
		end := jyotish.Wrap360(armcOf(jyotish.SignSize*float64((now+n+1)%12)+shift) - c.ARMC)
		if end > right {
			break
		}
		after = append(after, ((now + n + 1) % 12).String())
	}
	slices.Reverse(before)
	var list []string
	for _, sign := range append(append(before, now.String()), after...) {
		if !slices.Contains(list, sign) {
			list = append(list, sign)
		}
	}
	return list
}

// culminatesAt is the sidereal time at which a tropical longitude stands on the meridian.
func (c *Chart) culminatesAt(tropical float64) float64 {
	sin, cos := math.Sincos(radians(tropical))
	return jyotish.Wrap360(degrees(math.Atan2(sin*math.Cos(radians(c.Sky.Obliquity)), cos)))
}

// risesAt is the sidereal time at which a tropical longitude stands on the eastern horizon: its hour
// angle then is −(90° + AD), with AD as for the cusps of Placidus.
func (c *Chart) risesAt(tropical float64) float64 {
	p := placidus{tanLatitude: math.Tan(radians(c.Birth.Place.Latitude)), obliquity: c.Sky.Obliquity}
	ascension := c.culminatesAt(tropical)
	return jyotish.Wrap360(ascension - 90 - p.ascensionalDifference(ascension))
}

// weighRange looks at the bodies and aspects at both ends of the range.
func (c *Chart) weighRange(s *Stability, from, to float64) error {
	ends := [2]Chart{{Sidereal: c.Sidereal, MeanNode: c.MeanNode}, {Sidereal: c.Sidereal, MeanNode: c.MeanNode}}
	for i, days := range [...]float64{from, to} {
		if err := ends[i].place(c.Birth.Instant.TT + days); err != nil {
			return err
		}
	}
	for b := range c.Points {
		first, last := &ends[0].Points[b], &ends[1].Points[b]
		longitudes := []float64{first.Longitude, c.Points[b].Longitude, last.Longitude}
		if turn, ok := turningPoint(first, last, to-from); ok {
			longitudes = append(longitudes, turn)
		}
		for _, x := range longitudes {
			if sign := jyotish.SignAt(x); !slices.Contains(s.Signs[b], sign) {
				s.Signs[b] = append(s.Signs[b], sign)
			}
		}
	}
	s.Aspects = make([]bool, len(c.Aspects))
	for i, a := range c.Aspects {
		same := func(other Aspect) bool {
			return other.First == a.First && other.Second == a.Second && other.Kind == a.Kind
		}
		s.Aspects[i] = slices.ContainsFunc(aspectsOf(&ends[0].Points), same) && slices.ContainsFunc(aspectsOf(&ends[1].Points), same)
	}
	return nil
}

// turningPoint is the longitude at which a body turns back within some days, its motion taken as
// evenly accelerated: that of a planet is, to some arcseconds a day.
func turningPoint(first, last *Point, days float64) (longitude float64, ok bool) {
	if first.Speed*last.Speed >= 0 {
		return 0, false
	}
	acceleration := (last.Speed - first.Speed) / days
	return jyotish.Wrap360(first.Longitude - first.Speed*first.Speed/(2*acceleration)), true
}
