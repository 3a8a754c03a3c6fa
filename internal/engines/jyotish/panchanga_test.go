package jyotish

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/witnessos/witnessos/internal/civil"
	"github.com/witnessos/witnessos/internal/ephemeris"
)

func panchangaOf(t *testing.T, at string) Panchanga {
	t.Helper()
	i, err := ephemeris.FromUTC(utcTime(at))
	require.NoError(t, err)
	track, err := NewTrack(i.TT, i.TT+0.1)
	require.NoError(t, err)
	return track.PanchangaAt(i.TT)
}

// The vectors of the specification, §3.12.
func TestPanchangaVectors(t *testing.T) {
	tests := []struct {
		at         string
		elongation float64
		tithi      int
		paksha     string
		nakshatra  string
		pada       int
		yoga       int
		yogaName   string
		karana     string
		sun, moon  float64
	}{
		{"2000-01-01T12:00:00Z", 302.9548, 26, "Krishna", "Swati", 4, 8, "Dhriti", "Bava", 256.5157, 199.4705},
		{"2024-11-01T00:00:00Z", 354.1719, 30, "Krishna", "Swati", 1, 2, "Priti", "Naga", 194.8529, 189.0248},
		{"2025-07-10T12:00:00Z", 175.7530, 15, "Shukla", "Purva Ashadha", 3, 26, "Indra", "Bava", 84.2775, 260.0304},
		{"1990-06-15T00:00:00Z", 255.0689, 22, "Krishna", "Shatabhisha", 3, 2, "Priti", "Vishti", 59.9247, 314.9936},
		{"1969-07-20T20:17:40Z", 69.9685, 6, "Shukla", "Hasta", 2, 20, "Shiva", "Taitila", 94.4787, 164.4472},
		{"1948-04-09T05:14:00Z", 356.1204, 30, "Krishna", "Revati", 2, 27, "Vaidhriti", "Naga", 356.1336, 352.2540},
	}
	for _, tt := range tests {
		t.Run(tt.at, func(t *testing.T) {
			p := panchangaOf(t, tt.at)
			assert.InDelta(t, tt.elongation, p.Elongation, 1e-4)
			assert.Equal(t, tt.tithi, p.Tithi)
			assert.Equal(t, tt.paksha, p.Paksha())
			assert.Equal(t, tt.nakshatra, p.Mansion.Nakshatra.String())
			assert.Equal(t, tt.pada, p.Mansion.Pada)
			assert.Equal(t, tt.yoga, p.Yoga+1)
			assert.Equal(t, tt.yogaName, p.YogaName())
			assert.Equal(t, tt.karana, p.KaranaName())
			assert.InDelta(t, tt.sun, p.Sun, 1e-4)
			assert.InDelta(t, tt.moon, p.Moon, 1e-4)
		})
	}
}

// Karanas by number: 60 half tithis, four fixed and seven that come round eight times.
func TestKaranas(t *testing.T) {
	counts := map[string]int{}
	for k := range 60 {
		p := PanchangaOf(0, 6*float64(k)+3)
		require.Equal(t, k, p.Karana)
		require.Equal(t, k/2+1, p.Tithi)
		counts[p.KaranaName()]++
	}
	for _, name := range movableKaranas {
		assert.Equal(t, 8, counts[name], name)
	}
	for _, name := range []string{"Kimstughna", "Shakuni", "Chatushpada", "Naga"} {
		assert.Equal(t, 1, counts[name], name)
	}
	for k, name := range map[int]string{0: "Kimstughna", 1: "Bava", 7: "Vishti", 8: "Bava", 56: "Vishti", 57: "Shakuni", 58: "Chatushpada", 59: "Naga"} {
		assert.Equal(t, name, PanchangaOf(0, 6*float64(k)+1).KaranaName(), "%d", k)
	}
}

func TestTithiGroups(t *testing.T) {
	for tithi, want := range map[int]TithiGroup{1: Nanda, 6: Nanda, 11: Nanda, 2: Bhadra, 13: Jaya, 4: Rikta, 14: Rikta, 5: Purna, 15: Purna, 16: Nanda, 19: Rikta, 30: Purna} {
		assert.Equal(t, want, PanchangaOf(0, 12*float64(tithi)-6).Group(), "%d", tithi)
	}
}

// Each limb goes on to its next part where the one before ends, a whole month long.
func TestLimbsIncrementByOne(t *testing.T) {
	const first, days = 2460800.5, 31.0
	track, err := NewTrack(first-1.2, first+days+1.2)
	require.NoError(t, err)
	for limb, number := range map[ephemeris.Limb]func(Panchanga) int{
		ephemeris.Tithi:     func(p Panchanga) int { return p.Tithi - 1 },
		ephemeris.Karana:    func(p Panchanga) int { return p.Karana },
		ephemeris.Yoga:      func(p Panchanga) int { return p.Yoga },
		ephemeris.Nakshatra: func(p Panchanga) int { return int(p.Mansion.Nakshatra) },
		ephemeris.Pada:      func(p Panchanga) int { return 4*int(p.Mansion.Nakshatra) + p.Mansion.Pada - 1 },
	} {
		for jd := first; jd < first+days; {
			now := number(track.PanchangaAt(jd))
			span, err := track.LimbSpan(limb, jd)
			require.NoError(t, err)
			end, err := ephemeris.FromUTC(span.End)
			require.NoError(t, err)
			const second = 1.0 / 86400
			require.Equal(t, now, number(track.PanchangaAt(end.TT-second)), "%v", limb)
			next := number(track.PanchangaAt(end.TT + second))
			require.Equal(t, (now+1)%limb.Count(), next, "%v", limb)
			jd = end.TT + second
		}
	}
}

func TestSunAndMoonNeverRunBackwards(t *testing.T) {
	track, err := NewTrack(2451545, 2451600)
	require.NoError(t, err)
	for jd := 2451545.0; jd < 2451600; jd += 0.05 {
		moon, sun := track.MoonAt(jd+0.05)-track.MoonAt(jd), track.SunAt(jd+0.05)-track.SunAt(jd)
		require.InDelta(t, 13.5, moon*20, 2)
		require.InDelta(t, 0.98, sun*20, 0.05)
	}
}

var delhi = ephemeris.Place{Latitude: 28.6139, Longitude: 77.2090}

func dayAt(t *testing.T, at string, p ephemeris.Place, zone string) Day {
	t.Helper()
	i, err := ephemeris.FromUTC(utcTime(at))
	require.NoError(t, err)
	z, err := civil.LoadZone(zone, nil)
	require.NoError(t, err)
	d, err := DayAt(i, p, z)
	require.NoError(t, err)
	return d
}

// The vectors of the specification, §3.12.
func TestVaraVectors(t *testing.T) {
	early := dayAt(t, "2024-11-01T00:00:00Z", delhi, "Asia/Kolkata")
	assert.Equal(t, time.Thursday, early.Vara, "05:30 on Friday is before sunrise")
	assert.WithinDuration(t, utcTime("2024-11-01T01:03:19Z"), early.NextSunrise, time.Minute)
	late := dayAt(t, "2024-11-01T01:05:00Z", delhi, "Asia/Kolkata")
	assert.Equal(t, time.Friday, late.Vara)
	assert.WithinDuration(t, utcTime("2024-11-01T12:05:48Z"), late.Sunset, time.Minute)

	summer := dayAt(t, "2025-07-10T12:00:00Z", delhi, "Asia/Kolkata")
	assert.Equal(t, time.Thursday, summer.Vara)
	assert.WithinDuration(t, utcTime("2025-07-10T00:00:52Z"), summer.Sunrise, time.Minute)
	assert.WithinDuration(t, utcTime("2025-07-10T13:52:06Z"), summer.Sunset, time.Minute)
	hora, ok := summer.HoraAt(utcTime("2025-07-10T12:00:00Z"))
	require.True(t, ok)
	assert.Equal(t, 11, hora.Number)
	assert.Equal(t, Venus, hora.Lord)
	assert.False(t, hora.Night)

	greenwich := dayAt(t, "2000-01-01T12:00:00Z", ephemeris.Place{Latitude: 51.4779}, "Europe/London")
	assert.WithinDuration(t, utcTime("2000-01-01T08:05:38Z"), greenwich.Sunrise, time.Minute)
	assert.WithinDuration(t, utcTime("2000-01-01T16:01:07Z"), greenwich.Sunset, time.Minute)
	assert.Equal(t, time.Saturday, greenwich.Vara)
}

// The calendar of Kiribati is a day ahead of the sun's: the name of the day is the calendar's.
func TestVaraBesideTheDateLine(t *testing.T) {
	kiritimati := ephemeris.Place{Latitude: 1.87, Longitude: -157.43}
	d := dayAt(t, "2025-07-18T20:00:00Z", kiritimati, "Pacific/Kiritimati")
	assert.Equal(t, time.Saturday, d.Vara, "10:00 on Saturday the 19th there")
	d = dayAt(t, "2025-07-18T15:00:00Z", kiritimati, "Pacific/Kiritimati")
	assert.Equal(t, time.Friday, d.Vara, "05:00 on Saturday, before sunrise")
}

func TestVaraWhereTheSunDoesNotRise(t *testing.T) {
	tromso := ephemeris.Place{Latitude: 69.65, Longitude: 18.96}
	for _, at := range []string{"2025-06-21T12:00:00Z", "2025-12-21T12:00:00Z"} {
		d := dayAt(t, at, tromso, "Europe/Oslo")
		assert.False(t, d.BySunrise)
		assert.Equal(t, utcTime(at).Weekday(), d.Vara)
		_, ok := d.HoraAt(utcTime(at))
		assert.False(t, ok)
	}
}

// Days follow each other without a gap, horas fill them, and each begins with the lord of its day,
// all over the world and in every season.
func TestDaysAndHorasAreContiguous(t *testing.T) {
	for _, p := range []ephemeris.Place{delhi, {Latitude: -54.8, Longitude: -68.3}, {Latitude: 65.9, Longitude: 24.1}, {Latitude: 0, Longitude: 179.9}} {
		zone, err := civil.FixedOffset(civil.Offset(3600 * int(p.Longitude/15)))
		require.NoError(t, err)
		for jd := 2460676.5; jd < 2460676.5+366; jd += 13.77 {
			i, err := ephemeris.FromUT1(jd)
			require.NoError(t, err)
			d, err := DayAt(i, p, zone)
			require.NoError(t, err)
			if !d.BySunrise {
				continue
			}
			next, err := ephemeris.FromUTC(d.NextSunrise.Add(time.Second))
			require.NoError(t, err)
			tomorrow, err := DayAt(next, p, zone)
			require.NoError(t, err)
			if tomorrow.BySunrise {
				require.WithinDuration(t, d.NextSunrise, tomorrow.Sunrise, 50*time.Millisecond)
				require.Equal(t, (d.Vara+1)%7, tomorrow.Vara)
			}

			start := d.Sunrise
			for n := range 24 {
				h, ok := d.HoraAt(start.Add(time.Millisecond))
				require.True(t, ok)
				require.Equal(t, n%12+1, h.Number)
				require.Equal(t, n >= 12, h.Night)
				require.WithinDuration(t, start, h.Start, time.Microsecond)
				if n == 0 {
					require.Equal(t, VaraLord(d.Vara), h.Lord)
				}
				start = h.End
			}
			require.WithinDuration(t, d.NextSunrise, start, time.Microsecond)
			// 24 = 3 mod 7: so the weekdays follow from the hours.
			last, _ := d.HoraAt(d.NextSunrise.Add(-time.Millisecond))
			require.Equal(t, VaraLord((d.Vara+1)%7), horaLords[(indexOf(last.Lord)+1)%7])
		}
	}
}

func indexOf(l Lord) int {
	for i, h := range horaLords {
		if h == l {
			return i
		}
	}
	return -1
}
