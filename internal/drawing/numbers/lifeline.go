package numbers

import (
	"strconv"

	"github.com/witnessos/witnessos/internal/drawing/sheet"
	"github.com/witnessos/witnessos/internal/svg"
)

const (
	hillHeight  = 104.0
	valleyDepth = 72.0
	lineAt      = hillHeight + 34 // of the line of years, below the upper edge
	namesAt     = 50.0            // below the valleys
	numberAt    = 0.46            // of the height of a hill
	mostSeasons = 6
	columnLines = 4
)

// season is a stretch of the lifeline.
type season struct {
	pinnacle  Pinnacle
	challenge *Challenge
	from, to  float64 // ages where it begins and ends on paper
	open      bool
}

// seasons pairs pinnacles with challenges and gives the last one an end on paper: an even share
// of the years, or what is left of a long life.
func (d *drawing) seasons() (list []season, end float64) {
	pinnacles := d.chart.Pinnacles[:min(len(d.chart.Pinnacles), mostSeasons)]
	for i, p := range pinnacles {
		s := season{pinnacle: p, from: float64(p.From), to: float64(p.To + 1), open: i == len(pinnacles)-1}
		if s.open {
			s.to = max(s.from+27, float64(d.chart.Age)+6, 84)
		}
		s.to = max(s.to, s.from+1)
		if i < len(d.chart.Challenges) {
			s.challenge = &d.chart.Challenges[i]
		}
		list, end = append(list, s), max(end, s.to)
	}
	return list, end
}

// lifeline draws the seasons with the upper edge at y.
func (d *drawing) lifeline(y float64) {
	list, end := d.seasons()
	if len(list) == 0 {
		return
	}
	x := func(age float64) float64 { return sheet.Margin + (width-14)*age/end }
	line := y + lineAt
	d.Group("Pinnacles and challenges", "life")
	d.Text(sheet.Margin, y, 11, svg.Start, "PINNACLES", "label")
	for i, s := range list {
		from, to := x(s.from), x(s.to)
		class := "season"
		if d.current(list, i) {
			class = "season current"
		}
		d.Group(s.title(), class)
		// The hill stands on its stretch, and its top is wide enough for the number.
		var hill svg.Path
		w := to - from
		hill.M(from, line).C(from+w*0.3, line, from+w*0.26, line-hillHeight, from+w*0.5, line-hillHeight).
			C(to-w*0.26, line-hillHeight, to-w*0.3, line, to, line).Z()
		d.Path("hill", &hill)
		middle := (from + to) / 2
		d.Text(middle, line-hillHeight*numberAt, 26, svg.Middle, strconv.Itoa(s.pinnacle.Number), "serif")
		if s.challenge != nil {
			var valley svg.Path
			valley.M(from, line).C(from+w*0.3, line, from+w*0.26, line+valleyDepth, middle, line+valleyDepth).
				C(to-w*0.26, line+valleyDepth, to-w*0.3, line, to, line).Z()
			d.Path("valley", &valley)
			d.Text(middle, line+valleyDepth*0.62, 20, svg.Middle, strconv.Itoa(s.challenge.Number), "serif")
		}
		d.Close()
	}
	var arrow svg.Path
	arrow.M(sheet.Margin, line).L(sheet.Margin+width, line).M(sheet.Margin+width-8, line-5).L(sheet.Margin+width, line).L(sheet.Margin+width-8, line+5)
	d.Path("years", &arrow)
	d.ages(list, x, line)
	if len(d.chart.Challenges) > 0 {
		d.Text(sheet.Margin, line+valleyDepth+18, 11, svg.Start, "CHALLENGES", "label")
	}
	d.seasonNames(list, line+valleyDepth+namesAt)
	d.Close()
}

// ages stand where seasons begin, and the present age above the line.
func (d *drawing) ages(list []season, x func(float64) float64, line float64) {
	for i, s := range list {
		at := x(s.from)
		d.Line("post", at, line-5, at, line+5)
		anchor := svg.Middle
		if i == 0 {
			anchor = svg.Start
		}
		d.Text(at, line+18, 11, anchor, strconv.Itoa(s.pinnacle.From), "heavy over")
	}
	if age := d.chart.Age; age >= 0 {
		at := x(float64(age) + 0.5)
		var p svg.Path
		p.M(at-6, line-hillHeight-12).L(at+6, line-hillHeight-12).L(at, line-hillHeight-2).Z()
		d.Path("flag", &p)
		d.present(list, x, at, line)
		text := "age " + strconv.Itoa(age)
		half := svg.TextWidth(text, 12)/2 + 2
		d.Text(min(max(at, sheet.Margin+half), sheet.Width-sheet.Margin-half), line-hillHeight-18, 12, svg.Middle, text, "heavy")
	}
}

// present is the line of the present age. It leaves room for the number of a hill that it would
// cross.
func (d *drawing) present(list []season, x func(float64) float64, at, line float64) {
	top := line - hillHeight - 4
	for _, s := range list {
		if away := at - (x(s.from)+x(s.to))/2; away > -22 && away < 22 {
			d.Line("now", at, top, at, line-hillHeight*numberAt-26)
			top = line - hillHeight*numberAt + 10
		}
	}
	d.Line("now", at, top, at, line)
}

// names says in lines what a season is about.
func (s season) names(column float64) (pinnacle, challenge []string) {
	wrap := func(text string) []string { return svg.Wrap(text, 12, column-16, columnLines) }
	pinnacle = wrap("Pinnacle " + strconv.Itoa(s.pinnacle.Number) + ": " + s.pinnacle.Short)
	if s.challenge != nil {
		challenge = wrap("Challenge " + strconv.Itoa(s.challenge.Number) + ": " + s.challenge.Short)
	}
	return pinnacle, challenge
}

const lineStep, paragraphStep = 16.0, 22.0

// lifeHeight is what the lifeline needs with the names below it.
func (d *drawing) lifeHeight() float64 {
	list, _ := d.seasons()
	if len(list) == 0 {
		return 0
	}
	deepest := 0.0
	for _, s := range list {
		pinnacle, challenge := s.names(width / float64(len(list)))
		deepest = max(deepest, lineStep*float64(len(pinnacle)+len(challenge))+paragraphStep-lineStep)
	}
	return lineAt + valleyDepth + namesAt + deepest
}

// seasonNames says below the line what the seasons are about, in columns.
func (d *drawing) seasonNames(list []season, y float64) {
	column := width / float64(len(list))
	for i, s := range list {
		x := sheet.Margin + column*float64(i)
		class := ""
		if d.current(list, i) {
			class = "heavy"
			var p svg.Path
			p.M(x-12, y-9).L(x-12, y+1).L(x-4, y-4).Z()
			d.Path("flag", &p)
		}
		d.Text(x, y, 12, svg.Start, "Age "+s.years(), class)
		pinnacle, challenge := s.names(column)
		line := y + paragraphStep
		for _, paragraph := range [][]string{pinnacle, challenge} {
			for _, text := range paragraph {
				d.Text(x, line, 12, svg.Start, text, "")
				line += lineStep
			}
			line += paragraphStep - lineStep
		}
	}
}

func (s season) years() string {
	from := strconv.Itoa(s.pinnacle.From)
	if s.open {
		return from + " and on"
	}
	return from + "–" + strconv.Itoa(s.pinnacle.To)
}

func (s season) title() string {
	t := "Age " + s.years() + ": pinnacle " + strconv.Itoa(s.pinnacle.Number) + ", " + s.pinnacle.Short
	if s.challenge != nil {
		t += "; challenge " + strconv.Itoa(s.challenge.Number) + ", " + s.challenge.Short
	}
	return t
}

// current says whether the present age lies in a season.
func (d *drawing) current(list []season, i int) bool {
	age := d.chart.Age
	return age >= list[i].pinnacle.From && (list[i].open || age <= list[i].pinnacle.To)
}
