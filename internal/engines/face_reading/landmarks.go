package facereading

import (
	"math"
	"slices"
	"strconv"

	"github.com/witnessos/witnessos/internal/engines/biometric"
	"github.com/witnessos/witnessos/internal/rawjson"
	"github.com/witnessos/witnessos/internal/schema"
)

// Point is a landmark in the units of the client: x to the right, y downwards, z away from the camera.
type Point struct{ X, Y, Z float64 }

// Landmarks are the points of a face mesh in the numbering of MediaPipe Face Mesh: 468 of the mesh,
// and ten of the irises in some models. It is read by hand, in a quarter of the time that decoding
// fifteen hundred numbers one by one takes.
type Landmarks struct {
	Points []Point
	flat   bool // pairs, without z
}

const (
	meshPoints = 468
	irisPoints = 10
	farthest   = 1e6 // greatest coordinate: more than the pixels of any picture
)

const landmarkForm = "468 or 478 points [x, y, z] or [x, y]"

// UnmarshalJSON reads an array of 468 or 478 arrays of three numbers, or of two. The error is a
// schema.Problem.
func (l *Landmarks) UnmarshalJSON(raw []byte) error {
	s := scanner{text: string(raw)}
	if !s.take('[') {
		return schema.WrongType("", "array", nil)
	}
	points := make([]Point, 0, meshPoints+irisPoints)
	size := 0 // numbers of a point
	for count := 0; !s.take(']'); count++ {
		if count > 0 && !s.take(',') {
			return wrongPoint(count)
		}
		var p [3]float64
		n, problem := s.point(count, &p)
		if problem != nil {
			return *problem
		}
		if size == 0 {
			size = n
		}
		if n < 2 || n != size {
			return wrongPoint(count)
		}
		if len(points) <= meshPoints+irisPoints {
			points = append(points, Point{p[0], p[1], p[2]})
		}
	}
	if len(points) != meshPoints && len(points) != meshPoints+irisPoints {
		return biometric.Refusal("", schema.CodeOutOfRange, landmarkForm, len(points), "must have 468 or 478 points")
	}
	l.Points, l.flat = points, size == 2
	return nil
}

func wrongPoint(i int) schema.Problem {
	field := "[" + strconv.Itoa(i) + "]"
	return biometric.Refusal(field, schema.CodeInvalidFormat, "[x, y, z], or [x, y] for all points", nil,
		"must be a point of three numbers, or of two like all others")
}

// AppendJSON writes the form that is read.
func (l Landmarks) AppendJSON(b []byte) ([]byte, error) {
	b = append(slices.Grow(b, 48*len(l.Points)), '[')
	for i, p := range l.Points {
		if i > 0 {
			b = append(b, ',')
		}
		b = rawjson.AppendFloat(append(b, '['), p.X)
		b = rawjson.AppendFloat(append(b, ','), p.Y)
		if !l.flat {
			b = rawjson.AppendFloat(append(b, ','), p.Z)
		}
		b = append(b, ']')
	}
	return append(b, ']'), nil
}

// MarshalJSON writes the same.
func (l Landmarks) MarshalJSON() ([]byte, error) { return l.AppendJSON(nil) }

// JSONSchema describes what is read.
func (Landmarks) JSONSchema() *schema.Schema {
	least, most := -farthest, float64(farthest)
	number := &schema.Schema{Type: "number", Minimum: &least, Maximum: &most}
	return &schema.Schema{
		Type: "array", MinItems: meshPoints, MaxItems: meshPoints + irisPoints,
		Description: "Landmarks of one face in the numbering of MediaPipe Face Mesh: " + landmarkForm + ". Coordinates in pixels, or in parts of the picture together with biometric_config.image_width and image_height.",
		Items:       &schema.Schema{Type: "array", MinItems: 2, MaxItems: 3, Items: number},
	}
}

// scanner reads numbers out of JSON that is known to be well-formed.
type scanner struct {
	text string
	at   int
}

func (s *scanner) peek() byte {
	for s.at < len(s.text) {
		switch c := s.text[s.at]; c {
		case ' ', '\t', '\n', '\r':
			s.at++
		default:
			return c
		}
	}
	return 0
}

// take skips a character if it comes next. At the end of the text every character does, so that no
// loop goes on for ever.
func (s *scanner) take(c byte) bool {
	next := s.peek()
	if next == c {
		s.at++
	}
	return next == c || next == 0
}

// point reads an array of numbers and says how many there were; those after the third are counted
// and dropped.
func (s *scanner) point(i int, p *[3]float64) (n int, problem *schema.Problem) {
	if !s.take('[') {
		wrong := wrongPoint(i)
		return 0, &wrong
	}
	for ; !s.take(']'); n++ {
		if n > 0 && !s.take(',') || n == len(p) {
			wrong := wrongPoint(i)
			return n, &wrong
		}
		s.peek()
		start := s.at
		for s.at < len(s.text) && isNumeric(s.text[s.at]) {
			s.at++
		}
		x, err := strconv.ParseFloat(s.text[start:s.at], 64)
		if err != nil || math.Abs(x) > farthest {
			wrong := wrongNumber(i, n, s.text[start:s.at])
			return n, &wrong
		}
		p[n] = x + 0 // -0 becomes 0
	}
	return n, nil
}

func wrongNumber(i, n int, text string) schema.Problem {
	field := "[" + strconv.Itoa(i) + "][" + strconv.Itoa(n) + "]"
	if text == "" {
		return schema.WrongType(field, "number", nil)
	}
	return biometric.Refusal(field, schema.CodeOutOfRange, "-1000000 to 1000000", schema.Excerpt(text), "must lie between -1000000 and 1000000")
}

func isNumeric(c byte) bool {
	return '0' <= c && c <= '9' || c == '-' || c == '+' || c == '.' || c == 'e' || c == 'E'
}
