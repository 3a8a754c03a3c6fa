package zonemap

import (
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestTheMapIsWhole(t *testing.T) {
	c := atlas()
	require.Len(t, c.areas, 440)
	assert.Empty(t, c.areas[0], "the sea")
	require.LessOrEqual(t, len(c.lines), 1<<16, "bands hold their numbers in 16 bits")
	used := map[uint16]bool{}
	for _, l := range c.lines {
		require.NotEqual(t, l.left, l.right)
		require.Greater(t, l.last, l.first)
		require.True(t, 0 <= l.west && l.west <= l.east && l.east <= width && 0 <= l.low && l.low <= l.high && l.high <= height)
		used[l.left], used[l.right] = true, true
	}
	assert.Len(t, used, len(c.areas), "each area has a boundary")
	assert.EqualValues(t, len(c.points), c.lines[len(c.lines)-1].last+1)
	for _, area := range c.areas[1:] {
		for _, name := range strings.Fields(area) {
			_, err := time.LoadLocation(name)
			assert.NoError(t, err)
		}
	}
}
