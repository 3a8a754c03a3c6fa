package facereading

import (
	"encoding/json"
	"math"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/require"
)

// canonical is the right half of the canonical face model of MediaPipe, x and y upwards, of the points
// that the engine measures (canonical_face_model.obj, Apache License 2.0; centimetres, rounded to
// 0.01 mm). The left half is its mirror image.
var canonical = map[int][2]float64{
	10: {0, 8.262}, 9: {0, 4.886}, 168: {0, 3.271}, 1: {0, -1.127}, 2: {0, -2.089}, 17: {0, -5.365}, 152: {0, -9.403},
	33: {-4.446, 2.664}, 133: {-1.856, 2.585}, 159: {-3.177, 2.964}, 145: {-3.177, 2.294}, 101: {-3.327, 0.105}, 50: {-4.766, -0.702},
	70: {-5.721, 4.255}, 105: {-3.987, 5.109}, 107: {-1.396, 5.012}, 46: {-5.253, 3.882}, 55: {-1.221, 4.142}, 98: {-1.406, -1.714},
	61: {-2.456, -4.343}, 109: {-1.891, 8.236}, 67: {-3.524, 8.006}, 103: {-5.133, 7.486}, 54: {-6.279, 6.615}, 21: {-7.088, 5.435},
	162: {-7.556, 4.107}, 127: {-7.743, 2.365}, 234: {-7.664, 0.673}, 93: {-7.542, -1.049}, 132: {-7.271, -2.891}, 58: {-6.72, -4.789},
	172: {-5.941, -6.224}, 136: {-5.085, -7.179}, 150: {-4.069, -7.993}, 149: {-3.211, -8.533}, 176: {-2.309, -8.974}, 148: {-1.293, -9.296},
}

// synthetic makes mirrored faces.
type synthetic struct {
	heightWidth float64                    // 0 for that of the canonical face
	move        map[int][2]float64         // of right or middle points, centimetres
	left        func(i int, p Point) Point // after mirroring; nil leaves the face symmetric
}

// face returns a mesh of 478 points in pixels, y downwards. Points that are not measured fill the
// middle of the face.
func (s synthetic) face() []Point {
	stretch := 1.0
	if s.heightWidth > 0 {
		stretch = s.heightWidth * 2 * 7.664 / (8.262 + 9.403)
	}
	points := make([]Point, meshPoints+irisPoints)
	for i := range points {
		angle := 2 * math.Pi * float64(i) / float64(len(points))
		points[i] = Point{math.Cos(angle), math.Sin(angle), 0.5}
	}
	at := func(i int) Point {
		p, d := canonical[i], s.move[i]
		return Point{p[0] + d[0], -(p[1] + d[1]) * stretch, 1}
	}
	for _, i := range middle {
		points[i] = at(i)
	}
	for _, pair := range pairs {
		points[pair[0]] = at(pair[0])
		points[pair[1]] = Point{-points[pair[0]].X, points[pair[0]].Y, 1}
		if s.left != nil {
			points[pair[1]] = s.left(pair[1], points[pair[1]])
		}
	}
	for i, p := range points {
		points[i] = Point{500 + 20*p.X, 400 + 20*p.Y, 20 * p.Z}
	}
	return points
}

// transform scales, turns (radians) and shifts points.
func transform(points []Point, scale, roll, dx, dy float64) []Point {
	sin, cos := math.Sincos(roll)
	moved := make([]Point, len(points))
	for i, p := range points {
		moved[i] = Point{dx + scale*(p.X*cos-p.Y*sin), dy + scale*(p.X*sin+p.Y*cos), scale * p.Z}
	}
	return moved
}

// noisy moves every point by a normal deviate of the given size, as a detector does.
func noisy(points []Point, size float64, seed uint64) []Point {
	source := rand.New(rand.NewPCG(seed, 1))
	moved := make([]Point, len(points))
	for i, p := range points {
		moved[i] = Point{p.X + size*source.NormFloat64(), p.Y + size*source.NormFloat64(), p.Z}
	}
	return moved
}

// ratiosOf measures a face of which the test is sure that it is one.
func ratiosOf(t *testing.T, points []Point) *proportions {
	t.Helper()
	f, problem := measure(&Landmarks{Points: points}, 1, 1)
	require.Nil(t, problem)
	return &f.ratios
}

func landmarksJSON(t testing.TB, points []Point) string {
	t.Helper()
	raw, err := json.Marshal(Landmarks{Points: points})
	require.NoError(t, err)
	return string(raw)
}
