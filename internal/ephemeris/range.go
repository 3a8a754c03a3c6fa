package ephemeris

import "strconv"

// The range of the tables, Julian dates TT, both ends included.
const (
	FirstTT = 2305447.5 // 1600-01-01 00:00
	LastTT  = 2597641.5 // 2400-01-01 00:00
)

// RangeError reports an instant for which there are no positions.
type RangeError struct {
	JD float64 // TT; may be NaN or infinite
}

// Error names the instant and the range.
func (e *RangeError) Error() string {
	return "ephemeris: JD " + strconv.FormatFloat(e.JD, 'f', 6, 64) +
		" TT is outside 1600-01-01 to 2400-01-01 (JD 2305447.5 to 2597641.5)"
}

// inRange accepts what the tables cover. The condition is positive so that NaN fails it.
func inRange(jdTT float64) error {
	if jdTT >= FirstTT && jdTT <= LastTT {
		return nil
	}
	return &RangeError{jdTT}
}

// Place is a point on the Earth.
type Place struct {
	Latitude  float64 // degrees, north positive
	Longitude float64 // degrees, east positive
}

// PlaceError reports coordinates that are none, or a pole where the quantity does not exist.
type PlaceError struct {
	Place  Place
	Reason string
}

// Error names the coordinates and what is wrong with them.
func (e *PlaceError) Error() string {
	n := func(x float64) string { return strconv.FormatFloat(x, 'g', -1, 64) }
	return "ephemeris: latitude " + n(e.Place.Latitude) + ", longitude " + n(e.Place.Longitude) + ": " + e.Reason
}

// onEarth accepts latitudes of −90 … 90 and longitudes of −360 … 360, so that both conventions of
// counting (0 … 360 and ±180) pass.
func (p Place) onEarth() error {
	if p.Latitude >= -90 && p.Latitude <= 90 && p.Longitude >= -360 && p.Longitude <= 360 {
		return nil
	}
	return &PlaceError{p, "not a place on the Earth"}
}
