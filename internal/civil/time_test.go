package civil_test

import (
	"encoding/json"
	"math"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/witnessos/witnessos/internal/civil"
)

func TestParseTimeAcceptsTheClockOnly(t *testing.T) {
	for in, want := range map[string]string{
		"00:00": "00:00", "08:30": "08:30", "08:30:00": "08:30", "23:59:59": "23:59:59", "12:00:07": "12:00:07",
	} {
		parsed, err := civil.ParseTime(in)
		require.NoError(t, err, in)
		assert.Equal(t, want, parsed.String())
		assert.False(t, parsed.IsZero(), "%s is a time, not a missing one", in)
	}
	for _, in := range []string{
		"", "24:00", "23:60", "23:59:60", "8:30", "08:3", "0830", "08:30:", "08:30:5", "08-30", "08:30-05",
		" 08:30", "08:30 ", "+8:30", "-8:30", "08:30Z", "08:30:00.5", "٠٨:30",
	} {
		_, err := civil.ParseTime(in)
		assert.ErrorIs(t, err, civil.ErrTime, "%q", in)
	}
}

func TestEverySecondOfTheDayIsItself(t *testing.T) {
	midnight := time.Date(2000, 1, 1, 0, 0, 0, 0, time.UTC)
	last := civil.Time{}
	for n := range 24 * 60 * 60 {
		clock := civil.TimeOf(midnight.Add(time.Duration(n) * time.Second))
		require.Equal(t, n, clock.Seconds())
		require.Equal(t, clock, civil.MustParseTime(clock.String()))
		require.Equal(t, +1, clock.Compare(last))
		last = clock
	}
	assert.False(t, civil.Time{}.IsValid())
	assert.Empty(t, civil.Time{}.String())
}

func TestTimeInJSON(t *testing.T) {
	var in struct {
		At    civil.Time `json:"at,omitzero"`
		Other civil.Time `json:"other,omitzero"`
	}
	require.NoError(t, json.Unmarshal([]byte(`{"at":"00:00"}`), &in))
	raw, err := json.Marshal(in)
	require.NoError(t, err)
	assert.Equal(t, `{"at":"00:00"}`, string(raw), "midnight is kept, a missing time is not written")
	assert.Error(t, json.Unmarshal([]byte(`{"at":"24:00"}`), &in))
}

func TestOffsets(t *testing.T) {
	for in, want := range map[string]civil.Offset{
		"Z": 0, "+00:00": 0, "-00:00": 0, "+05:30": 19800, "-03:00": -10800, "+05:45": 20700, "-00:44:30": -2670, "+15:59": 57540, "-16:00": -57600,
	} {
		o, err := civil.ParseOffset(in)
		require.NoError(t, err, in)
		assert.Equal(t, want, o)
		again, err := civil.ParseOffset(o.String())
		require.NoError(t, err)
		assert.Equal(t, o, again)
	}
	for _, in := range []string{"", "05:30", "+5:30", "+16:01", "-23:00", "+0530", "z", "UTC", "+05:60"} {
		_, err := civil.ParseOffset(in)
		assert.ErrorIs(t, err, civil.ErrOffset, "%q", in)
	}
	quarter, err := civil.OffsetOfHours(5.75)
	require.NoError(t, err)
	assert.Equal(t, "+05:45", quarter.String())
	assert.InDelta(t, 5.75, quarter.Hours(), 0)
	for _, hours := range []float64{math.NaN(), math.Inf(1), 16.01, -17} {
		_, err := civil.OffsetOfHours(hours)
		assert.ErrorIs(t, err, civil.ErrOffset)
	}
}

func TestZonesThatAreNone(t *testing.T) {
	for _, name := range []string{"", "Local", "local", "Europe/Atlantis", "../etc/passwd"} {
		_, err := civil.LoadZone(name, nil)
		assert.ErrorIs(t, err, civil.ErrZone, "%q", name)
	}
	_, err := civil.FixedOffset(civil.MaxOffset + 1)
	require.ErrorIs(t, err, civil.ErrOffset)

	_, err = civil.Resolve(civil.Date{}, civil.MustParseTime("12:00"), civil.UTC)
	require.ErrorIs(t, err, civil.ErrNotGiven)
	_, err = civil.Resolve(civil.MustParse("2000-01-01"), civil.Time{}, civil.UTC)
	require.ErrorIs(t, err, civil.ErrNotGiven)
	_, err = civil.Resolve(civil.MustParse("2000-01-01"), civil.MustParseTime("12:00"), civil.Zone{})
	require.ErrorIs(t, err, civil.ErrNotGiven)
}

func TestAFixedOffsetHasNothingToWarnOf(t *testing.T) {
	offset, err := civil.ParseOffset("+05:30")
	require.NoError(t, err)
	india, err := civil.FixedOffset(offset)
	require.NoError(t, err)

	m, err := civil.Resolve(civil.MustParse("1931-03-08"), civil.MustParseTime("02:30"), india)
	require.NoError(t, err)
	assert.Equal(t, "1931-03-07T21:00:00Z", m.UTC.Format(time.RFC3339))
	assert.Equal(t, "UTC+05:30", m.Zone)
	assert.Equal(t, civil.BasisFixed, m.Basis)
	assert.Len(t, m.Readings, 1)
	assert.Empty(t, m.Warnings)
	_, seconds := m.UTC.In(india.Location()).Zone()
	assert.Equal(t, 19800, seconds)
}

func TestTheOpenSeaKeepsWholeHours(t *testing.T) {
	for longitude, want := range map[float64]string{
		0: "Etc/GMT", 7.4: "Etc/GMT", 7.6: "Etc/GMT-1", -7.6: "Etc/GMT+1", -22: "Etc/GMT+1", -23: "Etc/GMT+2",
		172.4: "Etc/GMT-11", 172.6: "Etc/GMT-12", 180: "Etc/GMT-12", -172.6: "Etc/GMT+12", -180: "Etc/GMT+12", 150: "Etc/GMT-10",
	} {
		sea := civil.Nautical(civil.Place{Longitude: longitude})
		require.Equal(t, want, sea.Name(), longitude)
		// The tz database knows the zone under the same name, with the same clocks.
		now := time.Unix(0, 0)
		_, _, own := sea.Show(now)
		_, _, its := zone(t, want).Show(now)
		assert.Equal(t, its.Offset, own.Offset, longitude)
	}
}

func TestMomentInJSON(t *testing.T) {
	raw, err := json.Marshal(resolve(t, "Asia/Kathmandu", "1990-06-15", "08:30"))
	require.NoError(t, err)
	assert.JSONEq(t, `{"utc":"1990-06-15T02:45:00Z","local_date":"1990-06-15","local_time":"08:30","zone":"Asia/Kathmandu",
		"offset":"+05:45","abbreviation":"+0545","dst":false,"lmt":false,"basis":"tzdata",
		"readings":[{"utc":"1990-06-15T02:45:00Z","offset":"+05:45","abbreviation":"+0545","dst":false,"lmt":false,"basis":"tzdata"}]}`, string(raw))
}
