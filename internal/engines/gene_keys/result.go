package genekeys

import (
	"github.com/witnessos/witnessos/internal/engines"
	"github.com/witnessos/witnessos/internal/engines/birth"
)

// Result is what the engine returns. When the time of birth is unknown, keys and lines that
// differ within the day are null.
type Result struct {
	engines.Reading `json:"-"`

	Profile            Profile    `json:"profile"`
	ActivationSequence *Sequence  `json:"activation_sequence"`
	VenusSequence      *Sequence  `json:"venus_sequence"`
	PearlSequence      *Sequence  `json:"pearl_sequence"`
	PrimaryKey         *GeneKey   `json:"primary_gene_key" alias:"primaryGeneKey" doc:"That of Life's Work."`
	Partner            *GeneKey   `json:"programming_partner" alias:"programmingPartner" doc:"Of the primary key."`
	Pathways           []Pathway  `json:"pathways"`
	Rings              []RingInfo `json:"codon_rings" alias:"codonRings" doc:"Rings of the keys in the profile."`

	KeyInsights       []string `json:"key_insights" alias:"keyInsights"`
	Pathworking       []string `json:"pathworking_guidance" alias:"pathworkingGuidance"`
	GuidanceSummary   string   `json:"guidance_summary" alias:"guidanceSummary"`
	PrimaryLifeTheme  string   `json:"primary_life_theme" alias:"primaryLifeTheme"`
	Themes            []string `json:"transformation_themes" alias:"transformationThemes"`
	LifeThemeAnalysis string   `json:"life_theme_analysis" alias:"lifeThemeAnalysis"`
	Frequency         string   `json:"current_frequency_analysis" alias:"currentFrequencyAnalysis" doc:"Explains why there is no such number."`
	Opportunities     []string `json:"transformation_opportunities" alias:"transformationOpportunities"`

	Stability   Stability         `json:"stability" doc:"By how much the birth could be moved before the profile changes."`
	TimeRange   *TimeRange        `json:"time_range,omitempty" doc:"What is certain and what is not, when the birth can have been at several instants."`
	BirthInfo   birth.Info        `json:"birth_info" alias:"birthInfo"`
	Computation birth.Computation `json:"computation"`
	Attribution string            `json:"attribution"`
}

// Profile is the profile in the shapes of both families of clients. Spheres outside of the
// sequence asked for are null.
type Profile struct {
	LifesWork  *SphereInfo `json:"lifeWork"`
	Evolution  *SphereInfo `json:"evolution"`
	Radiance   *SphereInfo `json:"radiance"`
	Purpose    *SphereInfo `json:"purpose"`
	Attraction *SphereInfo `json:"attraction"`
	IQ         *SphereInfo `json:"iq"`
	EQ         *SphereInfo `json:"eq"`
	SQ         *SphereInfo `json:"sq"`
	VQ         *SphereInfo `json:"vq" doc:"Core and Vocation under an older name."`
	Core       *SphereInfo `json:"core"`
	Vocation   *SphereInfo `json:"vocation"`
	Culture    *SphereInfo `json:"culture"`
	Brand      *SphereInfo `json:"brand"`
	Pearl      *SphereInfo `json:"pearl"`
	Creativity *SphereInfo `json:"creativity" doc:"Null: no sphere of this name exists."`

	AllKeys          []KeyBrief    `json:"allKeys" doc:"Keys of the profile, each once."`
	ActivationBriefs []*SphereInfo `json:"activationSequence"`
	VenusBriefs      []*SphereInfo `json:"venusSequence"`
	PearlBriefs      []*SphereInfo `json:"pearlSequence"`

	Activation *Sequence `json:"activation_sequence"`
	Venus      *Sequence `json:"venus_sequence"`
	PearlWay   *Sequence `json:"pearl_sequence"`
	BirthDate  string    `json:"birth_date"`
	PrimaryKey *int      `json:"primary_gene_key"`
	Partner    *int      `json:"programming_partner"`
}

// SphereInfo is a sphere of the profile.
type SphereInfo struct {
	Name        string  `json:"name"`
	GeneKey     *int    `json:"geneKey" doc:"Null when an unknown time of birth leaves it open."`
	Line        *int    `json:"line" doc:"Null when an unknown time of birth leaves it open."`
	Planet      string  `json:"planet"`
	Side        string  `json:"type" doc:"personality or design."`
	Description string  `json:"description"`
	Purpose     string  `json:"purpose"`
	Longitude   float64 `json:"longitude"`
	Margin      float64 `json:"boundary_margin_arcsec" doc:"To the nearest boundary of a line."`
	ErrorBound  float64 `json:"error_bound_arcsec"`
	Uncertain   bool    `json:"uncertain" doc:"The boundary is within the error bound."`
}

// KeyBrief is a key of the profile.
type KeyBrief struct {
	Number  int      `json:"geneKey"`
	Name    string   `json:"name"`
	Shadow  string   `json:"shadow"`
	Gift    string   `json:"gift"`
	Siddhi  string   `json:"siddhi"`
	Spheres []string `json:"spheres"`
}

// Sequence is a way through spheres.
type Sequence struct {
	Name        string `json:"name"`
	Purpose     string `json:"purpose"`
	Description string `json:"description"`
	Gates       []Gate `json:"gates"`
}

// Gate is a sphere of a sequence with its key.
type Gate struct {
	Name            string   `json:"name"`
	Description     string   `json:"description"`
	GeneKey         *GeneKey `json:"gene_key" doc:"Null when an unknown time of birth leaves it open."`
	Line            *int     `json:"line"`
	LineDescription string   `json:"line_description,omitempty"`
	Method          string   `json:"calculation_method"`
}

// GeneKey is a key with its words.
type GeneKey struct {
	Number            int      `json:"number"`
	Name              string   `json:"name"`
	Shadow            string   `json:"shadow"`
	Gift              string   `json:"gift"`
	Siddhi            string   `json:"siddhi"`
	Hexagram          string   `json:"hexagram" doc:"Lines from the bottom up, 1 for a whole line."`
	Codon             string   `json:"codon" doc:"RNA."`
	AminoAcid         string   `json:"amino_acid"`
	Ring              string   `json:"codon_ring"`
	RingKeys          []int    `json:"codon_ring_keys"`
	Partner           int      `json:"programming_partner"`
	Physiology        *string  `json:"physiology" doc:"Null: no claims about the body are made."`
	Description       string   `json:"description"`
	ShadowDescription string   `json:"shadow_description"`
	GiftDescription   string   `json:"gift_description"`
	SiddhiDescription string   `json:"siddhi_description"`
	Keywords          []string `json:"keywords"`
	LifeTheme         string   `json:"life_theme"`

	encoded []byte // all of this as JSON, the same for every profile
}

// AppendJSON writes what encoding/json would, which has been kept: a profile shows up to
// thirty keys.
func (k *GeneKey) AppendJSON(b []byte) ([]byte, error) { return append(b, k.encoded...), nil }

// Pathway is a step of a sequence.
type Pathway struct {
	Name        string `json:"name"`
	Sequence    string `json:"sequence"`
	From        string `json:"from"`
	To          string `json:"to"`
	Description string `json:"description"`
}

// RingInfo is a codon ring.
type RingInfo struct {
	Name        string   `json:"name"`
	AminoAcid   string   `json:"amino_acid"`
	Keys        []int    `json:"keys"`
	Spheres     []string `json:"spheres" doc:"Spheres of the profile whose keys are in the ring."`
	Description string   `json:"description"`
}

// Stability says how far the birth could be moved before a sphere changes.
type Stability struct {
	Horizon float64 `json:"horizon_minutes" doc:"How far was looked in either direction; null in a window means no change within it."`
	AnyLine Window  `json:"any_line"`
	AnyKey  Window  `json:"any_key"`
}

// Window is the time around the birth in which something stays as it is.
type Window struct {
	Earlier *Boundary `json:"earlier"`
	Later   *Boundary `json:"later"`
}

// Boundary is an end of a window.
type Boundary struct {
	Minutes     float64 `json:"minutes" doc:"Between the birth and this instant."`
	UTC         string  `json:"utc"`
	Uncertainty float64 `json:"uncertainty_seconds" doc:"By how much the instant may be off: the error bound of the body at its speed."`
	Sphere      string  `json:"sphere"`
	Value       string  `json:"value" doc:"Key and line on the far side."`
}

// TimeRange says what the spheres can be when the birth can have been at any instant of a span.
type TimeRange struct {
	From    string          `json:"from_utc"`
	To      string          `json:"to_utc"`
	Minutes float64         `json:"minutes"`
	Certain []string        `json:"certain" doc:"Spheres whose key and line stay."`
	Varying []VaryingSphere `json:"varying"`
	Summary string          `json:"summary"`
}

// VaryingSphere is a sphere that can have several lines.
type VaryingSphere struct {
	Sphere     string   `json:"sphere"`
	KeyCertain bool     `json:"key_certain"`
	Keys       []int    `json:"keys"`
	Lines      []string `json:"lines" doc:"As key.line, in the order of time."`
}

// Raw is the detail behind a result.
type Raw struct {
	PersonalityTT float64  `json:"personality_jd_tt"`
	DesignTT      float64  `json:"design_jd_tt"`
	Fragile       []string `json:"fragile" doc:"Spheres closer to a boundary than the method is certain, or that vary over the time range."`
	Conventions   []string `json:"conventions"`
}
