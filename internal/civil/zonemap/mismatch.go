package zonemap

import (
	"math"
	"time"

	"github.com/witnessos/witnessos/internal/civil"
)

const (
	// nearby is how far, in degrees of latitude, another zone excuses a difference: towns on a
	// boundary keep their neighbour's time, and coordinates are rounded. About 35 km.
	nearby = 0.3

	// farAtSea is how far a ship's clock may be from mean time without a question.
	farAtSea = 90 * 60

	// roughly is how far an offset may be from the mean time of a place, which few know to the
	// second: that of the next large town was good enough.
	roughly = 30 * 60
)

// mismatch compares the clocks of a zone that was given with those at the coordinates that were
// given beside it. It asks only whether they showed the same at the time, so a zone may go by
// the name of a neighbour.
func (c Choice) mismatch(at time.Time) (civil.Warning, bool) {
	if c.hints.Place == nil || c.Source != FromName && c.Source != FromOffset {
		return civil.Warning{}, false
	}
	place := *c.hints.Place
	_, _, used := c.Zone.Show(at)
	names := Zones(place)
	if len(names) == 0 {
		mean := place.MeanTime()
		if d := math.Abs(float64(used.Offset - mean)); min(d, 24*3600-d) <= farAtSea {
			return civil.Warning{}, false
		}
		return c.mismatchWarning(used, civil.Nautical(place), at), true
	}
	if c.sameClocks(names, used, at) {
		return civil.Warning{}, false
	}
	across := nearby / max(math.Cos(place.Latitude*math.Pi/180), 0.1)
	for north := -1.0; north <= 1; north++ {
		for east := -1.0; east <= 1; east++ {
			p := civil.Place{Latitude: place.Latitude + north*nearby, Longitude: place.Longitude + east*across}
			if c.sameClocks(Zones(p), used, at) {
				return civil.Warning{}, false
			}
		}
	}
	there, err := civil.LoadZone(names[0], c.hints.Load)
	if err != nil {
		return civil.Warning{}, false
	}
	return c.mismatchWarning(used, there.At(place), at), true
}

// sameClocks reports whether one of the zones had the offset at the time, or about the offset if
// it had no standard time yet.
func (c Choice) sameClocks(names []string, used civil.Clock, at time.Time) bool {
	for _, name := range names {
		if name == c.Zone.Name() {
			return true
		}
		zone, err := civil.LoadZone(name, c.hints.Load)
		if err != nil {
			continue
		}
		_, _, clock := zone.At(*c.hints.Place).Show(at)
		difference := max(clock.Offset-used.Offset, used.Offset-clock.Offset)
		if difference == 0 || clock.LMT && difference <= roughly {
			return true
		}
	}
	return false
}

func (c Choice) mismatchWarning(used civil.Clock, there civil.Zone, at time.Time) civil.Warning {
	_, _, clock := there.Show(at)
	return civil.Warning{Kind: civil.ZoneMismatch, Sentence: "The coordinates lie in " + there.Name() + ", where clocks showed UTC" +
		clock.Offset.String() + ", and not the UTC" + used.Offset.String() + " of " + c.Zone.Name() +
		" that was given. What was given is used; please check both."}
}
