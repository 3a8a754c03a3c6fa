package mandala

import (
	"math"

	"github.com/witnessos/witnessos/internal/ephemeris"
)

// errorBound is the bound for a body of the given speed (degrees a day), seen at so many
// degrees from the Sun at a moment that may be off by some fraction of a day; arc-seconds.
func errorBound(b Body, speed, fromSun, days float64) float64 {
	sky := bodies[b].sky
	bound := ephemeris.ErrorBound(sky)
	if b >= Mercury && math.Abs(wrap180(fromSun)) < sunRadius {
		bound = ephemeris.ErrorBehindSun
	}
	if sky == ephemeris.Sun { // it defines the moment of the design
		return bound
	}
	return bound + 3600*math.Abs(speed)*days
}

// sunRadius is that of the Sun's disc seen from the Earth, rounded up, degrees. The near
// side is not told from the far side, which errs on the safe one.
const sunRadius = 0.3

// designUncertainty is how many days the design moment may be off: an error of the Sun at
// birth and one at the design moment, at the Sun's speed (degrees a day). About 4 seconds.
func designUncertainty(sunSpeed float64) float64 {
	return 2 * ephemeris.ErrorBound(ephemeris.Sun) / 3600 / sunSpeed
}
