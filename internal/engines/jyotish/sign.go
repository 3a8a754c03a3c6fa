package jyotish

import "math"

// Sign is a sign of the zodiac, 0 Aries to 11 Pisces. Whether it is a tropical or a sidereal
// one depends on the longitude it was taken from.
type Sign int

// SignSize is the size of a sign, degrees.
const SignSize = 30.0

var signNames = [12]string{
	"Aries", "Taurus", "Gemini", "Cancer", "Leo", "Virgo",
	"Libra", "Scorpio", "Sagittarius", "Capricorn", "Aquarius", "Pisces",
}

var signElements = [4]string{"fire", "earth", "air", "water"}

// SignAt is the sign of a longitude.
func SignAt(longitude float64) Sign { return Sign(part(longitude, 12)) }

// String is the English name.
func (s Sign) String() string { return signNames[s] }

// Element is fire, earth, air or water, in this order from Aries on.
func (s Sign) Element() string { return signElements[s%4] }

// part is the index of the part that a longitude lies in when the circle has so many.
func part(longitude float64, count int) int {
	return min(int(Wrap360(longitude)/360*float64(count)), count-1)
}

// Margin is how far a longitude is from the nearer end of its part, in arcseconds, when the
// circle has so many equal parts.
func Margin(longitude float64, count int) float64 {
	parts := Wrap360(longitude) / 360 * float64(count)
	fraction := parts - math.Floor(parts)
	return min(fraction, 1-fraction) * 360 / float64(count) * 3600
}

// Wrap360 brings an angle into [0, 360).
func Wrap360(x float64) float64 {
	x = math.Mod(x, 360)
	if x < 0 {
		x += 360
	}
	if x >= 360 { // a tiny negative angle rounds up to the full turn
		return 0
	}
	return x
}

// Wrap180 brings an angle into [−180, 180).
func Wrap180(x float64) float64 { return Wrap360(x+180) - 180 }
