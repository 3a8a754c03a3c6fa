package ephemeris

import "math"

// moonSeries is ELP/MPP02 (Chapront and Francou, Astron. Astrophys. 404, 735, 2003), cut at 0.002″
// and corrected to DE431. Longitude and latitude (″) and distance (km) are each
//
//	Σₖ Tᵏ Σ A sin(C₀ + C₁T + C₂T² + C₃T³ + C₄T⁴),  k = 0…3, T in Julian centuries TT from J2000.0
//
// and the longitude adds the Moon's mean longitude W₁, a polynomial of degree 4.
type moonSeries struct {
	mean  [5]float64 // W₁, radians
	terms [3][4]struct {
		large []largeWave
		small []smallWave
	}
}

// largeWave is A·cos φ; the phase is in turns, less the quarter that makes the sine a cosine.
type largeWave struct {
	amplitude float64
	phase     [5]float64
}

// smallWave is a wave under 0.1″ in 1600–2400; T³ and T⁴ do not move it.
type smallWave struct{ amplitude, c0, c1, c2 float64 }

func (m *moonSeries) decode(d *decoder) {
	for i := range m.mean {
		m.mean[i] = d.float64()
	}
	for q := range m.terms {
		for k := range m.terms[q] {
			t := &m.terms[q][k]
			t.large = make([]largeWave, d.count(6*8))
			for i := range t.large {
				w := &t.large[i]
				w.amplitude = d.float64()
				for j := range w.phase {
					w.phase[j] = d.float64() * turnsPerRad
				}
				w.phase[0] -= 0.25
			}
			t.small = make([]smallWave, d.count(4*4))
			for i := range t.small {
				t.small[i].amplitude = d.float32()
			}
			for i := range t.small {
				t.small[i].c0 = d.float32()*turnsPerRad - 0.25
			}
			for i := range t.small {
				t.small[i].c1 = d.float32() * turnsPerRad
			}
			for i := range t.small {
				t.small[i].c2 = d.float32() * turnsPerRad
			}
		}
	}
}

const (
	// meanLightTime is that of the Moon, days: 1.28 s.
	meanLightTime = 1.28 / secondsInDay

	// arealSpeed is r² times the rate of longitude, km² a day: the mean motion times the mean
	// square of the distance. The Moon keeps it to a few per cent.
	arealSpeed = 13.17639648 * degree * 3.834e5 * 3.834e5
)

// at returns where the Moon was when its light left, seen from where the Earth is now: km and km a
// day, dynamical ecliptic and equinox J2000. The velocity takes the large waves alone, which is
// enough for 2″ a day, and is zero unless wanted.
//
// The series is evaluated 1.28 s back; what remains of the light time, at most 0.09 s, moves the
// longitude by less than 0.06″ and is taken from the areal speed.
func (m *moonSeries) at(jdTT float64, wantVelocity bool) (position, velocity vector) {
	t := centuries(jdTT - meanLightTime)
	var value, rate [3]float64
	for q := range value {
		for k := 3; k >= 0; k-- {
			sum, sumRate := 0.0, 0.0
			small := m.terms[q][k].small
			for i := range small {
				w := &small[i]
				sum += w.amplitude * cosTurns(w.c0+t*(w.c1+t*w.c2))
			}
			large := m.terms[q][k].large
			for i := range large {
				w := &large[i]
				c := &w.phase
				u := c[0] + t*(c[1]+t*(c[2]+t*(c[3]+t*c[4])))
				sum += w.amplitude * cosTurns(u)
				if wantVelocity {
					sumRate -= w.amplitude * (c[1] + t*(2*c[2]+t*3*c[3])) * cosTurns(u-0.25)
				}
			}
			rate[q] = rate[q]*t + value[q] + turn*sumRate
			value[q] = value[q]*t + sum
		}
	}
	w := &m.mean
	l := value[0]*arcsecond + w[0] + t*(w[1]+t*(w[2]+t*(w[3]+t*w[4])))
	dl := rate[0]*arcsecond + w[1] + t*(2*w[2]+t*(3*w[3]+t*4*w[4]))
	r := value[2]
	l -= arealSpeed / (r * r) * (r/lightKM - meanLightTime)
	position, velocity = fromSpherical(l, value[1]*arcsecond, r,
		dl/daysPerCentury, rate[1]*arcsecond/daysPerCentury, rate[2]/daysPerCentury)
	frame := laskar(t)
	position = frame.rotate(position)
	if wantVelocity {
		velocity = frame.rotate(velocity)
	}
	return position, velocity
}

// The other waves in longitude add up to 0.054° at most in 1600–2400. With them, with what at adds besides,
// and with an equinox of J2000 in the place of that of date, the Moon is less than roughMoon away from where
// the largest have it: 0.028° in 200,000 instants.
const (
	largest   = 28
	roughMoon = 0.15 // degrees
)

// roughly returns the longitude of the Moon by its largest waves, in degrees from the equinox of J2000.
func (m *moonSeries) roughly(jdTT float64) float64 {
	t := centuries(jdTT)
	sum := 0.0
	for i := range largest {
		w := &m.terms[0][0].large[i]
		c := &w.phase
		sum += w.amplitude * cosTurns(c[0]+t*(c[1]+t*(c[2]+t*(c[3]+t*c[4]))))
	}
	return (sum*arcsecond + polynomial(t, m.mean[:]...)) / degree
}

// laskar takes ELP's inertial mean ecliptic of date to the ecliptic and equinox J2000.
// (Chapront and Francou 2003, section 4; P and Q by Laskar, Astron. Astrophys. 157, 59, 1986)
func laskar(t float64) matrix {
	p := t * (0.10180391e-4 + t*(0.47020439e-6+t*(-0.5417367e-9+t*(-0.2507948e-11+t*0.463486e-14))))
	q := t * (-0.113469002e-3 + t*(0.12372674e-6+t*(0.12654170e-8+t*(-0.1371808e-11-t*0.320334e-14))))
	s := math.Sqrt(1 - p*p - q*q)
	return matrix{
		vector{1 - 2*p*p, 2 * p * q, 2 * p * s},
		vector{2 * p * q, 1 - 2*q*q, -2 * q * s},
		vector{-2 * p * s, 2 * q * s, 1 - 2*p*p - 2*q*q},
	}
}
