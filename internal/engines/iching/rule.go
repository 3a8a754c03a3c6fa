package iching

import (
	"slices"
	"strconv"
)

// rule says which texts answer a cast, after Zhu Xi's Introduction to the Study of the Changes
// (Yixue qimeng, 1186, chapter 4). Of two lines the upper leads when they change, and the lower
// when they rest. With three changing lines both judgments are read; the cast hexagram comes
// first. Without withLines the texts of lines are left out, and only named.
func (c Cast) rule(withLines bool) Rule {
	primary, relating, changing := c.Primary(), c.Relating(), c.Changing()
	judgment := func(f Figure) RuleText {
		return RuleText{Hexagram: f.Number(), Part: "judgment", Text: f.page().judgment}
	}
	lines := func(f Figure, positions []int) []RuleText {
		list := make([]RuleText, len(positions))
		for i, line := range positions {
			list[i] = RuleText{Hexagram: f.Number(), Part: "line", Line: line}
			if withLines {
				list[i].Text = f.page().lines[line-1]
			}
		}
		return list
	}
	key := strconv.Itoa(len(changing))
	var answers []RuleText
	switch {
	case len(changing) == 0:
		answers = []RuleText{judgment(primary)}
	case len(changing) < 3:
		slices.Reverse(changing)
		answers = lines(primary, changing)
	case len(changing) == 3:
		answers = []RuleText{judgment(primary), judgment(relating)}
	case len(changing) < Lines:
		answers = lines(relating, c.AtRest())
	case primary.page().seventh != "":
		key = "seventh"
		answers = []RuleText{{Hexagram: primary.Number(), Part: "all_lines"}}
		if withLines {
			answers[0].Text = primary.page().seventh
		}
	default:
		answers = []RuleText{judgment(relating)}
	}
	return Rule{texts().Text("reading rule", key), answers}
}

// source names the text, such as "Line 2 of hexagram 41, Decrease".
func (t RuleText) source() string {
	part := "Judgment"
	switch t.Part {
	case "line":
		part = "Line " + strconv.Itoa(t.Line)
	case "all_lines":
		part = "Seventh text"
	}
	return part + " of hexagram " + strconv.Itoa(t.Hexagram) + ", " + pages()[t.Hexagram].name
}
