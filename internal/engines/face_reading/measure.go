package facereading

import (
	"math"

	"github.com/witnessos/witnessos/internal/engines/biometric"
	"github.com/witnessos/witnessos/internal/schema"
)

// Landmarks by their numbers in MediaPipe Face Mesh. Right and left are those of the person; 33 and
// 263 are the outer corners of the eyes and not their centres, 133 and 362 the inner ones.
const (
	foreheadTop = 10
	glabella    = 9 // between the brows
	noseBridge  = 168
	noseTip     = 1
	noseBase    = 2
	chin        = 152

	rightEyeOuter, leftEyeOuter = 33, 263
	rightEyeInner, leftEyeInner = 133, 362
	rightLidUpper, leftLidUpper = 159, 386
	rightLidLower, leftLidLower = 145, 374
	rightCheek, leftCheek       = 234, 454
	rightMouth, leftMouth       = 61, 291
)

// pairs are points and their counterparts on the other side; in the canonical face model each is the
// exact mirror image of the other.
var pairs = [...][2]int{
	{33, 263}, {133, 362}, {159, 386}, {145, 374}, {101, 330}, {50, 280}, {70, 300}, {105, 334}, {107, 336}, {46, 276}, {55, 285},
	{98, 327}, {61, 291}, {109, 338}, {67, 297}, {103, 332}, {54, 284}, {21, 251}, {162, 389}, {127, 356}, {234, 454}, {93, 323},
	{132, 361}, {58, 288}, {172, 397}, {136, 365}, {150, 379}, {149, 378}, {176, 400}, {148, 377},
}

// middle are points that are their own counterparts.
var middle = [...]int{10, 9, 168, 1, 2, 17, 152}

// face is a mesh in its own frame, and what was measured on it. The origin is halfway between the
// outer corners of the eyes, x runs from the right one to the left one, y towards the chin, and the
// unit is the distance of those corners: so neither scale nor place nor roll of the head remain, nor
// whether the picture was mirrored.
type face struct {
	ratios  proportions
	points  []Point
	bounds  Bounds
	frontal float64 // 1 when both cheeks are equally far from the middle, 0 in profile
}

// measure puts a mesh into its own frame and measures it. Coordinates are multiplied by the scales
// first. The problem is that of points that are no face.
func measure(l *Landmarks, scaleX, scaleY float64) (*face, *schema.Problem) {
	f := &face{points: make([]Point, len(l.Points))}
	for i, p := range l.Points {
		f.points[i] = Point{X: p.X * scaleX, Y: p.Y * scaleY, Z: p.Z * scaleX}
	}
	f.bounds = boundsOf(l.Points)
	if problem := f.align(); problem != nil {
		return nil, problem
	}
	if problem := f.check(); problem != nil {
		return nil, problem
	}
	f.fill()
	return f, nil
}

// align moves the points into the frame of the face.
func (f *face) align() *schema.Problem {
	right, left := f.points[rightEyeOuter], f.points[leftEyeOuter]
	unit := math.Hypot(left.X-right.X, left.Y-right.Y)
	extent := 0.0
	for _, p := range f.points {
		extent = max(extent, math.Abs(p.X-right.X), math.Abs(p.Y-right.Y))
	}
	if !(unit > 1e-3*extent) || unit < 1e-9 {
		return notAFace("points 33 and 263, the outer corners of the eyes, lie at the same place")
	}
	cos, sin := (left.X-right.X)/unit, (left.Y-right.Y)/unit
	x0, y0 := (left.X+right.X)/2, (left.Y+right.Y)/2
	down := 1.0
	if f.points[chin].Y*cos-f.points[chin].X*sin < y0*cos-x0*sin {
		down = -1 // a mirrored picture: the right eye stands on the right
	}
	for i, p := range f.points {
		x, y := (p.X-x0)/unit, (p.Y-y0)/unit
		f.points[i] = Point{X: x*cos + y*sin, Y: down * (y*cos - x*sin), Z: p.Z / unit}
	}
	return nil
}

// check refuses what no head, however turned, can look like. The bounds are wide: they find points
// that are degenerate, in another numbering, or of something else.
func (f *face) check() *schema.Problem {
	order := [...]int{foreheadTop, glabella, noseBase, chin}
	for i, upper := range order[:len(order)-1] {
		if !(f.points[order[i+1]].Y-f.points[upper].Y > 0.01) {
			return notAFace("forehead, brows, nose and chin (points 10, 9, 2, 152) do not follow each other")
		}
	}
	for _, pair := range [...][2]int{{rightCheek, leftCheek}, {172, 397}, {54, 284}, {rightEyeInner, leftEyeInner}, {rightEyeOuter, rightEyeInner}, {leftEyeInner, leftEyeOuter}} {
		if !(f.points[pair[1]].X-f.points[pair[0]].X > 0.01) {
			return notAFace("points of the right and the left side have changed places, or are one")
		}
	}
	if hw := f.distance(foreheadTop, chin) / f.distance(rightCheek, leftCheek); hw < 0.5 || hw > 3 {
		return notAFace("the face is " + ratioText(hw) + " times as high as wide")
	}
	return nil
}

func notAFace(why string) *schema.Problem {
	const form = "a face in the numbering of MediaPipe Face Mesh"
	problem := biometric.Refusal("landmarks", schema.CodeInvalidValue, form, "array", "must be "+form+": "+why)
	return &problem
}

//go:noinline
func (f *face) distance(a, b int) float64 {
	return math.Hypot(f.points[a].X-f.points[b].X, f.points[a].Y-f.points[b].Y)
}

// both is the mean of a distance on the right and its counterpart on the left.
//
//go:noinline
func (f *face) both(a, b, a2, b2 int) float64 { return (f.distance(a, b) + f.distance(a2, b2)) / 2 }

// fill measures the proportions.
func (f *face) fill() {
	height, width := f.distance(foreheadTop, chin), f.distance(rightCheek, leftCheek)
	jaw, forehead := f.distance(172, 397), f.distance(54, 284)
	eye := f.both(rightEyeOuter, rightEyeInner, leftEyeOuter, leftEyeInner)
	gap := f.distance(rightEyeInner, leftEyeInner)
	y := func(i int) float64 { return f.points[i].Y }
	thirds := y(chin) - y(foreheadTop)
	opening := (f.distance(rightLidUpper, rightLidLower)/f.distance(rightEyeOuter, rightEyeInner) +
		f.distance(leftLidUpper, leftLidLower)/f.distance(leftEyeOuter, leftEyeInner)) / 2

	values := [ratioCount]float64{
		faceHeightWidth: height / width,
		upperThird:      (y(glabella) - y(foreheadTop)) / thirds,
		middleThird:     (y(noseBase) - y(glabella)) / thirds,
		lowerThird:      (y(chin) - y(noseBase)) / thirds,
		jawWidth:        jaw / width,
		foreheadWidth:   forehead / width,
		templeWidth:     f.distance(21, 251) / width,
		cheekProminence: 2 * width / (jaw + forehead),
		chinWidth:       f.distance(149, 378) / jaw,
		lowerFullness:   f.distance(136, 365) / jaw,
		noseWidth:       f.distance(98, 327) / width,
		noseLength:      f.distance(noseBridge, noseBase) / height,
		mouthWidth:      f.distance(rightMouth, leftMouth) / width,
		eyeOpening:      opening,
		innerEyeGap:     gap / f.distance(rightEyeOuter, leftEyeOuter),
		eyeCornerRoom:   f.both(rightEyeOuter, 127, leftEyeOuter, 356) / width,
		underEye:        f.both(rightLidLower, 101, leftLidLower, 330) / eye,
		browGap:         f.distance(107, 336) / gap,
		browLength:      f.both(70, 107, 300, 336) / eye,
		browLidGap:      f.both(105, rightLidUpper, 334, leftLidUpper) / eye,
		outerBrowHeight: f.both(70, 54, 300, 284) / height,
	}
	f.ratios = proportions{values, f.symmetry()}
	right, left := math.Abs(f.points[rightCheek].X), math.Abs(f.points[leftCheek].X)
	f.frontal = 1 - math.Abs(right-left)/(right+left)
}

// symmetry is 1 less the root mean square distance between points and the mirror images of their
// counterparts in the line x = 0, at least 0.
func (f *face) symmetry() float64 {
	sum := 0.0
	for _, pair := range pairs {
		right, left := f.points[pair[0]], f.points[pair[1]]
		dx, dy := left.X+right.X, left.Y-right.Y
		sum += dx*dx + dy*dy
	}
	for _, i := range middle {
		sum += 4 * f.points[i].X * f.points[i].X
	}
	return max(0, 1-math.Sqrt(sum/float64(len(pairs)+len(middle))))
}

func boundsOf(points []Point) Bounds {
	b := Bounds{points[0].X, points[0].Y, points[0].X, points[0].Y}
	for _, p := range points {
		b.Left, b.Right = min(b.Left, p.X), max(b.Right, p.X)
		b.Top, b.Bottom = min(b.Top, p.Y), max(b.Bottom, p.Y)
	}
	return b
}
