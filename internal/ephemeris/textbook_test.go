package ephemeris

import (
	"math"
	"testing"

	"github.com/soniakeys/meeus/v3/kepler"
	"github.com/soniakeys/meeus/v3/moonposition"
	"github.com/soniakeys/meeus/v3/planetelements"
	"github.com/soniakeys/meeus/v3/pluto"
	"github.com/soniakeys/meeus/v3/sidereal"
	"github.com/soniakeys/meeus/v3/solar"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// The worked examples of Meeus, Astronomical Algorithms (2nd edition, 1998), which others computed
// from other theories.

func sexagesimal(d, m, s float64) float64 { return d + m/60 + s/3600 }

func TestExample12a(t *testing.T) { // sidereal time, 1987 April 10, 0h UT
	i, err := FromUT1(2446895.5)
	require.NoError(t, err)
	got, err := SiderealTime(i)
	require.NoError(t, err)
	// IAU 1982 against 2006: the precession constants differ by 0.3″ a century.
	assert.InDelta(t, 15*sexagesimal(13, 10, 46.1351), got, 0.1/3600)
}

func TestExample22a(t *testing.T) { // nutation and obliquity, 1987 April 10, 0h TD
	sky, err := Chart(2446895.5)
	require.NoError(t, err)
	assert.InDelta(t, -3.788, sky.Nutation*3600, 0.001)
	assert.InDelta(t, sexagesimal(23, 26, 36.850), sky.Obliquity, 0.05/3600)
}

// equatorial turns an apparent place into right ascension and declination, degrees.
func equatorial(p Position, obliquity float64) (ascension, declination float64) {
	sl, cl := math.Sincos(p.Longitude * degree)
	sb, cb := math.Sincos(p.Latitude * degree)
	se, ce := math.Sincos(obliquity * degree)
	return wrap360(math.Atan2(sl*cb*ce-sb*se, cb*cl) / degree), math.Asin(sb*ce+cb*se*sl) / degree
}

func TestExample25b(t *testing.T) { // the Sun by the complete VSOP87, 1992 October 13, 0h TD
	sky, err := Chart(2448908.5)
	require.NoError(t, err)
	ascension, declination := equatorial(sky.Positions[Sun], sky.Obliquity)
	assert.InDelta(t, 15*sexagesimal(13, 13, 30.749), ascension, 0.1/3600)
	assert.InDelta(t, -sexagesimal(7, 47, 1.74), declination, 0.1/3600)
	assert.InDelta(t, 0.99760775, sky.Positions[Sun].Distance, 1e-5)
}

func TestExample33a(t *testing.T) { // Venus, 1992 December 20, 0h TD
	sky, err := Chart(2448976.5)
	require.NoError(t, err)
	ascension, declination := equatorial(sky.Positions[Venus], sky.Obliquity)
	assert.InDelta(t, 15*sexagesimal(21, 4, 41.454), ascension, 0.3/3600)
	assert.InDelta(t, -sexagesimal(18, 53, 16.84), declination, 0.3/3600)
}

func TestExample47a(t *testing.T) { // the Moon by the main terms of ELP2000-82, 1992 April 12, 0h TD: 10″, 4″
	sky, err := Chart(2448724.5)
	require.NoError(t, err)
	moon := sky.Positions[Moon]
	assert.InDelta(t, 133.167265, moon.Longitude, 10.0/3600)
	assert.InDelta(t, -3.229126, moon.Latitude, 4.0/3600)
	// The example's distance is the geometric one; light that meets a moving Earth travels up to 40
	// km more or less.
	assert.InDelta(t, 368409.7, moon.Distance*astronomicalUnit, 60)
}

// siderealModels: the IAU 1982 sidereal time of meeus takes its nutation at UT and has the older
// precession; 0.42″.
const siderealModels = 0.5 / 3600

func TestSiderealTimeAgreesWithMeeus(t *testing.T) {
	for jd := 2396758.5; jd < 2469807.5; jd += 311.37 { // 1850–2050
		i, err := FromUT1(jd)
		require.NoError(t, err)
		got, err := SiderealTime(i)
		require.NoError(t, err)
		assert.InDelta(t, 0, wrap180(got-sidereal.Apparent(jd).Sec()/240), siderealModels, "JD %v", jd)
	}
}

// The checks that follow are coarse and independent: they would find a body that has the name of
// another.

func TestSunAndMoonAgreeWithMeeus(t *testing.T) {
	for jd := FirstTT + 11; jd < LastTT; jd += 701.3 {
		sky, err := Chart(jd)
		require.NoError(t, err)
		sun := solar.ApparentLongitude(centuries(jd)).Deg()
		require.InDelta(t, 0, wrap180(sky.Positions[Sun].Longitude-sun), 0.02, "low accuracy: 0.01° in our time")
		l, b, _ := moonposition.Position(jd)
		// Meeus gives the mean equinox; its largest error is 17″.
		require.InDelta(t, 0, 3600*wrap180(sky.Positions[Moon].Longitude-sky.Nutation-l.Deg()), 20)
		require.InDelta(t, 0, 3600*(sky.Positions[Moon].Latitude-b.Deg()), 20)
		node := moonposition.Node(jd).Deg()
		require.InDelta(t, 0, wrap180(sky.Positions[MeanNode].Longitude-sky.Nutation-node), 0.001)
		require.InDelta(t, 0, wrap180(sky.Positions[TrueNode].Longitude-sky.Positions[MeanNode].Longitude), 1.9)
	}
}

// earthAt is the Earth from the Sun by Meeus' chapter 25, AU.
func earthAt(jd float64) vector {
	longitude, _ := solar.True(centuries(jd))
	p, _ := fromSpherical(longitude.Rad()+math.Pi, 0, solar.Radius(centuries(jd)), 0, 0, 0)
	return p
}

// meanOrbit is a heliocentric place on the mean ellipse of date (Meeus, chapters 31 and 33), AU.
func meanOrbit(t *testing.T, planet int, jd float64) vector {
	t.Helper()
	var e planetelements.Elements
	planetelements.Mean(planet, jd, &e)
	anomaly, err := kepler.Kepler2b(e.Ecc, (e.Lon - e.Peri).Mod1(), 12)
	require.NoError(t, err)
	u := (kepler.True(anomaly, e.Ecc) + e.Peri - e.Node).Rad()
	r := kepler.Radius(anomaly, e.Ecc, e.Axis)
	su, cu := math.Sincos(u)
	sn, cn := math.Sincos(e.Node.Rad())
	si, ci := math.Sincos(e.Inc.Rad())
	return vector{r * (cn*cu - sn*su*ci), r * (sn*cu + cn*su*ci), r * su * si}
}

func TestPlanetsAgreeWithTheirMeanOrbits(t *testing.T) {
	// What the planets' attraction on each other moves them, degrees as seen from here; most for
	// Saturn, by Jupiter, and for Venus and Mars because they come near.
	moved := map[Body]float64{Mercury: 0.1, Venus: 0.2, Mars: 0.5, Jupiter: 0.6, Saturn: 1.3, Uranus: 1.3, Neptune: 1.2}
	elements := map[Body]int{
		Mercury: planetelements.Mercury, Venus: planetelements.Venus, Mars: planetelements.Mars, Jupiter: planetelements.Jupiter,
		Saturn: planetelements.Saturn, Uranus: planetelements.Uranus, Neptune: planetelements.Neptune,
	}
	for jd := FirstTT + 5; jd < LastTT; jd += 1201.7 {
		sky, err := Chart(jd)
		require.NoError(t, err)
		for b, i := range elements {
			p := meanOrbit(t, i, jd).minus(earthAt(jd))
			// Earth and planet when the light left: light time and aberration in one.
			left := jd - p.length()/lightAU
			p = meanOrbit(t, i, left).minus(earthAt(left))
			got := sky.Positions[b]
			require.InDelta(t, 0, wrap180(math.Atan2(p.y, p.x)/degree-got.Longitude), moved[b], "%s at JD %v", b, jd)
			require.InDelta(t, math.Asin(p.z/p.length())/degree, got.Latitude, 0.5, "%s at JD %v", b, jd)
			require.InEpsilon(t, p.length(), got.Distance, 0.03, "%s at JD %v", b, jd)
		}
	}
}

func TestPlutoAgreesWithMeeus(t *testing.T) {
	for jd := 2409545.5; jd < 2488000; jd += 700 { // 1885–2099, where its series holds
		sky, err := Chart(jd)
		require.NoError(t, err)
		l, b, r := pluto.Heliocentric(jd)
		place, _ := fromSpherical(l.Rad(), b.Rad(), r, 0, 0, 0)
		m, err := momentAt(jd)
		require.NoError(t, err)
		p := place.minus(m.earth)
		require.InDelta(t, 0, wrap180(m.longitude(p)-sky.Positions[Pluto].Longitude), 0.02, "JD %v", jd)
		require.InDelta(t, p.length(), sky.Positions[Pluto].Distance, 0.01, "JD %v", jd)
	}
}
