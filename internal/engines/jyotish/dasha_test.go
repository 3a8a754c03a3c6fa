package jyotish

import (
	"math/rand/v2"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/witnessos/witnessos/internal/ephemeris"
)

const julianYear = 365.25

// vectorDate is the instant of the states in the table of the specification, §3.4.
var vectorDate = utcTime("2025-07-18T00:00:00Z")

func utcTime(s string) time.Time {
	t, err := time.Parse(time.RFC3339, s)
	if err != nil {
		panic(err)
	}
	return t
}

func birthDasha(t *testing.T, birth string) Dasha {
	t.Helper()
	at := utcTime(birth)
	i, err := ephemeris.FromUTC(at)
	require.NoError(t, err)
	moon, err := ephemeris.LimbAt(ephemeris.Nakshatra, i.TT)
	require.NoError(t, err)
	return NewDasha(at, moon.Angle, julianYear)
}

// The vectors of the specification, §3.4. Its tolerance is a day, as 1″ of the Moon is 0.15 days of
// a period of 20 years.
func TestVectors(t *testing.T) {
	type end struct {
		lord Lord
		date string
	}
	tests := []struct {
		birth     string
		moon      float64
		nakshatra string
		pada      int
		fraction  float64
		balance   float64
		ends      []end
		state     [3]Lord
	}{
		{"1948-04-09T05:14:00Z", 352.2540, "Revati", 2, .41905, 9.8762, []end{
			{Mercury, "1958-02-23"}, {Ketu, "1965-02-23"}, {Venus, "1985-02-23"}, {Sun, "1991-02-23"}, {Moon, "2001-02-23"},
			{Mars, "2008-02-23"}, {Rahu, "2026-02-23"}, {Jupiter, "2042-02-23"}}, [3]Lord{Rahu, Mars, Saturn}},
		{"2000-01-01T12:00:00Z", 199.4705, "Swati", 4, .96029, 0.7148, []end{
			{Rahu, "2000-09-18"}, {Jupiter, "2016-09-18"}, {Saturn, "2035-09-19"}, {Mercury, "2052-09-18"}}, [3]Lord{Saturn, Venus, Jupiter}},
		{"1990-03-25T00:00:00Z", 315.5782, "Shatabhisha", 3, .66837, 5.9694, []end{
			{Rahu, "1996-03-13"}, {Jupiter, "2012-03-13"}, {Saturn, "2031-03-14"}}, [3]Lord{Saturn, Mars, Venus}},
		{"1961-08-05T05:24:00Z", 40.0391, "Rohini", 1, .00293, 9.9707, []end{
			{Moon, "1971-07-26"}, {Mars, "1978-07-25"}, {Rahu, "1996-07-25"}, {Jupiter, "2012-07-25"}, {Saturn, "2031-07-26"}},
			[3]Lord{Saturn, Mars, Saturn}},
		{"1955-02-25T03:15:00Z", 344.5116, "Uttara Bhadrapada", 4, .83837, 3.0709, []end{
			{Saturn, "1958-03-22"}, {Mercury, "1975-03-23"}, {Ketu, "1982-03-22"}, {Venus, "2002-03-22"}, {Sun, "2008-03-22"},
			{Moon, "2018-03-22"}, {Mars, "2025-03-22"}}, [3]Lord{Rahu, Rahu, Rahu}},
		{"1969-07-20T20:17:40Z", 164.4472, "Hasta", 2, .33354, 6.6646, []end{
			{Moon, "1976-03-20"}, {Mars, "1983-03-20"}, {Rahu, "2001-03-20"}, {Jupiter, "2017-03-20"}, {Saturn, "2036-03-20"}},
			[3]Lord{Saturn, Venus, Rahu}},
	}
	for _, tt := range tests {
		t.Run(tt.birth, func(t *testing.T) {
			d := birthDasha(t, tt.birth)
			assert.InDelta(t, tt.moon, d.Moon.Longitude, 1e-4)
			assert.Equal(t, tt.nakshatra, d.Moon.Nakshatra.String())
			assert.Equal(t, tt.pada, d.Moon.Pada)
			assert.InDelta(t, tt.fraction, d.Moon.Fraction, 1e-5)
			assert.InDelta(t, tt.balance, d.BalanceYears(), 1e-4)
			for n, want := range tt.ends {
				maha := d.Mahadasha(n)
				assert.Equal(t, want.lord, maha.Lord)
				assert.WithinDuration(t, utcTime(want.date+"T12:00:00Z"), maha.End, 36*time.Hour, "%s", want.lord)
			}
			now, ok := d.At(vectorDate)
			require.True(t, ok)
			for level, want := range tt.state {
				assert.Equal(t, want, now[level].Lord, "%s", Level(level))
			}
		})
	}
}

func TestVectorsOfSubPeriods(t *testing.T) {
	tests := []struct {
		birth string
		level Level
		start string
		end   string
	}{
		{"1948-04-09T05:14:00Z", Antardasha, "2025-02-04", "2026-02-23"},
		{"1948-04-09T05:14:00Z", Pratyantardasha, "2025-06-16", "2025-08-15"},
		{"2000-01-01T12:00:00Z", Antardasha, "2023-07-11", "2026-09-09"},
		{"2000-01-01T12:00:00Z", Pratyantardasha, "2025-02-18", "2025-07-22"},
		{"1990-03-25T00:00:00Z", Antardasha, "2024-09-14", "2025-10-24"},
		{"1990-03-25T00:00:00Z", Pratyantardasha, "2025-06-25", "2025-08-31"},
	}
	for _, tt := range tests {
		now, ok := birthDasha(t, tt.birth).At(vectorDate)
		require.True(t, ok)
		p := now[tt.level]
		assert.WithinDuration(t, utcTime(tt.start+"T12:00:00Z"), p.Start, 36*time.Hour, "%s %s", tt.birth, tt.level)
		assert.WithinDuration(t, utcTime(tt.end+"T12:00:00Z"), p.End, 36*time.Hour, "%s %s", tt.birth, tt.level)
	}
}

// random births, with any Moon: the arithmetic does not ask whether the sky agrees.
func randomDashas(yield func(Dasha, *rand.Rand) bool) {
	r := rand.New(rand.NewPCG(120, 9))
	for range 300 {
		birth := time.Unix(r.Int64N(6e9)-3e9, 0)
		year := [...]float64{365.25, 365.2422, 360}[r.IntN(3)]
		if !yield(NewDasha(birth, 360*r.Float64(), year), r) {
			return
		}
	}
}

func TestPeriodsTileTheirParent(t *testing.T) {
	for d := range randomDashas {
		for n := range 12 {
			maha := d.Mahadasha(n)
			require.Equal(t, maha.End, d.Mahadasha(n+1).Start)
			requireTiled(t, maha)
			for _, antar := range maha.Subs() {
				requireTiled(t, antar)
			}
		}
	}
}

func requireTiled(t *testing.T, p Period) {
	t.Helper()
	subs := p.Subs()
	require.Equal(t, p.Lord, subs[0].Lord, "the first is the lord's own")
	require.Equal(t, p.Start, subs[0].Start)
	require.Equal(t, p.End, subs[LordCount-1].End)
	for j, sub := range subs {
		require.Equal(t, p.Level+1, sub.Level)
		require.Equal(t, p.Lord.next(j), sub.Lord)
		require.True(t, sub.Start.Before(sub.End))
		if j > 0 {
			require.Equal(t, subs[j-1].End, sub.Start, "no gap and no overlap")
		}
		proportion := float64(sub.Lord.Years()) / CycleYears
		require.InDelta(t, proportion*p.Length().Seconds(), sub.Length().Seconds(), 1)
	}
}

func TestNineMahadashasLast120Years(t *testing.T) {
	for d := range randomDashas {
		for _, first := range []int{0, 1, 5} {
			span := d.Mahadasha(first + LordCount).Start.Sub(d.Mahadasha(first).Start)
			require.InDelta(t, 120, d.Years(span), 1e-7)
		}
		require.False(t, d.Mahadasha(0).Start.After(d.Birth))
		require.InDelta(t, d.BalanceYears(), d.Years(d.Mahadasha(0).End.Sub(d.Birth)), 1e-7)
	}
}

// Exactly one period of each level runs at any instant, also on the second of a boundary.
func TestHalfOpenIntervals(t *testing.T) {
	for d, r := range randomDashas {
		maha := d.Mahadasha(1 + r.IntN(12))
		antar := maha.Subs()[r.IntN(LordCount)]
		pratyantar := antar.Subs()[r.IntN(LordCount)]
		for _, p := range []Period{maha, antar, pratyantar} {
			at, ok := d.At(p.Start)
			require.True(t, ok)
			require.Equal(t, p, at[p.Level], "it runs from its first second")
			at, _ = d.At(p.End.Add(-time.Second))
			require.Equal(t, p, at[p.Level], "to its last")
			at, _ = d.At(p.End)
			require.NotEqual(t, p, at[p.Level])
			require.True(t, at[p.Level].Contains(p.End))
		}
	}
}

func TestNothingRunsBeforeBirth(t *testing.T) {
	d := NewDasha(utcTime("2000-01-01T12:00:00Z"), 199.4705, julianYear)
	_, ok := d.At(d.Birth.Add(-time.Second))
	assert.False(t, ok)
	now, ok := d.At(d.Birth)
	assert.True(t, ok)
	assert.Equal(t, Rahu, now[Mahadasha].Lord)
	assert.Equal(t, Mars, now[Antardasha].Lord, "the parts of the whole mahadasha, not of its rest, are counted")
}

// The trap of the specification: dividing the balance gives another first antardasha.
func TestFirstMahadashaIsDividedFromItsTrueStart(t *testing.T) {
	d := NewDasha(utcTime("1948-04-09T05:14:00Z"), 352.2540, julianYear)
	now, _ := d.At(d.Birth)
	assert.Equal(t, Mercury, now[Mahadasha].Lord)
	assert.Equal(t, Moon, now[Antardasha].Lord)
	assert.True(t, now[Mahadasha].Start.Before(d.Birth))
	assert.InDelta(t, 17, d.Years(now[Mahadasha].Length()), 1e-7)
}

// A later birth under the same Moon shifts nothing but the dates; a Moon further on shifts the
// phase by as much as the lords' years say, across the borders of nakshatras too.
func TestPhaseGrowsWithTheMoon(t *testing.T) {
	birth := utcTime("2000-01-01T12:00:00Z")
	last := -1.0
	for i := range 36000 {
		phase := NewDasha(birth, float64(i)/100, julianYear).Phase(birth)
		require.Greater(t, phase, last)
		require.Less(t, phase-last, 1.02, "no jump")
		last = phase
	}
	require.InDelta(t, 360, last, 0.02)
}

func TestLordsBetween(t *testing.T) {
	for _, tt := range []struct {
		level    Level
		from, to float64
		want     []Lord
	}{
		{Mahadasha, 0, 0, []Lord{Ketu}},
		{Mahadasha, 6.9, 7.1, []Lord{Ketu, Venus}},
		{Mahadasha, 119.9, 120.1, []Lord{Mercury, Ketu}},
		{Mahadasha, 239, 247.5, []Lord{Mercury, Ketu, Venus}},
		{Antardasha, 7, 7 + 20*20.0/120 + 0.01, []Lord{Venus, Sun}},
		{Pratyantardasha, 0, 7, []Lord{Ketu, Venus, Sun, Moon, Mars, Rahu, Jupiter, Saturn, Mercury}},
	} {
		assert.Equal(t, tt.want, LordsBetween(tt.level, tt.from, tt.to), "%s %g %g", tt.level, tt.from, tt.to)
	}
}

// A step that does not go on would never end, as when an end is turned into a phase and back into
// the second before it.
func TestLordsBetweenGoesOnFromEveryEnd(t *testing.T) {
	random := rand.New(rand.NewPCG(1994, 719))
	for range 5000 {
		from := -1 + random.Float64()*400
		to := from + random.Float64()*2
		for level := range Level(LevelCount) {
			lords := LordsBetween(level, from, to)
			require.NotEmpty(t, lords)
			require.LessOrEqual(t, len(lords), LordCount)
			require.Contains(t, lords, LordsBetween(level, to, to)[0], "that of the end is among them, or all are")
		}
	}
	require.Equal(t, []Lord{Mercury, Ketu}, LordsBetween(Mahadasha, -0.1, 0.1), "an instant before birth")
}

func TestLordsOfAPhaseAreThoseOfTheDasha(t *testing.T) {
	for d, r := range randomDashas {
		at := d.Birth.Add(time.Duration(r.Int64N(150*365)) * 24 * time.Hour)
		now, ok := d.At(at)
		require.True(t, ok)
		for level := range Level(LevelCount) {
			p := now[level]
			middle := p.Start.Add(p.Length() / 2)
			if middle.Before(d.Birth) {
				continue
			}
			phase := d.Phase(middle)
			require.Equal(t, []Lord{p.Lord}, LordsBetween(level, phase, phase))
		}
	}
}
