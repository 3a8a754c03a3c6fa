package civil_test

import (
	"archive/zip"
	"hash/crc32"
	"io"
	"math"
	"math/rand/v2"
	"os"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/witnessos/witnessos/internal/civil"
)

// everyZone are the zones of the embedded database that differ in any way.
func everyZone(t *testing.T) []civil.Zone {
	t.Helper()
	archive, err := zip.OpenReader(os.Getenv("ZONEINFO"))
	require.NoError(t, err)
	defer archive.Close()
	seen := map[uint32]bool{}
	var zones []civil.Zone
	for _, f := range archive.File {
		r, err := f.Open()
		require.NoError(t, err)
		data, err := io.ReadAll(r)
		require.NoError(t, err)
		if sum := crc32.ChecksumIEEE(data); len(data) > 0 && !seen[sum] {
			seen[sum] = true
			zones = append(zones, zone(t, f.Name))
		}
	}
	require.Greater(t, len(zones), 350)
	return zones
}

// change is a second at which a zone's offset changed, found without Time.ZoneBounds.
type change struct {
	at            int64 // the first second with the new offset
	before, after int64
}

func offsetAt(location *time.Location, unix int64) int64 {
	_, offset := time.Unix(unix, 0).In(location).Zone()
	return int64(offset)
}

// changes finds the changes of offset of 1900–2037 by stepping through noons and bisecting. Two
// changes in one day that cancel each other escape it; the database has none.
func changes(location *time.Location) []change {
	const day = 86400
	first := time.Date(1900, 1, 1, 12, 0, 0, 0, time.UTC).Unix()
	last := time.Date(2038, 1, 1, 12, 0, 0, 0, time.UTC).Unix()
	var list []change
	before := offsetAt(location, first)
	for unix := first; unix < last; unix += day {
		after := offsetAt(location, unix+day)
		if after == before {
			continue
		}
		low, high := unix, unix+day // offset before at low, another at high
		for high-low > 1 {
			if middle := (low + high) / 2; offsetAt(location, middle) == before {
				low = middle
			} else {
				high = middle
			}
		}
		list = append(list, change{high, before, offsetAt(location, high)})
		before = after
	}
	return list
}

func resolveWall(t *testing.T, z civil.Zone, wall int64) civil.Moment {
	t.Helper()
	local := time.Unix(wall, 0).UTC()
	m, err := civil.Resolve(civil.Of(local), civil.TimeOf(local), z)
	require.NoError(t, err)
	return m
}

func TestEveryChangeOfEveryZoneIsSeen(t *testing.T) {
	total := 0
	for _, z := range everyZone(t) {
		for _, c := range changes(z.Location()) {
			total++
			low, high := min(c.before, c.after)+c.at, max(c.before, c.after)+c.at // the walls skipped or repeated
			for _, wall := range []int64{low, (low + high) / 2, high - 1} {
				m := resolveWall(t, z, wall)
				require.Len(t, m.Readings, 2, "%s %v", z.Name(), c)
				require.Equal(t, wall-c.before, m.UTC.Unix(), "%s %v: the earlier offset", z.Name(), c)
				require.Equal(t, wall-c.after, m.Readings[1].UTC.Unix(), "%s %v", z.Name(), c)
				kind := m.Warnings[0].Kind
				if c.after < c.before {
					require.Equal(t, civil.Ambiguous, kind, "%s %v", z.Name(), c)
				} else {
					require.Contains(t, []civil.Kind{civil.Nonexistent, civil.NonexistentDay}, kind, "%s %v", z.Name(), c)
				}
			}
			for _, wall := range []int64{low - 1, high} {
				m := resolveWall(t, z, wall)
				require.Len(t, m.Readings, 1, "%s %v", z.Name(), c)
				require.Equal(t, wall-offsetAt(z.Location(), m.UTC.Unix()), m.UTC.Unix(), "%s %v", z.Name(), c)
			}
		}
	}
	assert.Greater(t, total, 20_000)
}

func TestFromUTCAndBack(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	first, last := time.Date(1800, 1, 1, 0, 0, 0, 0, time.UTC).Unix(), time.Date(2100, 1, 1, 0, 0, 0, 0, time.UTC).Unix()
	for _, z := range everyZone(t) {
		for n := range 300 {
			if n == 150 {
				z = z.At(civil.Place{Longitude: random.Float64()*360 - 180})
			}
			instant := time.Unix(first+random.Int64N(last-first), 0).UTC()
			date, clock, was := z.Show(instant)
			require.Equal(t, date, z.Day(instant))
			m, err := civil.Resolve(date, clock, z)
			require.NoError(t, err)
			found := slices.ContainsFunc(m.Readings, func(r civil.Reading) bool { return r.UTC.Equal(instant) && r.Clock == was })
			require.True(t, found, "%s %v", z.Name(), instant)
			if len(m.Readings) == 1 {
				require.Equal(t, instant, m.UTC)
			}
			span, _, err := civil.DaySpan(date, z)
			require.NoError(t, err)
			require.True(t, span.Contains(instant), "%s %v", z.Name(), instant)
		}
	}
}

// Later on the clock is later in time, for all local times that came: in an overlap the first
// coming counts, so the second is only passed over. Times that did not come are the exception:
// with the earlier offset they run into the hour after the change.
func TestLaterOnTheClockIsLater(t *testing.T) {
	for _, z := range everyZone(t) {
		for _, c := range changes(z.Location()) {
			last := int64(math.MinInt64)
			for wall := c.at + c.before - 30*3600; wall < c.at+c.before+30*3600; wall += 7193 {
				m := resolveWall(t, z, wall)
				if civil.Has(m.Warnings, civil.Nonexistent) || civil.Has(m.Warnings, civil.NonexistentDay) {
					continue
				}
				require.Greater(t, m.UTC.Unix(), last, "%s %v", z.Name(), c)
				last = m.UTC.Unix()
			}
		}
	}
}

// Days follow each other without a gap, whatever the clocks did.
func TestDaysTileTime(t *testing.T) {
	for _, z := range everyZone(t) {
		for _, c := range changes(z.Location()) {
			date, _, _ := z.Show(time.Unix(c.at, 0))
			date = date.AddDays(-2)
			last, _, err := civil.DaySpan(date, z)
			require.NoError(t, err)
			for range 4 {
				date = date.AddDays(1)
				span, warnings, err := civil.DaySpan(date, z)
				require.NoError(t, err)
				if civil.Has(warnings, civil.NonexistentDay) {
					continue
				}
				require.False(t, span.From.After(last.To), "%s %s: %v then %v", z.Name(), date, last, span)
				require.True(t, span.To.After(last.To), "%s %s", z.Name(), date)
				last = span
			}
		}
	}
}
