package civil_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/witnessos/witnessos/internal/civil"
)

func TestDaySpan(t *testing.T) {
	for _, c := range []struct {
		name, zone, date string
		from             string
		length           time.Duration
		kinds            []civil.Kind
	}{
		{"a common day", "Europe/Berlin", "2024-06-15", "2024-06-14T22:00:00Z", 24 * time.Hour, nil},
		{"clocks forward", "Europe/Berlin", "2024-03-31", "2024-03-30T23:00:00Z", 23 * time.Hour, nil},
		{"clocks back", "Europe/Berlin", "2024-10-27", "2024-10-26T22:00:00Z", 25 * time.Hour, nil},
		{"half an hour back", "Australia/Lord_Howe", "2024-04-07", "2024-04-06T13:00:00Z", 24*time.Hour + 30*time.Minute, nil},
		{"without a midnight", "America/Sao_Paulo", "2018-11-04", "2018-11-04T03:00:00Z", 23 * time.Hour, nil},
		{"back before midnight", "America/Sao_Paulo", "2018-02-17", "2018-02-17T02:00:00Z", 25 * time.Hour, nil},
		// Clocks went back from 00:01 to 23:01: the day began, was interrupted, and went on.
		{"back after midnight", "America/St_Johns", "2006-10-29", "2006-10-29T02:30:00Z", 25 * time.Hour, nil},
		{"the eve of it", "America/St_Johns", "2006-10-28", "2006-10-28T02:30:00Z", 25 * time.Hour, nil},
		{"a day left out", "Pacific/Apia", "2011-12-30", "2011-12-30T10:00:00Z", 24 * time.Hour, []civil.Kind{civil.NonexistentDay}},
		{"the day before it", "Pacific/Apia", "2011-12-29", "2011-12-29T10:00:00Z", 24 * time.Hour, nil},
		{"the day after it", "Pacific/Apia", "2011-12-31", "2011-12-30T10:00:00Z", 24 * time.Hour, nil},
		{"lived almost twice", "Pacific/Kwajalein", "1969-09-30", "1969-09-29T13:00:00Z", 47 * time.Hour, []civil.Kind{civil.UncertainHistory}},
		{"local mean time", "Europe/Berlin", "1890-01-01", "1889-12-31T23:06:32Z", 24 * time.Hour, []civil.Kind{civil.LocalMeanTime}},
		{"the end of a leap year", "America/New_York", "2028-12-31", "2028-12-31T05:00:00Z", 24 * time.Hour, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			span, warnings, err := civil.DaySpan(civil.MustParse(c.date), zone(t, c.zone))
			require.NoError(t, err)
			assert.Equal(t, c.from, span.From.Format("2006-01-02T15:04:05Z"))
			assert.Equal(t, c.length, span.Length())
			var kinds []civil.Kind
			for _, w := range warnings {
				kinds = append(kinds, w.Kind)
			}
			assert.Equal(t, c.kinds, kinds)
		})
	}
	_, _, err := civil.DaySpan(civil.Date{}, civil.UTC)
	assert.ErrorIs(t, err, civil.ErrNotGiven)
}

func TestSpanOfAnUncertainTime(t *testing.T) {
	m := resolve(t, "Europe/Berlin", "2024-06-15", "12:00")
	span := m.Span(15 * time.Minute)
	assert.Equal(t, "2024-06-15T09:45:00Z", span.From.Format(time.RFC3339))
	assert.Equal(t, "2024-06-15T10:15:00Z", span.To.Format(time.RFC3339))
	assert.Equal(t, m.UTC, span.Middle())
	assert.True(t, span.Contains(span.From) && span.Contains(span.To) && span.Contains(m.UTC))
	assert.False(t, span.Contains(span.To.Add(time.Second)))
	assert.Zero(t, m.Span(0).Length())
	assert.Zero(t, m.Span(-time.Hour).Length())

	twice := resolve(t, "Europe/Berlin", "2024-10-27", "02:30")
	assert.Equal(t, time.Hour, twice.Span(0).Length(), "both readings")
	assert.Equal(t, time.Hour+30*time.Minute, twice.Span(15*time.Minute).Length())
}
