package curves

import (
	"math"

	"github.com/witnessos/witnessos/internal/svg"
)

// at is the value of a curve t days after the beginning of the first column, in percent.
func (c *Curve) at(t float64) float64 {
	return 100 * math.Sin(2*math.Pi*c.turns(t))
}

// turns is the part of a period that has passed at t, from 0 to 1.
func (c *Curve) turns(t float64) float64 {
	period := float64(max(c.Period, 1))
	_, part := math.Modf((float64(c.Start%max(c.Period, 1)) + t) / period)
	if part < 0 {
		part++
	}
	return part
}

// crossing is the time at which the curve crosses the middle line at or after t.
func (c *Curve) crossing(t float64) float64 {
	half := float64(max(c.Period, 1)) / 2
	left := math.Mod(c.turns(t), 0.5) * 2 // part of the half period
	if left == 0 {
		return t
	}
	return t + (1-left)*half
}

// wave draws a curve over all columns. Each eighth of a period is a cubic with the sine's own
// values and slopes at its ends: it is nowhere farther from the sine than (π/4)⁴/384, a
// thousandth of the amplitude and a sixth of a pixel.
func (d *drawing) wave(c *Curve) *svg.Path {
	var p svg.Path
	const eighths = 8
	period := float64(max(c.Period, 1))
	slope := func(t float64) float64 { // percent a day
		return 100 * 2 * math.Pi / period * math.Cos(2*math.Pi*c.turns(t))
	}
	end := float64(d.chart.Days)
	p.M(d.x(0), d.y(c.at(0)))
	for t := 0.0; t < end; {
		next := min(t+period/eighths, end)
		h := (next - t) / 3
		p.C(d.x(t+h), d.y(c.at(t)+slope(t)*h), d.x(next-h), d.y(c.at(next)-slope(next)*h), d.x(next), d.y(c.at(next)))
		t = next
	}
	return &p
}

// mean draws the surface between the mean of the main curves and the middle line.
func (d *drawing) mean() (p *svg.Path, ok bool) {
	steps := min(max(2*d.chart.Days, 60), 400)
	p = &svg.Path{}
	p.M(d.x(0), d.y(0))
	for i := range steps + 1 {
		t := float64(d.chart.Days) * float64(i) / float64(steps)
		sum, count := 0.0, 0.0
		for k := range d.chart.Curves {
			if c := &d.chart.Curves[k]; c.Main {
				sum, count = sum+c.at(t), count+1
			}
		}
		if count == 0 {
			return nil, false
		}
		p.L(d.x(t), d.y(sum/count))
	}
	return p.L(d.x(float64(d.chart.Days)), d.y(0)).Z(), true
}
