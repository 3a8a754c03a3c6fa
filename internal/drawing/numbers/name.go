package numbers

import (
	"strconv"
	"strings"

	"github.com/witnessos/witnessos/internal/drawing/sheet"
	"github.com/witnessos/witnessos/internal/svg"
)

const (
	width       = sheet.Width - 2*sheet.Margin
	mostLetters = 400 // keeps a sheet of absurd input small
)

// cell is a letter with its place in a row.
type cell struct {
	Letter
	x float64 // middle
}

// grid is the name laid out in rows.
type grid struct {
	size float64 // of a cell
	rows [][]cell
}

// rowHeight is that of a letter with a value above or below it.
func (g grid) rowHeight() float64 { return g.size*2.1 + 14 }

func (g grid) height() float64 { return float64(len(g.rows)) * g.rowHeight() }

// layOut finds the largest cells in which a name takes at most two rows, or the smallest ones,
// which it takes as many rows of as it needs. Words stay in one row unless they are longer.
func layOut(words [][]Letter) grid {
	var g grid
	for _, size := range []float64{36, 30, 25, 21} {
		g = grid{size: size, rows: rowsOf(words, size)}
		if len(g.rows) <= 2 {
			break
		}
	}
	return g
}

func rowsOf(words [][]Letter, size float64) [][]cell {
	const gap = 0.7           // between words, in cells
	most := int(width / size) // letters of a row
	var rows [][]cell
	var row []cell
	at := 0.0
	breakRow := func() {
		if len(row) > 0 {
			rows = append(rows, centred(row))
		}
		row, at = nil, 0
	}
	letters := 0
	for _, word := range words {
		if at+gap*size+float64(min(len(word), most))*size > width {
			breakRow()
		}
		if len(row) > 0 {
			at += gap * size
		}
		for _, l := range word {
			if letters++; letters > mostLetters {
				break
			}
			if at+size > width+0.001 {
				breakRow()
			}
			row = append(row, cell{l, at + size/2})
			at += size
		}
	}
	breakRow()
	return rows
}

// centred moves a row to the middle of the sheet.
func centred(row []cell) []cell {
	taken := row[len(row)-1].x + row[0].x // the row begins at half a cell
	for i := range row {
		row[i].x += (sheet.Width - taken) / 2
	}
	return row
}

// name draws the grid with its upper edge at y.
func (d *drawing) name(g grid, y float64) {
	d.Group("The letters of the name", "name")
	for _, row := range g.rows {
		letter, small := g.size*0.72, max(g.size*0.42, 11)
		base := y + 12 + g.size
		for _, c := range row {
			class, value := "consonant", base+g.size*0.62+6
			if c.Vowel {
				class, value = "vowel", base-g.size*0.82-2
			}
			d.Rect("tile "+class, c.x-g.size/2+1, base-g.size*0.72, g.size-2, g.size, 3)
			d.Text(c.x, base, letter, svg.Middle, svg.Fit(c.Text, letter, g.size*1.2), "serif")
			d.Text(c.x, value, small, svg.Middle, strconv.Itoa(c.Value), class)
		}
		y += g.rowHeight()
	}
	d.Close()
}

// sums writes what the letters add up to, side by side, the baseline at y.
func (d *drawing) sums(y float64) {
	for i, s := range d.chart.Sums {
		column := width / float64(len(d.chart.Sums))
		x := sheet.Margin + column*(float64(i)+0.5)
		text := "none"
		if s.Number != 0 {
			text = strconv.Itoa(s.Total)
			if s.Number != s.Total {
				text += " → " + strconv.Itoa(s.Number)
			}
		}
		d.Text(x, y, 11, svg.Middle, svg.Fit(strings.ToUpper(s.Name), 11, column-10), "label")
		d.Text(x, y+20, 15, svg.Middle, svg.Fit(text, 15, column-10), "")
	}
}

// headline breaks a name of any length into lines that show all of it.
func headline(name string) (lines []string, size float64) {
	size = sheet.FitSize(name, 34, 22, width)
	if svg.TextWidth(name, size) <= width {
		return []string{name}, size
	}
	for _, size = range []float64{22, 18, 15} {
		lines = svg.Wrap(strings.Join(pieces(name, size), " "), size, width, 99)
		if len(lines) <= 3 {
			break
		}
	}
	return lines[:min(len(lines), 6)], size
}

// pieces are the words of a name, those that are wider than the sheet broken.
func pieces(name string, size float64) []string {
	var list []string
	for _, word := range strings.Fields(name) {
		for svg.TextWidth(word, size) > width {
			runes := []rune(word)
			n := len(runes)
			for svg.TextWidth(string(runes[:n]), size) > width {
				n -= n/10 + 1
			}
			list, word = append(list, string(runes[:n])), string(runes[n:])
		}
		list = append(list, word)
	}
	return list
}
