package stamp

import (
	"math/rand/v2"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

func TestOfWritesWhatFormatDoes(t *testing.T) {
	zone := time.FixedZone("", 5*3600+45*60)
	check := func(at time.Time) {
		require.Equal(t, at.UTC().Format(Layout), Of(at))
		require.Equal(t, at.UTC().Round(time.Second).Format(time.RFC3339), OfSecond(at))
		require.Equal(t, at.UTC().Round(time.Second).Format(Seconds), OfSecond(at))
	}
	for _, year := range []int{-1, 0, 999, 1000, 1969, 2024, 9999, 10000} {
		check(time.Date(year, 12, 31, 23, 59, 59, 999_999_999, time.UTC))
		check(time.Date(year, 1, 1, 0, 0, 0, 0, zone))
	}
	r := rand.New(rand.NewPCG(1, 2))
	for range 10_000 {
		check(time.UnixMilli(r.Int64N(4e12) - 2e12).In(zone))
	}
}
