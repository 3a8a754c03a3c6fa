package biofield

import (
	"math"

	"github.com/witnessos/witnessos/internal/decimal"
	"github.com/witnessos/witnessos/internal/engines/biometric"
)

// quality is how well an image can be measured: the mean of terms between 0 and 1 (a convention of
// this product), those that the data allow. Nil without an image.
func (p *reader) quality() (*float64, []Part) {
	m := &p.base
	var resolution, unclipped *float64
	if img := p.in.image; img != nil {
		resolution, unclipped = number(math.Sqrt(float64(len(img.luma)))/64), number(1-img.clipped)
	} else if p.in.Statistics == nil {
		return nil, nil
	}
	parts := make([]Part, 0, len(qualityTerms))
	sum := 0.0
	for i, term := range [...]struct {
		x             *float64
		factor, shift float64
	}{{resolution, 1, 0}, {unclipped, 1, 0}, {m.AverageIntensity, 2, -1}, {p.contrast, 2, 0}, {m.InnerNoise, -10, 1}} {
		if term.x == nil {
			continue
		}
		value := term.factor**term.x + term.shift
		if i == 2 {
			value = 1 - math.Abs(value)
		}
		value = clamp(value, 0, 1)
		sum += value
		parts = append(parts, Part{Name: qualityTerms[i], Value: number(value)})
	}
	weight := decimal.Round(1/float64(len(parts)), 6)
	for i := range parts {
		parts[i].Weight = weight
	}
	return number(sum / float64(len(parts))), parts
}

var qualityTerms = [...]string{
	"resolution: square root of the number of pixels / 64",
	"unclipped: 1 - share of values at 0 or 255",
	"exposure: 1 - |2·mean - 1|",
	"contrast: 4·standard deviation",
	"noise: 1 - 10·inner_noise",
}

// tips say how the next picture can be made better to measure: first what is wrong with it, then what
// more could be had.
func (p *reader) tips() []string {
	img, s := p.in.image, p.in.Statistics
	tips := biometric.Lines{}
	tip := func(name string, when bool) {
		if when {
			tips.Add(texts().Text("tip", name))
		}
	}
	over := func(x *float64, limit float64) bool { return x != nil && *x > limit }
	under := func(x *float64, limit float64) bool { return x != nil && *x < limit }
	tip("dark", under(p.base.AverageIntensity, 0.25))
	tip("light", over(p.base.AverageIntensity, 0.75))
	tip("noise", over(p.base.InnerNoise, 0.05))
	tip("flat", under(p.contrast, 0.2))
	tip("clipped", img != nil && img.clipped > 0.2)
	tip("good", len(tips) == 0 && p.result.Quality != nil)
	tip("small", img != nil && img.height < leastSeries)
	tip("gray", img != nil && img.channels == nil || s != nil && s.Red == nil)
	tip("series", len(p.series) < leastSeries)
	return tips
}
