package synthesis

import (
	"slices"
	"strconv"
	"strings"

	"github.com/witnessos/witnessos/internal/civil"
	"github.com/witnessos/witnessos/internal/engines"
)

// voice is one engine with all that it says: signals in the shared vocabularies, each value once,
// in a fixed order.
type voice struct {
	engine  string
	name    string // for people
	signals []engines.Signal
}

// gather makes one voice of everything that an engine said, in canonical order. Signals that are in
// none of the vocabularies are dropped: there is nothing that they could be compared with.
func gather(sources []Source) []voice {
	var voices []voice
	add := func(engine, name string) {
		var signals []engines.Signal
		heard := false
		for _, source := range sources {
			if source.Engine != engine {
				continue
			}
			heard = true
			for _, s := range source.Signals {
				if understand(&s) {
					if source.Of != "" {
						s.Source = source.Of + ", " + s.Source
					}
					signals = append(signals, s)
				}
			}
		}
		if heard {
			voices = append(voices, voice{engine, name, distinct(signals)})
		}
	}
	for _, entry := range engines.Catalog() {
		add(entry.Name, entry.DisplayName)
	}
	return voices
}

// distinct keeps each value of a kind once, with its greatest weight, whatever order they came in.
func distinct(signals []engines.Signal) []engines.Signal {
	order(len(signals), func(i, j int) bool {
		a, b := &signals[i], &signals[j]
		switch c := bySignal(a, b); {
		case c != 0:
			return c < 0
		case a.Weight != b.Weight:
			return a.Weight > b.Weight
		}
		return a.Source < b.Source
	}, func(i, j int) { signals[i], signals[j] = signals[j], signals[i] })
	kept := signals[:0]
	for i := range signals {
		if n := len(kept); n == 0 || bySignal(&kept[n-1], &signals[i]) != 0 {
			kept = append(kept, signals[i])
		}
	}
	return kept
}

// bySignal compares signals by kind and value.
func bySignal(a, b *engines.Signal) int {
	if a.Kind != b.Kind {
		return strings.Compare(string(a.Kind), string(b.Kind))
	}
	return strings.Compare(a.Value, b.Value)
}

// understand brings a signal into its vocabulary. It reports false for a value outside of it and for
// a weight that is none.
func understand(s *engines.Signal) (ok bool) {
	if !(s.Weight > 0) { // also of NaN
		return false
	}
	s.Weight = min(s.Weight, 1)
	s.Value = strings.TrimSpace(s.Value)
	switch s.Kind {
	case engines.SignalNumber:
		s.Value, ok = reduced(s.Value)
	case engines.SignalArchetype:
		s.Value, ok = figure(s.Value), s.Value != ""
	case engines.SignalElement:
		s.Value = strings.ToLower(s.Value)
		ok = slices.Contains(elements[:], s.Value)
	case engines.SignalTiming:
		ok = isPeriod(s.Value)
	case engines.SignalTheme:
		ok = slices.Contains(engines.Themes(), s.Value)
	}
	return ok
}

// reduced sums the digits of a number down to 1–9, 11, 22 or 33.
func reduced(value string) (string, bool) {
	n, err := strconv.Atoi(value)
	if err != nil || n < 1 {
		return "", false
	}
	for n > 9 && n != 11 && n != 22 && n != 33 {
		sum := 0
		for ; n > 0; n /= 10 {
			sum += n % 10
		}
		n = sum
	}
	return strconv.Itoa(n), true
}

// figure is the name of an archetype without its article, so that Hermit and The Hermit are one.
func figure(name string) string {
	name = strings.ToLower(name)
	return strings.TrimPrefix(name, "the ")
}

// isPeriod reports whether a value is YYYY, YYYY-MM or YYYY-MM-DD.
func isPeriod(value string) bool {
	const first = "0001-01-01"
	if len(value) != len("YYYY") && len(value) != len("YYYY-MM") && len(value) != len(first) {
		return false
	}
	_, err := civil.Parse(value + first[len(value):])
	return err == nil
}

// emits tells which kinds of signal an engine can give. An engine that gives another one all the
// same counts among those that can.
func emits(engine string) string {
	switch engine {
	case "numerology":
		return "number theme timing"
	case "human_design":
		return "number archetype theme"
	case "tarot":
		return "number archetype element theme"
	case "iching":
		return "number archetype element theme"
	case "enneagram":
		return "number archetype theme"
	case "vimshottari", "vedicclock_tcm":
		return "archetype element theme timing"
	case "biorhythm":
		return "timing theme"
	case "astrology", "face_reading":
		return "element theme"
	case "gene_keys", "sacred_geometry", "sigil_forge", "nadabrahman":
		return "theme"
	}
	return ""
}

// gives reports whether a voice has a signal of the kind.
func (v *voice) gives(k engines.SignalKind) bool {
	for i := range v.signals {
		if v.signals[i].Kind == k {
			return true
		}
	}
	return false
}

// capable counts the engines of this reading that can give signals of the kind.
func (s *reader) capable(k engines.SignalKind) int {
	n := 0
	for i := range s.voices {
		v := &s.voices[i]
		if strings.Contains(emits(v.engine), string(k)) || v.gives(k) {
			n++
		}
	}
	return n
}
