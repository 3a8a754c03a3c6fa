package ephemeris

// The offset TAI − UTC since UTC has had leap seconds. (IERS Bulletin C; the table of
// https://hpiers.obspm.fr/iers/bul/bulc/Leap_Second.dat)
const (
	firstUTC       = 2441317.5 // JD UTC of 1972-01-01
	firstTAIOffset = 10        // TAI − UTC then, s
	ttMinusTAI     = 32.184    // s
)

// leapDays are the JD UTC of the midnights before which a leap second was inserted.
var leapDays = [...]float64{
	2441499.5, // 1972-07-01
	2441683.5, // 1973-01-01
	2442048.5, // 1974-01-01
	2442413.5, // 1975-01-01
	2442778.5, // 1976-01-01
	2443144.5, // 1977-01-01
	2443509.5, // 1978-01-01
	2443874.5, // 1979-01-01
	2444239.5, // 1980-01-01
	2444786.5, // 1981-07-01
	2445151.5, // 1982-07-01
	2445516.5, // 1983-07-01
	2446247.5, // 1985-07-01
	2447161.5, // 1988-01-01
	2447892.5, // 1990-01-01
	2448257.5, // 1991-01-01
	2448804.5, // 1992-07-01
	2449169.5, // 1993-07-01
	2449534.5, // 1994-07-01
	2450083.5, // 1996-01-01
	2450630.5, // 1997-07-01
	2451179.5, // 1999-01-01
	2453736.5, // 2006-01-01
	2454832.5, // 2009-01-01
	2456109.5, // 2012-07-01
	2457204.5, // 2015-07-01
	2457754.5, // 2017-01-01: 37 s
}

// validUntil is the JD UTC up to which the IERS has announced that there is no further leap second:
// the end of 2026-12-31. Extend it, with leapDays, when Bulletin C says more.
const validUntil = 2461406.5

// taiOffset is TAI − UTC, seconds, at a JD UTC from 1972 on.
func taiOffset(jdUTC float64) float64 {
	n := len(leapDays)
	for n > 0 && jdUTC < leapDays[n-1] {
		n--
	}
	return firstTAIOffset + float64(n)
}
