package numerology

import (
	"slices"

	"github.com/witnessos/witnessos/internal/civil"
	"github.com/witnessos/witnessos/internal/shortsort"
)

// Subject is a person and the time that their personal cycles are wanted for.
type Subject struct {
	Name      Name // has a letter, and none that is foreign
	Preferred Name // no words when there is none
	Birth     civil.Date
	System    System
	YRule     YRule
	Year      int        // of the personal year
	On        civil.Date // its month and day decide the personal month and day
}

// Chart is every number of a subject.
type Chart struct {
	LifePath    LifePath
	Name        NameNumbers
	Preferred   *NameNumbers // nil when the subject has no preferred name
	Maturity    Total
	Birthday    int
	Attitude    int
	Personal    PersonalCycle
	Bridges     Bridges
	Masters     []int // ascending
	KarmicDebts []int // ascending
	Pinnacles   [4]Pinnacle
	Challenges  [4]int
	Season      int // index of the current pinnacle and challenge
}

// Bridges are distances between core numbers; nil where one of them does not exist.
type Bridges struct {
	LifePathExpression    int
	SoulUrgePersonality   *int
	LifePathSoulUrge      *int
	ExpressionPersonality *int
}

// Compute calculates a chart. It accepts any valid date.
func Compute(s Subject) Chart {
	c := Chart{
		LifePath:   lifePath(s.Birth),
		Name:       s.Name.Count(s.System, s.YRule),
		Birthday:   reduce(s.Birth.Day),
		Attitude:   reduce(int(s.Birth.Month) + s.Birth.Day),
		Challenges: challenges(s.Birth),
	}
	if len(s.Preferred.Words) > 0 {
		preferred := s.Preferred.Count(s.System, s.YRule)
		c.Preferred = &preferred
	}
	c.Maturity = total(c.LifePath.Number + c.Name.Expression.Number)
	c.Personal.Year = personalYear(s.Birth, s.Year)
	c.Personal.Month = personalMonth(c.Personal.Year, int(s.On.Month))
	c.Personal.Day = personalDay(c.Personal.Month, s.On.Day)
	c.Pinnacles = pinnacles(s.Birth, c.LifePath.Number)
	c.Season = season(c.Pinnacles, s.On.YearsSince(s.Birth))
	c.Bridges = c.bridges()
	c.Masters = c.masters()
	c.KarmicDebts = c.karmicDebts(s.Birth.Day)
	return c
}

func (c *Chart) bridges() Bridges {
	life, name := c.LifePath.Number, c.Name
	between := func(a, b int) *int {
		if a == 0 || b == 0 {
			return nil
		}
		d := distance(a, b)
		return &d
	}
	return Bridges{
		LifePathExpression:    distance(life, name.Expression.Number),
		SoulUrgePersonality:   between(name.SoulUrge.Number, name.Personality.Number),
		LifePathSoulUrge:      between(life, name.SoulUrge.Number),
		ExpressionPersonality: between(name.Expression.Number, name.Personality.Number),
	}
}

func (c *Chart) masters() []int {
	return distinct(isMaster, c.LifePath.Number, c.Name.Expression.Number, c.Name.SoulUrge.Number,
		c.Name.Personality.Number, c.Maturity.Number)
}

// karmicDebts looks at totals before they are reduced, and at the day of birth.
func (c *Chart) karmicDebts(day int) []int {
	return distinct(isKarmicDebt, c.LifePath.Sum, c.Name.Expression.Sum, c.Name.SoulUrge.Sum,
		c.Name.Personality.Sum, day)
}

// distinct returns the wanted ones of the numbers, each once, ascending, never nil.
func distinct(wanted func(int) bool, numbers ...int) []int {
	found := []int{}
	for _, n := range numbers {
		if wanted(n) && !slices.Contains(found, n) {
			found = append(found, n)
		}
	}
	shortsort.Sort(found)
	return found
}
