package sacredgeometry

import (
	"github.com/witnessos/witnessos/internal/engines"
	"github.com/witnessos/witnessos/internal/geometry"
)

// Result is what the engine returns. Coordinates are those of the picture: x to the right, y
// downward, from 0 to the size.
type Result struct {
	engines.Reading `json:"-"`

	PrimaryPattern         Pattern        `json:"primary_pattern" alias:"primaryPattern"`
	ConstructionGeometry   *Construction  `json:"construction_geometry,omitempty" alias:"constructionGeometry" doc:"When include_construction_lines is set."`
	MathematicalProperties Properties     `json:"mathematical_properties" alias:"mathematicalProperties"`
	SacredRatios           *Ratios        `json:"sacred_ratios" alias:"sacredRatios" doc:"Null unless include_sacred_ratios is set."`
	SymmetryAnalysis       Symmetry       `json:"symmetry_analysis" alias:"symmetryAnalysis"`
	MeditationPoints       []FocusPoint   `json:"meditation_points" alias:"meditationPoints"`
	EnergyFlow             Flow           `json:"energy_flow" alias:"energyFlow"`
	ChakraCorrespondences  Correspondence `json:"chakra_correspondences" alias:"chakraCorrespondences"`
	GeometricMeaning       string         `json:"geometric_meaning" alias:"geometricMeaning"`
	MeditationGuidance     string         `json:"meditation_guidance" alias:"meditationGuidance"`
	ManifestationNotes     string         `json:"manifestation_notes" alias:"manifestationNotes"`
	SVG                    string         `json:"svg" doc:"The figure as an SVG document, sized by its viewBox, for light and dark surroundings."`
}

// Pattern is the figure.
type Pattern struct {
	PatternType  string             `json:"pattern_type" alias:"patternType"`
	SolidType    string             `json:"solid_type,omitempty" alias:"solidType"`
	CenterPoint  geometry.Point     `json:"center_point" alias:"centerPoint"`
	Scale        float64            `json:"scale" doc:"1, or the scale of a personal pattern."`
	Elements     Elements           `json:"elements" doc:"Every drawn element, in the order of painting."`
	SacredRatios map[string]float64 `json:"sacred_ratios,omitempty" alias:"sacredRatios" doc:"The measured proportions by name, when include_sacred_ratios is set."`
	Symbolism    string             `json:"symbolism"`
}

// Construction is how the figure is found with ruler and compass.
type Construction struct {
	Elements Elements `json:"elements"`
	Steps    string   `json:"steps"`
}

// Properties are what can be counted and computed.
type Properties struct {
	ElementCount     int            `json:"element_count" alias:"elementCount"`
	CenterPoint      geometry.Point `json:"center_point" alias:"centerPoint"`
	Scale            float64        `json:"scale"`
	PatternType      string         `json:"pattern_type" alias:"patternType"`
	Complexity       int            `json:"complexity" doc:"Number of different elements: those that differ in type, size or distance from the centre."`
	SymmetryOrder    int            `json:"symmetry_order" alias:"symmetryOrder"`
	FractalDimension *float64       `json:"fractal_dimension" alias:"fractalDimension" doc:"Box-counted on the drawn lines, in grids of 4 to 128 boxes along the side of the picture."`
	UnitRadius       float64        `json:"unit_radius" alias:"unitRadius" doc:"Radius of the circles, or of what the figure is built in, in units of the picture."`

	Vertices int `json:"vertices,omitempty" doc:"Of the solid."`
	Edges    int `json:"edges,omitempty" doc:"Of the solid."`
	Faces    int `json:"faces,omitempty" doc:"Of the solid."`

	Triangles      int      `json:"triangles,omitempty" doc:"Large triangles of the Sri Yantra."`
	SmallTriangles int      `json:"small_triangles,omitempty" alias:"smallTriangles" doc:"Small triangles of the Sri Yantra."`
	Stylised       *bool    `json:"stylised,omitempty" doc:"Of the Sri Yantra: whether its triple points are only approximate."`
	Residual       *float64 `json:"concurrency_residual,omitempty" alias:"concurrencyResidual" doc:"Of the Sri Yantra: the largest gap in a triple point, in radii of its circle."`
}

// Ratios are the proportions measured on the figure.
type Ratios struct {
	GoldenRatio Golden  `json:"golden_ratio" alias:"goldenRatio"`
	Ratios      []Ratio `json:"ratios"`
}

// Golden tells whether two lengths of the figure stand in the golden ratio.
type Golden struct {
	Present bool     `json:"present" doc:"Whether two of the lengths do so, to one part in 10⁹."`
	Value   *float64 `json:"value" doc:"Their ratio as measured; null if there are none."`
	Lengths int      `json:"lengths_compared" alias:"lengthsCompared" doc:"How many lengths were compared with each other."`
}

// Ratio is one proportion.
type Ratio struct {
	Name     string  `json:"name"`
	Label    string  `json:"label"`
	Value    float64 `json:"value"`
	Exact    string  `json:"exact,omitempty" doc:"The same as an expression."`
	Measured string  `json:"measured"`
}

// Symmetry tells which motions leave the figure as it is.
type Symmetry struct {
	Type        string `json:"type" doc:"dihedral, mirror, spiral, tetrahedral, octahedral or icosahedral."`
	Order       int    `json:"order" doc:"Of the rotation; for a solid, of its full group in space."`
	Axes        []Axis `json:"axes"`
	Description string `json:"description"`
}

// Axis is a mirror axis of a plane figure, or a kind of axis of rotation of a solid.
type Axis struct {
	Type  string   `json:"type" doc:"mirror or rotation."`
	Angle *float64 `json:"angle,omitempty" doc:"Of a mirror axis: degrees, counterclockwise from the horizontal."`
	Order int      `json:"order,omitempty" doc:"Of a rotation: it turns by 360°/order."`
	Count int      `json:"count,omitempty" doc:"How many such axes of rotation there are."`
}

// FocusPoint is a point to rest the eyes on.
type FocusPoint struct {
	Coordinates  geometry.Point `json:"coordinates"`
	Type         string         `json:"type"`
	Significance string         `json:"significance"`
	Technique    string         `json:"meditation_technique" alias:"meditationTechnique"`
}

// Flow tells how the figure leads the eye.
type Flow struct {
	FlowType        string      `json:"flow_type" alias:"flowType"`
	Direction       string      `json:"direction"`
	IntensityPoints []Intensity `json:"intensity_points" alias:"intensityPoints" doc:"Points where several drawn lines meet."`
	Description     string      `json:"description"`
}

// Intensity is a point with the number of drawn lines that meet there.
type Intensity struct {
	X     float64 `json:"x"`
	Y     float64 `json:"y"`
	Lines int     `json:"lines"`
}

// Correspondence is what tradition connects with the figure.
type Correspondence struct {
	Tradition string   `json:"tradition" doc:"What kind of statement this is."`
	Chakras   []Chakra `json:"chakras"`
	Reason    string   `json:"reason"`
}

// Chakra is one of the seven of the most common system.
type Chakra struct {
	Name   string `json:"name"`
	Place  string `json:"place"`
	Petals int    `json:"petals" doc:"Of its lotus."`
}

// Raw is the detail behind a result.
type Raw struct {
	Personal     *Personal   `json:"personal,omitempty" doc:"What the birth date makes of the personal pattern."`
	Convention   string      `json:"personal_convention,omitempty"`
	BoxSides     []int       `json:"box_sides" doc:"Boxes along the side of each grid of the box count."`
	BoxCounts    []int       `json:"box_counts" doc:"Boxes that the drawn lines enter."`
	GoldenPair   *[2]float64 `json:"golden_pair" doc:"The two lengths in the golden ratio, the longer one first."`
	TriplePoints int         `json:"triple_points,omitempty" doc:"Of the Sri Yantra: points where three lines meet."`
	Note         string      `json:"note"`
}
