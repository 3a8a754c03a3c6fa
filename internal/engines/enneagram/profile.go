package enneagram

import "strings"

// levelNames from wide to narrow; three to a band.
var levelNames = [9]string{
	"Daylight", "Ease", "Craft",
	"Habit", "Bargain", "Pressure",
	"Alarm", "Fortress", "Standstill",
}

var bands = [3]string{"healthy", "average", "stressed"}

// levels of a type.
func (t Type) levels() (list [9]Level) {
	for i, name := range levelNames {
		list[i] = Level{i + 1, bands[i/3], name, texts().Label("levels", t.String(), name)}
	}
	return list
}

// describe gathers the texts of a type, with the parts that were asked for.
func (t Type) describe(in Input) TypeProfile {
	entry := texts().Entry("type", t.String())
	facts := traditions[t]
	p := TypeProfile{
		Number: t, Name: entry.Labels["Name"],
		AlternativeNames: strings.Split(entry.Labels["Also"], "; "),
		Description:      entry.Text,
		Center:           t.Center(), Hornevian: t.Hornevian(), Harmonic: t.Harmonic(),
		Motivation: entry.Labels["Motivation"], Fear: entry.Labels["Fear"],
		Desire: entry.Labels["Desire"], Proposition: entry.Labels["Proposition"],
		Vice: facts.passion, Virtue: facts.virtue, Passion: facts.passion, Fixation: facts.fixation, HolyIdea: facts.holyIdea,
		Trap:     entry.Labels["Trap"],
		Growth:   t.growth(),
		Keywords: strings.Split(entry.Labels["Keywords"], ", "),
	}
	if in.IncludeWings {
		p.Wings = WingPair{t.Previous().String(): t.wing(t.Previous()), t.Next().String(): t.wing(t.Next())}
	}
	if in.IncludeArrows {
		p.Arrows = &ArrowPair{t.arrow(t.Integration()), t.arrow(t.Disintegration())}
	}
	if in.IncludeInstincts {
		p.Variants = &VariantSet{instinctText(t, 0), instinctText(t, 1), instinctText(t, 2)}
	}
	return p
}

func (t Type) wing(neighbour Type) WingText {
	notation := t.String() + "w" + neighbour.String()
	entry := texts().Entry("wing", notation)
	return WingText{neighbour, notation, entry.Labels["Name"], entry.Text}
}

func (t Type) arrow(to Type) Arrow {
	text, traits := arrow(t, to)
	return Arrow{to, to.label("Name"), text, traits}
}

// describe gathers the facts of a center.
func (c Center) describe() CenterProfile {
	labels := texts().Entry("center", string(c)).Labels
	return CenterProfile{c, c.Types(), labels["Emotion"], labels["Focus"]}
}
