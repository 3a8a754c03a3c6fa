package nadabrahman

import "math/rand/v2"

// The compass of a phrase in semitones above the middle Sa, and how much higher a raga of the upper
// octave lies.
const (
	lowest, highest = -5, 14
	raised          = 9
)

// move is one step of a phrase.
type move struct{ from, to int }

// moves are the steps a raga allows from a note: to the next note of its ascent or the one after it,
// and to those of its descent. Both ends of a step belong to the direction that it goes in, so a
// note of the ascent alone is neither reached nor left downward.
func (r *Raga) moves(from int) []move {
	low, top := lowest, highest
	if r.High {
		low, top = low+raised, top+raised
	}
	var list []move
	for _, direction := range [...]struct {
		step  int
		scale Scale
	}{{1, r.Ascending()}, {-1, r.Descending()}} {
		if !direction.scale.Has(from) {
			continue
		}
		for to, left := from+direction.step, 2; left > 0 && to >= low && to <= top; to += direction.step {
			if direction.scale.Has(to) {
				list = append(list, move{from, to})
				left--
			}
		}
	}
	return list
}

// phrase draws a phrase of so many notes, at least two: it begins on a note that the raga dwells on
// and ends on its Sa. Steps to neighbours and to emphasised notes are likelier than leaps, and
// turning straight back is less likely.
func (r *Raga) phrase(length int, generator *rand.Rand) []int {
	const span = highest - lowest + 1
	base := lowest
	if r.High {
		base += raised
	}
	// leads[k][n] tells whether k more steps from note n can end at home.
	leads := make([][span]bool, length)
	leads[0][r.home()-base] = true
	allowed := make([][]move, span)
	for n := range span {
		allowed[n] = r.moves(base + n)
	}
	for k := 1; k < length; k++ {
		for n := range span {
			for _, m := range allowed[n] {
				if leads[k-1][m.to-base] {
					leads[k][n] = true
				}
			}
		}
	}
	at := r.start(func(note int) bool { return note >= base && note < base+span && leads[length-1][note-base] })
	notes := []int{at}
	for k := length - 2; k >= 0; k-- {
		var open []move
		var weights []int
		total := 0
		for i, m := range allowed[at-base] {
			if !leads[k][m.to-base] {
				continue
			}
			weight := 2
			if i == 0 || (m.to > at) != (allowed[at-base][i-1].to > at) {
				weight = 6 // the neighbour in its direction
			}
			if n := (m.to + 12) % 12; n == r.Emphasis[0] || n == r.Emphasis[1] {
				weight += 3
			}
			if len(notes) > 1 && m.to == notes[len(notes)-2] {
				weight = 1
			}
			open, weights, total = append(open, m), append(weights, weight), total+weight
		}
		pick := generator.IntN(total)
		for i, weight := range weights {
			if pick -= weight; pick < 0 {
				at = open[i].to
				break
			}
		}
		notes = append(notes, at)
	}
	return notes
}

// start is the first note from which the phrase can still come home: one of the emphasised ones, in
// the middle octave, below or above; otherwise the lowest from home upward.
func (r *Raga) start(canEnd func(int) bool) int {
	for _, octave := range [...]int{0, -12, 12} {
		for _, note := range r.Emphasis {
			if canEnd(note + octave) {
				return note + octave
			}
		}
	}
	note := r.home()
	for note < r.home()+12 && !canEnd(note) {
		note++
	}
	return note
}
