package ephemeris

// precessionRate is how fast all longitudes grow because the equinox recedes, degrees a day: the
// general precession in longitude p_A, 5028.796195″ T + 1.1054348″ T² + …
// (Capitaine, Wallace and Chapront, Astron. Astrophys. 412, 567, 2003, (39)), differentiated.
func precessionRate(jdTT float64) float64 {
	return (5028.796195 + 2.2108696*centuries(jdTT)) / 3600 / daysPerCentury
}

// nutationWaves are the terms of the nutation in longitude whose rates are largest, of Ω, 2L, 2L′,
// 2Ω, M and M′. (Meeus, Astronomical Algorithms, chapter 22: the short formula, M and M′ of table
// 22.A)
var nutationWaves = [...]struct {
	amplitude     float64 // arcseconds, of a sine
	phase, growth float64 // degrees, degrees a century
}{
	{-17.20, 125.04452, -1934.136261},
	{-1.32, 2 * 280.4665, 2 * 36000.7698},
	{-0.23, 2 * 218.3165, 2 * 481267.8813},
	{0.21, 2 * 125.04452, 2 * -1934.136261},
	{0.14, 357.5291, 35999.0503},
	{0.07, 134.9634, 477198.8675},
}

// nutationRate is the rate of Δψ, degrees a day, to 0.01″ a day.
func nutationRate(jdTT float64) float64 {
	t := centuries(jdTT)
	sum := 0.0 // ″·turns per century
	for i := range nutationWaves {
		w := &nutationWaves[i]
		sum += w.amplitude * w.growth * turnsPerDeg * cosTurns((w.phase+w.growth*t)*turnsPerDeg)
	}
	return turn * sum / 3600 / daysPerCentury
}
