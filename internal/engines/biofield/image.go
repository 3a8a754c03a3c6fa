package biofield

import "math"

// plane is one channel of an image, or its luma: intensities from 0 to 1, row by row.
type plane []float64

// image is a picture with its intensities calibrated and filtered.
type image struct {
	width, height int
	luma          plane
	channels      []plane // red, green, blue; nil for gray
	clipped       float64 // share of raw values at an end of the scale
	divided       bool    // whether Otsu's threshold was found, by spatial
	division      float64 // it
	mapping
	filters []string
}

// newImage calibrates and filters pixels, which must have been checked.
func newImage(p *Pixels, m mapping, denoise, sharpen bool) *image {
	img := &image{width: p.Width, height: p.Height, mapping: m}
	table, ends := m.table(), 0
	count := *p.Channels
	planes := make([]plane, count)
	for c := range planes {
		planes[c] = make(plane, p.Width*p.Height)
		for i := range planes[c] {
			raw := p.Data[i*count+c]
			planes[c][i] = table[raw]
			if raw == 0 || raw == 255 {
				ends++
			}
		}
		if denoise {
			planes[c] = planes[c].median(p.Width)
		}
		if sharpen {
			planes[c] = planes[c].unsharp(p.Width)
		}
	}
	img.clipped = float64(ends) / float64(len(p.Data))
	if denoise {
		img.filters = append(img.filters, "median 3×3")
	}
	if sharpen {
		img.filters = append(img.filters, "unsharp mask 3×3")
	}
	img.luma = planes[0]
	if count == 3 {
		img.channels, img.luma = planes, lumaOf(planes)
	}
	return img
}

// table maps raw values to intensities.
func (m mapping) table() *[256]float64 {
	var t [256]float64
	for raw := range t {
		t[raw] = clamp((float64(raw)/255-m.black)*m.gain, 0, 1)
	}
	return &t
}

// The weights of luma (ITU-R BT.709, 3.2), applied to the sRGB values as they are.
const lumaRed, lumaGreen, lumaBlue = 0.2126, 0.7152, 0.0722

func lumaOf(rgb []plane) plane {
	luma := make(plane, len(rgb[0]))
	for i := range luma {
		r, g, b := rgb[0][i], rgb[1][i], rgb[2][i]
		// Written so that gray stays the same gray to the last digit.
		luma[i] = g + lumaRed*(r-g) + lumaBlue*(b-g)
	}
	return luma
}

// meanIntensity of a frame: calibrated, not filtered.
func meanIntensity(p *Pixels, table *[256]float64) float64 {
	count := *p.Channels
	sums := make([]float64, count)
	for i, raw := range p.Data {
		sums[i%count] += table[raw]
	}
	mean := sums[0]
	if count == 3 {
		mean = lumaRed*sums[0] + lumaGreen*sums[1] + lumaBlue*sums[2]
	}
	return min(mean/float64(p.Width*p.Height), 1)
}

// median replaces each pixel by the median of the 3 × 3 pixels around it (Tukey, Exploratory Data
// Analysis, 1977); at the rim the nearest pixels of the image stand in for those outside.
func (p plane) median(width int) plane {
	out := make(plane, len(p))
	var around [9]float64
	p.eachNeighbourhood(width, &around, func(i int) {
		window := around
		// Insertion sort as far as the middle: nine values are too few for anything better.
		for a := 1; a < len(window); a++ {
			v, b := window[a], a
			for ; b > 0 && window[b-1] > v; b-- {
				window[b] = window[b-1]
			}
			window[b] = v
		}
		out[i] = window[4]
	})
	return out
}

// unsharp adds to each pixel what it differs by from the mean of the 3 × 3 pixels around it.
func (p plane) unsharp(width int) plane {
	out := make(plane, len(p))
	var around [9]float64
	p.eachNeighbourhood(width, &around, func(i int) {
		sum := 0.0
		for _, v := range around {
			sum += v
		}
		out[i] = clamp(2*p[i]-sum/9, 0, 1)
	})
	return out
}

// eachNeighbourhood fills in the 3 × 3 pixels around each pixel and calls visit.
func (p plane) eachNeighbourhood(width int, around *[9]float64, visit func(i int)) {
	height := len(p) / width
	for y := range height {
		rows := [3]int{max(y-1, 0) * width, y * width, min(y+1, height-1) * width}
		for x := range width {
			left, right := max(x-1, 0), min(x+1, width-1)
			for r, row := range rows {
				around[3*r], around[3*r+1], around[3*r+2] = p[row+left], p[row+x], p[row+right]
			}
			visit(rows[1] + x)
		}
	}
}

// moments are what the values of a plane amount to.
type moments struct {
	mean, sd, power float64 // power is the mean square
	constant        bool
	bins            [histogramBins]float64
}

const histogramBins = 32

func momentsOf(p plane) moments {
	var m moments
	least, most := p[0], p[0]
	sum, squares := 0.0, 0.0
	for _, v := range p {
		sum += v
		squares += v * v
		if v < least {
			least = v
		} else if v > most {
			most = v
		}
		m.bins[min(int(v*histogramBins), histogramBins-1)]++
	}
	n := float64(len(p))
	m.mean, m.power, m.constant = sum/n, squares/n, least == most
	if m.constant {
		m.mean, m.power = least, least*least
		return m
	}
	around := 0.0 // the mean, for the sake of small differences
	for _, v := range p {
		around += (v - m.mean) * (v - m.mean)
	}
	m.sd = math.Sqrt(around / n)
	return m
}

// entropy is Shannon's, −Σ p·log2 p (Shannon, Bell System Technical Journal 27, 1948), of a histogram
// of 32 bins, divided by the 5 bits that it can be at most.
func entropy(bins []float64) float64 {
	total := 0.0
	for _, n := range bins {
		total += n
	}
	h := 0.0
	for _, n := range bins {
		if n > 0 {
			p := n / total
			h -= p * math.Log2(p)
		}
	}
	return clamp(h/5, 0, 1)
}
