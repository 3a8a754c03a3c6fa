package civil

import "math"

// Place is a point on the Earth in degrees, north and east positive (WGS 84).
type Place struct {
	Latitude  float64 `json:"latitude"`
	Longitude float64 `json:"longitude"`
}

// IsValid reports whether the latitude lies in −90…90 and the longitude in −180…180.
func (p Place) IsValid() bool {
	return math.Abs(p.Latitude) <= 90 && math.Abs(p.Longitude) <= 180 // false for NaN
}

// secondsPerDegree of longitude: the mean sun goes round in 24 hours.
const secondsPerDegree = 240

// MeanTime is the offset of local mean solar time, 4 minutes for each degree of longitude,
// rounded to the second.
func (p Place) MeanTime() Offset {
	return Offset(math.Round(p.Longitude * secondsPerDegree))
}
