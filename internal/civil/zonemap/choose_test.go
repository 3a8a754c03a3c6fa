package zonemap_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/witnessos/witnessos/internal/civil"
	"github.com/witnessos/witnessos/internal/civil/zonemap"
)

func offset(t *testing.T, s string) *civil.Offset {
	t.Helper()
	o, err := civil.ParseOffset(s)
	require.NoError(t, err)
	return &o
}

var (
	berlin = &civil.Place{Latitude: 52.52, Longitude: 13.405}
	delhi  = &civil.Place{Latitude: 28.6139, Longitude: 77.209}
	urumqi = &civil.Place{Latitude: 43.8256, Longitude: 87.6168}
	sea    = &civil.Place{Latitude: 30, Longitude: -40}
)

func TestTheFirstHintCounts(t *testing.T) {
	for _, c := range []struct {
		name   string
		hints  zonemap.Hints
		zone   string
		source zonemap.Source
		kinds  []civil.Kind
	}{
		{"all", zonemap.Hints{Name: "Asia/Kolkata", Offset: offset(t, "+01:00"), Place: berlin}, "Asia/Kolkata", zonemap.FromName, nil},
		{"offset", zonemap.Hints{Offset: offset(t, "+05:30"), Place: berlin}, "UTC+05:30", zonemap.FromOffset, nil},
		{"an offset of nothing", zonemap.Hints{Offset: offset(t, "Z"), Place: berlin}, "UTC+00:00", zonemap.FromOffset, nil},
		{"place", zonemap.Hints{Place: berlin}, "Europe/Berlin", zonemap.FromCoordinates, []civil.Kind{civil.ZoneInferred}},
		{"a place on two clocks", zonemap.Hints{Place: urumqi}, "Asia/Shanghai", zonemap.FromCoordinates, []civil.Kind{civil.ZoneInferred}},
		{"at sea", zonemap.Hints{Place: sea}, "Etc/GMT+3", zonemap.FromCoordinates, []civil.Kind{civil.ZoneInferred}},
		{"the South Pole", zonemap.Hints{Place: &civil.Place{Latitude: -90}}, "Etc/GMT", zonemap.FromCoordinates, []civil.Kind{civil.ZoneInferred}},
		{"nothing", zonemap.Hints{}, "UTC", zonemap.FromDefault, []civil.Kind{civil.ZoneAssumed}},
	} {
		t.Run(c.name, func(t *testing.T) {
			choice, err := zonemap.Choose(c.hints)
			require.NoError(t, err)
			assert.Equal(t, c.zone, choice.Zone.Name())
			assert.Equal(t, c.source, choice.Source)
			var kinds []civil.Kind
			for _, w := range choice.Warnings {
				kinds = append(kinds, w.Kind)
				assert.True(t, w.Kind.IsDefault())
				assert.Contains(t, w.Sentence, c.zone)
			}
			assert.Equal(t, c.kinds, kinds)
		})
	}
	two, err := zonemap.Choose(zonemap.Hints{Place: urumqi})
	require.NoError(t, err)
	assert.Contains(t, two.Warnings[0].Sentence, "Asia/Urumqi claims too")
}

func TestHintsThatAreWrong(t *testing.T) {
	_, err := zonemap.Choose(zonemap.Hints{Name: "Europe/Atlantis", Place: berlin})
	require.ErrorIs(t, err, civil.ErrZone, "a wrong name is not replaced by a guess")
	_, err = zonemap.Choose(zonemap.Hints{Name: "Local"})
	require.ErrorIs(t, err, civil.ErrZone)
	beyond := civil.MaxOffset + 1
	_, err = zonemap.Choose(zonemap.Hints{Offset: &beyond})
	require.ErrorIs(t, err, civil.ErrOffset)
	_, err = zonemap.Choose(zonemap.Hints{Name: "UTC", Place: &civil.Place{Latitude: 91}})
	require.ErrorIs(t, err, zonemap.ErrPlace)
	_, err = zonemap.Choose(zonemap.Hints{Place: berlin, Load: func(string) (*time.Location, error) { return nil, civil.ErrZone }})
	require.ErrorIs(t, err, civil.ErrZone)
}

func TestResolveTellsAllThatIsDoubtful(t *testing.T) {
	for _, c := range []struct {
		name        string
		hints       zonemap.Hints
		date, clock string
		utc         string
		kinds       []civil.Kind
	}{
		{"nothing", zonemap.Hints{Name: "Europe/Berlin", Place: berlin}, "1990-06-15", "08:30", "1990-06-15T06:30:00Z", nil},
		{"inferred", zonemap.Hints{Place: berlin}, "1990-06-15", "08:30", "1990-06-15T06:30:00Z", []civil.Kind{civil.ZoneInferred}},
		{"assumed", zonemap.Hints{}, "1990-06-15", "08:30", "1990-06-15T08:30:00Z", []civil.Kind{civil.ZoneAssumed}},
		{"inferred and twice and early", zonemap.Hints{Place: berlin}, "1949-10-02", "02:30", "1949-10-02T00:30:00Z",
			[]civil.Kind{civil.ZoneInferred, civil.Ambiguous, civil.UncertainHistory}},
		{"inferred, and mean time by the longitude", zonemap.Hints{Place: berlin}, "1890-06-15", "08:30", "1890-06-15T07:36:23Z",
			[]civil.Kind{civil.ZoneInferred, civil.LocalMeanTime}},
		{"a zone from elsewhere", zonemap.Hints{Name: "Europe/London", Place: delhi}, "1990-06-15", "08:30", "1990-06-15T07:30:00Z", []civil.Kind{civil.ZoneMismatch}},
		{"UTC for want of better", zonemap.Hints{Name: "UTC", Place: delhi}, "1990-06-15", "08:30", "1990-06-15T08:30:00Z", []civil.Kind{civil.ZoneMismatch}},
		{"an offset from elsewhere", zonemap.Hints{Offset: offset(t, "+01:00"), Place: berlin}, "1990-06-15", "08:30", "1990-06-15T07:30:00Z", []civil.Kind{civil.ZoneMismatch}},
		{"the offset of the place", zonemap.Hints{Offset: offset(t, "+02:00"), Place: berlin}, "1990-06-15", "08:30", "1990-06-15T06:30:00Z", nil},
		{"a neighbour with the same clocks", zonemap.Hints{Name: "Europe/Paris", Place: berlin}, "1990-06-15", "08:30", "1990-06-15T06:30:00Z", nil},
		{"the neighbour's when they differed", zonemap.Hints{Name: "Europe/Paris", Place: berlin}, "1978-06-15", "08:30", "1978-06-15T06:30:00Z", []civil.Kind{civil.ZoneMismatch}},
		{"across a boundary, 20 km on", zonemap.Hints{Name: "America/New_York", Place: &civil.Place{Latitude: 32.471, Longitude: -85.2}}, "1990-06-15", "08:30", "1990-06-15T12:30:00Z", nil},
		{"local time in Xinjiang", zonemap.Hints{Name: "Asia/Urumqi", Place: urumqi}, "1995-06-15", "08:30", "1995-06-15T02:30:00Z", nil},
		{"mean time of a town nearby, as an offset", zonemap.Hints{Offset: offset(t, "+00:50"), Place: berlin}, "1890-06-15", "08:30", "1890-06-15T07:40:00Z", nil},
		{"a ship's clock", zonemap.Hints{Name: "Atlantic/Azores", Place: sea}, "1990-12-15", "08:30", "1990-12-15T09:30:00Z", []civil.Kind{civil.ZoneMismatch}},
		{"a ship's clock of its longitude", zonemap.Hints{Offset: offset(t, "-03:00"), Place: sea}, "1990-06-15", "08:30", "1990-06-15T11:30:00Z", nil},
		{"ships on either side of the date line", zonemap.Hints{Offset: offset(t, "+12:00"), Place: &civil.Place{Latitude: 30, Longitude: -179}}, "1990-06-15", "08:30", "1990-06-14T20:30:00Z", nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			choice, err := zonemap.Choose(c.hints)
			require.NoError(t, err)
			m, err := choice.Resolve(civil.MustParse(c.date), civil.MustParseTime(c.clock))
			require.NoError(t, err)
			assert.Equal(t, c.utc, m.UTC.Format(time.RFC3339))
			var kinds []civil.Kind
			for _, w := range m.Warnings {
				kinds = append(kinds, w.Kind)
			}
			assert.Equal(t, c.kinds, kinds)

			_, warnings, err := choice.DaySpan(civil.MustParse(c.date))
			require.NoError(t, err)
			for _, k := range c.kinds {
				assert.Equal(t, k != civil.Ambiguous, civil.Has(warnings, k), k)
			}
			again, err := choice.Resolve(civil.MustParse(c.date), civil.MustParseTime(c.clock))
			require.NoError(t, err)
			assert.Equal(t, m, again, "a choice is not changed by its use")
		})
	}
	_, err := zonemap.Choice{}.Resolve(civil.Date{}, civil.Time{})
	assert.ErrorIs(t, err, civil.ErrNotGiven)
	_, _, err = zonemap.Choice{}.DaySpan(civil.Date{})
	assert.ErrorIs(t, err, civil.ErrNotGiven)
}

func TestAMismatchSaysWhatToCompare(t *testing.T) {
	choice, err := zonemap.Choose(zonemap.Hints{Name: "Europe/London", Place: delhi})
	require.NoError(t, err)
	m, err := choice.Resolve(civil.MustParse("1990-06-15"), civil.MustParseTime("08:30"))
	require.NoError(t, err)
	assert.Equal(t, []string{"The coordinates lie in Asia/Kolkata, where clocks showed UTC+05:30, and not the UTC+01:00 of Europe/London " +
		"that was given. What was given is used; please check both."}, civil.Sentences(m.Warnings))
}
