package civil

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// clocksBefore1970 is a fingerprint of a zone's offsets, one a week from 1830.
func clocksBefore1970(t *testing.T, name string) string {
	t.Helper()
	location, err := time.LoadLocation(name)
	require.NoError(t, err, name)
	var b strings.Builder
	for at := time.Date(1830, 1, 1, 12, 0, 0, 0, time.UTC); at.Year() < 1970; at = at.AddDate(0, 0, 7) {
		_, offset := at.In(location).Zone()
		b.WriteString(Offset(offset).String())
	}
	return b.String()
}

func TestBorrowedHistoryIsTheLenders(t *testing.T) {
	last := ""
	for _, b := range borrowedHistory {
		require.Less(t, last, b.name, "in order")
		last = b.name
		assert.Equal(t, clocksBefore1970(t, b.lender), clocksBefore1970(t, b.name), b.name)
	}
}

func TestWeakHistoryIsAZonesOwn(t *testing.T) {
	require.True(t, slices.IsSorted(weakHistory[:]))
	for _, name := range weakHistory {
		_, err := time.LoadLocation(name)
		require.NoError(t, err, name)
		_, both := slices.BinarySearchFunc(borrowedHistory[:], name,
			func(b struct{ name, lender string }, name string) int { return strings.Compare(b.name, name) })
		assert.False(t, both, name)
	}
	// Without the file backzone these would be links to Brussels, Berlin, Berlin, Abidjan.
	assert.NotEqual(t, clocksBefore1970(t, "Europe/Brussels"), clocksBefore1970(t, "Europe/Amsterdam"))
	assert.NotEqual(t, clocksBefore1970(t, "Europe/Berlin"), clocksBefore1970(t, "Europe/Stockholm"))
	assert.NotEqual(t, clocksBefore1970(t, "Europe/Berlin"), clocksBefore1970(t, "Europe/Oslo"))
	assert.NotEqual(t, clocksBefore1970(t, "Africa/Abidjan"), clocksBefore1970(t, "Atlantic/Reykjavik"))
}
