package birth

import (
	"time"

	"github.com/witnessos/witnessos/internal/civil"
	"github.com/witnessos/witnessos/internal/civil/zonemap"
	"github.com/witnessos/witnessos/internal/decimal"
	"github.com/witnessos/witnessos/internal/ephemeris"
	"github.com/witnessos/witnessos/internal/stamp"
)

// Info repeats the birth as it was understood.
type Info struct {
	BirthDate       string          `json:"birth_date"`
	BirthTime       *string         `json:"birth_time" doc:"Null when it is unknown."`
	TimeUnknown     bool            `json:"time_unknown"`
	TimeUncertainty float64         `json:"time_uncertainty_minutes" doc:"As given, either way."`
	BirthLocation   *Coordinates    `json:"birth_location" doc:"Null when not given; charts of geocentric positions do without."`
	Timezone        string          `json:"timezone" doc:"The zone that was used."`
	UTC             string          `json:"utc" doc:"The instant of the chart; noon of the local day when the time is unknown."`
	Earliest        string          `json:"earliest_utc" doc:"First instant that the birth can have been."`
	Latest          string          `json:"latest_utc" doc:"Last instant that the birth can have been."`
	Readings        []LocalReading  `json:"readings,omitempty" doc:"All meanings of a local time that came twice or not at all; the first one is used."`
	Warnings        []civil.Warning `json:"warnings"`
}

// Coordinates are those of a place in degrees.
type Coordinates struct {
	Latitude  float64 `json:"latitude"`
	Longitude float64 `json:"longitude"`
}

// LocalReading is one way to understand a local time.
type LocalReading struct {
	UTC    string `json:"utc"`
	Offset string `json:"utc_offset"`
}

// Info is the account of the inputs.
func (b *Birth) Info() Info {
	i := Info{
		BirthDate:       b.Date.String(),
		TimeUnknown:     b.TimeUnknown,
		TimeUncertainty: b.Uncertainty.Minutes(),
		Timezone:        b.Zone,
		UTC:             Timestamp(b.UTC),
		Earliest:        Timestamp(b.Span.From),
		Latest:          Timestamp(b.Span.To),
		Warnings:        append([]civil.Warning{}, b.Warnings...),
	}
	if !b.TimeUnknown {
		clock := b.Time.String()
		i.BirthTime = &clock
	}
	if b.Place != nil {
		i.BirthLocation = &Coordinates{b.Place.Latitude, b.Place.Longitude}
	}
	if len(b.Readings) > 1 && !b.TimeUnknown {
		for _, r := range b.Readings {
			i.Readings = append(i.Readings, LocalReading{Timestamp(r.UTC), r.Offset.String()})
		}
	}
	return i
}

// Timestamp writes an instant as RFC 3339 in UTC, to the second.
func Timestamp(t time.Time) string { return stamp.OfSecond(t) }

// Method says which of several ways to compute a chart was taken.
type Method struct {
	Node     string   // TrueNode, MeanNode or empty
	Ayanamsa *float64 // degrees, of a sidereal chart
}

// The kinds of lunar node.
const (
	TrueNode = "true (osculating)"
	MeanNode = "mean"
)

// Computation says how a chart was computed.
type Computation struct {
	UTC          string  `json:"utc"`
	Offset       string  `json:"utc_offset" doc:"Local time less UTC."`
	OffsetSource string  `json:"utc_offset_source" doc:"tzdata, fixed (as given) or longitude (local mean time)."`
	Abbreviation string  `json:"zone_abbreviation,omitempty"`
	DST          bool    `json:"dst"`
	MeanTime     bool    `json:"local_mean_time"`
	Timezone     string  `json:"timezone"`
	ZoneSource   string  `json:"timezone_source" doc:"timezone or offset (as given), coordinates (looked up on a map) or default (UTC)."`
	ZoneInferred bool    `json:"timezone_inferred"`
	JDTT         float64 `json:"jd_tt" doc:"Julian date, Terrestrial Time."`
	JDUT1        float64 `json:"jd_ut1" doc:"Julian date, UT1."`
	DeltaT       float64 `json:"delta_t_seconds" doc:"TT - UT1."`

	Ephemeris   string      `json:"ephemeris"`
	Positions   string      `json:"positions"`
	ErrorBounds ErrorBounds `json:"error_bound_arcsec" doc:"Greatest difference of a longitude from the Swiss Ephemeris with JPL data, 1600 to 2400."`
	Zodiac      string      `json:"zodiac" doc:"tropical or sidereal (Lahiri)."`
	Node        string      `json:"node,omitempty" doc:"Which lunar node was used."`
	Ayanamsa    *float64    `json:"ayanamsa,omitempty" doc:"Degrees, of a sidereal chart."`
}

// ErrorBounds are those of the ephemeris, arc-seconds.
type ErrorBounds struct {
	Sun       float64 `json:"sun"`
	Moon      float64 `json:"moon"`
	Planets   float64 `json:"planets"`
	BehindSun float64 `json:"planet_behind_the_sun"`
	Node      float64 `json:"true_node"`
}

const (
	ephemerisName = "VSOP87 and ELP/MPP02 refitted to JPL DE431; outer planets from DE431; built in"
	positionsName = "apparent, geocentric, true ecliptic and equinox of date"
)

// Computation is the account of the method.
func (b *Birth) Computation(m Method) Computation {
	c := Computation{
		UTC:          Timestamp(b.UTC),
		Offset:       b.Offset.String(),
		OffsetSource: string(b.Basis),
		Abbreviation: b.Abbreviation,
		DST:          b.DST,
		MeanTime:     b.LMT,
		Timezone:     b.Zone,
		ZoneSource:   string(b.ZoneSource),
		ZoneInferred: b.ZoneSource == zonemap.FromCoordinates,
		JDTT:         decimal.Round(b.Instant.TT, 8),
		JDUT1:        decimal.Round(b.Instant.UT1, 8),
		DeltaT:       decimal.Round(b.Instant.DeltaT(), 3),
		Ephemeris:    ephemerisName,
		Positions:    positionsName,
		ErrorBounds: ErrorBounds{
			Sun:       ephemeris.ErrorBound(ephemeris.Sun),
			Moon:      ephemeris.ErrorBound(ephemeris.Moon),
			Planets:   ephemeris.ErrorBound(ephemeris.Mars),
			BehindSun: ephemeris.ErrorBehindSun,
			Node:      ephemeris.ErrorBound(ephemeris.TrueNode),
		},
		Zodiac:   "tropical",
		Node:     m.Node,
		Ayanamsa: m.Ayanamsa,
	}
	if m.Ayanamsa != nil {
		c.Zodiac = "sidereal (Lahiri)"
	}
	return c
}
