package sigilforge

import (
	"math"
	"slices"

	"github.com/witnessos/witnessos/internal/drawing/sigil"
)

// design makes points of the letter numbers and joins them.
func (in *Input) design(numbers []int, planet *Planet) sigil.Design {
	d := sigil.Design{
		Style: sigil.Style(in.Style), Border: in.IncludeBorder, Calm: in.Meditation,
		Shape: in.corners(len(numbers)), Marks: in.marks(planet),
	}
	switch in.Method {
	case "wheel":
		d.Ring = true
		in.join(&d, wheel(numbers), false)
	case "kamea":
		d.Square = planet.Order
		in.join(&d, kamea(numbers, planet), false)
	case "geometric":
		d.Spokes = rimPoints(d.Shape)
		in.join(&d, seats(numbers, d.Spokes), false)
	case "hybrid":
		d.Spokes = rimPoints(d.Shape)
		in.join(&d, around(numbers), false)
		in.join(&d, seats(numbers, d.Spokes), true)
	default:
		in.join(&d, around(numbers), false)
		d.Core = in.core(numbers)
	}
	if in.Method == "personal" && !in.BirthDate.IsZero() {
		b := in.BirthDate
		turn := func(part, whole int) float64 { return sigil.Top + 2*math.Pi*float64(part)/float64(whole) }
		d.Inner = []sigil.Point{
			sigil.Polar(0.22, turn(b.Year%100, 100)), sigil.Polar(0.17, turn(int(b.Month), 12)), sigil.Polar(0.12, turn(b.Day, 31)),
		}
	}
	return d
}

// around puts node i of N at the angle 2πi/N and at a distance of 0.3 and two hundredths for the
// last digit of its number.
func around(numbers []int) []sigil.Point {
	points := make([]sigil.Point, len(numbers))
	for i, n := range numbers {
		points[i] = sigil.Polar(0.3+0.02*float64(n%10), 2*math.Pi*float64(i)/float64(len(numbers)))
	}
	return points
}

// core repeats a path that only goes round as a small star in the middle, which would be empty. A
// drawing that has something else there, or too many letters for it, gets none.
func (in *Input) core(numbers []int) []sigil.Stroke {
	const size, most = 0.46, 40
	ring := in.Connection == "sequential" || in.Connection == "organic"
	if !ring || in.Meditation || in.Method == "personal" && !in.BirthDate.IsZero() || len(numbers) > most {
		return nil
	}
	points := around(numbers)
	for i, p := range points {
		points[i] = sigil.Point{0.5 + size*(p[0]-0.5), 0.5 + size*(p[1]-0.5)}
	}
	return star(points)
}

// wheel puts letters on a ring of 26 places, A at the top and on clockwise.
func wheel(numbers []int) []sigil.Point {
	points := make([]sigil.Point, len(numbers))
	for i, n := range numbers {
		points[i] = sigil.Polar(sigil.RingRadius, sigil.Top+2*math.Pi*float64(n-1)/26)
	}
	return points
}

// kamea puts letters into the middles of the cells of a square.
func kamea(numbers []int, planet *Planet) []sigil.Point {
	square := planet.numbers()
	points := make([]sigil.Point, len(numbers))
	for i, n := range numbers {
		points[i] = planet.cell(square, planet.reduced(n))
	}
	return points
}

// corners is the number of corners of the figure that is asked for, sigil.Round for a circle and 0
// for none. An automatic one has 3 + N mod 4 corners for N letters.
func (in *Input) corners(letters int) int {
	switch in.Shape {
	case "triangle":
		return 3
	case "square":
		return 4
	case "pentagon":
		return 5
	case "hexagon":
		return 6
	case "circle":
		return sigil.Round
	case "auto":
		return 3 + letters%4
	}
	return 0
}

// rimPoints are the outer ends of the spokes of a figure, in order: its corners and the middles of
// its sides, or eight points of a circle.
func rimPoints(shape int) []sigil.Point {
	if shape == sigil.Round {
		points := make([]sigil.Point, 8)
		for i := range points {
			points[i] = sigil.Polar(sigil.Reach, sigil.Top+math.Pi*float64(i)/4)
		}
		return points
	}
	corners := sigil.Corners(shape)
	points := make([]sigil.Point, 0, 2*shape)
	for i, c := range corners {
		next := corners[(i+1)%shape]
		points = append(points, c, sigil.Point{(c[0] + next[0]) / 2, (c[1] + next[1]) / 2})
	}
	return points
}

// seats puts the letter of number v on spoke v mod s of s, the first s letters of the alphabet at
// the rim and each later round nearer to the middle.
func seats(numbers []int, rim []sigil.Point) []sigil.Point {
	s := len(rim)
	rounds := float64((26 + s - 1) / s)
	points := make([]sigil.Point, len(numbers))
	for i, v := range numbers {
		out := 1 - float64((v-1)/s)/rounds
		end := rim[v%s]
		points[i] = sigil.Point{0.5 + out*(end[0]-0.5), 0.5 + out*(end[1]-0.5)}
	}
	return points
}

// join adds the strokes between points in the manner that is asked for, their nodes, and a loop
// where a point follows itself.
func (in *Input) join(d *sigil.Design, points []sigil.Point, second bool) {
	path := make([]sigil.Point, 0, len(points))
	first := len(d.Nodes) // of these points
	d.Nodes = slices.Grow(d.Nodes, len(points))
	var seen map[sigil.Point]bool
	if len(points) > fewPoints {
		seen = make(map[sigil.Point]bool, len(points))
	}
	for i, p := range points {
		if i > 0 && p == points[i-1] {
			d.Loops = append(d.Loops, p)
			continue
		}
		path = append(path, p)
		if seen[p] || seen == nil && slices.Contains(d.Nodes[first:], p) {
			continue
		}
		if seen != nil {
			seen[p] = true
		}
		d.Nodes = append(d.Nodes, p)
	}
	var strokes []sigil.Stroke
	switch in.Connection {
	case "star":
		strokes = star(path)
	case "web":
		strokes = web(path)
	case "organic":
		strokes = sigil.Smooth(path)
	default:
		strokes = make([]sigil.Stroke, 0, len(path))
		for i := range len(path) - 1 {
			strokes = append(strokes, sigil.Straight(path[i], path[i+1]))
		}
	}
	if second {
		for i := range strokes {
			strokes[i].Second = true
		}
	} else if in.Connection == "sequential" || in.Connection == "organic" {
		d.Path = len(strokes)
	}
	if d.Strokes == nil {
		d.Strokes = strokes
		return
	}
	d.Strokes = append(d.Strokes, strokes...)
}

// fewPoints are searched one by one, which is quicker than a map: hashing fractions is slow.
const fewPoints = 40

// star joins each point with the one that lies most nearly opposite in the order: the star polygon
// {N/k} with k the greatest number below N/2. Four points make a cross.
func star(points []sigil.Point) []sigil.Stroke {
	n := len(points)
	k := max((n-1)/2, 1)
	if n == 4 {
		k = 2
	}
	left := n
	if 2*k == n {
		left = k // each stroke would come twice
	}
	strokes := make([]sigil.Stroke, 0, left)
	done := make([]bool, n)
	for start := 0; start < n && left > 0; start++ {
		for i := start; !done[i] && left > 0; i = (i + k) % n {
			done[i] = true
			strokes = append(strokes, sigil.Straight(points[i], points[(i+k)%n]))
			left--
			if 2*k == n {
				break
			}
		}
	}
	return strokes
}

// web spins threads to the middle, round the points, and round half way.
func web(points []sigil.Point) []sigil.Stroke {
	n := len(points)
	center := sigil.Point{0.5, 0.5}
	half := func(p sigil.Point) sigil.Point { return sigil.Point{(p[0] + 0.5) / 2, (p[1] + 0.5) / 2} }
	strokes := make([]sigil.Stroke, 0, 3*n)
	for _, p := range points {
		if p != center {
			strokes = append(strokes, sigil.Straight(center, p))
		}
	}
	for _, inner := range []bool{false, true} {
		for i, p := range points {
			next := points[(i+1)%n]
			if n == 1 || n == 2 && i == 1 || next == p {
				continue
			}
			s := sigil.Straight(p, next)
			if inner {
				s = sigil.Straight(half(p), half(next))
				s.Second = true
			}
			strokes = append(strokes, s)
		}
	}
	return strokes
}

// marks are the symbols around the rim: the planet, if the sigil has one of its own, the four of
// the charging method, and the personal ones.
func (in *Input) marks(planet *Planet) []string {
	var list []string
	own := sigil.Planet + planet.Name
	if in.Planet != "" || in.Method == "kamea" {
		list = append(list, own)
	}
	if in.ActivationSymbols {
		switch in.Charging {
		case "elemental":
			list = append(list, "fire", "air", "water", "earth")
		case "planetary":
			list = append(list, own, "sun", own, "moon")
		case "personal":
			list = append(list, "heart", "key", "spiral", "leaf")
		default:
			list = append(list, "eye", "star", "focus", "sunrise")
		}
	}
	return append(list, in.Symbols...)
}
