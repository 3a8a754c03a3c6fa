package main

import (
	"strings"

	"github.com/witnessos/witnessos/internal/drawing/numbers"
	"github.com/witnessos/witnessos/internal/drawing/sheet"
)

// lettersOf gives each letter of a name in capitals its Pythagorean value.
func lettersOf(name string) [][]numbers.Letter {
	var words [][]numbers.Letter
	for _, word := range strings.Fields(name) {
		var letters []numbers.Letter
		for _, r := range word {
			letters = append(letters, numbers.Letter{Text: string(r), Value: int(r-'A')%9 + 1, Vowel: strings.ContainsRune("AEIOU", r)})
		}
		words = append(words, letters)
	}
	return words
}

func number(n int) *int { return &n }

// adaExample has the numbers of the worked example of the API's specification.
func adaExample() numbers.Chart {
	return numbers.Chart{
		Name: "Ada Example", Born: "born 1990-06-15 · Pythagorean letters", Words: lettersOf("ADA EXAMPLE"),
		Sums: []numbers.Sum{{Name: "Vowels", Total: 13, Number: 4}, {Name: "Consonants", Total: 24, Number: 6}, {Name: "All letters", Total: 37, Number: 1}},
		Corners: [4]numbers.Core{
			{Name: "Life path", Number: 4, Short: "building what can be relied on"},
			{Name: "Expression", Number: 1, Short: "initiative"},
			{Name: "Personality", Number: 6, Short: "warm"},
			{Name: "Soul urge", Number: 4, Short: "firm ground"},
		},
		Bridges: [4]*int{number(3), number(5), number(2), number(0)},
		Middle:  numbers.Core{Name: "Maturity", Number: 5, Short: "inner freedom"},
		Facts: []sheet.Fact{{Label: "BIRTHDAY", Value: "6"}, {Label: "ATTITUDE", Value: "3"}, {Label: "KARMIC DEBT", Value: "13"},
			{Label: "PERSONAL YEAR 2025", Value: "3: a year to show yourself"}, {Label: "PERSONAL MONTH, JULY", Value: "1"}, {Label: "PERSONAL DAY, 18 JULY", Value: "1"}},
		Pinnacles: []numbers.Pinnacle{
			{Number: 3, From: 0, To: 32, Short: "showing what you can do"}, {Number: 7, From: 33, To: 41, Short: "going deep"},
			{Number: 1, From: 42, To: 50, Short: "standing on your own feet"}, {Number: 7, From: 51, Short: "going deep"},
		},
		Challenges: []numbers.Challenge{{Number: 0, Short: "the free choice"}, {Number: 5, Short: "restlessness"}, {Number: 5, Short: "restlessness"}, {Number: 5, Short: "restlessness"}},
		Age:        35,
		Note:       "Exact arithmetic; how the numbers are read is tradition.",
	}
}

func numberSheets() []sample {
	short := adaExample()
	short.Name, short.Words = "Ng", lettersOf("NG")
	short.Corners[3], short.Bridges[2], short.Bridges[3] = numbers.Core{Name: "Soul urge"}, nil, nil
	short.Sums[0] = numbers.Sum{Name: "Vowels"}
	short.Age = 0

	eighty := adaExample()
	eighty.Name = "Maximiliane Wilhelmine Theodora Charlotte von und zu Hohenzollern Sigmaringen Yy"
	eighty.Words = lettersOf(strings.ToUpper(eighty.Name))
	for i := range eighty.Corners {
		eighty.Corners[i].Number, eighty.Corners[i].Master, eighty.Corners[i].Short = 33, true, "teaching through kindness lived out loud, and then some more of it"
	}
	eighty.Middle = numbers.Core{Name: "Maturity", Number: 22, Master: true, Short: "a work for others"}
	eighty.Pinnacles[0].Number, eighty.Pinnacles[1].Number, eighty.Age = 11, 22, 150
	for i := range eighty.Pinnacles {
		eighty.Pinnacles[i].Short, eighty.Challenges[i].Short = "learning to work as a pair with somebody else for a long time", "sensitivity to everything that moves and speaks"
	}

	endless := adaExample()
	endless.Name = strings.Repeat("Abcdefghij", 20)
	endless.Words = lettersOf(strings.ToUpper(endless.Name))
	endless.Born, endless.Note = strings.Repeat("a long line ", 30), strings.Repeat("small print ", 30)
	endless.Age = 80

	var list []sample
	for name, chart := range map[string]numbers.Chart{
		"numbers-ada": adaExample(), "numbers-short": short, "numbers-eighty": eighty, "numbers-endless": endless, "numbers-empty": {},
	} {
		list = append(list, sample{name, func(o sheet.Options) string { return numbers.Draw(chart, o) }})
	}
	return list
}
