package biorhythm

import (
	"github.com/witnessos/witnessos/internal/civil"
	"github.com/witnessos/witnessos/internal/engines"
)

// Result is what the engine returns. Percentages run from -100 to 100.
type Result struct {
	engines.Reading `json:"-"`

	BirthDate  civil.Date `json:"birth_date"`
	TargetDate civil.Date `json:"target_date"`
	DaysAlive  int        `json:"days_alive"`

	PhysicalPercentage     float64  `json:"physical_percentage" doc:"-100 to 100."`
	EmotionalPercentage    float64  `json:"emotional_percentage" doc:"-100 to 100."`
	IntellectualPercentage float64  `json:"intellectual_percentage" doc:"-100 to 100."`
	IntuitivePercentage    *float64 `json:"intuitive_percentage,omitempty" doc:"-100 to 100, when asked for."`
	AestheticPercentage    *float64 `json:"aesthetic_percentage,omitempty" doc:"-100 to 100, when asked for."`
	SpiritualPercentage    *float64 `json:"spiritual_percentage,omitempty" doc:"-100 to 100, when asked for."`

	PhysicalPhase     Phase `json:"physical_phase"`
	EmotionalPhase    Phase `json:"emotional_phase"`
	IntellectualPhase Phase `json:"intellectual_phase"`

	OverallEnergy  float64  `json:"overall_energy" doc:"Mean of the three core cycles, -100 to 100."`
	CriticalDay    bool     `json:"critical_day" doc:"Whether a core cycle crosses zero on the target date."`
	CriticalState  string   `json:"critical_state" doc:"none, single, double or triple: how many core cycles do."`
	CriticalCycles []string `json:"critical_cycles" doc:"Shown cycles that cross zero on the target date."`
	Trend          string   `json:"trend" doc:"ascending, descending or balanced."`

	CycleDetails Set[Detail] `json:"cycle_details"`
	Cycles       Set[Brief]  `json:"cycles"`

	Forecast        []ForecastDay    `json:"forecast" doc:"forecast_days entries, starting at the target date."`
	ForecastSummary Summary          `json:"forecast_summary"`
	CriticalDays    []CriticalDay    `json:"critical_days_ahead" doc:"Days of the forecast on which a core cycle crosses zero."`
	BestDays        []RatedDay       `json:"best_days_ahead" doc:"Days of the forecast with an overall energy over 50."`
	ChallengingDays []ChallengingDay `json:"challenging_days_ahead" doc:"Days of the forecast that are critical or have an overall energy under -25."`

	EnergyOptimization Optimization    `json:"energy_optimization"`
	Synchronization    Synchronization `json:"cycle_synchronization"`

	// The three core cycles once more, in the terms of the Raycast extension.
	Physical     Gauge `json:"physical"`
	Emotional    Gauge `json:"emotional"`
	Intellectual Gauge `json:"intellectual"`

	Compatibility *Compatibility `json:"compatibility,omitempty"`

	SVG string `json:"svg,omitempty" doc:"The curves as an SVG document, with include_svg."`
}

// Set holds something for each core cycle, and for the extended cycles that are shown.
type Set[T any] struct {
	Physical     T  `json:"physical"`
	Emotional    T  `json:"emotional"`
	Intellectual T  `json:"intellectual"`
	Intuitive    *T `json:"intuitive,omitempty"`
	Aesthetic    *T `json:"aesthetic,omitempty"`
	Spiritual    *T `json:"spiritual,omitempty"`
}

// newSet computes a set for the cycles that are shown.
func newSet[T any](shown []Cycle, of func(Cycle) T) Set[T] {
	var s Set[T]
	for _, c := range shown {
		value := of(c)
		switch c.Name {
		case "physical":
			s.Physical = value
		case "emotional":
			s.Emotional = value
		case "intellectual":
			s.Intellectual = value
		case "intuitive":
			s.Intuitive = &value
		case "aesthetic":
			s.Aesthetic = &value
		case "spiritual":
			s.Spiritual = &value
		}
	}
	return s
}

// Detail is everything about one cycle on the target date.
type Detail struct {
	Name         string     `json:"name"`
	Period       int        `json:"period" doc:"Days."`
	Percentage   float64    `json:"percentage"`
	Phase        Phase      `json:"phase"`
	DaysToPeak   int        `json:"days_to_peak"`
	DaysToValley int        `json:"days_to_valley"`
	NextCritical civil.Date `json:"next_critical_date" doc:"After the target date."`
	Description  string     `json:"description"`
}

// Brief is what most clients show of a cycle.
type Brief struct {
	Percentage float64 `json:"percentage"`
	Phase      Phase   `json:"phase"`
}

// Gauge is a cycle in the terms of the Raycast extension.
type Gauge struct {
	Type        string  `json:"type"`
	Value       float64 `json:"value" doc:"-1 to 1."`
	Percentage  float64 `json:"percentage" doc:"0 to 100; 50 is the middle line."`
	Phase       string  `json:"phase" doc:"high, low, critical_positive or critical_negative."`
	Description string  `json:"description"`
}

// ForecastDay is one day of the forecast.
type ForecastDay struct {
	Date           civil.Date `json:"date"`
	OverallEnergy  float64    `json:"overall_energy"`
	Physical       float64    `json:"physical"`
	Emotional      float64    `json:"emotional"`
	Intellectual   float64    `json:"intellectual"`
	CriticalCycles []string   `json:"critical_cycles" doc:"Core cycles."`
}

// RatedDay is a day with its overall energy.
type RatedDay struct {
	Date          civil.Date `json:"date"`
	OverallEnergy float64    `json:"overall_energy"`
}

// CriticalDay is a day on which core cycles cross zero.
type CriticalDay struct {
	Date   civil.Date `json:"date"`
	Cycles []string   `json:"cycles" doc:"Core cycles."`
	State  string     `json:"state" doc:"single, double or triple."`
}

// ChallengingDay is a day to take gently, with the reasons.
type ChallengingDay struct {
	Date          civil.Date `json:"date"`
	OverallEnergy float64    `json:"overall_energy"`
	LowEnergy     bool       `json:"low_energy" doc:"Overall energy under -25."`
	Cycles        []string   `json:"critical_cycles" doc:"Core cycles."`
}

// Summary is the forecast in a few numbers.
type Summary struct {
	Days            int      `json:"days"`
	Average         float64  `json:"average_overall_energy"`
	Highest         RatedDay `json:"highest"`
	Lowest          RatedDay `json:"lowest"`
	BestDays        int      `json:"best_days"`
	ChallengingDays int      `json:"challenging_days"`
	CriticalDays    int      `json:"critical_days"`
}

// Optimization says how the day can be used.
type Optimization struct {
	Overall      string `json:"overall"`
	Physical     string `json:"physical"`
	Emotional    string `json:"emotional"`
	Intellectual string `json:"intellectual"`
	Intuitive    string `json:"intuitive,omitempty" doc:"As the two below: when the cycle is shown."`
	Aesthetic    string `json:"aesthetic,omitempty"`
	Spiritual    string `json:"spiritual,omitempty"`
}

// Synchronization says how the core cycles stand to each other.
type Synchronization struct {
	AlignmentScore float64  `json:"alignment_score" doc:"0 to 1 (a convention of this product): mean over the pairs of core cycles of 1 - |difference|/200."`
	PeakCycles     []string `json:"peak_cycles"`
	CriticalCycles []string `json:"critical_cycles"`
	DominantCycle  *string  `json:"dominant_cycle" doc:"Core cycle farthest from zero; null when all are zero."`
	Quality        string   `json:"quality" doc:"aligned from 0.8, mixed from 0.5, else opposed."`
	Description    string   `json:"description"`
}

// Raw is the detail behind a result.
type Raw struct {
	DaysAlive  int          `json:"days_alive"`
	Values     Set[float64] `json:"values" doc:"Unrounded percentages."`
	Residues   Set[int]     `json:"residues" doc:"Days lived modulo the period."`
	Overall    float64      `json:"overall"`
	Thresholds Thresholds   `json:"thresholds"`
	Convention string       `json:"alignment_convention"`
	Note       string       `json:"note"`
}

// Thresholds are the limits that phases and lists of days follow.
type Thresholds struct {
	Peak        float64 `json:"peak"`
	Valley      float64 `json:"valley"`
	Best        float64 `json:"best_day_over"`
	Challenging float64 `json:"challenging_day_under"`
}
