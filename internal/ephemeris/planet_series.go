package ephemeris

import "math"

// planetSeries is the heliocentric place of an inner planet, after VSOP87B (Bretagnon and Francou,
// Astron. Astrophys. 202, 309, 1988), cut and refitted to DE431. Longitude L and latitude B
// (radians) and radius R (AU) are each
//
//	Σₖ τᵏ·(pₖ + Σᵢ cᵢₖ cos ωᵢτ + sᵢₖ sin ωᵢτ),  k = 0…5, τ in Julian millennia TT from J2000.0
//
// with the frequencies ωᵢ shared by all 18 slots, so that each cosine and sine is computed once.
type planetSeries struct {
	frequencies []float64 // turns per millennium, rising
	slots       [3 * powers]slot
}

const (
	powers         = 6
	maxFrequencies = 384 // Mars has 373
	amplitudeUnit  = 1e-10
)

// slot is the part of a coordinate that is multiplied by one power of τ.
type slot struct {
	constant float64
	moving   []harmonic // they matter for the velocity
	resting  []harmonic // too small or too slow for it
}

// harmonic is c·cos ωτ + s·sin ωτ.
type harmonic struct {
	frequency int // index
	cos, sin  float64
}

// matters: a harmonic belongs to the velocity when (|c| + |s|)·ω/2π exceeds this at τ = 0.4 (400
// years from J2000.0), in radians or AU per millennium. What is left out changes the speed of
// longitude by less than 0.1″ a day.
const matters = 1e-3

func (p *planetSeries) decode(d *decoder) {
	for i := range p.slots {
		p.slots[i].constant = d.float64()
	}
	n := d.count(8)
	if n > maxFrequencies {
		d.failed = true
		return
	}
	p.frequencies = make([]float64, n)
	for i := range p.frequencies {
		p.frequencies[i] = d.float64() * turnsPerRad
	}
	for i, f := range p.frequencies {
		mask := d.uvarint()
		for k := range p.slots {
			if mask>>k&1 == 0 {
				continue
			}
			h := harmonic{i, d.zigzag() * amplitudeUnit, d.zigzag() * amplitudeUnit}
			s := &p.slots[k]
			if (math.Abs(h.cos)+math.Abs(h.sin))*f*math.Pow(0.4, float64(k%powers)) > matters {
				s.moving = append(s.moving, h)
			} else {
				s.resting = append(s.resting, h)
			}
		}
	}
}

// at returns position (AU) and velocity (AU a day) from the Sun, dynamical ecliptic and equinox
// J2000.
func (p *planetSeries) at(jdTT float64) (position, velocity vector) {
	tau := (jdTT - j2000) / daysPerMillennium
	var waves [maxFrequencies]struct{ cos, sin float64 }
	for i, f := range p.frequencies {
		// One assignment to both fields would make the loop take 2.5 times as long in Wasm.
		u, w := f*tau, &waves[i]
		w.cos = cosTurns(u)
		w.sin = cosTurns(u - 0.25)
	}
	var value, rate [3]float64
	for q := range value {
		power, powerRate := 1.0, 0.0 // τᵏ and its derivative
		for k := 0; k < powers; k++ {
			s := &p.slots[q*powers+k]
			x, dx := s.constant, 0.0
			for i := range s.moving {
				h := &s.moving[i]
				w := &waves[h.frequency]
				x += h.cos*w.cos + h.sin*w.sin
				dx += p.frequencies[h.frequency] * (h.sin*w.cos - h.cos*w.sin)
			}
			for i := range s.resting {
				h := &s.resting[i]
				w := &waves[h.frequency]
				x += h.cos*w.cos + h.sin*w.sin
			}
			value[q] += x * power
			rate[q] += x*powerRate + turn*dx*power
			powerRate = float64(k+1) * power
			power *= tau
		}
		rate[q] /= daysPerMillennium
	}
	return fromSpherical(value[0], value[1], value[2], rate[0], rate[1], rate[2])
}
