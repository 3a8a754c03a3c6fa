package synthesis

import "github.com/witnessos/witnessos/internal/engines"

// Vector is everything that a reading says, in the shared vocabularies, each value once: what can be
// compared with another reading.
type Vector []engines.Signal

// VectorOf brings signals into the vocabularies. Those that are in none are dropped.
func VectorOf(signals []engines.Signal) Vector {
	var known []engines.Signal
	for _, s := range signals {
		if understand(&s) {
			known = append(known, s)
		}
	}
	return distinct(known)
}

// Values are those of one kind.
func (v Vector) Values(k engines.SignalKind) []string {
	var list []string
	for i := range v {
		if v[i].Kind == k {
			list = append(list, v[i].Value)
		}
	}
	return list
}

// of is the part of a vector that is of one kind. The parts stand one after the other.
func (v Vector) of(k engines.SignalKind) Vector {
	from := 0
	for from < len(v) && v[from].Kind != k {
		from++
	}
	to := from
	for to < len(v) && v[to].Kind == k {
		to++
	}
	return v[from:to]
}

// Likeness is how alike two readings are: the cosine of the angle between their vectors, 0 to 1.
type Likeness struct {
	All    float64
	Kinds  []engines.SignalKind // that both have
	ByKind []float64            // the same within each of them
}

// Compare compares two readings by the signals of all kinds, and by each kind that they share. ok is
// false when they share none, and so cannot be compared.
func Compare(a, b Vector) (like Likeness, ok bool) {
	for _, k := range kinds {
		if x, y := a.of(k), b.of(k); len(x) > 0 && len(y) > 0 {
			like.Kinds = append(like.Kinds, k)
			like.ByKind = append(like.ByKind, round(cosine(x, y)))
		}
	}
	if like.Kinds == nil {
		return Likeness{}, false
	}
	like.All = round(cosine(a, b))
	return like, true
}
