package facereading

import (
	"math"

	"github.com/witnessos/witnessos/internal/decimal"
)

// housesOf are the twelve palaces in the order of the tradition, each with the proportions of its
// region.
var housesOf = [...]struct {
	key    string
	ratios []mark
}{
	{"ming_gong", []mark{{browGap, 1}}},
	{"cai_bo_gong", []mark{{noseWidth, 1}}},
	{"xiong_di_gong", []mark{{browLength, 1}}},
	{"tian_zhai_gong", []mark{{browLidGap, 1}}},
	{"nan_nv_gong", []mark{{underEye, 1}}},
	{"nu_pu_gong", []mark{{jawWidth, 0.5}, {lowerFullness, 0.5}}},
	{"qi_qie_gong", []mark{{eyeCornerRoom, 1}}},
	{"ji_e_gong", []mark{{innerEyeGap, 1}}},
	{"qian_yi_gong", []mark{{templeWidth, 1}}},
	{"guan_lu_gong", []mark{{upperThird, 1}}},
	{"fu_de_gong", []mark{{outerBrowHeight, 1}}},
	{"xiang_mao_gong", []mark{{faceHeightWidth, 1}}},
}

// Prominence is how large a region is beside that of the reference face: the mean of logistic(z) over
// its proportions (a convention of this product). Half is the reference; more is no better.
type Prominence struct {
	Region string  `json:"region"`
	Terms  []Term  `json:"terms"`
	Score  float64 `json:"score"`
}

// prominence scores a region. ok is false when nothing of it was measured.
func (p *proportions) prominence(region string, of []mark) (r Prominence, ok bool) {
	r = Prominence{Region: region, Terms: p.terms(of)}
	if r.Terms == nil {
		return r, false
	}
	share := 1 / float64(len(r.Terms))
	for i := range r.Terms {
		r.Terms[i].Weight = share
		r.Score += share * logistic(r.Terms[i].Z)
	}
	r.Score = decimal.Round(r.Score, 4)
	return r, true
}

// emphasis is the band of a prominence.
type emphasis int

const (
	marked emphasis = iota
	even
	slight

	markedFrom = 0.62 // z of a half
	slightTo   = 0.38
)

// emphases are the names of the bands. Results point to them: they must not be changed.
var emphases = [...]string{"marked", "even", "slight"}

func band(score float64) emphasis {
	switch {
	case score >= markedFrom:
		return marked
	case score <= slightTo:
		return slight
	}
	return even
}

// harmony is 1 less the mean distance of scores from a half, doubled: 1 when all regions have the
// size of the reference (a convention of this product). Nil without scores.
func harmony(scores []Prominence) *float64 {
	if len(scores) == 0 {
		return nil
	}
	sum := 0.0
	for _, p := range scores {
		sum += 2 * math.Abs(p.Score-0.5)
	}
	h := decimal.Round(1-sum/float64(len(scores)), 4)
	return &h
}

// mostMarked are the regions that stand out furthest, whether large or small, at most three, and
// none that is even.
func mostMarked(scores []Prominence) []string {
	out := make([]float64, len(scores))
	for i := range scores {
		out[i] = math.Abs(scores[i].Score - 0.5)
	}
	keys := []string{}
	for _, i := range descending(out) {
		if len(keys) < 3 && band(scores[i].Score) != even {
			keys = append(keys, scores[i].Region)
		}
	}
	return keys
}
