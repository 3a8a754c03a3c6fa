package jyotish

import (
	"math"
	"slices"
	"time"

	"github.com/witnessos/witnessos/internal/civil"
)

// Lord is one of the nine lords of the Vimshottari dasha, in the order of their periods.
type Lord int

// The lords. Each is the lord of every ninth nakshatra.
const (
	Ketu Lord = iota
	Venus
	Sun
	Moon
	Mars
	Rahu
	Jupiter
	Saturn
	Mercury

	// LordCount is how many there are.
	LordCount = iota

	// CycleYears is the sum of their periods.
	CycleYears = 120
)

var (
	lordNames = [LordCount]string{"Ketu", "Venus", "Sun", "Moon", "Mars", "Rahu", "Jupiter", "Saturn", "Mercury"}
	lordYears = [LordCount]int64{7, 20, 6, 10, 7, 18, 16, 19, 17}
)

// String is the English name, and the Sanskrit one of the nodes.
func (l Lord) String() string { return lordNames[l] }

// Years is the length of the lord's mahadasha.
func (l Lord) Years() int { return int(lordYears[l]) }

// next is the lord n periods later.
func (l Lord) next(n int) Lord { return Lord((int(l)%LordCount + n) % LordCount) }

// Level is how deep a period is nested.
type Level int

// The levels.
const (
	Mahadasha Level = iota
	Antardasha
	Pratyantardasha

	// LevelCount is how many are computed.
	LevelCount = iota
)

var levelNames = [LevelCount]string{"Mahadasha", "Antardasha", "Pratyantardasha"}

// String is the Sanskrit name.
func (l Level) String() string { return levelNames[l] }

// Period is a period of a lord: all instants from Start on and before End.
type Period struct {
	Lord  Lord
	Level Level
	Start time.Time // UTC, whole seconds
	End   time.Time // the Start of the next one

	// Number tells periods of one level and parent apart: 0 for the first. That of a mahadasha
	// counts from the one that runs at birth.
	Number int
}

// Contains reports whether an instant lies in the period.
func (p Period) Contains(t time.Time) bool { return !t.Before(p.Start) && t.Before(p.End) }

// Length is the time from Start to End.
func (p Period) Length() time.Duration { return p.End.Sub(p.Start) }

// Subs are the nine periods that the period is divided into: the first has its own lord, and each
// lasts Length · Years/120. Together they fill it to the second.
func (p Period) Subs() (list [LordCount]Period) {
	seconds := int64(p.Length() / time.Second)
	start, years := p.Start, int64(0)
	for n := range list {
		lord := p.Lord.next(n)
		years += lordYears[lord]
		// Rounded to the second, counted from the start, so that rounding does not add up.
		end := p.Start.Add(time.Duration((seconds*years+CycleYears/2)/CycleYears) * time.Second)
		list[n] = Period{Lord: lord, Level: p.Level + 1, Start: start, End: end, Number: n}
		start = end
	}
	return list
}

// subAt is the part of the period that an instant inside of it lies in.
func (p Period) subAt(t time.Time) Period {
	subs := p.Subs()
	n := 0
	for n < LordCount-1 && !t.Before(subs[n].End) {
		n++
	}
	return subs[n]
}

// Dasha is the Vimshottari dasha of a birth: mahadashas without end, of which the first began
// before birth.
type Dasha struct {
	Birth time.Time
	Moon  Mansion

	yearSeconds float64
	origin      float64 // Unix seconds at which the first mahadasha began
}

// NewDasha is the dasha of a birth at an instant with the sidereal longitude of the Moon. The
// first mahadasha, of Y years, began at birth − f·Y, where f is the fraction of the nakshatra
// behind the Moon. yearLength is in days.
func NewDasha(birth time.Time, moon float64, yearLength float64) Dasha {
	d := Dasha{Birth: birth.UTC(), Moon: MansionAt(moon), yearSeconds: yearLength * secondsPerDay}
	d.origin = float64(birth.Unix()) - d.elapsedYears()*d.yearSeconds
	return d
}

const secondsPerDay = 86400

func (d Dasha) elapsedYears() float64 { return d.Moon.Fraction * float64(d.first().Years()) }

func (d Dasha) first() Lord { return d.Moon.Nakshatra.Lord() }

// BalanceYears is how many years of the first mahadasha are left at birth.
func (d Dasha) BalanceYears() float64 { return float64(d.first().Years()) - d.elapsedYears() }

// Years is a duration in the years of this dasha.
func (d Dasha) Years(t time.Duration) float64 { return t.Seconds() / d.yearSeconds }

// Mahadasha is the nth one, from 0 for that of birth, with its true start also where that lies
// before birth. After nine of them the lords come round again.
func (d Dasha) Mahadasha(n int) Period {
	years := int64(n/LordCount) * CycleYears
	for i := range n % LordCount {
		years += lordYears[d.first().next(i)]
	}
	lord := d.first().next(n % LordCount)
	return Period{
		Lord: lord, Level: Mahadasha, Number: n,
		Start: d.instant(years),
		End:   d.instant(years + lordYears[lord]),
	}
}

// instant is so many years after the first mahadasha began, to the second.
func (d Dasha) instant(years int64) time.Time {
	return time.Unix(int64(math.Round(d.origin+float64(years)*d.yearSeconds)), 0).UTC()
}

// At are the periods of all levels that an instant lies in. ok is false before birth.
func (d Dasha) At(t time.Time) (periods [LevelCount]Period, ok bool) {
	if t.Before(d.Birth) {
		return periods, false
	}
	n := 0
	for !t.Before(d.Mahadasha(n).End) {
		n++
	}
	periods[Mahadasha] = d.Mahadasha(n)
	periods[Antardasha] = periods[Mahadasha].subAt(t)
	periods[Pratyantardasha] = periods[Antardasha].subAt(t)
	return periods, true
}

// Phase is how many years of the cycle that begins with Ketu lie behind an instant: the lords
// of an instant follow from it alone, and it grows steadily with the longitude of the birth
// Moon, also from one nakshatra to the next. It is not reduced to one cycle; the cycle is
// counted from the start of the nakshatra Ashwini.
func (d Dasha) Phase(t time.Time) float64 {
	return moonPhase(d.Moon.Longitude) + (t.Sub(d.Birth).Seconds())/d.yearSeconds
}

// PossibleLords names the lords of a level that an instant can have when the birth happened within
// a span, while the Moon went from a first longitude to a last one, in the order of births: a later
// one, with the Moon further on, puts the instant into a later phase.
func (d Dasha) PossibleLords(level Level, at time.Time, births civil.Span, first, last float64) []string {
	phase := func(birth time.Time, moon float64) float64 {
		return moonPhase(Wrap360(moon)) + at.Sub(birth).Seconds()/d.yearSeconds
	}
	low, high := phase(births.From, first), phase(births.To, last)
	if high < low { // the Moon went through 0° Aries
		high += cyclesPerTurn * CycleYears
	}
	lords := LordsBetween(level, low, high)
	names := make([]string, len(lords))
	for i, l := range lords {
		names[i] = l.String()
	}
	return names
}

// LordsBetween are the lords of a level that run at the phases from one to another, each once, in
// the order of time. It lists what an instant can fall to when the birth is not known exactly.
func LordsBetween(level Level, from, to float64) []Lord {
	for from < 0 { // of an instant before birth; a whole cycle more changes nothing
		from, to = from+CycleYears, to+CycleYears
	}
	// Any dasha that begins with Ketu will do. A year of 1e6 seconds leaves room for the phases.
	d := Dasha{Birth: time.Unix(0, 0).UTC(), yearSeconds: 1e6}
	var lords []Lord
	// In whole seconds: a phase that is turned back into seconds can fall short of the end that it
	// stands for, and the period would be found again and again.
	for at, last := int64(from*d.yearSeconds), to*d.yearSeconds; ; {
		periods, _ := d.At(time.Unix(at, 0))
		if lord := periods[level].Lord; !slices.Contains(lords, lord) {
			lords = append(lords, lord)
		}
		at = periods[level].End.Unix()
		if float64(at) > last || len(lords) == LordCount {
			return lords
		}
	}
}

// cyclesPerTurn is how many dasha cycles the nakshatras of the circle amount to.
const cyclesPerTurn = NakshatraCount / LordCount

// moonPhase is the phase at birth of a Moon, in [0, 360).
func moonPhase(longitude float64) float64 {
	m := MansionAt(longitude)
	years := int64(m.Nakshatra) / LordCount * CycleYears
	for i := range int(m.Nakshatra) % LordCount {
		years += lordYears[i]
	}
	return float64(years) + m.Fraction*float64(m.Nakshatra.Lord().Years())
}
