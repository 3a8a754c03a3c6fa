package jyotish

import (
	"math"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/witnessos/witnessos/internal/ephemeris"
)

// What the doc comment of Track promises, with some air.
const (
	trackMoon = 0.06 / 3600            // degrees
	trackSun  = 0.02 / 3600            // degrees
	trackEnd  = 100 * time.Millisecond // of LimbEnd
)

func randomInstants(n int) []float64 {
	r := rand.New(rand.NewPCG(27, 108))
	jd := make([]float64, n)
	for i := range jd {
		jd[i] = 2415020.5 + r.Float64()*365.25*300
	}
	return jd
}

func TestTrackFollowsTheEphemeris(t *testing.T) {
	for n, jd := range randomInstants(60) {
		ahead := []float64{0.1, 1.2, 8}[n%3]
		track, err := NewTrack(jd-1.2, jd+ahead)
		require.NoError(t, err)
		for x := jd - 1.2; x <= jd+ahead; x += 0.17 {
			moon, err := ephemeris.LimbAt(ephemeris.Nakshatra, x)
			require.NoError(t, err)
			sum, err := ephemeris.LimbAt(ephemeris.Yoga, x)
			require.NoError(t, err)
			require.InDelta(t, 0, Wrap180(track.MoonAt(x)-moon.Angle), trackMoon)
			require.InDelta(t, 0, Wrap180(track.SunAt(x)-(sum.Angle-moon.Angle)), trackSun)
		}
	}
}

func TestTrackEndsLimbsWhenTheEphemerisDoes(t *testing.T) {
	for _, jd := range randomInstants(80) {
		track, err := NewTrack(jd-1.2, jd+1.2)
		require.NoError(t, err)
		for _, limb := range []ephemeris.Limb{ephemeris.Tithi, ephemeris.Karana, ephemeris.Nakshatra, ephemeris.Pada, ephemeris.Yoga} {
			span, err := track.LimbSpan(limb, jd)
			require.NoError(t, err)
			end, err := ephemeris.LimbEnd(limb, jd)
			require.NoError(t, err)
			start, err := ephemeris.LimbStart(limb, jd)
			require.NoError(t, err)
			for want, got := range map[float64]time.Time{start: span.Start, end: span.End} {
				i, err := ephemeris.FromTT(want)
				require.NoError(t, err)
				require.WithinDuration(t, i.UTC(), got, trackEnd)
			}
		}
	}
}

func TestMoonSignIsTooLongForAShortTrack(t *testing.T) {
	known := 0
	for _, jd := range randomInstants(50) {
		track, err := NewTrack(jd-1.2, jd+1.2)
		require.NoError(t, err)
		span, err := track.MoonSignSpan(jd)
		require.NoError(t, err)
		require.True(t, span.Start.IsZero() || span.End.IsZero() || span.End.Sub(span.Start) < 62*time.Hour)
		if !span.Start.IsZero() {
			known++
			i, err := ephemeris.FromUTC(span.Start)
			require.NoError(t, err)
			require.InDelta(t, 0, math.Remainder(track.MoonAt(i.TT), SignSize), 1e-6)
		}
		i, err := ephemeris.FromTT(jd)
		require.NoError(t, err)
		require.True(t, span.Contains(i.UTC(), i.UTC()))
	}
	assert.Positive(t, known)
}

// BirthSpan is right if births just inside of it have the period, and births just outside do not.
func TestBirthSpan(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 5))
	found := 0
	for _, jd := range randomInstants(60) {
		birth, err := ephemeris.FromTT(jd)
		require.NoError(t, err)
		track, err := NewTrack(jd-1.2, jd+1.2)
		require.NoError(t, err)
		dashaOf := func(at time.Time) Dasha {
			i, err := ephemeris.FromUTC(at)
			require.NoError(t, err)
			return NewDasha(at, track.MoonAt(i.TT), julianYear)
		}
		born := birth.UTC().Truncate(time.Second)
		d := dashaOf(born)
		instant := born.Add(time.Duration(r.Int64N(80*365)) * 24 * time.Hour)
		now, ok := d.At(instant)
		require.True(t, ok)
		i, err := ephemeris.FromUTC(born)
		require.NoError(t, err)
		for _, p := range now {
			span, err := track.BirthSpan(d, p, instant, i.TT)
			require.NoError(t, err)
			same := func(at time.Time) bool {
				other, ok := dashaOf(at).At(instant)
				return ok && other[p.Level].Lord == p.Lord
			}
			// A boundary is rounded to the second, which is hundreds of times less at birth.
			if !span.Start.IsZero() {
				found++
				require.False(t, span.Start.After(born))
				require.True(t, same(span.Start.Add(2*time.Second)), "%s", p.Level)
				require.False(t, same(span.Start.Add(-2*time.Second)), "%s", p.Level)
			}
			if !span.End.IsZero() {
				found++
				require.True(t, span.End.After(born))
				require.True(t, same(span.End.Add(-2*time.Second)), "%s", p.Level)
				require.False(t, same(span.End.Add(2*time.Second)), "%s", p.Level)
			}
		}
	}
	assert.Greater(t, found, 150, "pratyantardashas always have both ends")
}

func TestTrackOutsideOfTheTables(t *testing.T) {
	for _, jd := range []float64{ephemeris.FirstTT, ephemeris.LastTT, math.NaN(), math.Inf(1)} {
		_, err := NewTrack(jd-1, jd+1)
		assert.Error(t, err)
	}
}

func BenchmarkTrack(b *testing.B) {
	for i := 0; i < b.N; i++ {
		jd := 2451545 + float64(i%5000)
		if _, err := NewTrack(jd-1.15, jd+1.15); err != nil {
			b.Fatal(err)
		}
	}
}
