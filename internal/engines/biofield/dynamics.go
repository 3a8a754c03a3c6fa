package biofield

import "math"

// The reconstruction of states from a series (Takens, Lecture Notes in Mathematics 898, 1981).
const (
	dimension = 3   // samples of a state, one after the other
	apart     = 4   // states that are nearer in time than this are neighbours of course (Theiler)
	near      = 0.5 // standard deviations within which two states are the same, or follow a scaling law
	ahead     = 4   // samples over which neighbours are followed
	same      = 1e-9
)

// dynamics are the measures of a series as the course of a system: those that need time. States are
// compared by the greatest difference of their samples, in standard deviations.
type dynamics struct {
	// correlation is the dimension of the set that the states lie on: 1/⟨ln(near/r)⟩ over the pairs of
	// states closer than near, the estimate of greatest likelihood (Takens, Lecture Notes in Mathematics
	// 1125, 1985) of the dimension of Grassberger and Procaccia (Physica D 9, 1983). 0 to 3; nil for
	// fewer than 20 such pairs.
	correlation *float64

	// lyapunov is the largest exponent, in natural logarithms a sample: the slope of the mean logarithm
	// of the distance of nearest neighbours over 1 to 4 samples (Rosenstein, Collins and De Luca, Physica D
	// 65, 1993). Nil when no state has a neighbour that can be followed.
	lyapunov *float64

	// recurrence is the share of pairs of states that are the same (Eckmann, Kamphorst and Ruelle,
	// Europhysics Letters 4, 1987; recurrence rate of Zbilut and Webber, 1992). 0 to 1.
	recurrence *float64

	// bifurcation is the spread of the local maxima, as a column of an orbit diagram shows it (May,
	// Nature 261, 1976): the entropy of their histogram of 16 bins over the range of the series, divided
	// by 4 bits. 0 for one height, 1/4 for two equally frequent ones, and so on by doubling. Nil for fewer than
	// 8 maxima.
	bifurcation *float64

	// nonlinear is the part of the variance that a straight line in the return map x(n+1) over x(n)
	// leaves and a parabola explains (Kantz and Schreiber, Nonlinear Time Series Analysis, 2004). 0 to 1.
	nonlinear *float64
}

// dynamicsOf a series; all nil for fewer than 64 samples, or constant ones.
func dynamicsOf(series []float64) (d dynamics) {
	if !varies(series) {
		return d
	}
	mean := meanOf(series)
	sd := deviation(series, mean)
	x := make([]float64, len(series))
	for i, v := range series {
		x[i] = (v - mean) / sd
	}
	d.bifurcation = bifurcation(x)
	d.nonlinear = nonlinearity(x)
	d.compareStates(x)
	return d
}

// compareStates goes through all pairs once.
func (d *dynamics) compareStates(x []float64) {
	states := len(x) - dimension + 1
	followed := states - ahead // those whose future is known
	neighbour, distance := make([]int, followed), make([]float64, followed)
	for i := range distance {
		distance[i] = math.Inf(1)
	}
	pairs, close, scaling := 0, 0, 0
	logs := 0.0
	for i := range states {
		for j := i + apart; j < states; j++ {
			r := gap(x, i, j)
			pairs++
			if r < near {
				close++
				if r > same {
					scaling++
					logs += math.Log(near / r)
				}
			}
			if j < followed && r > same {
				if r < distance[i] {
					distance[i], neighbour[i] = r, j
				}
				if r < distance[j] {
					distance[j], neighbour[j] = r, i
				}
			}
		}
	}
	d.recurrence = number(float64(close) / float64(pairs))
	const fewest = 20
	switch {
	case close >= fewest && scaling == 0:
		d.correlation = new(float64) // the states are a few points
	case scaling >= fewest && logs > 0:
		d.correlation = number(min(float64(scaling)/logs, dimension))
	}
	d.lyapunov = divergence(x, neighbour, distance)
}

// gap is the greatest difference between the samples of two states.
func gap(x []float64, i, j int) float64 {
	greatest := 0.0
	for k := range dimension {
		if d := math.Abs(x[i+k] - x[j+k]); d > greatest {
			greatest = d
		}
	}
	return greatest
}

// divergence is the slope of the mean logarithm of the distances of neighbours over time.
func divergence(x []float64, neighbour []int, distance []float64) *float64 {
	var times, means []float64
	for k := 1; k <= ahead; k++ {
		sum, n := 0.0, 0
		for i, j := range neighbour {
			if math.IsInf(distance[i], 1) {
				continue
			}
			r := gap(x, i+k, j+k)
			if r > same {
				sum += math.Log(r)
				n++
			}
		}
		if n > 0 {
			times, means = append(times, float64(k)), append(means, sum/float64(n))
		}
	}
	if len(times) < ahead {
		return nil
	}
	return number(slopeOf(times, means))
}

func bifurcation(x []float64) *float64 {
	const bins = 16
	least, most := x[0], x[0]
	for _, v := range x {
		least, most = min(least, v), max(most, v)
	}
	var counts [bins]int
	total := 0
	for i := 1; i+1 < len(x); i++ {
		if x[i] > x[i-1] && x[i] >= x[i+1] {
			counts[min(int((x[i]-least)/(most-least)*bins), bins-1)]++
			total++
		}
	}
	if total < 8 {
		return nil
	}
	h := 0.0
	for _, n := range counts {
		if n > 0 {
			p := float64(n) / float64(total)
			h -= p * math.Log2(p)
		}
	}
	return number(clamp(h/4, 0, 1))
}

// nonlinearity fits x(n+1) by a line, and by a parabola in a basis that is orthogonal on the samples,
// so that no equations need solving.
func nonlinearity(x []float64) *float64 {
	now, next := x[:len(x)-1], x[1:]
	meanNow, meanNext := meanOf(now), meanOf(next)
	n := float64(len(now))
	var second, third float64 // central moments of now
	for _, v := range now {
		d := v - meanNow
		second += d * d / n
		third += d * d * d / n
	}
	var total, line, curve, norm float64
	for i, v := range now {
		d, e := v-meanNow, next[i]-meanNext
		q := d*d - second - third/second*d // orthogonal to 1 and d
		total += e * e / n
		line += d * e / n
		curve += q * e / n
		norm += q * q / n
	}
	left := total - line*line/second
	value := 0.0
	if left > 1e-9*total && norm > 1e-12 {
		value = clamp(curve*curve/norm/left, 0, 1)
	}
	return number(value)
}
