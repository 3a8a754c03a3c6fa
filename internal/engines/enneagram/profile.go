package enneagram

import (
	"strings"
	"sync"

	"github.com/witnessos/witnessos/internal/engines/prose"
)

// levelNames from wide to narrow; three to a band.
var levelNames = [9]string{
	"Daylight", "Ease", "Craft",
	"Habit", "Bargain", "Pressure",
	"Alarm", "Fortress", "Standstill",
}

var bands = [3]string{"healthy", "average", "stressed"}

// words are the texts of a type, gathered from the book once. Results share them: they must not be
// changed.
type words struct {
	entry   prose.Entry // of the type
	levels  [9]Level
	profile TypeProfile // with all its parts
	growth  string      // the recommendations as one text
}

// gathered are those asked for so far: by Type, *words.
var gathered sync.Map

// words of a type.
func (t Type) words() *words {
	w, ok := gathered.Load(t)
	if !ok {
		w, _ = gathered.LoadOrStore(t, t.gather())
	}
	return w.(*words)
}

func (t Type) gather() *words {
	entry := texts().Entry("type", t.String())
	facts := traditions[t]
	w := &words{entry: entry, growth: text("growth", t.String())}
	w.profile = TypeProfile{
		Number: t, Name: entry.Labels["Name"],
		AlternativeNames: strings.Split(entry.Labels["Also"], "; "),
		Description:      entry.Text,
		Center:           t.Center(), Hornevian: t.Hornevian(), Harmonic: t.Harmonic(),
		Motivation: entry.Labels["Motivation"], Fear: entry.Labels["Fear"],
		Desire: entry.Labels["Desire"], Proposition: entry.Labels["Proposition"],
		Vice: facts.passion, Virtue: facts.virtue, Passion: facts.passion, Fixation: facts.fixation, HolyIdea: facts.holyIdea,
		Trap:     entry.Labels["Trap"],
		Growth:   strings.Split(w.growth, "\n"),
		Keywords: strings.Split(entry.Labels["Keywords"], ", "),
		Wings:    WingPair{t.Previous().String(): t.wing(t.Previous()), t.Next().String(): t.wing(t.Next())},
		Arrows:   &ArrowPair{t.arrow(t.Integration()), t.arrow(t.Disintegration())},
		Variants: &VariantSet{instinctText(t, 0), instinctText(t, 1), instinctText(t, 2)},
	}
	for i, name := range levelNames {
		w.levels[i] = Level{i + 1, bands[i/3], name, texts().Label("levels", t.String(), name)}
	}
	return w
}

// levels of a type.
func (t Type) levels() [9]Level { return t.words().levels }

// growth are the recommendations for a type.
func (t Type) growth() []string { return t.words().profile.Growth }

// describe returns the texts of a type, with the parts that were asked for.
func (t Type) describe(in Input) TypeProfile {
	p := t.words().profile
	if !in.IncludeWings {
		p.Wings = nil
	}
	if !in.IncludeArrows {
		p.Arrows = nil
	}
	if !in.IncludeInstincts {
		p.Variants = nil
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
	// Not to.label: gathering the words of a type must not ask for those of another.
	return Arrow{to, texts().Label("type", to.String(), "Name"), text, traits}
}

// describe gathers the facts of a center.
func (c Center) describe() CenterProfile {
	labels := texts().Entry("center", string(c)).Labels
	return CenterProfile{c, c.Types(), labels["Emotion"], labels["Focus"]}
}
