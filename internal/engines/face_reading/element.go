package facereading

import (
	"github.com/witnessos/witnessos/internal/decimal"
	vedicclock "github.com/witnessos/witnessos/internal/engines/vedicclock_tcm"
)

// The five elements in the order of all lists, which is that in which each generates the next.
var elements = [...]vedicclock.Phase{vedicclock.Wood, vedicclock.Fire, vedicclock.Earth, vedicclock.Metal, vedicclock.Water}

// marks are what the tradition reads each element from, as weights of deviations from the reference
// face (a convention of this product).
var marks = [len(elements)][]mark{
	{{faceHeightWidth, 1}, {jawWidth, -0.5}},                          // wood: long and narrow
	{{chinWidth, -0.8}, {foreheadWidth, -0.7}},                        // fire: pointed chin, narrow forehead
	{{jawWidth, 1}, {faceHeightWidth, -0.5}},                          // earth: square, wide jaw
	{{foreheadWidth, 0.8}, {cheekProminence, 0.7}},                    // metal: broad forehead, cheekbones, oval
	{{faceHeightWidth, -0.7}, {chinWidth, 0.5}, {lowerFullness, 0.5}}, // water: round, full lower face
}

// ElementScore is how strongly a face bears the marks of an element: logistic(Σ weight·z), where z is
// how far a proportion is from the reference, in spreads.
type ElementScore struct {
	Element string  `json:"element"`
	Terms   []Term  `json:"terms" doc:"Those that were measured."`
	Logit   float64 `json:"logit" doc:"Sum of weight · z."`
	Score   float64 `json:"score" doc:"1 / (1 + exp(-logit))."`
	Share   float64 `json:"share" doc:"Percent of the sum of all scores."`
}

// scoreElements scores the elements of which a mark was measured; the others are not in the list. The
// shares of those in it add up to 100, to a hundredth: what rounding leaves over goes to the largest.
// The list is sorted from the highest score to the lowest; of equal ones the first in the order of the
// elements comes first. With fewer than two there is nothing to compare, and the list is empty.
func scoreElements(p *proportions) []ElementScore {
	list, scores := make([]ElementScore, 0, len(elements)), make([]float64, 0, len(elements))
	sum := 0.0
	for i, element := range elements {
		s := ElementScore{Element: string(element), Terms: p.terms(marks[i])}
		if s.Terms == nil {
			continue
		}
		for _, t := range s.Terms {
			s.Logit += t.Weight * t.Z
		}
		s.Logit = decimal.Round(s.Logit, 6)
		s.Score = logistic(s.Logit)
		sum += s.Score
		list, scores = append(list, s), append(scores, s.Score)
	}
	if len(list) < 2 {
		return nil
	}
	sorted := make([]ElementScore, 0, len(list))
	rest := 100.0
	for _, i := range descending(scores) {
		s := list[i]
		s.Share = decimal.Round(100*s.Score/sum, 2)
		rest -= s.Share
		sorted = append(sorted, s)
	}
	sorted[0].Share = decimal.Round(sorted[0].Share+rest, 2)
	return sorted
}

// fragileWithin is the distance in percent below which dominant and secondary element could change
// places by the jitter of landmarks: one pixel in a face of 200.
const fragileWithin = 2.0
