package ephemeris

import (
	"math"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// jdResolution is half the distance of two float64 near a JD, in seconds, twice: that of the sum of
// two.
const jdResolution = 5e-5

func TestDeltaTAtTheTurnOfYears(t *testing.T) {
	for year, want := range map[int]float64{1600: 88.807, 1900: -1.991, 2000: 63.828, 2020: 69.361, 2050: 74.581, 2400: 519.577} {
		assert.InDelta(t, want, deltaT(newYear(year-1600)), 1e-9, "%d", year)
	}
	for i := range deltaTTable {
		assert.InDelta(t, float64(deltaTTable[i])/1000, deltaT(newYear(i)), 1e-9)
	}
	assert.Len(t, deltaTTable, 801)
}

func TestDeltaTIsContinuous(t *testing.T) {
	last := deltaT(FirstTT - 1)
	for jd := FirstTT; jd < LastTT+1; jd += 0.9 {
		now := deltaT(jd)
		require.InDelta(t, last, now, 0.007, "JD %v", jd) // at most 2.5 s a year
		last = now
		require.InDelta(t, now, deltaTOfTT(jd+now/secondsInDay), 1e-6)
	}
}

// ΔT of the shorter table that the engines' specification prints, 0.4 s from this one at most.
func TestDeltaTAgreesWithTheShortTable(t *testing.T) {
	for year, want := range map[int]float64{1870: 2.3, 1890: -3.9, 1910: 11.1, 1930: 24.4, 1950: 28.9, 1970: 40.2, 1990: 56.9, 2010: 66.1, 2025: 69.0} {
		assert.InDelta(t, want, deltaT(newYear(year-1600)), 0.45, "%d", year)
	}
}

func TestLeapSecondsAreThoseOfTheIERS(t *testing.T) {
	for clock, want := range map[string]float64{
		"1972-01-01": 10, "1972-06-30": 10, "1972-07-01": 11, "1980-01-01": 19, "1990-01-01": 25, "1999-01-01": 32,
		"2005-12-31": 32, "2006-01-01": 33, "2012-07-01": 35, "2016-12-31": 36, "2017-01-01": 37, "2026-06-01": 37,
	} {
		utc, err := time.Parse(time.DateOnly, clock)
		require.NoError(t, err)
		jd := 2440587.5 + float64(utc.Unix())/secondsInDay
		assert.Equal(t, want, taiOffset(jd), clock)
		i, err := FromUTC(utc)
		require.NoError(t, err)
		assert.InDelta(t, ttMinusTAI+want, (i.TT-jd)*secondsInDay, jdResolution, clock)
	}
	for i, jd := range leapDays {
		day := time.Unix(int64((jd-2440587.5)*secondsInDay), 0).UTC()
		assert.Equal(t, 1, day.Day())
		assert.Contains(t, []time.Month{time.January, time.July}, day.Month())
		assert.True(t, i == 0 || jd > leapDays[i-1])
	}
	assert.Len(t, leapDays, 27)
}

func TestALeapSecondAndItsNeighbours(t *testing.T) {
	clock := func(day, hour, minute int, second float64) float64 {
		i, err := FromClock(2016, time.December, day, hour, minute, second)
		require.NoError(t, err)
		return i.TT
	}
	before, leap, after := clock(31, 23, 59, 59), clock(31, 23, 59, 60), clock(32, 0, 0, 0)
	assert.InDelta(t, 1, (leap-before)*secondsInDay, jdResolution)
	assert.InDelta(t, 1, (after-leap)*secondsInDay, jdResolution)
	assert.InDelta(t, 0.5, (clock(31, 23, 59, 60.5)-leap)*secondsInDay, jdResolution)

	shown := func(jd float64) string {
		i, err := FromTT(jd)
		require.NoError(t, err)
		return i.UTC().Format("2006-01-02 15:04:05.000")
	}
	assert.Equal(t, "2016-12-31 23:59:59.000", shown(before))
	assert.Equal(t, "2017-01-01 00:00:00.000", shown(leap))
	assert.Equal(t, "2017-01-01 00:00:00.000", shown(leap+0.5/secondsInDay))
	assert.Equal(t, "2017-01-01 00:00:00.000", shown(after))
	assert.Equal(t, "2017-01-01 00:00:01.000", shown(after+1/secondsInDay))
}

func TestClockWithFractions(t *testing.T) {
	a, err := FromClock(1987, time.April, 10, 19, 21, 30.25)
	require.NoError(t, err)
	b, err := FromUTC(time.Date(1987, 4, 10, 19, 21, 30, 250e6, time.UTC))
	require.NoError(t, err)
	assert.InDelta(t, b.TT, a.TT, jdResolution/secondsInDay)
}

func TestScalesMeetWhereTheRulesChange(t *testing.T) {
	jump := func(jd float64) float64 { return math.Abs(ttMinusUTC(jd) - ttMinusUTC(jd-1e-6)) }
	assert.Less(t, jump(firstUTC), 0.1, "1972: UT1 − UTC was 0.05 s")
	assert.Less(t, jump(validUntil), 1e-3, "the end of what the IERS has announced")
	assert.InDelta(t, 69.184, ttMinusUTC(validUntil), 1e-9)
	// A forecast, not extrapolated from leap seconds: some minutes by 2400.
	assert.InDelta(t, 69.184+519.577-69.11, ttMinusUTC(LastTT), 1)
}

func TestUT1IsNearUTC(t *testing.T) {
	for year := 1972; year < 2027; year++ {
		i, err := FromUTC(time.Date(year, 3, 1, 0, 0, 0, 0, time.UTC))
		require.NoError(t, err)
		utc := 2440587.5 + float64(time.Date(year, 3, 1, 0, 0, 0, 0, time.UTC).Unix())/secondsInDay
		assert.InDelta(t, 0, (i.UT1-utc)*secondsInDay, 0.95, "%d: kept below 0.9 s by leap seconds", year)
	}
	i, err := FromUTC(time.Date(1850, 3, 1, 0, 0, 0, 0, time.UTC))
	require.NoError(t, err)
	assert.InDelta(t, 2396816.5+1.0, i.UT1, 1+1e-9) // the clock shows UT1
	assert.InDelta(t, deltaT(i.UT1), i.DeltaT(), jdResolution)
}

func TestUTCGoesBackToTheClock(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 3))
	first, last := time.Date(1600, 1, 2, 0, 0, 0, 0, time.UTC), time.Date(2399, 12, 30, 0, 0, 0, 0, time.UTC)
	check := func(clock time.Time) {
		t.Helper()
		i, err := FromUTC(clock)
		require.NoError(t, err)
		require.WithinDuration(t, clock, i.UTC(), time.Millisecond, "%v", clock)
		same, err := FromUT1(i.UT1)
		require.NoError(t, err)
		require.InDelta(t, i.TT, same.TT, 2*jdResolution/secondsInDay)
	}
	for range 3000 {
		check(time.Unix(first.Unix()+r.Int64N(last.Unix()-first.Unix()), 0).UTC())
	}
	for _, jd := range append(leapDays[:], firstUTC, validUntil) {
		midnight := time.Unix(int64((jd-2440587.5)*secondsInDay), 0).UTC()
		for _, d := range []time.Duration{-time.Hour, -2 * time.Second, -time.Second, 0, time.Second, time.Minute, time.Hour} {
			check(midnight.Add(d))
		}
	}
}

func TestZonesOfTheClockDoNotMatter(t *testing.T) {
	utc := time.Date(1990, 6, 15, 8, 30, 0, 0, time.UTC)
	a, err := FromUTC(utc)
	require.NoError(t, err)
	b, err := FromUTC(utc.In(time.FixedZone("", 5*3600+45*60)))
	require.NoError(t, err)
	assert.Equal(t, a, b)
}
