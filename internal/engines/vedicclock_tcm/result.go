package vedicclock

import (
	"github.com/witnessos/witnessos/internal/civil"
	"github.com/witnessos/witnessos/internal/engines"
	"github.com/witnessos/witnessos/internal/engines/birth"
)

// Result is what the engine returns. Times are local to the target, with their offset.
type Result struct {
	engines.Reading `json:"-"`

	Vimshottari VimshottariContext `json:"vimshottari_context" alias:"vimshottariContext"`
	Panchanga   PanchangaState     `json:"panchanga_state" alias:"panchangaState"`
	Organ       OrganState         `json:"tcm_organ_state" alias:"tcmOrganState"`
	Synthesis   ElementalSynthesis `json:"elemental_synthesis" alias:"elementalSynthesis"`
	Practice    Optimization       `json:"consciousness_optimization" alias:"consciousnessOptimization"`

	Resonance     float64  `json:"personal_resonance_score" alias:"personalResonanceScore" doc:"0 to 1 (a convention of this product): mean of harmony_level and auspiciousness_score."`
	OptimalWindow bool     `json:"optimal_energy_window" alias:"optimalEnergyWindow" doc:"Whether that is over 0.7."`
	Windows       []Ahead  `json:"upcoming_windows" alias:"upcomingWindows" doc:"Slots of the organ clock that lie wholly within the hours ahead."`
	Curriculum    string   `json:"daily_curriculum" alias:"dailyCurriculum"`
	Homework      []string `json:"homework_practices" alias:"homeworkPractices"`
	Progress      []string `json:"progress_indicators" alias:"progressIndicators"`

	TargetInfo  TargetInfo        `json:"target_info" alias:"targetInfo"`
	BirthInfo   birth.Info        `json:"birth_info" alias:"birthInfo"`
	Computation birth.Computation `json:"computation" doc:"How the birth Moon was computed."`
}

// VimshottariContext is the dasha of the birth at the target.
type VimshottariContext struct {
	Mahadasha       string  `json:"mahadasha_lord" alias:"mahadashaLord"`
	MahadashaYears  float64 `json:"mahadasha_remaining_years" alias:"mahadashaRemainingYears"`
	Antardasha      string  `json:"antardasha_lord" alias:"antardashaLord"`
	AntardashaMonth float64 `json:"antardasha_remaining_months" alias:"antardashaRemainingMonths" doc:"Twelfths of a dasha year of 365.25 days."`
	Pratyantardasha string  `json:"pratyantardasha_lord" alias:"pratyantardashaLord"`
	LifeLesson      string  `json:"life_lesson_theme" alias:"lifeLessonTheme"`
	KarmicFocus     string  `json:"karmic_focus" alias:"karmicFocus"`
	Levels          []Level `json:"levels" doc:"The three periods with their ends and how certain they are."`
	BirthNakshatra  string  `json:"birth_nakshatra" alias:"birthNakshatra"`
	BirthPada       int     `json:"birth_pada" alias:"birthPada"`
}

// Level is a period of the dasha.
type Level struct {
	Type     string   `json:"period_type" alias:"periodType"`
	Lord     string   `json:"lord"`
	StartUTC string   `json:"start_utc" alias:"startUtc"`
	EndUTC   string   `json:"end_utc" alias:"endUtc" doc:"First instant that no longer belongs to it."`
	Certain  bool     `json:"certain" doc:"Whether it holds for every instant that the birth can have been."`
	Possible []string `json:"possible" doc:"All lords over that range."`
	Fragile  bool     `json:"within_error_bound" alias:"withinErrorBound" doc:"Whether the birth Moon is closer to a change than the error bound of the ephemeris."`
}

// PanchangaState are the five limbs of the moment.
type PanchangaState struct {
	Tithi          string         `json:"tithi" doc:"Lunar day, such as Shukla Pratipada, Purnima or Amavasya."`
	Vara           string         `json:"vara" doc:"Weekday, counted from sunrise."`
	Nakshatra      string         `json:"nakshatra" doc:"Of the Moon."`
	Yoga           string         `json:"yoga"`
	Karana         string         `json:"karana"`
	Element        string         `json:"dominant_element" alias:"dominantElement" doc:"Of the Moon's sidereal sign: fire, earth, air or water."`
	EnergyQuality  string         `json:"energy_quality" alias:"energyQuality" doc:"Group of the tithi in a word."`
	Auspiciousness float64        `json:"auspiciousness_score" alias:"auspiciousnessScore" doc:"0 to 1 (a convention of this product)."`
	Terms          Auspiciousness `json:"auspiciousness_terms" alias:"auspiciousnessTerms"`
	Pada           int            `json:"nakshatra_pada" alias:"nakshatraPada"`
	MoonSign       string         `json:"moon_sign" alias:"moonSign" doc:"Sidereal."`
	Paksha         string         `json:"paksha" doc:"Shukla (waxing) or Krishna (waning)."`
	Limbs          []LimbState    `json:"limbs" doc:"Tithi, nakshatra, yoga and karana with their times."`
	VaraState      VaraState      `json:"vara_state" alias:"varaState"`
	Hora           *HoraState     `json:"hora" doc:"Planetary hour; null where the Sun does not rise or set."`
}

// LimbState is a limb with its times.
type LimbState struct {
	Limb        string  `json:"limb"`
	Name        string  `json:"name"`
	Number      int     `json:"number" doc:"From 1."`
	Start       string  `json:"start_time" alias:"startTime"`
	End         string  `json:"end_time" alias:"endTime"`
	EndUTC      string  `json:"end_utc" alias:"endUtc"`
	Fraction    float64 `json:"fraction" doc:"Part that has passed, 0 to 1."`
	Margin      float64 `json:"margin_arcsec" alias:"marginArcsec" doc:"From the nearer end, of the angle that the limb is counted by."`
	Fragile     bool    `json:"within_error_bound" alias:"withinErrorBound"`
	Description string  `json:"description"`
}

// VaraState is the day from sunrise to sunrise.
type VaraState struct {
	Name        string  `json:"name" doc:"Sanskrit."`
	Lord        string  `json:"lord"`
	BySunrise   bool    `json:"by_sunrise" alias:"bySunrise" doc:"False in polar day and night: then the civil day counts."`
	Sunrise     *string `json:"sunrise" doc:"Upper limb, standard refraction."`
	Sunset      *string `json:"sunset"`
	NextSunrise *string `json:"next_sunrise" alias:"nextSunrise"`
	Description string  `json:"description"`
}

// HoraState is the planetary hour.
type HoraState struct {
	Lord        string `json:"lord"`
	Number      int    `json:"number" doc:"1 to 12 by day and by night."`
	Night       bool   `json:"night"`
	Start       string `json:"start_time" alias:"startTime"`
	End         string `json:"end_time" alias:"endTime"`
	Description string `json:"description"`
}

// OrganState is the watch of the organ clock, a traditional way to tell the time.
type OrganState struct {
	Primary     string   `json:"primary_organ" alias:"primaryOrgan"`
	Secondary   string   `json:"secondary_organ" alias:"secondaryOrgan" doc:"Yin or yang partner."`
	Element     string   `json:"element" doc:"wood, fire, earth, metal or water."`
	Direction   string   `json:"energy_direction" alias:"energyDirection" doc:"ascending, peak or descending, by thirds of the slot."`
	Resting     string   `json:"resting_organ" alias:"restingOrgan" doc:"The organ twelve hours away, whose direction is rest."`
	Start       string   `json:"start_time" alias:"startTime"`
	End         string   `json:"end_time" alias:"endTime"`
	Fraction    float64  `json:"fraction" doc:"Part of the slot that has passed, 0 to 1."`
	Time        string   `json:"clock" doc:"civil or true solar time."`
	Optimal     []string `json:"optimal_activities" alias:"optimalActivities"`
	Avoid       []string `json:"avoid_activities" alias:"avoidActivities"`
	Description string   `json:"description"`
}

// ElementalSynthesis compares the element of the Moon's sign with that of the hour.
type ElementalSynthesis struct {
	Vedic       string   `json:"vedic_element" alias:"vedicElement"`
	VedicPhase  string   `json:"vedic_phase" alias:"vedicPhase" doc:"Phase that the element stands for: air is taken for metal."`
	TCM         string   `json:"tcm_element" alias:"tcmElement"`
	Relation    string   `json:"relation" doc:"same, generates, generated, controlled or controls: what the Moon's phase does to that of the hour, or suffers from it."`
	Harmony     float64  `json:"harmony_level" alias:"harmonyLevel" doc:"0 to 1 (a convention of this product): same 1, generates 0.8, generated 0.75, controlled 0.5, controls 0.4."`
	Quality     string   `json:"synthesis_quality" alias:"synthesisQuality"`
	Description string   `json:"description"`
	Practices   []string `json:"recommended_practices" alias:"recommendedPractices"`
}

// Optimization says what the hour can be used for.
type Optimization struct {
	Primary     string   `json:"primary_focus" alias:"primaryFocus"`
	Secondary   []string `json:"secondary_focuses" alias:"secondaryFocuses"`
	Practices   []string `json:"optimal_practices" alias:"optimalPractices"`
	Timing      string   `json:"timing_guidance" alias:"timingGuidance"`
	Energy      string   `json:"energy_management" alias:"energyManagement"`
	Integration string   `json:"integration_method" alias:"integrationMethod"`
}

// Ahead is a slot of the organ clock to come.
type Ahead struct {
	Start         string   `json:"start_time" alias:"startTime"`
	End           string   `json:"end_time" alias:"endTime"`
	StartUTC      string   `json:"start_utc" alias:"startUtc"`
	EndUTC        string   `json:"end_utc" alias:"endUtc"`
	Organ         string   `json:"organ"`
	Opportunity   string   `json:"opportunity_type" alias:"opportunityType" doc:"planning, connection, nourishment, order or rest, by the element of the organ."`
	EnergyQuality string   `json:"energy_quality" alias:"energyQuality" doc:"How the elements of Moon and organ stand to each other."`
	Activities    []string `json:"recommended_activities" alias:"recommendedActivities"`
	Potency       float64  `json:"potency_score" alias:"potencyScore" doc:"personal_resonance_score at the middle of the slot."`
}

// TargetInfo repeats the target as it was understood.
type TargetInfo struct {
	Date      civil.Date `json:"target_date" alias:"targetDate"`
	Time      string     `json:"target_time" alias:"targetTime"`
	UTC       string     `json:"utc"`
	Timezone  string     `json:"timezone"`
	Offset    string     `json:"utc_offset" alias:"utcOffset"`
	Latitude  float64    `json:"latitude"`
	Longitude float64    `json:"longitude"`
	SolarTime *string    `json:"true_solar_time" alias:"trueSolarTime" doc:"What a sundial shows; null unless the organ clock follows it."`
}

// Raw is the detail behind a result.
type Raw struct {
	Tithi          int            `json:"tithi_index" doc:"1 to 30; 15 Purnima, 30 Amavasya."`
	Karana         int            `json:"karana_index" doc:"0 to 59."`
	Yoga           int            `json:"yoga_index" doc:"1 to 27."`
	Nakshatra      int            `json:"nakshatra_index" doc:"1 to 27."`
	Pada           int            `json:"pada"`
	Vara           int            `json:"vara_index" doc:"0 Sunday to 6 Saturday."`
	Elongation     float64        `json:"elongation" doc:"Moon less Sun, degrees."`
	Sum            float64        `json:"sun_plus_moon" doc:"Sidereal, degrees."`
	Sun            float64        `json:"sun_sidereal_longitude"`
	Moon           float64        `json:"moon_sidereal_longitude"`
	BirthMoon      float64        `json:"birth_moon_sidereal_longitude"`
	Ayanamsa       float64        `json:"ayanamsa" doc:"Mean Lahiri at the target, degrees."`
	ErrorBound     float64        `json:"error_bound_arcsec" doc:"Of the elongation: Sun and Moon together."`
	Harmony        float64        `json:"harmony_level"`
	Auspiciousness Auspiciousness `json:"auspiciousness"`
	Conventions    Conventions    `json:"conventions"`
	DashaMargins   [3]float64     `json:"dasha_margins_arcsec" doc:"Of the birth Moon, by level."`
}

// Conventions are the rules of the scores, which are inventions of this product.
type Conventions struct {
	Auspiciousness string `json:"auspiciousness_score"`
	Harmony        string `json:"harmony_level"`
	Resonance      string `json:"personal_resonance_score"`
	Direction      string `json:"energy_direction"`
	Windows        string `json:"upcoming_windows"`
	Focus          string `json:"primary_focus"`
}
