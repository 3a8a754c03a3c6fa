// Package raga draws a raga: the twelve semitones as a circle with the notes that it uses, a phrase
// as a contour, and the beats of a rhythm. What the notes are called, and why they are chosen, is
// none of its business.
package raga

import "github.com/witnessos/witnessos/internal/drawing/sheet"

// Chart is what is drawn.
type Chart struct {
	Name  string // the heading
	Below string // one line under it

	// Notes are the twelve semitones, the first of which is the ground note at the top.
	Notes [12]Note

	// Phrase is in semitones above the ground note, with a name for each; at most sixteen.
	Phrase      []int
	PhraseNames []string

	// Beats are the syllables of a rhythm, at most sixteen, and Accents their weights from 0 for a
	// rest to 3.
	Beats   []string
	Accents []int

	Facts []sheet.Fact // a strip at the foot
}

// Note is one of the semitones. One that is used in neither direction is drawn faintly.
type Note struct {
	Name     string
	Up, Down bool // used going up, going down
	Strong   bool // dwelt upon
}

// Options are those of every sheet.
type Options = sheet.Options
