package humandesign

import (
	"github.com/witnessos/witnessos/internal/engines"
	"github.com/witnessos/witnessos/internal/engines/birth"
)

// Result is what the engine returns. When the time of birth is unknown, the first fields are
// null as far as the day leaves them open; the rest then shows the chart of noon and says so.
type Result struct {
	engines.Reading `json:"-"`

	Type       *string `json:"type" doc:"Manifestor, Generator, Manifesting Generator, Projector or Reflector; null when an unknown time of birth leaves it open."`
	Strategy   *string `json:"strategy"`
	Authority  *string `json:"authority"`
	Profile    *string `json:"profile" doc:"Such as 5/1 Heretic / Investigator."`
	Definition *string `json:"definition" doc:"None, Single, Split, Triple Split or Quadruple Split."`

	ProfileInfo     *ProfileInfo  `json:"profile_info" alias:"profileInfo"`
	Centers         *centerBriefs `json:"centers"`
	Channels        []string      `json:"channels" doc:"Defined channels, such as 10-34."`
	Gates           []int         `json:"gates" doc:"Active gates on either side."`
	DefinedChannels channelBriefs `json:"defined_channels" alias:"definedChannels"`
	Cross           *CrossBrief   `json:"incarnation_cross" alias:"incarnationCross"`
	Personality     *gateBriefs   `json:"personalityGates"`
	Design          *gateBriefs   `json:"designGates"`
	Chart           ChartDetail   `json:"chart"`

	Activations activationList `json:"activations" doc:"All 26, personality first, in the traditional order of bodies."`
	Stability   *Stability     `json:"stability" doc:"By how much the birth could be moved before the chart changes."`
	TimeRange   *TimeRange     `json:"time_range,omitempty" doc:"What is certain and what is not, when the birth can have been at several instants."`
	Connection  *Connection    `json:"connection,omitempty" doc:"Both charts together, when a partner is given."`
	Transit     *Transit       `json:"transit,omitempty" doc:"The gates of a day over the chart, when transit_date is given."`

	BirthInfo   birth.Info        `json:"birth_info" alias:"birthInfo"`
	DesignInfo  *DesignInfo       `json:"design_info,omitempty" alias:"designInfo"`
	Computation birth.Computation `json:"computation"`

	TypeAnalysis           string `json:"type_analysis"`
	ProfileAnalysis        string `json:"profile_analysis"`
	CentersAnalysis        string `json:"centers_analysis"`
	GatesAnalysis          string `json:"gates_analysis"`
	StrategyGuidance       string `json:"strategy_guidance"`
	AuthorityGuidance      string `json:"authority_guidance"`
	DeconditioningGuidance string `json:"deconditioning_guidance"`
	Attribution            string `json:"attribution"`

	SVG string `json:"svg,omitempty" doc:"The bodygraph as an SVG document, with include_svg."`
}

// ProfileInfo is the profile in two lines.
type ProfileInfo struct {
	Line1       int    `json:"line1" doc:"Of the personality Sun."`
	Line2       int    `json:"line2" doc:"Of the design Sun."`
	Description string `json:"description"`
}

// CenterBrief is a center without words.
type CenterBrief struct {
	Name     string   `json:"name"`
	Defined  bool     `json:"defined"`
	Gates    []int    `json:"gates" doc:"Active gates of the center."`
	Channels []string `json:"channels" doc:"Defined channels of the center."`
}

// ChannelBrief is a defined channel.
type ChannelBrief struct {
	Number      string    `json:"number"`
	Name        string    `json:"name"`
	Gates       [2]int    `json:"gates"`
	Defined     bool      `json:"defined"`
	Centers     [2]string `json:"centers"`
	Circuit     string    `json:"circuit"`
	Description string    `json:"description"`

	encoded string
}

// CrossBrief is the incarnation cross with its gates in a list.
type CrossBrief struct {
	Name        string `json:"name"`
	Gates       [4]int `json:"gates" doc:"Personality Sun and Earth, design Sun and Earth."`
	Description string `json:"description"`
}

// GateBrief is an activation without words.
type GateBrief struct {
	Gate      int     `json:"gate"`
	Line      int     `json:"line"`
	Planet    string  `json:"planet"`
	Longitude float64 `json:"longitude"`
}

// ChartDetail is the chart in words, in the families of both kinds of clients.
type ChartDetail struct {
	Reference string `json:"reference" doc:"Which instant the chart is for."`

	TypeInfo         TypeInfo      `json:"type_info" alias:"typeInfo"`
	Profile          ProfileDetail `json:"profile"`
	PersonalityGates *gateDetails  `json:"personality_gates"`
	DesignGates      *gateDetails  `json:"design_gates"`
	Personality      *gateBriefs   `json:"personalityGates"`
	Design           *gateBriefs   `json:"designGates"`
	Centers          *centerInfos  `json:"centers"`
	DefinedChannels  channelBriefs `json:"defined_channels" alias:"definedChannels"`
	DefinitionType   string        `json:"definition_type" alias:"definitionType"`
	Definition       string        `json:"definition_description" alias:"definitionDescription"`
	Cross            CrossDetail   `json:"incarnation_cross"`
	CrossBrief       CrossBrief    `json:"incarnationCross"`
	Variables        *VariableInfo `json:"variables"`
}

// TypeInfo describes the type.
type TypeInfo struct {
	Name        string  `json:"type_name" alias:"typeName"`
	Strategy    string  `json:"strategy"`
	Authority   string  `json:"authority"`
	Signature   string  `json:"signature"`
	NotSelf     string  `json:"not_self" alias:"notSelf"`
	Percentage  float64 `json:"percentage" doc:"Rough share of this type among people, as the tradition states it."`
	Description string  `json:"description"`
	LifePurpose string  `json:"life_purpose" alias:"lifePurpose"`
}

// ProfileDetail describes the profile.
type ProfileDetail struct {
	PersonalityLine int    `json:"personality_line" alias:"personalityLine"`
	DesignLine      int    `json:"design_line" alias:"designLine"`
	Name            string `json:"profile_name" alias:"profileName"`
	Description     string `json:"description"`
	LifeTheme       string `json:"life_theme" alias:"lifeTheme"`
	Role            string `json:"role"`
	PersonalityText string `json:"personality_line_description" alias:"personalityLineDescription"`
	DesignText      string `json:"design_line_description" alias:"designLineDescription"`
}

// GateDetail is an activation with its words, which detailed_gates=false leaves out.
type GateDetail struct {
	Number    int     `json:"number"`
	Name      string  `json:"name"`
	Planet    string  `json:"planet"`
	Line      int     `json:"line"`
	Color     int     `json:"color"`
	Tone      int     `json:"tone"`
	Base      int     `json:"base"`
	Longitude float64 `json:"longitude"`

	Keynote         string `json:"keynote,omitempty"`
	Description     string `json:"description,omitempty"`
	Gift            string `json:"gift,omitempty"`
	Shadow          string `json:"shadow,omitempty"`
	LineKeynote     string `json:"line_keynote,omitempty"`
	LineDescription string `json:"line_description,omitempty"`
}

// CenterInfo is a center with its words.
type CenterInfo struct {
	Name          string   `json:"name"`
	Defined       bool     `json:"defined"`
	Gates         []int    `json:"gates"`
	Channels      []string `json:"channels"`
	Function      string   `json:"function"`
	Description   string   `json:"description"`
	WhenDefined   string   `json:"when_defined"`
	WhenUndefined string   `json:"when_undefined"`
}

// CrossDetail is the incarnation cross with its gates by role.
type CrossDetail struct {
	Name        string     `json:"name"`
	Type        string     `json:"type" doc:"Right Angle, Juxtaposition or Left Angle."`
	Gates       CrossGates `json:"gates"`
	Theme       string     `json:"theme"`
	Description string     `json:"description"`
	Notation    string     `json:"calculation_details" doc:"Such as 51/57 | 61/62."`
}

// CrossGates are the gates of a cross by role.
type CrossGates struct {
	ConsciousSun     int `json:"conscious_sun"`
	ConsciousEarth   int `json:"conscious_earth"`
	UnconsciousSun   int `json:"unconscious_sun"`
	UnconsciousEarth int `json:"unconscious_earth"`
}

// VariableInfo is the four arrows.
type VariableInfo struct {
	Notation string `json:"notation" doc:"P<motivation><perspective> D<determination><environment>, L left, R right."`
	byVariable[ArrowInfo]
}

// ArrowInfo is one arrow.
type ArrowInfo struct {
	Arrow       string  `json:"arrow" doc:"left or right."`
	Color       int     `json:"color"`
	Name        string  `json:"name" doc:"Of the color."`
	Tone        int     `json:"tone"`
	Margin      float64 `json:"margin_arcsec" doc:"To where the arrow would point the other way."`
	Uncertain   bool    `json:"uncertain" doc:"The margin is below 2 arc-seconds or the error bound."`
	ColorMargin float64 `json:"color_margin_arcsec"`
	Description string  `json:"description"`
	ArrowText   string  `json:"arrow_description"`
}

// ActivationDetail is an activation with its margins.
type ActivationDetail struct {
	Side       string   `json:"side" doc:"personality or design."`
	Body       string   `json:"body"`
	Gate       int      `json:"gate"`
	Line       int      `json:"line"`
	Color      int      `json:"color"`
	Tone       int      `json:"tone"`
	Base       int      `json:"base"`
	Longitude  float64  `json:"longitude" doc:"Degrees, tropical."`
	Speed      float64  `json:"speed" doc:"Degrees a day."`
	Retrograde bool     `json:"retrograde"`
	Margin     float64  `json:"boundary_margin_arcsec" doc:"To the nearest boundary of a line."`
	Margins    Margins  `json:"margins_arcsec" doc:"To the nearest boundary of each level."`
	ErrorBound float64  `json:"error_bound_arcsec" doc:"Greatest error of the longitude; on the design side with that of the design moment."`
	Uncertain  []string `json:"uncertain" doc:"Levels whose boundary is within the error bound."`
}

// Margins are distances to the nearest boundaries in arc-seconds.
type Margins struct {
	Gate  float64 `json:"gate"`
	Line  float64 `json:"line"`
	Color float64 `json:"color"`
	Tone  float64 `json:"tone"`
	Base  float64 `json:"base"`
}

// DesignInfo says how the design moment was found.
type DesignInfo struct {
	Datetime string   `json:"datetime" doc:"UTC, to the second."`
	Method   string   `json:"calculation_method"`
	SolarArc SolarArc `json:"solar_arc_details"`
}

// SolarArc is the arc between the Suns of both sides.
type SolarArc struct {
	Arc            float64 `json:"arc_degrees"`
	PersonalitySun float64 `json:"personality_sun"`
	DesignSun      float64 `json:"design_sun"`
	Days           float64 `json:"days_before_birth"`
	JDTT           float64 `json:"jd_tt"`
	Uncertainty    float64 `json:"uncertainty_seconds" doc:"From the error bound of the Sun at both ends."`
}

// Raw is the detail behind a result.
type Raw struct {
	Wheel         string     `json:"wheel"`
	PersonalityTT float64    `json:"personality_jd_tt"`
	DesignTT      float64    `json:"design_jd_tt"`
	Components    [][]string `json:"components" doc:"Defined centers that hang together."`
	Tolerance     float64    `json:"arrow_tolerance_arcsec"`
	Fragile       []string   `json:"fragile" doc:"Deciding values that are closer to a boundary than the method is certain, or that vary over the time range."`
	Conventions   []string   `json:"conventions"`
}
