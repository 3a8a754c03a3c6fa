package enneagram

import (
	"math"

	"github.com/witnessos/witnessos/internal/decimal"
)

// score is a number from 0 to 1 that may not be known.
type score struct {
	value float64
	known bool
}

// tally holds points per scale out of the most there could have been.
type tally struct{ points, answers, most [10]int }

func (t *tally) add(scale Type, points, most int) {
	t.points[scale] += points
	t.answers[scale]++
	t.most[scale] += most
}

// score is one division of integers, so equal shares are equal numbers and ties are exact.
func (t *tally) score(scale Type) score {
	if t.most[scale] == 0 {
		return score{}
	}
	return score{float64(t.points[scale]) / float64(t.most[scale]), true}
}

// likertCount is what the answers to the assessment add up to; the instincts are the scales
// 1 to 3 of their own tally.
type likertCount struct{ types, instincts tally }

func countLikert(answers *Answers) *likertCount {
	var c likertCount
	for n, answer := range answers.likert {
		if answer == 0 {
			continue
		}
		i := &items()[n]
		tally, scale := &c.types, i.kind
		if i.kind == 0 {
			tally, scale = &c.instincts, Type(i.instinct+1)
		}
		tally.add(scale, i.keyed(int(answer)), mostAnswer-leastAnswer)
	}
	return &c
}

// answered counts the answered items about types.
func (c *likertCount) answered() int {
	n := 0
	for _, answers := range c.types.answers {
		n += answers
	}
	return n
}

// finding is what a method makes of its data.
type finding struct {
	scores     [10]score // by type
	ranking    []Type    // types with a score, the primary type first
	confidence float64   // 0 to 1, three decimals
	wing       Wing
	instincts  *stack // nil unless all three were measured
	raw        Raw
}

func (f *finding) primary() Type { return f.ranking[0] }

// tied lists the types whose score equals that of the primary type, if there are others.
func (f *finding) tied() []Type {
	tied := []Type{}
	for t := Type(1); t <= 9; t++ {
		if f.scored() && f.scores[t] == f.scores[f.primary()] {
			tied = append(tied, t)
		}
	}
	if len(tied) < 2 {
		return []Type{}
	}
	return tied
}

// secondary lists the next two types that have any score at all.
func (f *finding) secondary() []Type {
	var next []Type
	for _, t := range f.ranking[1:] {
		if len(next) < 2 && f.scores[t].value > 0 {
			next = append(next, t)
		}
	}
	return next
}

// find turns what is known of a person into a type.
func find(in Person) *finding {
	switch {
	case in.Method == BySelection:
		return selected(in)
	case in.Method == ByIntuition:
		return fromWords(countWords(in.Description))
	case len(in.Answers.votes) > 0:
		return fromVotes(in.Answers.votes)
	}
	return fromLikert(countLikert(&in.Answers))
}

func selected(in Person) *finding {
	f := &finding{ranking: []Type{in.SelectedType}, confidence: 0.9}
	if in.SelectedWing != 0 {
		f.wing = Wing(in.SelectedWing.String())
	}
	f.raw.Confidence.Formula = "0.9 for a type of the reader's own choice"
	return f
}

// fromLikert scores the assessment: means scaled to 0 to 1, and
// confidence = 0.5·min(1, (s1 - s2)/0.25) + 0.5·answered/36.
// With one scored type alone there is no distance, and that term is 0.
func fromLikert(c *likertCount) *finding {
	f := &finding{raw: Raw{Items: make(itemSums, 10)}}
	f.rank(&c.types)
	for t := range f.raw.Items {
		f.raw.Items[t] = ItemSum{c.types.answers[t], c.types.points[t], c.types.most[t]}
	}
	terms := &f.raw.Confidence
	terms.Formula = "0.5·min(1, (best - second)/0.25) + 0.5·answered/36"
	terms.Answered = c.answered()
	best := f.scores[f.primary()].value
	terms.Best = &best
	distance := 0.0
	if len(f.ranking) > 1 {
		second := f.scores[f.ranking[1]].value
		terms.Second = &second
		distance = min(1, (best-second)/0.25)
	}
	f.confidence = decimal.Round(0.5*distance+0.5*float64(terms.Answered)/typeItems, 3)
	f.wing = f.higherNeighbour()
	f.instincts = stackOf(&c.instincts)
	return f
}

// fromVotes takes the type with most votes; confidence is its share.
func fromVotes(answers map[string]Type) *finding {
	var votes tally
	for _, vote := range answers {
		votes.add(vote, 1, 0)
	}
	for t := range votes.most {
		votes.most[t] = len(answers)
	}
	f := &finding{}
	f.rank(&votes)
	f.confidence = decimal.Round(f.scores[f.primary()].value, 3)
	f.raw.Confidence = ConfidenceTerms{Formula: "top/total", Top: votes.points[f.primary()], Total: len(answers)}
	return f
}

// rank fills in scores and order: by score, then by the mean of the center, then by number.
// The few that there are to sort are inserted one by one, which takes less code than a
// generic sort for each kind of list.
func (f *finding) rank(t *tally) {
	for k := Type(1); k <= 9; k++ {
		f.scores[k] = t.score(k)
	}
	f.ranking = make([]Type, 0, 9)
	for k := Type(1); k <= 9; k++ {
		if !f.scores[k].known {
			continue
		}
		f.ranking = append(f.ranking, k)
		for i := len(f.ranking) - 1; i > 0 && f.leads(k, f.ranking[i-1]); i-- {
			f.ranking[i-1], f.ranking[i] = k, f.ranking[i-1]
		}
	}
}

// leads reports whether a comes before b, a type with a lower number.
func (f *finding) leads(a, b Type) bool {
	if f.scores[a] != f.scores[b] {
		return f.scores[a].value > f.scores[b].value
	}
	// Rounded, because the same scores added in another order may differ in the last bit.
	return decimal.Round(f.mean(a.Center()).value, 6) > decimal.Round(f.mean(b.Center()).value, 6)
}

// mean of the scored types of a center.
func (f *finding) mean(c Center) score {
	sum, n := 0.0, 0
	for _, t := range c.Types() {
		if f.scores[t].known {
			sum += f.scores[t].value
			n++
		}
	}
	if n == 0 {
		return score{}
	}
	return score{sum / float64(n), true}
}

// higherNeighbour is the wing: the neighbour with the higher score, or balanced when they
// differ by less than 0.05. Without both scores there is none.
func (f *finding) higherNeighbour() Wing {
	const close = 0.05
	t := f.primary()
	before, after := f.scores[t.Previous()], f.scores[t.Next()]
	switch {
	case !before.known || !after.known:
		return ""
	case math.Abs(before.value-after.value) < close:
		return Balanced
	case before.value > after.value:
		return Wing(t.Previous().String())
	}
	return Wing(t.Next().String())
}

// stack is the order of the three instincts, the strongest first.
type stack struct {
	order  [3]int // indices in instincts
	scores [3]float64
}

// stackOf needs an answer for each instinct.
func stackOf(t *tally) *stack {
	var s stack
	for i := range s.scores {
		score := t.score(Type(i + 1))
		if !score.known {
			return nil
		}
		s.scores[i], s.order[i] = score.value, i
		for k := i; k > 0 && score.value > s.scores[s.order[k-1]]; k-- {
			s.order[k-1], s.order[k] = i, s.order[k-1]
		}
	}
	return &s
}

// leader is the index of the strongest instinct; there is none when two share the lead.
func (s *stack) leader() (int, bool) {
	return s.order[0], s.scores[s.order[0]] > s.scores[s.order[1]]
}
