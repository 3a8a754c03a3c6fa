package timeline

import (
	"sort"
	"strings"
	"time"

	"github.com/witnessos/witnessos/internal/drawing/glyph"
	"github.com/witnessos/witnessos/internal/svg"
)

// row is one level of periods over the whole width of the sheet.
type row struct {
	name     string
	whole    string   // layout of both dates of a span, "" to show the start alone
	dates    []string // layouts of the start alone, from the fullest to the shortest
	depth    int      // 0 for mahadashas
	from, to time.Time
	bars     []bar
	top      float64
	levels   int // of labels above the bars
}

type where int

const (
	nowhere where = iota // only a title
	inside
	outside
)

// bar is a period with its place on the sheet.
type bar struct {
	lord       string
	start, end time.Time // cut to the span of the timeline
	x, width   float64
	current    bool

	at         where
	name, date string
	size       float64
	level      int
	labelX     float64
}

// mostBars keeps a row of absurd input small.
const mostBars = 60

func newRow(periods []Period, birth, horizon, now time.Time) row {
	var r row
	for _, p := range periods {
		b := bar{lord: p.Lord, start: p.Start, end: p.End}
		if b.start.Before(birth) {
			b.start = birth
		}
		if b.end.After(horizon) {
			b.end = horizon
		}
		if b.start.Before(b.end) && len(r.bars) < mostBars {
			b.current = !now.IsZero() && !now.Before(b.start) && now.Before(b.end)
			r.bars = append(r.bars, b)
		}
	}
	if len(r.bars) == 0 {
		return r
	}
	sort.SliceStable(r.bars, func(i, j int) bool { return r.bars[i].start.Before(r.bars[j].start) })
	r.from = r.bars[0].start
	for _, b := range r.bars {
		if b.end.After(r.to) {
			r.to = b.end
		}
	}
	for i := range r.bars {
		b := &r.bars[i]
		b.x = r.x(b.start)
		b.width = r.x(b.end) - b.x
	}
	return r
}

// heading is the row's name in capitals.
func (r row) heading() string { return svg.Fit(strings.ToUpper(r.name), 11, 300) }

// nameAt is the baseline of the row's name, above the labels that stand above the bars.
func (r row) nameAt() float64 { return r.top - 17 - levelStep*float64(r.levels) }

// x is the place of an instant. Seconds as floats, because a Duration ends at 292 years.
func (r row) x(t time.Time) float64 {
	return left + span*float64(t.Unix()-r.from.Unix())/float64(max(r.to.Unix()-r.from.Unix(), 1))
}

// place is x for an instant that lies within the row.
func (r row) place(t time.Time) (float64, bool) {
	if t.IsZero() || t.Before(r.from) || t.After(r.to) {
		return 0, false
	}
	return r.x(t), true
}

func (r row) current() (bar, bool) {
	for _, b := range r.bars {
		if b.current {
			return b, true
		}
	}
	return bar{}, false
}

// label decides where each bar's name stands: inside if it fits, with as much of its date as
// fits; otherwise above the bars on the lowest of three levels that is free, with a leader;
// otherwise nowhere, and the bar keeps only its title.
func (r *row) label() {
	const spare, most = 6, 3
	const bold = 1.07      // a bold name is wider than svg.TextWidth says
	var ends [most]float64 // right ends of the labels on each level
	var leaders [most]float64
	for i := range r.bars {
		b := &r.bars[i]
		b.name = glyph.Name(b.lord)
		for b.size = 13; b.size > 11 && svg.TextWidth(b.name, b.size)*bold > b.width-spare; b.size-- {
		}
		if svg.TextWidth(b.name, b.size)*bold <= b.width-spare {
			b.at, b.date = inside, r.fittingDate(*b, b.width-spare)
			continue
		}
		b.name = svg.Fit(b.name+" "+b.start.Format(r.dates[0]), 11, 180)
		width := svg.TextWidth(b.name, 11)
		x := b.x + b.width/2
		b.labelX = min(max(x-width/2, left), right-width)
		for level := range most {
			// Neither over a label of this level nor under the leader of a higher one, and
			// the own leader must not pass through a label of a lower level.
			free := b.labelX > ends[level]+spare
			for l := range most {
				if l > level && b.labelX < leaders[l]+3 || l < level && x < ends[l]+3 {
					free = false
				}
			}
			if free {
				b.at, b.level = outside, level
				ends[level], leaders[level] = b.labelX+width, x
				r.levels = max(r.levels, level+1)
				break
			}
		}
	}
}

// fittingDate is the span of a bar or its start, as full as the width allows; "" if nothing
// fits.
func (r row) fittingDate(b bar, width float64) string {
	if r.whole != "" {
		both := b.start.Format(r.whole) + "–" + b.end.Format(r.whole)
		if svg.TextWidth(both, 11) <= width {
			return both
		}
	}
	for _, layout := range r.dates {
		if d := b.start.Format(layout); svg.TextWidth(d, 11) <= width {
			return d
		}
	}
	return ""
}

func (b bar) title() string {
	return glyph.Name(b.lord) + ", " + date(b.start) + " – " + date(b.end)
}

func date(t time.Time) string { return t.Format("2 Jan 2006") }

// age is the number of birthdays passed, 0 before birth.
func age(birth, t time.Time) int {
	t = t.In(birth.Location())
	a := t.Year() - birth.Year()
	if birth.AddDate(a, 0, 0).After(t) {
		a--
	}
	return max(a, 0)
}

func title(c Chart) string {
	if c.Name == "" {
		return "Vimshottari dasha timeline"
	}
	return "Vimshottari dasha timeline of " + c.Name
}

// describe says in words what the drawing shows.
func (d *drawing) describe() string {
	var s strings.Builder
	for _, line := range []string{d.chart.Born, d.chart.Moon} {
		if line != "" {
			s.WriteString(line + ". ")
		}
	}
	for _, r := range d.rows {
		s.WriteString(r.name + ": ")
		var parts []string
		for _, b := range r.bars {
			t := b.title()
			if b.current {
				t += " (current)"
			}
			parts = append(parts, t)
		}
		s.WriteString(strings.Join(parts, "; ") + ". ")
	}
	if len(d.rows) == 0 {
		s.WriteString("No periods.")
	}
	return strings.TrimSpace(s.String())
}
