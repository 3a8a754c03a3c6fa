// Package coordinates reads where something is, in the forms that clients write it.
package coordinates

import (
	"encoding/json"
	"strconv"
	"strings"

	"github.com/witnessos/witnessos/internal/schema"
	"github.com/witnessos/witnessos/internal/service"
)

// Place is a place in any of its accepted forms: {latitude, longitude}, [lat, lon] or
// "lat,lon". Names of places are not looked up.
type Place service.Place

// UnmarshalJSON implements json.Unmarshaler with schema.Problems.
func (p *Place) UnmarshalJSON(raw []byte) error {
	latitude, longitude, ok := Read(raw)
	switch {
	case !ok:
		return schema.BadFormat("", "coordinates", `[latitude, longitude], {latitude, longitude} or "latitude,longitude"`, nil)
	case latitude < -90:
		return schema.TooSmall("latitude", "-90", latitude)
	case latitude > 90:
		return schema.TooLarge("latitude", "90", latitude)
	case longitude < -180:
		return schema.TooSmall("longitude", "-180", longitude)
	case longitude > 180:
		return schema.TooLarge("longitude", "180", longitude)
	}
	*p = Place{Latitude: latitude, Longitude: longitude}
	return nil
}

// Read reads two numbers in any of the forms, whatever they are.
func Read(raw []byte) (latitude, longitude float64, ok bool) {
	switch raw[0] {
	case '{':
		var o struct{ Latitude, Longitude *float64 }
		if json.Unmarshal(raw, &o) != nil || o.Latitude == nil || o.Longitude == nil {
			return 0, 0, false
		}
		return *o.Latitude, *o.Longitude, true
	case '[':
		var list []*float64
		if json.Unmarshal(raw, &list) != nil || len(list) != 2 || list[0] == nil || list[1] == nil {
			return 0, 0, false
		}
		return *list[0], *list[1], true
	case '"':
		var text string
		if json.Unmarshal(raw, &text) != nil {
			return 0, 0, false
		}
		north, east, found := strings.Cut(text, ",")
		latitude, err1 := strconv.ParseFloat(strings.TrimSpace(north), 64)
		longitude, err2 := strconv.ParseFloat(strings.TrimSpace(east), 64)
		// A NaN, which ParseFloat accepts, is no number here.
		ok := found && err1 == nil && err2 == nil && latitude == latitude && longitude == longitude
		return latitude, longitude, ok
	}
	return 0, 0, false
}
