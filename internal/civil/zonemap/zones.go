package zonemap

import (
	"strings"

	"github.com/witnessos/witnessos/internal/civil"
)

// Zones are the IANA names of the zones at a place, mostly one. Where two claim the ground
// (Xinjiang, the West Bank, some borders) they are both there, in alphabetical order. It is
// empty on the sea beyond territorial waters, in the interior of Antarctica, and for a place
// that is not valid.
func Zones(p civil.Place) []string {
	if !p.IsValid() {
		return nil
	}
	return strings.Fields(atlas().area(p.Longitude, p.Latitude))
}
