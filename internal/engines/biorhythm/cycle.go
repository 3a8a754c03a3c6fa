package biorhythm

import "math"

// Cycle is a sine wave that starts at zero, rising, on the day of birth.
type Cycle struct {
	Name   string
	Period int // days
}

// The cycles in the order of all lists. The first three are the core.
var cycles = [...]Cycle{
	{"physical", 23}, {"emotional", 28}, {"intellectual", 33},
	{"intuitive", 38}, {"aesthetic", 43}, {"spiritual", 53},
}

const coreCycles = 3

// Thresholds of the phases, in percent.
const (
	PeakFrom   = 95.0
	ValleyFrom = -95.0
)

// Phase is where a cycle stands on a day.
type Phase string

const (
	Rising   Phase = "rising"
	Falling  Phase = "falling"
	Peak     Phase = "peak"     // at least PeakFrom
	Valley   Phase = "valley"   // at most ValleyFrom
	Critical Phase = "critical" // crosses zero during the day
)

// residue is the day within the cycle, 0 to Period-1; n may be negative. It is kept from being
// inlined, because its many copies would show in the size of the Worker.
//
//go:noinline
func (c Cycle) residue(n int) int {
	r := n % c.Period
	if r < 0 {
		r += c.Period
	}
	return r
}

// Value is 100·sin(2πn/Period) percent n days after birth, exactly zero where the sine is.
func (c Cycle) Value(n int) float64 {
	r := c.residue(n)
	if 2*r%c.Period == 0 {
		return 0 // math.Sin(math.Pi) is not
	}
	return 100 * math.Sin(2*math.Pi*float64(r)/float64(c.Period))
}

// IsCritical reports whether the cycle is zero at the beginning of day n or changes its sign
// before the next one begins. For odd periods the second zero falls inside of a day, whose
// value can be as large as 13.6: a test of the value alone would miss it.
func (c Cycle) IsCritical(n int) bool {
	r := c.residue(n)
	return r == 0 || r == c.Period/2
}

// IsRising reports whether the cycle rises at the beginning of day n.
func (c Cycle) IsRising(n int) bool {
	r := c.residue(n)
	return 4*r < c.Period || 4*r > 3*c.Period
}

// Phase of the cycle on day n.
func (c Cycle) Phase(n int) Phase {
	value := c.Value(n)
	switch {
	case c.IsCritical(n):
		return Critical
	case value >= PeakFrom:
		return Peak
	case value <= ValleyFrom:
		return Valley
	case c.IsRising(n):
		return Rising
	}
	return Falling
}

// DaysToPeak is the number of days from n to the day nearest to the crest, 0 on it.
func (c Cycle) DaysToPeak(n int) int { return c.daysTo(nearest(c.Period, 4), n) }

// DaysToValley is the number of days from n to the day nearest to the trough, 0 on it.
func (c Cycle) DaysToValley(n int) int { return c.daysTo(nearest(3*c.Period, 4), n) }

func (c Cycle) daysTo(residue, n int) int { return c.residue(residue - n) }

// nearest rounds a/b to the nearest integer, halves down.
func nearest(a, b int) int { return (2*a + b - 1) / (2 * b) }

// DaysToCritical is the number of days from n to the next critical day, at least 1.
func (c Cycle) DaysToCritical(n int) int {
	days := 1
	for !c.IsCritical(n + days) {
		days++
	}
	return days
}

// Overall is the mean of the core cycles, whatever other cycles are shown.
func Overall(n int) float64 {
	sum := 0.0
	for _, c := range cycles[:coreCycles] {
		sum += c.Value(n)
	}
	return sum / coreCycles
}

// criticalCore lists the core cycles that are critical on day n.
func criticalCore(n int) []string { return critical(cycles[:coreCycles], n) }

func critical(of []Cycle, n int) []string {
	names := []string{}
	for _, c := range of {
		if c.IsCritical(n) {
			names = append(names, c.Name)
		}
	}
	return names
}
