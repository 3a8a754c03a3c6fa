package civil

import (
	"cmp"
	"slices"
	"time"
)

// vouchedSince is when the tz database begins to promise anything (its file theory.html,
// "Scope of the tz database").
var vouchedSince = time.Unix(0, 0)

// uncertainty is what to say of the zone's clocks at an instant for which the tz database does
// not vouch, and "" when it does or when no law was involved.
func (z Zone) uncertainty(t time.Time) string {
	if !z.isGeographic() {
		return ""
	}
	if _, abbreviation := z.city(t); abbreviation == noTime {
		return "The tz database has no local time for " + z.name +
			" then, because few people or none lived there, and UTC is used. Give the offset, or coordinates for local mean time."
	}
	if !t.Before(vouchedSince) {
		return ""
	}
	const scope = "The tz database vouches for clocks since 1970 only"
	i, borrowed := slices.BinarySearchFunc(borrowedHistory[:], z.name,
		func(b struct{ name, lender string }, name string) int { return cmp.Compare(b.name, name) })
	if borrowed {
		return scope + ", and has no earlier history for " + z.name + ": the clocks of " +
			borrowedHistory[i].lender + " stand in. Compare the time with a record of the place, and give the offset if it differs."
	}
	if _, weak := slices.BinarySearch(weakHistory[:], z.name); weak {
		return scope + "; its earlier history of " + z.name +
			" comes from weaker sources. Compare the time with a record of the place, and give the offset if it differs."
	}
	return scope + "; before, it follows one city of " + z.name +
		", and other places in it may have kept other time. If you know the offset of the place, give it."
}
