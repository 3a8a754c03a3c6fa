// Package panel draws numbers as a sheet of bars: groups of rows in two columns, each row with its
// name, its value and a bar, and the course of a series below them.
//
// It knows nothing of what the numbers mean; their range is that of the bars.
package panel

import "github.com/witnessos/witnessos/internal/drawing/sheet"

// Chart is what is drawn.
type Chart struct {
	Title, Below string
	Left, Right  []Group
	Series       []float64 // 0 to 1, drawn as a line when there are two or more
	SeriesName   string
	Note         string // a line of small print at the foot
}

// Group is a heading with its rows.
type Group struct {
	Title string
	Rows  []Row
}

// Row is a number. A nil bar stands for one that is not there.
type Row struct {
	Name  string
	Value string
	Bar   *float64 // 0 to 1
}

// Options are those of every sheet.
type Options = sheet.Options
