package civil

import "time"

// Day arithmetic counts days from 1970-01-01 with the algorithms of Howard Hinnant,
// "chrono-Compatible Low-Level Date Algorithms" (days_from_civil, civil_from_days).
// The year is taken to begin on 1 March, so that the leap day is its last day and a
// month's offset is a linear function of its number.

const daysPerEra = 146097 // 400 Gregorian years

// DayNumber returns the number of days from 1970-01-01 to d, negative before it.
func (d Date) DayNumber() int {
	year, month := d.Year, int(d.Month)
	if month <= 2 {
		year--
	}
	era := floorDiv(year, 400)
	yearOfEra := year - era*400
	dayOfYear := (153*((month+9)%12)+2)/5 + d.Day - 1
	dayOfEra := yearOfEra*365 + yearOfEra/4 - yearOfEra/100 + dayOfYear
	return era*daysPerEra + dayOfEra - unixEpochDay
}

// unixEpochDay is 1970-01-01 counted from 0000-03-01.
const unixEpochDay = 719468

// FromDayNumber is the inverse of Date.DayNumber.
func FromDayNumber(n int) Date {
	n += unixEpochDay
	era := floorDiv(n, daysPerEra)
	dayOfEra := n - era*daysPerEra
	yearOfEra := (dayOfEra - dayOfEra/1460 + dayOfEra/36524 - dayOfEra/146096) / 365
	dayOfYear := dayOfEra - (365*yearOfEra + yearOfEra/4 - yearOfEra/100)
	marchMonth := (5*dayOfYear + 2) / 153
	day := dayOfYear - (153*marchMonth+2)/5 + 1
	month := marchMonth + 3
	year := yearOfEra + era*400
	if month > 12 {
		month -= 12
		year++
	}
	return Date{year, time.Month(month), day}
}

// AddDays returns the day n days after d; n may be negative.
func (d Date) AddDays(n int) Date { return FromDayNumber(d.DayNumber() + n) }

// AddYears returns the same calendar day n years later. The 29th of February becomes the
// 28th in a common year, so that the result never leaves the month.
func (d Date) AddYears(n int) Date {
	d.Year += n
	d.Day = min(d.Day, daysIn(d.Year, d.Month))
	return d
}

// DaysSince returns the number of days from e to d: positive when d is later.
func (d Date) DaysSince(e Date) int { return d.DayNumber() - e.DayNumber() }

// Weekday returns the day of the week.
func (d Date) Weekday() time.Weekday {
	const epochWeekday = int(time.Thursday) // 1970-01-01
	n := d.DayNumber() + epochWeekday
	return time.Weekday(n - 7*floorDiv(n, 7))
}

// YearsSince returns the completed years from e to d, that is, a person's age in years.
func (d Date) YearsSince(e Date) int {
	years := d.Year - e.Year
	if d.Month < e.Month || d.Month == e.Month && d.Day < e.Day {
		years--
	}
	return years
}

// floorDiv rounds towards minus infinity, which keeps eras and weeks whole before 1970.
func floorDiv(a, b int) int {
	q := a / b
	if a%b < 0 {
		q--
	}
	return q
}
