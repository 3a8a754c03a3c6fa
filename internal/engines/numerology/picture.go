package numerology

import (
	"strconv"
	"strings"

	"github.com/witnessos/witnessos/internal/drawing/numbers"
	"github.com/witnessos/witnessos/internal/drawing/sheet"
)

// picture draws the numbers of a result as SVG.
func picture(c *Chart, in *Input, r *Result) string {
	name := c.Name
	core := func(title, section string, n int) numbers.Core {
		core := numbers.Core{Name: title, Number: n, Master: isMaster(n)}
		if n != 0 {
			core.Short = label(section, n, "Short")
		}
		return core
	}
	chart := numbers.Chart{
		Name: in.FullName,
		Born: "born " + in.BirthDate.String() + " · " + systemName(in.System) + " letters",
		Sums: []numbers.Sum{
			{Name: "Vowels", Total: name.SoulUrge.Sum, Number: name.SoulUrge.Number},
			{Name: "Consonants", Total: name.Personality.Sum, Number: name.Personality.Number},
			{Name: "All letters", Total: name.Expression.Sum, Number: name.Expression.Number},
		},
		Corners: [4]numbers.Core{
			core("Life path", "life path", c.LifePath.Number),
			core("Expression", "expression", name.Expression.Number),
			core("Personality", "personality", name.Personality.Number),
			core("Soul urge", "soul urge", name.SoulUrge.Number),
		},
		Bridges: [4]*int{&c.Bridges.LifePathExpression, c.Bridges.ExpressionPersonality, c.Bridges.SoulUrgePersonality, c.Bridges.LifePathSoulUrge},
		Middle:  core("Maturity", "maturity", c.Maturity.Number),
		Facts: []sheet.Fact{
			{Label: "BIRTHDAY", Value: titled("birthday", c.Birthday)},
			{Label: "ATTITUDE", Value: strconv.Itoa(c.Attitude)},
			{Label: "KARMIC DEBT", Value: debts(c.KarmicDebts)},
			{Label: "PERSONAL YEAR " + strconv.Itoa(in.CurrentYear), Value: titled("personal year", c.Personal.Year)},
			{Label: "PERSONAL MONTH, " + strings.ToUpper(in.TargetDate.Month.String()), Value: strconv.Itoa(c.Personal.Month)},
			{Label: "PERSONAL DAY, " + in.TargetDate.String(), Value: strconv.Itoa(c.Personal.Day)},
		},
		Age:  in.TargetDate.YearsSince(in.BirthDate),
		Note: "Exact arithmetic; how the numbers are read is tradition.",
	}
	letters := name.Letters
	for _, word := range r.NameBreakdown.Words {
		var drawn []numbers.Letter
		for _, l := range letters[:len(word.Text)] {
			drawn = append(drawn, numbers.Letter{Text: l.Letter, Value: l.Value, Vowel: l.Vowel})
		}
		letters = letters[len(word.Text):]
		chart.Words = append(chart.Words, drawn)
	}
	for i, p := range c.Pinnacles {
		pinnacle := numbers.Pinnacle{Number: p.Number, From: p.FromAge, Short: label("pinnacle", p.Number, "Short")}
		if p.ToAge != nil {
			pinnacle.To = *p.ToAge
		}
		chart.Pinnacles = append(chart.Pinnacles, pinnacle)
		chart.Challenges = append(chart.Challenges, numbers.Challenge{Number: c.Challenges[i], Short: label("challenge", c.Challenges[i], "Short")})
	}
	return numbers.Draw(chart, numbers.Options{})
}

func debts(list []int) string {
	if len(list) == 0 {
		return "none"
	}
	text := strconv.Itoa(list[0])
	for _, n := range list[1:] {
		text += ", " + strconv.Itoa(n)
	}
	return text
}

func systemName(s System) string {
	if s == Chaldean {
		return "Chaldean"
	}
	return "Pythagorean"
}
