// Package zonemap finds the time zone of a place: offline, from a map of the boundaries of the
// zones that is part of the binary. It is a package of its own so that only programs which ask
// for zones by coordinates carry the map.
//
// The map is made of the boundaries of timezone-boundary-builder, which draws the zones of the
// tz database from OpenStreetMap. Its data, and boundaries.bin as a derivative of them, are
// © OpenStreetMap contributors, under the Open Database License 1.0; see NOTICE.md.
//
// A line of the map is within about 2 km of the boundary, and within 5 where territorial
// waters end: the cells that ./generate paints, and how far it may then straighten. What the
// coordinates cannot tell is history: the zones are those of today, and a town may have kept
// its neighbour's time when somebody was born there.
package zonemap
