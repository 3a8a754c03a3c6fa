// Package synthesis reads the results of several engines together.
//
// It looks at their signals and at nothing else: facts of a few kinds, in vocabularies that the
// engines share, each with a weight. So two results meet only where both speak of the same thing;
// coordinates, timestamps and words that happen to look alike never make a pattern.
//
// Every figure is a convention of this product, and comes with the terms that it was counted from.
// What cannot be counted is null: coherence needs two engines with a kind of signal in common, a
// pattern needs two engines, and nothing stands in for them.
//
// The result depends on the signals and the day alone, and not on the order in which they come.
package synthesis

import (
	"time"

	"github.com/witnessos/witnessos/internal/civil"
	"github.com/witnessos/witnessos/internal/engines"
	"github.com/witnessos/witnessos/internal/stamp"
)

// Source is what one engine said about one person.
type Source struct {
	Engine  string // canonical name
	Of      string // whose result it is, for people ("partner"); empty for the reader's own
	Signals []engines.Signal
}

// Moment is when a synthesis is made, and for which day. Without a day it is that of Now, in UTC.
type Moment struct {
	Now time.Time
	Day civil.Date
}

// Synthesize reads sources together. Results of one engine about two people count as one engine:
// that a method agrees with itself is no agreement.
func Synthesize(at Moment, sources []Source) *Result {
	if at.Day.IsZero() {
		at.Day = civil.Of(at.Now.UTC())
	}
	s := &reader{at: at, voices: gather(sources)}
	for i, k := range kinds {
		s.found[i] = s.agreements(k)
	}
	for _, k := range [...]engines.SignalKind{engines.SignalTheme, engines.SignalArchetype, engines.SignalNumber, engines.SignalElement} {
		s.patterns = append(s.patterns, s.patternsOf(k)...)
	}
	r := &Result{
		Timestamp: stamp.Of(at.Now),
		Engines:   []string{},
		Correlations: Correlations{
			Numbers:    s.correlate(engines.SignalNumber),
			Archetypes: s.correlate(engines.SignalArchetype),
			Timing:     s.timing(),
			Energy:     s.energy(),
		},
		Themes:  s.themes(),
		Field:   s.field(),
		Patches: s.patches(),
		reader:  s,
	}
	for i := range s.voices {
		r.Engines = append(r.Engines, s.voices[i].engine)
	}
	r.Map = s.consciousness(r.Field.Level)
	r.Guidance = s.guidance(r.Correlations.Timing.Transitions)
	return r
}

// reader holds what has been found while a result is put together.
type reader struct {
	at       Moment
	voices   []voice
	found    [len(kinds)][]*agreement // by kind, the strongest first
	patterns []*agreement             // of themes, figures, numbers and elements, in this order
}

// kinds are the vocabularies of signals.
var kinds = [...]engines.SignalKind{
	engines.SignalNumber, engines.SignalArchetype, engines.SignalElement, engines.SignalTiming, engines.SignalTheme,
}

// of returns what has been found of a kind.
func (s *reader) of(k engines.SignalKind) []*agreement {
	for i := range kinds {
		if kinds[i] == k {
			return s.found[i]
		}
	}
	return nil
}
