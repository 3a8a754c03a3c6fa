package ephemeris

import "github.com/soniakeys/meeus/v3/julian"

const (
	deltaTFirstYear = 1600
	gregorianYear   = 365.2425
)

// deltaT is TT − UT1 in seconds at a JD UT1, linear between the values of the table, which is at
// most 0.045 s from its source. Before the first and after the last value (the range in TT begins
// 88 s before the one in UT) the first and the last slope go on.
func deltaT(jdUT float64) float64 {
	last := len(deltaTTable) - 2
	i := min(max(int((jdUT-FirstTT)/gregorianYear), 0), last)
	if i < last && jdUT >= newYear(i+1) { // the mean year is up to 1.5 d off
		i++
	} else if i > 0 && jdUT < newYear(i) {
		i--
	}
	start := newYear(i)
	x := (jdUT - start) / (newYear(i+1) - start)
	a, b := float64(deltaTTable[i]), float64(deltaTTable[i+1])
	return (a + (b-a)*x) / 1000
}

// newYear is the JD of 1 January 0h of year i of the table.
func newYear(i int) float64 { return julian.CalendarGregorianToJD(deltaTFirstYear+i, 1, 1) }

// deltaTOfTT is deltaT for a JD TT. ΔT changes by less than 2 s a year, so taking it twice is exact
// to 1e-8 s.
func deltaTOfTT(jdTT float64) float64 {
	return deltaT(jdTT - deltaT(jdTT)/secondsInDay)
}
