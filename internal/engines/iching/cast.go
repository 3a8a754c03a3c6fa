package iching

import "github.com/witnessos/witnessos/internal/engines/draw"

// Method is a way of casting lines.
type Method string

// The methods.
const (
	Coins  Method = "coins"
	Yarrow Method = "yarrow"
	Random Method = "random"
)

// The values of a line. Old lines change into their opposite.
const (
	OldYin    = 6
	YoungYang = 7
	YoungYin  = 8
	OldYang   = 9
)

// Cast is the values of six lines, the bottom line first.
type Cast [Lines]int

// yarrowLine holds the odds of the stalks in sixteenths: 1, 5, 7 and 3 for 6, 7, 8 and 9. They
// are those of the three divisions of 49 stalks, the remainders of a division by four being
// equally likely (the first division leaves 5 or 9, with odds 3 to 1, the others 4 or 8 evenly).
var yarrowLine = [16]int{
	OldYin,
	YoungYang, YoungYang, YoungYang, YoungYang, YoungYang,
	YoungYin, YoungYin, YoungYin, YoungYin, YoungYin, YoungYin, YoungYin,
	OldYang, OldYang, OldYang,
}

// Odds are the chances of a line to be 6, 7, 8 and 9.
func (m Method) Odds() [4]float64 {
	switch m {
	case Yarrow:
		return [4]float64{1. / 16, 5. / 16, 7. / 16, 3. / 16}
	case Random:
		return [4]float64{0, .5, .5, 0}
	}
	return [4]float64{1. / 8, 3. / 8, 3. / 8, 1. / 8}
}

// Throw casts a hexagram. Each method draws for itself, so that a seed gives unrelated casts
// under different methods. Random makes each of the 64 hexagrams equally likely and leaves all
// lines at rest.
func Throw(m Method, seed draw.Seed) Cast {
	random := seed.Generator("iching", string(m))
	if m == Random {
		return Resting(FigureOf(1 + random.IntN(Hexagrams)))
	}
	var c Cast
	for i := range c {
		if m == Yarrow {
			c[i] = yarrowLine[random.IntN(len(yarrowLine))]
			continue
		}
		for range 3 { // coins: tails 2, heads 3
			c[i] += 2 + random.IntN(2)
		}
	}
	return c
}

// Resting is a cast of a hexagram in which nothing changes.
func Resting(f Figure) Cast {
	var c Cast
	for i := range c {
		c[i] = YoungYin - int(f>>i&1)
	}
	return c
}

// Primary is the hexagram that was cast: odd values are yang.
func (c Cast) Primary() Figure {
	var f Figure
	for i, value := range c {
		f |= Figure(value&1) << i
	}
	return f
}

// Relating is the hexagram that the old lines turn it into; the primary one if there are none.
func (c Cast) Relating() Figure {
	f := c.Primary()
	for _, line := range c.Changing() {
		f ^= 1 << (line - 1)
	}
	return f
}

// Changing lists the old lines from 1, at the bottom, to 6. It is never nil.
func (c Cast) Changing() []int {
	lines := []int{}
	for i, value := range c {
		if value == OldYin || value == OldYang {
			lines = append(lines, i+1)
		}
	}
	return lines
}

// AtRest lists the young lines.
func (c Cast) AtRest() []int {
	var lines []int
	for i, value := range c {
		if value == YoungYin || value == YoungYang {
			lines = append(lines, i+1)
		}
	}
	return lines
}

// valueNames are the names of the values from 6 to 9.
var valueNames = [4]string{"old yin", "young yang", "young yin", "old yang"}

// lines describes six values.
func (c Cast) lines() []Line {
	list := make([]Line, Lines)
	for i, value := range c {
		kind := "yin"
		if value&1 == 1 {
			kind = "yang"
		}
		list[i] = Line{
			Position: i + 1, Value: value, Type: kind, Name: valueNames[value-OldYin],
			Chinese: lineLabel(i+1, value&1 == 1), Changing: value == OldYin || value == OldYang,
		}
	}
	return list
}

// lineLabel is the name of a line in the old book: nine for a whole line, six for an open one,
// before the place or, at the bottom and at the top, after it.
func lineLabel(line int, yang bool) string {
	number := "六"
	if yang {
		number = "九"
	}
	place := [Lines]string{"初", "二", "三", "四", "五", "上"}[line-1]
	if line == 1 || line == Lines {
		return place + number
	}
	return number + place
}
