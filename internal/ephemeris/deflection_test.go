package ephemeris

import (
	"math"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// laneEmden integrates the Lane–Emden equation of index 3, θ” + 2θ'/ξ + θ³ = 0, from the centre to
// the surface, and returns ξ and θ at n + 1 even steps. (Chandrasekhar, An Introduction to the
// Study of Stellar Structure, 1939, IV)
func laneEmden(n int) (xi, theta []float64) {
	surface := 6.896848619 // where θ = 0
	h := surface / float64(n)
	slope := func(x, y, z float64) (float64, float64) { // y = θ, z = θ'
		if x == 0 {
			return z, -1.0 / 3
		}
		return z, -math.Pow(math.Max(y, 0), 3) - 2*z/x
	}
	x, y, z := 0.0, 1.0, 0.0
	for i := 0; i <= n; i++ {
		xi, theta = append(xi, x), append(theta, math.Max(y, 0))
		a1, b1 := slope(x, y, z)
		a2, b2 := slope(x+h/2, y+h/2*a1, z+h/2*b1)
		a3, b3 := slope(x+h/2, y+h/2*a2, z+h/2*b2)
		a4, b4 := slope(x+h, y+h*a3, z+h*b3)
		y += h / 6 * (a1 + 2*a2 + 2*a3 + a4)
		z += h / 6 * (b1 + 2*b2 + 2*b3 + b4)
		x += h
	}
	return xi, theta
}

// The table has six decimals, and the integration here is exact to some 1e-7.
const cylinderTolerance = 1.5e-6

func TestMassInCylinderIsThatOfAPolytrope(t *testing.T) {
	const n = 40000
	xi, theta := laneEmden(n)
	surface := xi[n]
	at := func(x float64) float64 { // θ, linear between the steps
		i := min(int(x/surface*n), n-1)
		f := x/surface*n - float64(i)
		return theta[i]*(1-f) + theta[i+1]*f
	}
	// The cylinder holds all but ∫ θ³ξ²·√(1 − R²/ξ²) dξ from R to the surface. With u² = ξ² − R²
	// this is ∫ θ³u² du.
	outside := func(radius float64) float64 {
		const steps = 4000
		h := math.Sqrt(max(0, surface*surface-radius*radius)) / steps
		sum := 0.0
		for i := range steps {
			u := (float64(i) + 0.5) * h
			sum += math.Pow(at(math.Sqrt(radius*radius+u*u)), 3) * u * u * h
		}
		return sum
	}
	total := outside(0)
	for i, got := range cylinderMass {
		f := float64(i) / 50
		assert.InDelta(t, 1-outside(f*surface)/total, got, cylinderTolerance, "%.2f radii", f)
		assert.InDelta(t, got, massInCylinder(f), 1e-12)
	}
	assert.Equal(t, 1.0, massInCylinder(3))
}

func TestDeflectionAtTheLimbOfTheSun(t *testing.T) {
	// Einstein's 1.75″, for a star; a planet at 1 AU behind the Sun is at half the way, and so is
	// its bending as seen from here.
	earth := vector{x: -1}
	at := func(distance float64) float64 {
		planet := vector{distance, (1 + distance) * math.Tan(sunRadius), 0} // from the Sun
		p := planet.minus(earth)
		bent := deflect(p, planet, earth)
		return math.Atan2(bent.y, bent.x) - math.Atan2(p.y, p.x)
	}
	assert.InDelta(t, 1.75, at(1e6)/arcsecond, 0.01)
	assert.InDelta(t, 1.75/2, at(1)/arcsecond, 0.01)
}

func TestDeflectionIsContinuousAcrossTheDisc(t *testing.T) {
	earth := vector{x: -1}
	last := 0.0
	for i := -400; i <= 400; i++ {
		y := float64(i) / 200 * 2 * sunRadius // ± two radii, planet at 1 AU beyond
		planet := vector{1, y, 0}
		p := planet.minus(earth)
		bent := deflect(p, planet, earth)
		require.InDelta(t, 1, bent.length(), 1e-6)
		d := (math.Atan2(bent.y, bent.x) - math.Atan2(p.y, p.x)) / arcsecond
		require.LessOrEqual(t, math.Abs(d), 2.15, "at %d", i) // inside, the mass shrinks more slowly than the distance
		if i > -400 {
			require.InDelta(t, last, d, 0.12, "at %d", i)
		}
		if i == 0 {
			assert.Zero(t, d, "straight through the centre")
		}
		last = d
	}
}

func TestAberrationIsThatOfTheTextbook(t *testing.T) {
	// 20.4955″·sin of the angle from the apex, for the constant's velocity; second order below
	// 0.001″.
	const constant = 20.49552
	v := math.Tan(constant*arcsecond) * lightAU
	for angle := 5.0; angle < 180; angle += 10 {
		s, c := math.Sincos(angle * degree)
		seen := aberrate(vector{c, s, 0}, vector{x: v})
		got := angle - math.Atan2(seen.y, seen.x)/degree
		assert.InDelta(t, constant*s, got*3600, 0.002, "%v°", angle)
	}
}
