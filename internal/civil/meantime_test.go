package civil_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/witnessos/witnessos/internal/civil"
)

func TestLocalMeanTimeOfTheZonesCity(t *testing.T) {
	for _, c := range []struct{ zone, date, offset string }{
		{"Europe/London", "1840-01-01", "-00:01:15"},
		{"America/New_York", "1880-01-01", "-04:56:02"},
		{"Europe/Berlin", "1890-01-01", "+00:53:28"},
		{"Europe/Amsterdam", "1830-01-01", "+00:19:32"},
		{"Asia/Riyadh", "1940-01-01", "+03:06:52"},
		{"America/Sitka", "1860-01-01", "+14:58:47"},
		{"America/Sitka", "1880-01-01", "-09:01:13"},
	} {
		m := resolve(t, c.zone, c.date, "12:00")
		assert.Equal(t, c.offset, m.Offset.String(), c.zone)
		assert.Equal(t, civil.BasisTZ, m.Basis, c.zone)
		assert.True(t, m.LMT, c.zone)
		require.Len(t, m.Warnings, 1, c.zone)
		assert.Equal(t, civil.LocalMeanTime, m.Warnings[0].Kind, c.zone)
		assert.Contains(t, m.Warnings[0].Sentence, "UTC"+c.offset, c.zone)
	}
}

func TestLocalMeanTimeOfThePlace(t *testing.T) {
	for _, c := range []struct {
		name, zone, date string
		place            civil.Place
		offset           string
		basis            civil.Basis
	}{
		// Ulm, 9°59′ E, where tzdata has Berlin's 13°22′.
		{"in the zone", "Europe/Berlin", "1879-03-14", civil.Place{Latitude: 48.4, Longitude: 9.9833}, "+00:39:56", civil.BasisLongitude},
		{"once there is standard time", "Europe/Berlin", "1893-04-02", civil.Place{Latitude: 48.4, Longitude: 9.9833}, "+01:00", civil.BasisTZ},
		{"a capital's time by law", "Europe/Lisbon", "1905-01-01", civil.Place{Latitude: 41.15, Longitude: -8.61}, "-00:36:45", civil.BasisTZ},
		{"far from the zone", "Europe/London", "1840-01-01", civil.Place{Latitude: -33.87, Longitude: 151.2}, "-00:01:15", civil.BasisTZ},
		{"Asian days in Alaska", "America/Sitka", "1860-01-01", civil.Place{Latitude: 57.8, Longitude: -152.4}, "+13:50:24", civil.BasisLongitude},
		{"American days there", "America/Sitka", "1880-01-01", civil.Place{Latitude: 57.8, Longitude: -152.4}, "-10:09:36", civil.BasisLongitude},
		{"American days in Manila", "Asia/Manila", "1844-06-01", civil.Place{Latitude: 10.3, Longitude: 123.9}, "-15:44:24", civil.BasisLongitude},
		{"where no clocks are known", "America/Inuvik", "1905-01-01", civil.Place{Latitude: 68.36, Longitude: -133.72}, "-08:54:53", civil.BasisLongitude},
	} {
		t.Run(c.name, func(t *testing.T) {
			m, err := civil.Resolve(civil.MustParse(c.date), civil.MustParseTime("12:00"), zone(t, c.zone).At(c.place))
			require.NoError(t, err)
			assert.Equal(t, c.offset, m.Offset.String())
			assert.Equal(t, c.basis, m.Basis)
			if c.basis == civil.BasisLongitude {
				assert.True(t, m.LMT)
				require.Len(t, m.Warnings, 1)
				assert.Contains(t, m.Warnings[0].Sentence, "at the longitude given")
			}
		})
	}
}

func TestTheEndOfLocalMeanTimeIsWhereItsLongitudePutsIt(t *testing.T) {
	// Prussia went over to Central European Time at midnight of Berlin, 23:06:32 UTC on
	// 1893-03-31. In Königsberg, 20°30′ E, it was 00:28:32 then, and clocks went back to 00:06:32.
	east := zone(t, "Europe/Berlin").At(civil.Place{Latitude: 54.7, Longitude: 20.5})
	m, err := civil.Resolve(civil.MustParse("1893-04-01"), civil.MustParseTime("00:20"), east)
	require.NoError(t, err)
	assert.Len(t, m.Readings, 2)
	assert.True(t, civil.Has(m.Warnings, civil.Ambiguous))
	assert.True(t, civil.Has(m.Warnings, civil.LocalMeanTime))
	assert.Equal(t, "+01:22", m.Offset.String())
}

func TestAPlaceChangesNothingElse(t *testing.T) {
	place := civil.Place{Latitude: 10, Longitude: 77}
	for _, c := range once {
		with, err := civil.Resolve(civil.MustParse(c.date), civil.MustParseTime(c.clock), zone(t, c.zone).At(place))
		require.NoError(t, err)
		assert.Equal(t, resolve(t, c.zone, c.date, c.clock), with)
	}
	assert.False(t, civil.Place{Latitude: 91}.IsValid())
	assert.False(t, civil.Place{Longitude: -180.5}.IsValid())
	assert.True(t, civil.Place{Latitude: -90, Longitude: 180}.IsValid())
}
