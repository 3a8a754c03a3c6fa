package numerology

import "github.com/witnessos/witnessos/internal/civil"

// LifePath is the life path with the steps that lead to it.
type LifePath struct {
	Month, Day, Year int // each reduced by itself, masters kept
	Sum              int // of the three
	Number           int
	AllDigits        int // a common variant: the eight digits of the date in one sum
}

func lifePath(birth civil.Date) LifePath {
	p := LifePath{
		Month: reduce(int(birth.Month)),
		Day:   reduce(birth.Day),
		Year:  reduce(digitSum(birth.Year)),
	}
	p.Sum = p.Month + p.Day + p.Year
	p.Number = reduce(p.Sum)
	p.AllDigits = reduce(digitSum(birth.Year) + digitSum(int(birth.Month)) + digitSum(birth.Day))
	return p
}

// PersonalCycle is where a calendar day lies in someone's round of nine years.
type PersonalCycle struct{ Year, Month, Day int }

// personalYear ignores masters: its round has nine steps.
func personalYear(birth civil.Date, year int) int {
	return reduce9(int(birth.Month) + birth.Day + year)
}

func personalMonth(personalYear, month int) int { return reduce9(personalYear + month) }

func personalDay(personalMonth, day int) int { return reduce9(personalMonth + day) }

// Pinnacle is one of the four long seasons of a life. Ages are in completed years, both
// inclusive.
type Pinnacle struct {
	Number  int  `json:"number"`
	FromAge int  `json:"from_age"`
	ToAge   *int `json:"to_age" doc:"Null for the last, which stays open."`
}

// pinnacles: the first ends at the age of 36 less the life path, the next two last nine
// years each. Masters count in the third as they stand in the first two.
func pinnacles(birth civil.Date, lifePath int) [4]Pinnacle {
	m, d, y := singleDigits(birth)
	first, second := reduce(m+d), reduce(d+y)
	numbers := [4]int{first, second, reduce(first + second), reduce(m + y)}

	const lastsYears = 9
	var list [4]Pinnacle
	from, to := 0, 36-reduce9(lifePath)
	for i, number := range numbers {
		list[i] = Pinnacle{Number: number, FromAge: from}
		if i < len(numbers)-1 {
			end := to
			list[i].ToAge = &end
		}
		from, to = to+1, to+lastsYears
	}
	return list
}

// challenges are differences, so they run from 0 to 8.
func challenges(birth civil.Date) [4]int {
	m, d, y := singleDigits(birth)
	first, second := abs(m-d), abs(d-y)
	return [4]int{first, second, abs(first - second), abs(m - y)}
}

func singleDigits(birth civil.Date) (month, day, year int) {
	return reduce9(int(birth.Month)), reduce9(birth.Day), reduce9(digitSum(birth.Year))
}

// season is the index of the pinnacle, and of the challenge that goes with it, at an age.
func season(list [4]Pinnacle, age int) int {
	i := 0
	for i < len(list)-1 && age > *list[i].ToAge {
		i++
	}
	return i
}
