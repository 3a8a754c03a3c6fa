package iching

import (
	"strconv"

	"github.com/witnessos/witnessos/internal/drawing/hexagram"
)

// picture draws the cast as SVG.
func picture(r *Result, c Cast, in Input) string {
	f := c.Primary()
	sheet := hexagram.Cast{
		Question: in.Question,
		Method:   "Cast with " + methodName(in.Method),
		Primary:  drawn(f),
		Changing: r.ChangingLines,
		Relatives: []hexagram.Relative{
			{Label: "NUCLEAR", Hexagram: drawn(f.Nuclear())},
			{Label: "OPPOSITE", Hexagram: drawn(f.Opposite())},
			{Label: "REVERSED", Hexagram: drawn(f.Reversed())},
		},
		Note: "Seed " + r.Seed,
	}
	if in.Question == "" {
		sheet.Question = in.Intention
	}
	if r.HasMutation {
		relating := drawn(c.Relating())
		sheet.Relating = &relating
	}
	for _, t := range r.ReadingRule.Texts {
		sheet.Texts = append(sheet.Texts, hexagram.Text{Source: t.source(), Text: t.Text})
	}
	return hexagram.Draw(sheet, hexagram.Options{})
}

func drawn(f Figure) hexagram.Hexagram {
	p := f.page()
	h := hexagram.Hexagram{
		Name: strconv.Itoa(f.Number()) + " · " + p.name, Chinese: p.chinese, Pinyin: p.pinyin,
		Upper: trigram(f.Upper()), Lower: trigram(f.Lower()),
	}
	for i := range h.Yang {
		h.Yang[i] = f.Yang(i + 1)
	}
	return h
}

func trigram(t Trigram) hexagram.Trigram {
	return hexagram.Trigram{Name: t.name(), Chinese: t.label("Chinese"), Attribute: t.label("Attribute")}
}
