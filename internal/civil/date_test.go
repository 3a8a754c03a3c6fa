package civil_test

import (
	"encoding/json"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/witnessos/witnessos/internal/civil"
)

func TestParseAcceptsOnlyExistingDays(t *testing.T) {
	for _, s := range []string{"1990-06-15", "2000-02-29", "2024-02-29", "0001-01-01", "9999-12-31"} {
		d, err := civil.Parse(s)
		require.NoError(t, err, s)
		assert.Equal(t, s, d.String())
	}
	for _, s := range []string{
		"", "1990", "1990-6-15", "90-06-15", "1990/06/15", "15.06.1990", "1990-06-15T00:00:00Z",
		"1990-06-15 ", " 1990-06-15", "+990-06-15", "-990-06-15", "1990-00-10", "1990-13-01",
		"1990-06-00", "1990-06-31", "2025-02-29", "1900-02-29", "0000-01-01", "١٩٩٠-06-15", "1990-06-1५",
	} {
		_, err := civil.Parse(s)
		assert.ErrorIs(t, err, civil.ErrDate, "%q", s)
	}
}

func TestArithmeticAgreesWithTheStandardLibrary(t *testing.T) {
	// Every 37th day (coprime to weeks, months and leap cycles) over eight centuries.
	day := time.Date(1582, 10, 15, 0, 0, 0, 0, time.UTC)
	for ; day.Year() < 2400; day = day.AddDate(0, 0, 37) {
		d := civil.Of(day)
		n := int(day.Unix() / 86400) // exact: day is a midnight UTC
		require.Equal(t, n, d.DayNumber(), d)
		require.Equal(t, d, civil.FromDayNumber(n))
		require.Equal(t, day.Weekday(), d.Weekday(), d)
		require.Equal(t, civil.Of(day.AddDate(0, 0, -400)), d.AddDays(-400))
		require.True(t, d.IsValid())
	}
}

func TestDaysBetween(t *testing.T) {
	assert.Equal(t, 12817, civil.MustParse("2025-07-18").DaysSince(civil.MustParse("1990-06-15")))
	assert.Equal(t, -1, civil.MustParse("1969-12-31").DayNumber())
	assert.Equal(t, 0, civil.MustParse("0001-01-01").DaysSince(civil.MustParse("0001-01-01")))
}

func TestYears(t *testing.T) {
	leap := civil.MustParse("2024-02-29")
	assert.Equal(t, "2025-02-28", leap.AddYears(1).String())
	assert.Equal(t, "2028-02-29", leap.AddYears(4).String())
	assert.Equal(t, 0, civil.MustParse("2025-02-28").YearsSince(leap))
	assert.Equal(t, 1, civil.MustParse("2025-03-01").YearsSince(leap))
	assert.Equal(t, 35, civil.MustParse("2025-06-15").YearsSince(civil.MustParse("1990-06-15")))
	assert.Equal(t, 34, civil.MustParse("2025-06-14").YearsSince(civil.MustParse("1990-06-15")))
}

func TestOrder(t *testing.T) {
	a, b := civil.MustParse("2024-12-31"), civil.MustParse("2025-01-01")
	assert.True(t, a.Before(b))
	assert.True(t, b.After(a))
	assert.Zero(t, a.Compare(a))
}

func TestOfReadsTheWallCalendarOfTheLocation(t *testing.T) {
	instant := time.Date(2025, 7, 18, 2, 30, 0, 0, time.UTC)
	west := instant.In(time.FixedZone("UTC-5", -5*3600))
	assert.Equal(t, "2025-07-18", civil.Of(instant).String())
	assert.Equal(t, "2025-07-17", civil.Of(west).String())
}

func TestJSON(t *testing.T) {
	raw, err := json.Marshal(civil.MustParse("1990-06-15"))
	require.NoError(t, err)
	assert.Equal(t, `"1990-06-15"`, string(raw))

	var d civil.Date
	require.NoError(t, json.Unmarshal(raw, &d))
	assert.Equal(t, civil.MustParse("1990-06-15"), d)
	assert.Error(t, json.Unmarshal([]byte(`"1990-06-31"`), &d))
	assert.Error(t, json.Unmarshal([]byte(`19900615`), &d))

	_, err = json.Marshal(civil.Date{Year: 2025, Month: 2, Day: 29})
	assert.Error(t, err)
	assert.Empty(t, civil.Date{}.String())
}
