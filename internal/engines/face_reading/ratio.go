package facereading

import (
	"math"

	"github.com/witnessos/witnessos/internal/decimal"
	"github.com/witnessos/witnessos/internal/rawjson"
)

// Ratios are the proportions of a face: what the engine measures on landmarks, or what a client has
// measured itself. Each is a distance between landmarks divided by another one, in the plane of the
// picture; numbers in the descriptions are those of MediaPipe Face Mesh. Nil is not measured.
type Ratios struct {
	FaceHeightWidth *float64 `json:"face_height_width,omitempty" alias:"height_width,heightWidth" minimum:"0.5" maximum:"3" doc:"Height of the face (10-152) to its width (234-454)."`
	UpperThird      *float64 `json:"upper_third,omitempty" minimum:"0" maximum:"1" doc:"Share of the height from the hairline, estimated by point 10, to the brows (10-9)."`
	MiddleThird     *float64 `json:"middle_third,omitempty" minimum:"0" maximum:"1" doc:"Share of the height from the brows to the base of the nose (9-2)."`
	LowerThird      *float64 `json:"lower_third,omitempty" minimum:"0" maximum:"1" doc:"Share of the height from the base of the nose to the chin (2-152)."`
	JawWidth        *float64 `json:"jaw_width,omitempty" minimum:"0.01" maximum:"3" doc:"Width of the jaw (172-397) to that of the face."`
	ForeheadWidth   *float64 `json:"forehead_width,omitempty" minimum:"0.01" maximum:"3" doc:"Width of the forehead (54-284) to that of the face."`
	TempleWidth     *float64 `json:"temple_width,omitempty" minimum:"0.01" maximum:"3" doc:"Width at the temples (21-251) to that of the face."`
	CheekProminence *float64 `json:"cheek_prominence,omitempty" minimum:"0.01" maximum:"5" doc:"Width of the face to the mean of those of jaw and forehead."`
	ChinWidth       *float64 `json:"chin_width,omitempty" minimum:"0.01" maximum:"3" doc:"Width of the chin (149-378) to that of the jaw."`
	LowerFullness   *float64 `json:"lower_fullness,omitempty" minimum:"0.01" maximum:"3" doc:"Width of the lower cheeks (136-365) to that of the jaw."`
	NoseWidth       *float64 `json:"nose_width,omitempty" minimum:"0.01" maximum:"3" doc:"Width of the nose (98-327) to that of the face."`
	NoseLength      *float64 `json:"nose_length,omitempty" minimum:"0.01" maximum:"3" doc:"Length of the nose (168-2) to the height of the face."`
	MouthWidth      *float64 `json:"mouth_width,omitempty" minimum:"0.01" maximum:"3" doc:"Width of the mouth (61-291) to that of the face."`
	EyeOpening      *float64 `json:"eye_opening,omitempty" minimum:"0.01" maximum:"3" doc:"Opening of the eyes (159-145, 386-374) to their width (33-133, 263-362), mean of both."`
	InnerEyeGap     *float64 `json:"inner_eye_gap,omitempty" minimum:"0.01" maximum:"3" doc:"Distance of the inner corners of the eyes (133-362) to that of the outer ones (33-263)."`
	EyeCornerRoom   *float64 `json:"eye_corner_room,omitempty" minimum:"0.01" maximum:"3" doc:"From the outer corner of an eye to the rim of the face (33-127, 263-356), to the width of the face, mean of both."`
	UnderEye        *float64 `json:"under_eye,omitempty" minimum:"0.01" maximum:"5" doc:"From the lower lid to the cheek below it (145-101, 374-330), to the width of the eye, mean of both."`
	BrowGap         *float64 `json:"brow_gap,omitempty" minimum:"0.01" maximum:"5" doc:"Distance of the inner ends of the brows (107-336) to that of the inner corners of the eyes."`
	BrowLength      *float64 `json:"brow_length,omitempty" minimum:"0.01" maximum:"5" doc:"Length of a brow (70-107, 300-336) to the width of the eye, mean of both."`
	BrowLidGap      *float64 `json:"brow_lid_gap,omitempty" minimum:"0.01" maximum:"5" doc:"From the brow to the upper lid (105-159, 334-386), to the width of the eye, mean of both."`
	OuterBrowHeight *float64 `json:"outer_brow_height,omitempty" minimum:"0.01" maximum:"3" doc:"From the outer end of a brow to the rim of the forehead above it (70-54, 300-284), to the height of the face, mean of both."`
	Symmetry        *float64 `json:"symmetry,omitempty" minimum:"0" maximum:"1" doc:"1 less the root mean square distance of points from the mirror images of their counterparts, in distances of the outer eye corners."`
}

// ratio numbers the proportions that are compared with the reference face.
type ratio int

const (
	faceHeightWidth ratio = iota
	upperThird
	middleThird
	lowerThird
	jawWidth
	foreheadWidth
	templeWidth
	cheekProminence
	chinWidth
	lowerFullness
	noseWidth
	noseLength
	mouthWidth
	eyeOpening
	innerEyeGap
	eyeCornerRoom
	underEye
	browGap
	browLength
	browLidGap
	outerBrowHeight
	ratioCount
)

// references are the proportions of the canonical face model of MediaPipe
// (canonical_face_model.obj), the face that the mesh is fitted from, measured as the ratios are. The
// spreads are a convention of this product: 6 % of the reference for outlines, 10 % for features, 15 %
// for openings and gaps, which is the order by which adult faces differ.
var references = [ratioCount]struct {
	name              string
	reference, spread float64
}{
	faceHeightWidth: {"face_height_width", 1.152, 0.07},
	upperThird:      {"upper_third", 0.191, 0.029},
	middleThird:     {"middle_third", 0.395, 0.024},
	lowerThird:      {"lower_third", 0.414, 0.025},
	jawWidth:        {"jaw_width", 0.775, 0.047},
	foreheadWidth:   {"forehead_width", 0.819, 0.049},
	templeWidth:     {"temple_width", 0.925, 0.055},
	cheekProminence: {"cheek_prominence", 1.254, 0.075},
	chinWidth:       {"chin_width", 0.541, 0.054},
	lowerFullness:   {"lower_fullness", 0.856, 0.051},
	noseWidth:       {"nose_width", 0.183, 0.018},
	noseLength:      {"nose_length", 0.303, 0.03},
	mouthWidth:      {"mouth_width", 0.32, 0.032},
	eyeOpening:      {"eye_opening", 0.258, 0.039},
	innerEyeGap:     {"inner_eye_gap", 0.418, 0.042},
	eyeCornerRoom:   {"eye_corner_room", 0.216, 0.022},
	underEye:        {"under_eye", 0.847, 0.127},
	browGap:         {"brow_gap", 0.752, 0.113},
	browLength:      {"brow_length", 1.694, 0.169},
	browLidGap:      {"brow_lid_gap", 0.885, 0.133},
	outerBrowHeight: {"outer_brow_height", 0.137, 0.021},
}

// fields are the proportions in the order of their numbers.
//
//go:noinline
func (r *Ratios) fields() [ratioCount]**float64 {
	return [ratioCount]**float64{
		&r.FaceHeightWidth, &r.UpperThird, &r.MiddleThird, &r.LowerThird, &r.JawWidth, &r.ForeheadWidth, &r.TempleWidth,
		&r.CheekProminence, &r.ChinWidth, &r.LowerFullness, &r.NoseWidth, &r.NoseLength, &r.MouthWidth, &r.EyeOpening,
		&r.InnerEyeGap, &r.EyeCornerRoom, &r.UnderEye, &r.BrowGap, &r.BrowLength, &r.BrowLidGap, &r.OuterBrowHeight,
	}
}

// proportions are ratios as a list; NaN is not measured.
type proportions struct {
	of       [ratioCount]float64
	symmetry float64
}

// proportions of a client. Nil gives none.
func (r *Ratios) proportions() *proportions {
	var p proportions
	p.symmetry = math.NaN()
	for i := range p.of {
		p.of[i] = math.NaN()
	}
	if r == nil {
		return &p
	}
	for i, field := range r.fields() {
		if *field != nil {
			p.of[i] = **field
		}
	}
	if r.Symmetry != nil {
		p.symmetry = *r.Symmetry
	}
	return &p
}

// measured counts the proportions that are there.
func (p *proportions) measured() int {
	n := 0
	for _, value := range p.of {
		if !math.IsNaN(value) {
			n++
		}
	}
	return n
}

// sorted are the numbers of the proportions in the order of their names; ratioCount stands for the
// symmetry.
var sorted = [...]ratio{
	browGap, browLength, browLidGap, cheekProminence, chinWidth, eyeCornerRoom, eyeOpening, faceHeightWidth, foreheadWidth,
	innerEyeGap, jawWidth, lowerFullness, lowerThird, middleThird, mouthWidth, noseLength, noseWidth, outerBrowHeight, ratioCount,
	templeWidth, underEye, upperThird,
}

// AppendJSON writes the proportions that are there by their names, as encoding/json would write a map.
func (p *proportions) AppendJSON(b []byte) ([]byte, error) {
	b = append(b, '{')
	for _, i := range sorted {
		name, value := "symmetry", p.symmetry
		if i < ratioCount {
			name, value = references[i].name, p.of[i]
		}
		if math.IsNaN(value) {
			continue
		}
		before := `,"`
		if b[len(b)-1] == '{' {
			before = `"`
		}
		b = append(b, before+name+`":`...)
		b = rawjson.AppendFloat(b, decimal.Round(value, 6))
	}
	return append(b, '}'), nil
}

// Term is a proportion beside the reference face: what a score is made of.
type Term struct {
	Ratio     string  `json:"ratio"`
	Value     float64 `json:"value"`
	Reference float64 `json:"reference"`
	Spread    float64 `json:"spread"`
	Z         float64 `json:"z" doc:"(value - reference) / spread."`
	Weight    float64 `json:"weight"`
}

// mark is a proportion with the weight of its deviation.
type mark struct {
	ratio  ratio
	weight float64
}

// terms compares proportions with the reference; those that were not measured are left out.
func (p *proportions) terms(marks []mark) (list []Term) {
	for i, m := range marks {
		if value, ref := p.of[m.ratio], &references[m.ratio]; !math.IsNaN(value) {
			if list == nil {
				list = make([]Term, 0, len(marks)-i)
			}
			z := (value - ref.reference) / ref.spread
			list = append(list, Term{ref.name, decimal.Round(value, 4), ref.reference, ref.spread, decimal.Round(z, 4), m.weight})
		}
	}
	return list
}

// logistic maps all numbers to (0, 1), and 0 to a half.
func logistic(x float64) float64 { return 1 / (1 + math.Exp(-x)) }

// descending are the indices of scores, the highest first; of equal ones the first comes first.
func descending(scores []float64) []int {
	order := make([]int, len(scores))
	for i := range scores {
		at := i
		for ; at > 0 && scores[order[at-1]] < scores[i]; at-- {
			order[at] = order[at-1]
		}
		order[at] = i
	}
	return order
}
