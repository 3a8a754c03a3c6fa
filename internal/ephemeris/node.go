package ephemeris

import "math"

// nodeSeries is the longitude of the ascending node of the Moon's osculating orbit from the mean
// equinox of date, arcseconds: a polynomial and waves, fitted to the node of DE431. It is a series
// of its own because the osculating node magnifies what a lunar series leaves out: ELP cut at
// 0.005″ still gives a node that is 3.7″ wrong.
type nodeSeries struct {
	mean     [6]float64 // arcseconds, powers of T
	steady   []nodeWave // of constant amplitude, a cosine
	swinging []growingWave
}

// nodeWave is A·cos φ, φ in turns.
type nodeWave struct {
	amplitude float64
	phase     [5]float64 // powers of T
	moves     bool       // matters for the speed
}

// growingWave is (Σ aₖTᵏ) cos φ + (Σ bₖTᵏ) sin φ.
type growingWave struct {
	phase    [5]float64
	cos, sin [3]float64
}

// nodeArguments: D, M, M′, F of the Moon, in degrees (Chapront, Chapront-Touzé and Francou 2002, as
// in Meeus, Astronomical Algorithms, 47.2–47.5), and the mean longitudes of Venus, Earth, Mars and
// Jupiter from the fixed equinox J2000, in radians (Simon et al., Astron. Astrophys. 282, 663,
// 1994). Each turned into turns; powers of T.
var nodeArguments = [8][5]float64{
	{297.8501921 / 360, 445267.1114034 / 360, -.0018819 / 360, 1. / 545868 / 360, -1. / 113065000 / 360},
	{357.5291092 / 360, 35999.0502909 / 360, -.0001535 / 360, 1. / 24490000 / 360, 0},
	{134.9633964 / 360, 477198.8675055 / 360, .0087414 / 360, 1. / 69699 / 360, -1. / 14712000 / 360},
	{93.272095 / 360, 483202.0175233 / 360, -.0036539 / 360, -1. / 3526000 / 360, 1. / 863310000 / 360},
	{3.17614669689 / turn, 1021.3285546211 / turn},
	{1.75347031435 / turn, 628.3075849991 / turn},
	{6.20348091341 / turn, 334.0612431492 / turn},
	{0.59954649739 / turn, 52.9690962641 / turn},
}

// nodeMoves: a steady wave belongs to the speed when its amplitude times frequency exceeds this,
// ″·turns per century (0.017″ a day).
const nodeMoves = 100

func (s *nodeSeries) decode(d *decoder) {
	for i := range s.mean {
		s.mean[i] = d.float64()
	}
	for n := d.count(8 + 1 + 2*4); n > 0; n-- { // multiples of the arguments, highest power, amplitudes
		multiples, power := d.take(8), d.take(1)
		if d.failed || power[0] > 2 {
			d.failed = true
			return
		}
		var w growingWave
		for i, argument := range nodeArguments {
			for k, p := range argument {
				w.phase[k] += float64(int8(multiples[i])) * p
			}
		}
		for k := 0; k <= int(power[0]); k++ {
			w.cos[k], w.sin[k] = d.float32(), d.float32()
		}
		if power[0] == 0 {
			s.addSteady(w)
		} else {
			s.swinging = append(s.swinging, w)
		}
	}
	for n := d.count(3 * 4); n > 0; n-- { // free lines: ω in radians per century, cos, sin
		var w growingWave
		w.phase[1] = d.float32() * turnsPerRad
		w.cos[0], w.sin[0] = d.float32(), d.float32()
		s.addSteady(w)
	}
}

// addSteady makes one cosine of a cosine and a sine.
func (s *nodeSeries) addSteady(w growingWave) {
	a := math.Hypot(w.cos[0], w.sin[0])
	w.phase[0] -= math.Atan2(w.sin[0], w.cos[0]) * turnsPerRad
	s.steady = append(s.steady, nodeWave{a, w.phase, a*math.Abs(w.phase[1]) > nodeMoves})
}

// at returns the node from the mean equinox of date and its rate, degrees and degrees a day. The
// rate is zero unless wanted.
func (s *nodeSeries) at(jdTT float64, wantRate bool) (longitude, rate float64) {
	t := centuries(jdTT)
	sum, slope := 0.0, 0.0
	for i := range s.steady {
		w := &s.steady[i]
		u := w.phase[0] + t*(w.phase[1]+t*(w.phase[2]+t*(w.phase[3]+t*w.phase[4])))
		sum += w.amplitude * cosTurns(u)
		if wantRate && w.moves {
			slope -= w.amplitude * w.phase[1] * cosTurns(u-0.25)
		}
	}
	for i := range s.swinging {
		w := &s.swinging[i]
		u := w.phase[0] + t*(w.phase[1]+t*(w.phase[2]+t*(w.phase[3]+t*w.phase[4])))
		a := w.cos[0] + t*(w.cos[1]+t*w.cos[2])
		b := w.sin[0] + t*(w.sin[1]+t*w.sin[2])
		c, sn := cosTurns(u), cosTurns(u-0.25)
		sum += a*c + b*sn
		if wantRate {
			slope += w.phase[1] * (b*c - a*sn)
		}
	}
	longitude = (polynomial(t, s.mean[:]...) + sum) / 3600
	if wantRate {
		rate = (derivative(t, s.mean[:]...) + turn*slope) / 3600 / daysPerCentury
	}
	return longitude, rate
}
