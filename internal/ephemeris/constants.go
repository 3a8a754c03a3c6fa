package ephemeris

// Units and epochs.
const (
	j2000             = 2451545.0 // JD TT of the epoch
	daysPerCentury    = 36525.0
	daysPerMillennium = 365250.0
	astronomicalUnit  = 149597870.7 // km; IAU 2012 resolution B2
	lightKM           = 299792.458 * secondsInDay
	lightAU           = lightKM / astronomicalUnit // 173.144 632 684 669 3 AU a day
)

// Gauss's constant k: k² is the attraction of the Sun, GM in AU³/day². (IAU 1976)
const gauss = 0.01720209895

// sunAttraction is GM of the Sun, m³/s², TDB-compatible. (IERS Conventions 2010, table 1.1)
const sunAttraction = 1.32712440018e20

// sunRadius is half the angle of the solar disc at 1 AU, radians: 959.63″. (Auwers 1891; still that
// of the Astronomical Almanac)
const sunRadius = 959.63 * arcsecond

// Masses in units of the Sun's, which place the Sun about the barycentre of the solar system: those
// that the outer planets' tables were made with. They are the values of the IAU 2009 system
// (1047.3486, 3497.9018, 22902.98, 19412.26, 328900.5596) to 2e-6 of each.
const (
	massJupiter = 1 / 1047.348625
	massSaturn  = 1 / 3497.9018
	massUranus  = 1 / 22902.944
	massNeptune = 1 / 19412.237
	massEarth   = 1 / 328900.5614 // with the Moon
)

func centuries(jdTT float64) float64 { return (jdTT - j2000) / daysPerCentury }
