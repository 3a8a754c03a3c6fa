package jyotish

import "strconv"

// Nakshatra is one of the 27 lunar mansions, 0 Ashwini to 26 Revati, of 13°20′ each.
type Nakshatra int

const (
	// NakshatraCount and PadaCount are how many of them the circle has.
	NakshatraCount = 27
	PadaCount      = 4 * NakshatraCount

	// NakshatraSize is the size of a nakshatra, degrees.
	NakshatraSize = 360.0 / NakshatraCount
)

var nakshatraNames = [NakshatraCount]string{
	"Ashwini", "Bharani", "Krittika", "Rohini", "Mrigashira", "Ardra", "Punarvasu", "Pushya", "Ashlesha",
	"Magha", "Purva Phalguni", "Uttara Phalguni", "Hasta", "Chitra", "Swati", "Vishakha", "Anuradha", "Jyeshtha",
	"Mula", "Purva Ashadha", "Uttara Ashadha", "Shravana", "Dhanishta", "Shatabhisha",
	"Purva Bhadrapada", "Uttara Bhadrapada", "Revati",
}

// String is the name in its usual Latin spelling.
func (n Nakshatra) String() string { return nakshatraNames[n] }

// Lord is the planet whose dasha a birth under the nakshatra begins with.
func (n Nakshatra) Lord() Lord { return Lord(n % LordCount) }

// Mansion is where a longitude lies among the nakshatras.
type Mansion struct {
	Longitude float64 // sidereal, degrees in [0, 360)
	Nakshatra Nakshatra
	Fraction  float64 // of the nakshatra that lies behind, [0, 1)
	Pada      int     // quarter, 1 to 4
	Sign      Sign
}

// MansionAt places a sidereal longitude.
func MansionAt(longitude float64) Mansion {
	longitude = Wrap360(longitude)
	quarter := part(longitude, PadaCount) // one floor for both, so that they never disagree
	n := quarter / 4
	fraction := longitude/360*NakshatraCount - float64(n)
	return Mansion{
		Longitude: longitude,
		Nakshatra: Nakshatra(n),
		Fraction:  min(max(fraction, 0), 1-1e-15),
		Pada:      quarter%4 + 1,
		Sign:      SignAt(longitude),
	}
}

// Degrees is how far the longitude lies inside its nakshatra.
func (m Mansion) Degrees() float64 { return m.Fraction * NakshatraSize }

// PadaName names the pada with its nakshatra, since the number alone says little: Swati 4.
func (m Mansion) PadaName() string { return m.Nakshatra.String() + " " + strconv.Itoa(m.Pada) }
