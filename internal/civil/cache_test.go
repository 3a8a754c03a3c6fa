package civil_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/witnessos/witnessos/internal/civil"
)

func TestCachedAsksOnceForAZoneAndAgainForAnError(t *testing.T) {
	asked := map[string]int{}
	load := civil.Cached(func(name string) (*time.Location, error) {
		asked[name]++
		return time.LoadLocation(name)
	})
	for range 3 {
		z, err := civil.LoadZone("Asia/Tokyo", load)
		require.NoError(t, err)
		assert.Equal(t, "Asia/Tokyo", z.Location().String())
		_, err = civil.LoadZone("Asia/Atlantis", load)
		require.ErrorIs(t, err, civil.ErrZone)
	}
	assert.Equal(t, map[string]int{"Asia/Tokyo": 1, "Asia/Atlantis": 3}, asked)

	location, err := civil.Cached(nil)("Asia/Tokyo")
	require.NoError(t, err)
	assert.Equal(t, "Asia/Tokyo", location.String())
}
