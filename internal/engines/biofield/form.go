package biofield

import (
	"math"
	"math/bits"
)

// otsu is the threshold that divides intensities into two classes with the greatest variance between
// their means (Otsu, IEEE Transactions on Systems, Man and Cybernetics 9, 1979), found on 256 levels.
// It lies halfway between the last level of the lower class and the first of the upper one. ok is
// false when all pixels have one level.
func otsu(p plane) (threshold float64, ok bool) {
	var levels [256]int
	for _, v := range p {
		levels[int(v*255+0.5)]++
	}
	total, sum := float64(len(p)), 0.0
	for level, n := range levels {
		sum += float64(level * n)
	}
	below, sumBelow, best := 0.0, 0.0, -1.0
	for level, n := range levels {
		if n == 0 {
			continue
		}
		if above := total - below; below > 0 {
			d := sumBelow/below - (sum-sumBelow)/above
			if between := below * above * d * d; between > best {
				best, ok = between, true
				previous := level - 1
				for levels[previous] == 0 {
					previous--
				}
				threshold = float64(level+previous) / 2 / 255
			}
		}
		below += float64(n)
		sumBelow += float64(level * n)
	}
	return threshold, ok
}

// symmetry is the Pearson correlation between a plane and its mirror image in the vertical axis, −1 to
// 1; 1 by definition when it is constant.
func symmetry(p plane, width int, m *moments) float64 {
	if m.constant {
		return 1
	}
	sum := 0.0
	for row := 0; row < len(p); row += width {
		for x := range width {
			sum += (p[row+x] - m.mean) * (p[row+width-1-x] - m.mean)
		}
	}
	return clamp(sum/(float64(len(p))*m.sd*m.sd), -1, 1)
}

// mask is which pixels belong to a figure.
type mask struct {
	width, height int
	set           []byte // 1 for those that do
	count         int
}

// lit are the pixels above a threshold.
func lit(p plane, width int, threshold float64) mask {
	m := mask{width: width, height: len(p) / width, set: make([]byte, len(p))}
	for i, v := range p {
		if v > threshold {
			m.set[i] = 1
			m.count++
		}
	}
	return m
}

// perimeter is the share of the sides between neighbouring pixels at which the figure ends: 0 for
// none, 1 for a chequerboard.
func (m *mask) perimeter() float64 {
	return borders(m.set, m.width)
}

// borders is the share of the sides between neighbours that have different labels.
func borders(labels []byte, width int) float64 {
	height, n := len(labels)/width, 0
	for i, label := range labels[width:] {
		if label != labels[i] {
			n++
		}
	}
	for start := 0; start < len(labels); start += width {
		row := labels[start : start+width]
		for x, label := range row[1:] {
			if label != row[x] {
				n++
			}
		}
	}
	return float64(n) / float64(2*width*height-width-height)
}

// figure is the smaller one of the lit and the unlit part, which the eye takes for the figure; the lit
// one if they are equal.
func (m *mask) figure() *mask {
	if 2*m.count <= len(m.set) {
		return m
	}
	f := &mask{width: m.width, height: m.height, set: make([]byte, len(m.set)), count: len(m.set) - m.count}
	for i, set := range m.set {
		f.set[i] = 1 - set
	}
	return f
}

// boxDimension is the box-counting dimension (Mandelbrot, The Fractal Geometry of Nature, 1982): the
// slope of log N(s) over log 1/s, fitted to the numbers N of boxes of 2, 4, 8 … pixels that meet the
// figure, up to half of the grid or, of a small one, to three sizes. A line has 1, an area 2. Nil for an
// empty figure, and for grids of less than 8 pixels, which have fewer than three sizes.
func (m *mask) boxDimension() *float64 {
	const fewest = 3
	sizes := bits.Len(uint(min(m.width, m.height))) - 1
	if m.count == 0 || sizes < fewest {
		return nil
	}
	sizes = max(sizes-1, fewest)
	var x, y []float64
	set, width, height := m.set, m.width, m.height
	for k := 1; k <= sizes; k++ {
		half := (width + 1) / 2
		boxes := make([]byte, half*((height+1)/2))
		for y := range height {
			row, above := set[y*width:(y+1)*width], boxes[y/2*half:]
			for x, member := range row {
				above[x/2] |= member
			}
		}
		n := 0
		for _, member := range boxes {
			n += int(member)
		}
		set, width, height = boxes, half, (height+1)/2
		x, y = append(x, float64(-k)), append(y, math.Log2(float64(n)))
	}
	return number(clamp(slopeOf(x, y), 0, 2))
}

// noise is an estimate of the standard deviation of additive noise, from what a mask that is blind to
// constant and sloping areas leaves over (Immerkær, Computer Vision and Image Understanding 64, 1996),
// at most 1. Nil for grids of less than 3 pixels.
func noise(p plane, width int) *float64 {
	height := len(p) / width
	if width < 3 || height < 3 {
		return nil
	}
	sum := 0.0
	for y := 1; y < height-1; y++ {
		above, here, below := p[(y-1)*width:y*width], p[y*width:(y+1)*width], p[(y+1)*width:(y+2)*width]
		for x := 1; x < width-1; x++ {
			sum += math.Abs(above[x-1] + above[x+1] + below[x-1] + below[x+1] + 4*here[x] -
				2*(above[x]+below[x]+here[x-1]+here[x+1]))
		}
	}
	return number(min(1, math.Sqrt(math.Pi/2)*sum/(6*float64((width-2)*(height-2)))))
}

// longestShift and mostLines bound the work of regularity.
const (
	longestShift = 16
	mostLines    = 32
)

// regularity is the height of the highest peak of the autocorrelation of the rows or of the columns,
// 0 to 1: how well the pattern repeats after some shift of 2 to 16 pixels. A peak is a shift at which
// the correlation is higher than one pixel before, by more than rounding, and not lower than one after. At most 32 rows and
// columns, evenly spread, are looked at. 1 by definition when the plane is constant, 0 without a peak.
func regularity(p plane, width int, m *moments) float64 {
	if m.constant {
		return 1
	}
	height := len(p) / width
	return max(peak(p, m, width, height, 1, width), peak(p, m, height, width, width, 1))
}

// peak looks along lines of a length, whose pixels lie step apart and whose starts lie jump apart.
func peak(p plane, m *moments, length, lines, step, jump int) float64 {
	skip := (lines + mostLines - 1) / mostLines
	shifts := min(longestShift, length/2) + 1 // one more, to see a peak at the last one
	shifts = min(shifts, length-1)
	correlation := make([]float64, shifts+1)
	correlation[0] = 1
	for shift := 1; shift <= shifts; shift++ {
		sum, n := 0.0, 0
		for line := 0; line < lines; line += skip {
			a, b := line*jump, line*jump+shift*step
			for range length - shift {
				sum += (p[a] - m.mean) * (p[b] - m.mean)
				a += step
				b += step
				n++
			}
		}
		correlation[shift] = sum / (float64(n) * m.sd * m.sd)
	}
	best := 0.0
	for shift := 2; shift < shifts; shift++ {
		if c := correlation[shift]; c > correlation[shift-1]+1e-6 && c >= correlation[shift+1] {
			best = max(best, c)
		}
	}
	return min(best, 1)
}

// rowSums is the series that an image makes when its rows are added up.
func rowSums(p plane, width int) []float64 {
	sums := make([]float64, len(p)/width)
	for y := range sums {
		for _, v := range p[y*width : (y+1)*width] {
			sums[y] += v
		}
	}
	return sums
}

// slopeOf the line through points by least squares.
func slopeOf(x, y []float64) float64 {
	n := float64(len(x))
	var sx, sy, sxx, sxy float64
	for i := range x {
		sx += x[i]
		sy += y[i]
		sxx += x[i] * x[i]
		sxy += x[i] * y[i]
	}
	return (n*sxy - sx*sy) / (n*sxx - sx*sx)
}
