package facereading

import (
	"github.com/witnessos/witnessos/internal/engines"
	"github.com/witnessos/witnessos/internal/engines/biometric"
)

// Result is what the engine returns. What was not measured is null. Scores of palaces and elements
// are conventions of this product; raw_data has their terms.
type Result struct {
	engines.Reading `json:"-"`

	Facial      *FacialLandmarks `json:"facial_landmarks" doc:"Null when no landmarks were given."`
	Houses      *TwelveHouses    `json:"twelve_houses" alias:"twelve_houses_analysis" doc:"The palaces; null when not asked for, or without a face."`
	Elements    *FiveElements    `json:"five_elements" alias:"five_elements_assessment" doc:"Null when not asked for, or without a face."`
	AgePoints   *AgePoints       `json:"age_points" doc:"Null when not asked for."`
	Integration Integration      `json:"biometric_integration"`

	Summary       string   `json:"constitutional_summary"`
	Insights      []string `json:"personality_insights" doc:"What the tradition hears in the proportions; no statement about a person."`
	HealthAdvice  []string `json:"health_recommendations" doc:"Always empty."`
	LifePhase     *string  `json:"current_life_phase"`
	OptimalTiming []string `json:"optimal_timing" doc:"When the age point moves on."`
	MultiModal    []string `json:"multi_modal_recommendations"`
	Consciousness []string `json:"consciousness_optimization" doc:"Small practices."`
	ProcessedAt   string   `json:"processing_timestamp" doc:"RFC 3339 UTC."`
	Privacy       Privacy  `json:"privacy_compliance"`
	Cultural      []string `json:"cultural_context"`
	Mode          string   `json:"analysis_mode"`
	SVG           string   `json:"svg,omitempty" doc:"The map of palaces, when include_svg asks for it."`
}

// FacialLandmarks describes the mesh without repeating it.
type FacialLandmarks struct {
	Total      int              `json:"total_landmarks"`
	KeyPoints  map[string]Place `json:"key_points" doc:"In distances of the outer eye corners, from the middle between them, x to the left side of the face and y to the chin, roll removed."`
	Bounds     Bounds           `json:"face_bounds" doc:"In the units of the input."`
	Confidence *float64         `json:"detection_confidence" doc:"As the client gave it."`
	Frontality float64          `json:"frontality" doc:"1 when both cheeks are equally far from the middle of the eyes, 0 in profile."`
	Symmetry   float64          `json:"symmetry" doc:"1 less the root mean square distance of points from the mirror images of their counterparts, in distances of the outer eye corners."`
	Hairline   bool             `json:"hairline_estimated" doc:"True: the mesh ends below the hairline, and point 10 stands for it."`
}

// Place is a point in the frame of the face.
type Place struct {
	X float64 `json:"x"`
	Y float64 `json:"y"`
}

// Bounds is a rectangle.
type Bounds struct {
	Left   float64 `json:"left"`
	Top    float64 `json:"top"`
	Right  float64 `json:"right"`
	Bottom float64 `json:"bottom"`
}

// Palace is a region of the face.
type Palace struct {
	Name      string   `json:"name"`
	Region    string   `json:"region"`
	Score     *float64 `json:"score" doc:"0 to 1: how large the region is beside that of the reference face, which is 0.5. More is no better."`
	Emphasis  *string  `json:"emphasis" doc:"marked from 0.62, slight to 0.38, else even."`
	Reading   *string  `json:"reading"`
	Meaning   string   `json:"meaning"`
	Estimated bool     `json:"estimated,omitempty" doc:"Whether the hairline, which is estimated, is part of the measure."`
}

// TwelveHouses are the palaces.
type TwelveHouses struct {
	MingGong     Palace `json:"ming_gong"`
	CaiBoGong    Palace `json:"cai_bo_gong"`
	XiongDiGong  Palace `json:"xiong_di_gong"`
	TianZhaiGong Palace `json:"tian_zhai_gong"`
	NanNvGong    Palace `json:"nan_nv_gong"`
	NuPuGong     Palace `json:"nu_pu_gong"`
	QiQieGong    Palace `json:"qi_qie_gong"`
	JiEGong      Palace `json:"ji_e_gong"`
	QianYiGong   Palace `json:"qian_yi_gong"`
	GuanLuGong   Palace `json:"guan_lu_gong"`
	FuDeGong     Palace `json:"fu_de_gong"`
	XiangMaoGong Palace `json:"xiang_mao_gong"`

	OverallHarmony *float64 `json:"overall_harmony" doc:"1 less the mean of 2·|score - 0.5| (a convention of this product): how near the face is to the reference, which is no merit."`
	DominantHouses []string `json:"dominant_houses" doc:"At most three that stand out most, large or small."`
}

// list is the palaces in the order of the tradition.
//
//go:noinline
func (h *TwelveHouses) list() [len(housesOf)]*Palace {
	return [...]*Palace{
		&h.MingGong, &h.CaiBoGong, &h.XiongDiGong, &h.TianZhaiGong, &h.NanNvGong, &h.NuPuGong,
		&h.QiQieGong, &h.JiEGong, &h.QianYiGong, &h.GuanLuGong, &h.FuDeGong, &h.XiangMaoGong,
	}
}

// FiveElements are the shares of the elements. An element of which nothing was measured has none.
type FiveElements struct {
	Wood        *float64 `json:"wood_percentage"`
	Fire        *float64 `json:"fire_percentage"`
	Earth       *float64 `json:"earth_percentage"`
	Metal       *float64 `json:"metal_percentage"`
	Water       *float64 `json:"water_percentage"`
	Dominant    *string  `json:"dominant_element"`
	Secondary   *string  `json:"secondary_element"`
	Type        *string  `json:"constitutional_type" doc:"Both in words."`
	Temperament []string `json:"temperament_indicators"`
	Health      []string `json:"health_tendencies" doc:"Always empty."`
	Description *string  `json:"description"`
	Fragile     bool     `json:"within_jitter" doc:"Whether the two are closer than 2 percent, which the jitter of landmarks can turn round."`
}

// AgePoints is the path of the years over the face.
type AgePoints struct {
	Age         *int     `json:"current_age_point" doc:"Completed years; null before the first birthday and from the hundredth on, where the map ends."`
	Location    *string  `json:"age_point_location"`
	Quality     *string  `json:"age_point_quality" doc:"marked, even or slight: the region beside the reference face; null where nothing was measured."`
	Phase       *Station `json:"life_phase_indicators"`
	Insights    []string `json:"temporal_insights"`
	Favorable   []Ahead  `json:"favorable_periods" doc:"Stations from now on whose region is marked: the tradition gives them weight. No forecast."`
	Challenging []Ahead  `json:"challenging_periods" doc:"Stations from now on whose region is slight: the tradition calls their years quieter. No forecast."`
}

// Station is the part of the path that the age point is in.
type Station struct {
	FromAge int      `json:"from_age"`
	ToAge   int      `json:"to_age"`
	Year    int      `json:"year_of_phase" doc:"From 1."`
	Left    int      `json:"years_left" doc:"After this one."`
	Next    *string  `json:"next_location"`
	Score   *float64 `json:"prominence" doc:"0 to 1; the reference face has 0.5."`
}

// Ahead is a station that has not passed.
type Ahead struct {
	Location string  `json:"location"`
	FromAge  int     `json:"from_age"`
	ToAge    int     `json:"to_age"`
	Score    float64 `json:"prominence"`
}

// Integration lays the face beside two traditional clocks at the hour of birth.
type Integration struct {
	Vedic       *MoonBeside  `json:"vedic_element_correlation" doc:"Sign of the birth Moon; null with a reason in unavailable."`
	TCM         *WatchBeside `json:"tcm_organ_correlation" doc:"Organ clock at the hour of birth; null with a reason in unavailable."`
	Practices   []string     `json:"constitutional_recommendations"`
	Breath      []string     `json:"breath_pattern_optimization"`
	Meditation  []string     `json:"meditation_techniques"`
	Alignment   *float64     `json:"consciousness_alignment_score" doc:"Mean of the harmonies (a convention of this product); null without any."`
	Unavailable []string     `json:"unavailable" doc:"Why parts are null."`
}

// Beside is the element of the face next to another phase.
type Beside struct {
	Face     *string  `json:"face_element" doc:"Null when the face was not measured, and what follows too."`
	Relation *string  `json:"relation" doc:"same, generates, generated, controlled or controls: what the element of the face does to the other phase, or suffers from it."`
	Harmony  *float64 `json:"harmony" doc:"0 to 1 (a convention of this product): same 1, generates 0.8, generated 0.75, controlled 0.5, controls 0.4."`
	Text     *string  `json:"description"`
}

// MoonBeside is the birth Moon next to the face.
type MoonBeside struct {
	biometric.Moon
	Beside
}

// WatchBeside is the organ clock next to the face.
type WatchBeside struct {
	biometric.Watch
	Beside
}

// Privacy says what happened to the biometric data.
type Privacy struct {
	Consent    bool   `json:"consent_given"`
	Stored     bool   `json:"biometric_data_stored" doc:"Always false."`
	Retention  int    `json:"retention_hours" doc:"Always 0."`
	Requested  int    `json:"requested_max_retention_hours"`
	Anonymized bool   `json:"anonymized" doc:"Whether the birth data were left out of raw_data.input."`
	Returned   bool   `json:"landmarks_returned" doc:"Always false."`
	Statement  string `json:"statement"`
}

// Raw is the detail behind a result.
type Raw struct {
	Source      string         `json:"data_source" doc:"landmarks, ratios or none."`
	Ratios      *proportions   `json:"ratios" doc:"The proportions that were measured."`
	Elements    []ElementScore `json:"element_scores"`
	Palaces     []Prominence   `json:"palace_scores"`
	Stations    []Prominence   `json:"age_point_scores"`
	Quality     Quality        `json:"input_quality"`
	Conventions *Conventions   `json:"conventions"`
}

// Quality is what the confidence is made of.
type Quality struct {
	Detection    float64 `json:"detection" doc:"As the client gave it, else 1."`
	Frontality   float64 `json:"frontality"`
	Completeness float64 `json:"completeness" doc:"Share of the proportions that were measured."`
	Shape        float64 `json:"shape" doc:"0.9 when the shape of the picture was assumed, else 1."`
	Fragile      float64 `json:"fragile" doc:"0.1 less when dominant and secondary element are within the jitter of landmarks."`
}

// Conventions puts the formulas into words.
type Conventions struct {
	Scores    string `json:"palace_scores"`
	Elements  string `json:"element_scores"`
	Harmony   string `json:"overall_harmony"`
	Reference string `json:"reference"`
	Quality   string `json:"confidence"`
}
