package ephemeris

// ErrorBound is how far an apparent longitude may be from that of the Swiss Ephemeris with JPL
// data for the same instant, arcseconds, anywhere between 1600 and 2400: the limits that the
// accuracy table is held to, rounded up. Behind the disc of the Sun, see [ErrorBehindSun].
func ErrorBound(b Body) float64 {
	switch b {
	case Sun:
		return 0.08
	case Mars:
		return 0.35
	case TrueNode:
		return 1
	case MeanNode, MeanApogee:
		return 0.03
	}
	return 0.25
}

// ErrorBehindSun is the bound, arcseconds, for a planet whose light passes through the disc of
// the Sun, where it is a matter of convention how much the light is bent.
const ErrorBehindSun = 0.8
