package facereading

import "strconv"

// stations are the regions that the years of a life walk through, in completed years, each with the
// proportions that were measured there, if a mesh shows any.
var stations = [...]struct {
	name     string // of its texts
	location string
	from, to int
	ratios   []mark
}{
	{"ears", "ears", 1, 14, nil},
	{"forehead", "forehead", 15, 30, []mark{{upperThird, 0.5}, {foreheadWidth, 0.5}}},
	{"brows", "brows", 31, 34, []mark{{browLength, 0.5}, {browGap, 0.5}}},
	{"eyes", "eyes", 35, 40, []mark{{eyeOpening, 0.5}, {innerEyeGap, 0.5}}},
	{"nose", "nose", 41, 50, []mark{{noseLength, 0.5}, {noseWidth, 0.5}}},
	{"mouth", "mouth and philtrum", 51, 60, []mark{{mouthWidth, 1}}},
	{"chin", "chin and jaw", 61, 75, []mark{{chinWidth, 0.5}, {jawWidth, 0.5}}},
	{"rim", "outer rim", 76, 99, nil},
}

// stationAt is the station of an age, or -1 before the first birthday and from a hundred on.
func stationAt(age int) int {
	for i, s := range stations {
		if age >= s.from && age <= s.to {
			return i
		}
	}
	return -1
}

// years writes a range of ages.
func years(from, to int) string { return strconv.Itoa(from) + " to " + strconv.Itoa(to) }
