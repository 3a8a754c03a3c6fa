package main

import (
	"math"
	"math/cmplx"
	"slices"
)

const (
	spectrumSize = 1 << 19 // above the number of samples; the rest is zero
	lineLeast    = 0.01    // ″: the smallest line worth its bytes
	linesAtOnce  = 80
	lineDistance = 0.5 // radians per century: nearer ones cannot be separated
)

// findLines returns the frequencies (radians per century) of the highest peaks in the spectrum of
// evenly spaced samples, under a Hann window, that are none of the known lines.
func findLines(samples, known []float64) (lines []float64) {
	spectrum := make([]complex128, spectrumSize)
	weight := 0.0
	for i, x := range samples {
		w := 1 - math.Cos(2*math.Pi*float64(i)/float64(len(samples)))
		spectrum[i] = complex(x*w, 0)
		weight += w
	}
	transform(spectrum)
	type peak struct{ frequency, amplitude float64 }
	var peaks []peak
	for i := 2; i < spectrumSize/2-1; i++ {
		here, left, right := cmplx.Abs(spectrum[i]), cmplx.Abs(spectrum[i-1]), cmplx.Abs(spectrum[i+1])
		if here > left && here >= right {
			top := 0.5 * (left - right) / (left - 2*here + right) // of the parabola through the three
			peaks = append(peaks, peak{2 * math.Pi * (float64(i) + top) / spectrumSize / nodeStep * daysPerCentury, 2 * here / weight})
		}
	}
	slices.SortFunc(peaks, func(a, b peak) int {
		switch {
		case a.amplitude > b.amplitude:
			return -1
		case a.amplitude < b.amplitude:
			return 1
		}
		return 0
	})
	for _, p := range peaks {
		if p.amplitude < lineLeast || len(lines) >= linesAtOnce {
			break
		}
		near := func(f float64) bool { return math.Abs(f-p.frequency) < lineDistance }
		if !slices.ContainsFunc(known, near) && !slices.ContainsFunc(lines, near) {
			lines = append(lines, p.frequency)
		}
	}
	return lines
}

// transform is the fast Fourier transform in place, of a power of two. (Cooley and Tukey, Math.
// Comput. 19, 297, 1965)
func transform(a []complex128) {
	n := len(a)
	for i, j := 1, 0; i < n; i++ { // bit reversal
		bit := n >> 1
		for ; j&bit != 0; bit >>= 1 {
			j ^= bit
		}
		j ^= bit
		if i < j {
			a[i], a[j] = a[j], a[i]
		}
	}
	for size := 2; size <= n; size <<= 1 {
		for j := 0; j < size/2; j++ {
			z := cmplx.Rect(1, -2*math.Pi*float64(j)/float64(size))
			for i := 0; i < n; i += size {
				u, v := a[i+j], a[i+j+size/2]*z
				a[i+j], a[i+j+size/2] = u+v, u-v
			}
		}
	}
}
