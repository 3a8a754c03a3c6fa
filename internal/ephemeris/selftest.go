package ephemeris

import (
	"errors"
	"math"
	"strconv"
)

// known are longitudes of date as the Swiss Ephemeris 2.10.03 prints them from DE431, by body:
// 2000-01-01 12:00 TT, and 1969-07-21 00:00 TT, the night in which people first walked on the Moon.
var known = [...]struct {
	tt         float64
	longitudes LongitudesOfDate
}{
	{2451545.0, LongitudesOfDate{280.368166, 223.314870, 271.888127, 241.564895, 327.962730, 25.253058, 40.395678,
		314.809150, 303.192986, 251.454751, 251.617537, 123.954064, 125.040685, 263.464250}},
	{2440423.5, LongitudesOfDate{118.058143, 189.842637, 116.172459, 75.207436, 242.799286, 180.768821, 38.106143,
		180.695651, 236.021500, 173.010873, 6.825891, 352.479366, 353.970780, 104.454481}},
}

// selfTestLimit is the largest error of the package anywhere, degrees: 1″.
const selfTestLimit = 1.0 / 3600

// SelfTest compares a few positions with published ones. It takes a fraction of a millisecond and
// is meant for health checks: it fails when the tables are damaged or the arithmetic of the machine
// is not what the package relies on.
func SelfTest() error {
	for _, k := range known {
		sky, err := Chart(k.tt)
		if err != nil {
			return err
		}
		for b, want := range k.longitudes {
			if got := sky.Positions[b].Longitude; !(math.Abs(wrap180(got-want)) <= selfTestLimit) {
				return errors.New("ephemeris: self-test: " + Body(b).String() + " at JD " +
					strconv.FormatFloat(k.tt, 'f', 1, 64) + " is at " + strconv.FormatFloat(got, 'f', 6, 64) +
					"°, should be at " + strconv.FormatFloat(want, 'f', 6, 64) + "°")
			}
		}
	}
	return nil
}
