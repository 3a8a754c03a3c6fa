package astrology

import (
	"github.com/witnessos/witnessos/internal/engines"
	"github.com/witnessos/witnessos/internal/engines/birth"
	"github.com/witnessos/witnessos/internal/engines/jyotish"
)

// Result is what the engine returns. Longitudes are in the zodiac that was asked for.
type Result struct {
	engines.Reading `json:"-"`

	Positions Positions      `json:"positions"`
	Aspects   []AspectDetail `json:"aspects" doc:"Between all bodies but the south node, whose aspects are those of the north node from the other side."`
	Phase     Phase          `json:"moon_phase" alias:"moonPhase"`
	Ascendant *float64       `json:"ascendant" doc:"Degrees; null without a place or a time."`
	Midheaven *float64       `json:"midheaven" doc:"Degrees; null without a place or a time."`
	Ayanamsa  float64        `json:"ayanamsa" doc:"Mean Lahiri, degrees."`
	Zodiac    string         `json:"zodiac" doc:"tropical or sidereal."`
	Angles    *Angles        `json:"angles" doc:"Null without a place or a time."`
	Houses    *Houses        `json:"houses" doc:"Null without a place or a time."`
	SVG       string         `json:"svg,omitempty" doc:"The wheel as an SVG document, with include_svg."`
	Meanings  []Passage      `json:"interpretations"`

	BirthInfo   birth.Info        `json:"birth_info" alias:"birthInfo"`
	Computation birth.Computation `json:"computation" doc:"How the chart was computed."`
	Stability   StabilityDetail   `json:"stability" doc:"How firmly the chart stands when the time of birth is moved or not known."`
}

// Positions holds the bodies.
type Positions struct {
	Sun       Position `json:"sun"`
	Moon      Position `json:"moon"`
	Mercury   Position `json:"mercury"`
	Venus     Position `json:"venus"`
	Mars      Position `json:"mars"`
	Jupiter   Position `json:"jupiter"`
	Saturn    Position `json:"saturn"`
	Uranus    Position `json:"uranus"`
	Neptune   Position `json:"neptune"`
	Pluto     Position `json:"pluto"`
	NorthNode Position `json:"north_node" alias:"northNode"`
	SouthNode Position `json:"south_node" alias:"southNode"`
}

// Position is where a body stands.
type Position struct {
	Longitude  float64  `json:"longitude" doc:"Degrees, in the zodiac asked for."`
	Sign       string   `json:"sign"`
	Degree     float64  `json:"degree_in_sign" alias:"degreeInSign" doc:"0 to 30."`
	Latitude   float64  `json:"latitude" doc:"Ecliptic, degrees."`
	Distance   *float64 `json:"distance" doc:"AU; null for the nodes."`
	Speed      float64  `json:"speed" doc:"Of the tropical longitude, degrees a day."`
	Retrograde bool     `json:"retrograde" doc:"Speed below 0."`
	Sidereal   float64  `json:"sidereal_longitude" alias:"siderealLongitude" doc:"Lahiri, degrees."`
	Tropical   float64  `json:"tropical_longitude" alias:"tropicalLongitude"`
	House      *int     `json:"house" doc:"1 to 12, in the house system asked for; null without houses."`
	Margin     float64  `json:"margin_arcsec" alias:"marginArcsec" doc:"To the nearer end of the sign."`
	Fragile    bool     `json:"within_error_bound" alias:"withinErrorBound" doc:"Whether that is less than the error bound of the ephemeris."`
}

// AspectDetail is an angle between two bodies.
type AspectDetail struct {
	First    string  `json:"body1"`
	Second   string  `json:"body2"`
	Aspect   string  `json:"aspect" doc:"conjunction, sextile, square, trine or opposition."`
	Angle    float64 `json:"angle" doc:"Separation, 0 to 180 degrees."`
	Exact    float64 `json:"exact_angle" alias:"exactAngle" doc:"0, 60, 90, 120 or 180."`
	Orb      float64 `json:"orb" doc:"Difference of the two, degrees."`
	Applying bool    `json:"applying" doc:"Whether the orb shrinks."`
	Certain  bool    `json:"certain" doc:"Whether it holds for every instant that the birth can have been."`
}

// Phase is that of the Moon.
type Phase struct {
	Angle        float64 `json:"angle" doc:"Moon less Sun, degrees in [0, 360)."`
	Name         string  `json:"name"`
	Illumination float64 `json:"illumination" doc:"Lit part of the disc, 0 to 1: (1 - cos angle)/2."`
	Description  string  `json:"description"`
}

// Angles are where the ecliptic crosses the horizon and the meridian.
type Angles struct {
	Ascendant  Angle   `json:"ascendant"`
	Midheaven  Angle   `json:"midheaven"`
	Descendant Angle   `json:"descendant"`
	ImumCoeli  Angle   `json:"imum_coeli" alias:"imumCoeli"`
	ARMC       float64 `json:"armc" doc:"Right ascension of the meridian, that is local apparent sidereal time, degrees."`
}

// Angle is a point of the ecliptic.
type Angle struct {
	Longitude float64 `json:"longitude"`
	Sign      string  `json:"sign"`
	Degree    float64 `json:"degree_in_sign" alias:"degreeInSign"`
}

// Houses are the cusps in three systems.
type Houses struct {
	System    string       `json:"system" doc:"The one that the bodies' houses are counted by."`
	WholeSign [12]float64  `json:"whole_sign" alias:"wholeSign" doc:"Cusps, degrees, the first house first."`
	Equal     [12]float64  `json:"equal"`
	Placidus  *[12]float64 `json:"placidus" doc:"Null inside the polar circles, where it is not defined."`
}

// Passage is a text about a part of the chart.
type Passage struct {
	Title string `json:"title"`
	Text  string `json:"text"`
}

// StabilityDetail says what depends on the time of birth.
type StabilityDetail struct {
	Exact  bool           `json:"birth_time_exact" doc:"Whether the birth is known to be a single instant."`
	Facts  []jyotish.Fact `json:"facts" doc:"What changes within hours or days."`
	Bodies []BodyRange    `json:"bodies,omitempty" doc:"Signs of each body over the range of a birth that is not a single instant."`
}

// BodyRange is what a body can be over the range of the birth.
type BodyRange struct {
	Body     string   `json:"body"`
	Certain  bool     `json:"certain" doc:"Whether its sign is the same throughout."`
	Possible []string `json:"possible_signs"`
}

// Raw is the detail behind a result.
type Raw struct {
	JulianDay   float64   `json:"jd_tt"`
	Obliquity   float64   `json:"true_obliquity" doc:"Degrees."`
	Nutation    float64   `json:"nutation_in_longitude" doc:"Degrees."`
	Ayanamsa    float64   `json:"ayanamsa" doc:"Mean Lahiri, degrees; sidereal longitude = tropical - nutation - ayanamsa."`
	ErrorBounds []float64 `json:"error_bounds_arcsec" doc:"Of the bodies' longitudes, Sun to South Node."`
	Orbs        []float64 `json:"orbs" doc:"Of conjunction, sextile, square, trine and opposition, degrees."`
	Phases      string    `json:"phase_convention"`
	HouseNote   string    `json:"house_note"`
}
