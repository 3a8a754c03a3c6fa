package readings

import (
	"context"
	"slices"
	"strconv"
	"time"

	"github.com/witnessos/witnessos/internal/api"
	"github.com/witnessos/witnessos/internal/stamp"
	"github.com/witnessos/witnessos/internal/synthesis"
)

// Correlation is how readings are alike.
type Correlation struct {
	Analyzed int
	Found    int      // pairs that have something in common
	Pairs    []Pair   // of these the most alike, at most 20
	Patterns []string // themes that the most pairs share, at most 5
}

// Pair is two readings, the earlier one first.
type Pair struct {
	First, Second     string // ids
	FirstAt, SecondAt string
	synthesis.Likeness
	Shared []string // themes of both
	Growth []string // themes of the second that the first has not
}

// Correlate compares every pair of the newest readings since an instant, at most 50 of them.
func (s *Store) Correlate(ctx context.Context, owner int64, since string, newest int) (*Correlation, error) {
	const most = 50
	list, err := s.read(ctx, owner, since, min(newest, most))
	if err != nil {
		return nil, err
	}
	var pairs []Pair
	shared := &tally{}
	for j := range list { // later
		for i := j + 1; i < len(list); i++ {
			p, alike := pairOf(&list[i], &list[j])
			if !alike {
				continue
			}
			pairs = append(pairs, p)
			for _, theme := range p.Shared {
				shared.add(theme)
			}
		}
	}
	c := &Correlation{Analyzed: len(list), Found: len(pairs), Patterns: shared.top(5)}
	for _, i := range best(len(pairs), 20, func(i, j int) bool { return pairs[i].All > pairs[j].All }) {
		c.Pairs = append(c.Pairs, pairs[i])
	}
	return c, nil
}

// pairOf compares an earlier with a later reading. Those that share no kind of signal, or nothing
// within the kinds, are no pair.
func pairOf(earlier, later *output) (Pair, bool) {
	like, ok := synthesis.Compare(earlier.vector, later.vector)
	if !ok || like.All == 0 {
		return Pair{}, false
	}
	p := Pair{First: earlier.id, Second: later.id, FirstAt: earlier.at, SecondAt: later.at, Likeness: like, Shared: []string{}, Growth: []string{}}
	for _, theme := range later.themes {
		if slices.Contains(earlier.themes, theme) {
			p.Shared = append(p.Shared, theme)
		} else {
			p.Growth = append(p.Growth, theme)
		}
	}
	return p, true
}

// Strong is the pair in the form of data.correlations.
func (p *Pair) Strong() *api.Object {
	kinds := &api.Object{}
	for i, k := range p.Kinds {
		kinds.Set(string(k), p.ByKind[i])
	}
	return p.head().Set("correlations", kinds).Set("correlation_strength", p.All).Set("shared_themes", p.Shared).
		Set("evolution_pattern", p.pattern())
}

// Evolving is the pair in the form of the correlations at the top.
func (p *Pair) Evolving() *api.Object {
	return p.head().Set("correlation_score", p.All).Set("common_themes", p.Shared).
		Set("evolution_pattern", (&api.Object{}).
			Set("time_span", timeSpan(p.FirstAt, p.SecondAt)).
			Set("consciousness_shift", nil).
			Set("growth_areas", p.Growth))
}

func (p *Pair) head() *api.Object {
	return (&api.Object{}).
		Set("reading1_id", p.First).
		Set("reading2_id", p.Second).
		Set("reading1_date", p.FirstAt).
		Set("reading2_date", p.SecondAt)
}

func (p *Pair) pattern() string {
	switch {
	case p.All >= 0.6:
		return "recurring"
	case p.All >= 0.3:
		return "evolving"
	}
	return "contrasting"
}

// timeSpan is the whole days between two instants, in words.
func timeSpan(from, to string) string {
	a, _ := time.Parse(stamp.Layout, from)
	b, _ := time.Parse(stamp.Layout, to)
	if days := int(b.Sub(a) / (24 * time.Hour)); days != 1 {
		return strconv.Itoa(days) + " days"
	}
	return "1 day"
}
