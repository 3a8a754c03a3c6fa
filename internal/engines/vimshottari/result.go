package vimshottari

import (
	"github.com/witnessos/witnessos/internal/civil"
	"github.com/witnessos/witnessos/internal/engines"
	"github.com/witnessos/witnessos/internal/engines/birth"
	"github.com/witnessos/witnessos/internal/engines/jyotish"
)

// Result is what the engine returns. Only the outer fields have camelCase twins: clients of the timeline
// read snake_case, and it is large.
type Result struct {
	engines.Reading `json:"-"`

	Timeline        Timeline   `json:"timeline"`
	BirthInfo       birth.Info `json:"birth_info" alias:"birthInfo"`
	CalculationDate civil.Date `json:"calculation_date" alias:"calculationDate" doc:"Day of calculation_utc in the zone of the birth, as all dates here."`
	CalculationUTC  string     `json:"calculation_utc" alias:"calculationUtc" doc:"Instant whose periods are current."`

	SVG string `json:"svg,omitempty" doc:"The periods as an SVG document, with include_svg."`

	CurrentPeriodAnalysis string   `json:"current_period_analysis" alias:"currentPeriodAnalysis"`
	UpcomingOpportunities string   `json:"upcoming_opportunities" alias:"upcomingOpportunities"`
	KarmicGuidance        string   `json:"karmic_guidance" alias:"karmicGuidance"`
	FavorablePeriods      []string `json:"favorable_periods" alias:"favorablePeriods" doc:"Antardashas of the forecast whose lord tradition counts among the gentle planets."`
	ChallengingPeriods    []string `json:"challenging_periods" alias:"challengingPeriods" doc:"Antardashas of the forecast whose lord tradition counts among the stern planets."`

	Computation birth.Computation `json:"computation" doc:"How the chart was computed."`
	Stability   Stability         `json:"stability" doc:"How firmly the chart stands when the time of birth is moved or not known."`
}

// Timeline is the dasha.
type Timeline struct {
	BirthNakshatra         Nakshatra `json:"birth_nakshatra"`
	BalanceYears           float64   `json:"balance_years" doc:"What was left of the first mahadasha at birth."`
	CurrentMahadasha       Period    `json:"current_mahadasha"`
	CurrentAntardasha      Period    `json:"current_antardasha"`
	CurrentPratyantardasha Period    `json:"current_pratyantardasha"`
	AllMahadashas          []Period  `json:"all_mahadashas" doc:"From birth on, for 120 years at least."`
	UpcomingPeriods        []Period  `json:"upcoming_periods" doc:"Mahadashas and antardashas that begin within the forecast, and the pratyantardashas of the current antardasha that are yet to come."`
	LifePhaseAnalysis      string    `json:"life_phase_analysis"`
	KarmicThemes           []string  `json:"karmic_themes"`
}

// Nakshatra is the one that the Moon stood in at birth.
type Nakshatra struct {
	Name            string   `json:"name"`
	Number          int      `json:"number" doc:"1 to 27."`
	Pada            int      `json:"pada" doc:"Quarter, 1 to 4."`
	RulingPlanet    string   `json:"ruling_planet"`
	Degrees         float64  `json:"degrees_in_nakshatra" doc:"0 to 13.333333."`
	Fraction        float64  `json:"fraction" doc:"Part of the nakshatra behind the Moon, 0 to 1."`
	MoonLongitude   float64  `json:"moon_longitude" doc:"Sidereal (Lahiri), degrees."`
	MoonSign        string   `json:"moon_sign" doc:"Sidereal."`
	Symbol          string   `json:"symbol"`
	Deity           string   `json:"deity"`
	Nature          string   `json:"nature" alias:"gana" doc:"Deva, Manushya or Rakshasa."`
	Meaning         string   `json:"meaning"`
	Characteristics []string `json:"characteristics"`
	Description     string   `json:"description"`
}

// Period is a period of a planet: the instants from start_utc on and before end_utc.
type Period struct {
	Planet        string     `json:"planet"`
	Type          string     `json:"period_type" doc:"Mahadasha, Antardasha or Pratyantardasha."`
	Lords         []string   `json:"lords,omitempty" doc:"Lords from the mahadasha down to this period."`
	StartDate     civil.Date `json:"start_date" doc:"In the zone of the birth."`
	EndDate       civil.Date `json:"end_date"`
	StartUTC      string     `json:"start_utc"`
	EndUTC        string     `json:"end_utc" doc:"First instant that no longer belongs to it."`
	DurationYears float64    `json:"duration_years" doc:"From start_utc to end_utc."`
	IsCurrent     bool       `json:"is_current"`
	IsUpcoming    bool       `json:"is_upcoming" doc:"Begins after the calculation."`

	// Of a period that began before birth, whose start above is birth.
	FullStartUTC string   `json:"full_start_utc,omitempty" doc:"When a period that ran at birth began; its parts are counted from there."`
	FullYears    *float64 `json:"full_duration_years,omitempty"`

	Theme           string   `json:"general_theme,omitempty"`
	Description     string   `json:"description,omitempty"`
	Opportunities   []string `json:"opportunities,omitempty"`
	Challenges      []string `json:"challenges,omitempty"`
	Recommendations []string `json:"recommendations,omitempty"`

	SubPeriods []Span `json:"sub_periods,omitempty" doc:"The periods of the next level that it is divided into, those before birth left out."`
}

// Span is a period in brief.
type Span struct {
	Planet    string  `json:"planet"`
	StartDate string  `json:"start_date"`
	EndDate   string  `json:"end_date"`
	StartUTC  string  `json:"start_utc"`
	EndUTC    string  `json:"end_utc"`
	Years     float64 `json:"duration_years"`
	IsCurrent bool    `json:"is_current"`
}

// Stability says what depends on the time of birth, and how much.
type Stability struct {
	Exact         bool           `json:"birth_time_exact" doc:"Whether the birth is known to be a single instant."`
	Facts         []jyotish.Fact `json:"facts"`
	DaysPerMinute float64        `json:"days_per_minute" doc:"By how many days all dates move, to the past, when the birth was a minute later."`
	DaysPerArcsec float64        `json:"days_per_arcsec" doc:"The same for an arcsecond of the Moon."`
	UncertainDays float64        `json:"dates_uncertain_by_days" doc:"Either way, from the uncertainty of the birth time and the error bound of the ephemeris."`
}

// Raw is the detail behind a result.
type Raw struct {
	MoonLongitude  float64   `json:"moon_sidereal_longitude" doc:"Degrees, unrounded."`
	Fraction       float64   `json:"nakshatra_fraction"`
	Balance        float64   `json:"balance_years"`
	Ayanamsa       float64   `json:"ayanamsa" doc:"Mean Lahiri, degrees; the nutation in longitude is taken off as well."`
	YearLength     float64   `json:"year_length_days"`
	ErrorBound     float64   `json:"moon_error_bound_arcsec"`
	Sequence       [9]string `json:"sequence"`
	Years          [9]int    `json:"years"`
	Intervals      string    `json:"intervals"`
	FavorRule      string    `json:"favorable_convention"`
	ConfidenceRule string    `json:"confidence_convention"`
}
