package vimshottari

import (
	_ "embed"
	"strconv"
	"strings"
	"sync"

	"github.com/witnessos/witnessos/internal/engines/jyotish"
	"github.com/witnessos/witnessos/internal/engines/prose"
)

//go:embed texts.md
var textFile string

// library is the file of texts in the shape that results need.
type library struct {
	nakshatras  [jyotish.NakshatraCount]nakshatraText
	lords       [jyotish.LordCount]lordText
	antardashas [jyotish.LordCount][jyotish.LordCount]string // by the lords of mahadasha and antardasha
	phases      []phaseText                                  // by age
	note        string
}

type nakshatraText struct {
	deity, symbol, gana, meaning, text string
	characteristics                    []string
}

type lordText struct {
	theme, text                                string
	opportunities, challenges, recommendations []string
}

type phaseText struct {
	name, text string
	from       int // years of age
}

// phaseNames are the entries of the section, from the youngest on.
var phaseNames = [...]string{"early", "building", "turning", "harvest", "elder"}

var texts = sync.OnceValue(func() *library {
	book := prose.Parse(textFile)
	l := &library{note: book.Text("notice", "note")}
	for n := range l.nakshatras {
		name := jyotish.Nakshatra(n).String()
		label := func(key string) string { return book.Label("nakshatra", name, key) }
		l.nakshatras[n] = nakshatraText{
			label("Deity"), label("Symbol"), label("Gana"), label("Meaning"), book.Text("nakshatra", name),
			strings.Split(label("Characteristics"), ", "),
		}
	}
	for n := range l.lords {
		name := jyotish.Lord(n).String()
		phrases := func(key string) []string { return strings.Split(book.Label("mahadasha", name, key), "; ") }
		l.lords[n] = lordText{
			book.Label("mahadasha", name, "Theme"), book.Text("mahadasha", name),
			phrases("Opportunities"), phrases("Challenges"), phrases("Recommendations"),
		}
		for m := range l.antardashas[n] {
			l.antardashas[n][m] = book.Text("antardasha", name+"/"+jyotish.Lord(m).String())
		}
	}
	for _, name := range phaseNames {
		from, err := strconv.Atoi(book.Label("phase", name, "From"))
		if err != nil {
			panic("vimshottari: the age of the phase " + name + " is no number")
		}
		l.phases = append(l.phases, phaseText{book.Label("phase", name, "Name"), book.Text("phase", name), from})
	}
	return l
})

// phase is the text for an age in years.
func (l *library) phase(age int) phaseText {
	found := l.phases[0]
	for _, p := range l.phases {
		if p.from <= age {
			found = p
		}
	}
	return found
}

// Theme is what the periods of a lord are about, in a few words.
func Theme(l jyotish.Lord) string { return texts().lords[l].theme }

// AntardashaText is the paragraph about an antardasha within a mahadasha.
func AntardashaText(maha, antar jyotish.Lord) string { return texts().antardashas[maha][antar] }

// NakshatraMeaning is what the name of a nakshatra says.
func NakshatraMeaning(n jyotish.Nakshatra) string { return texts().nakshatras[n].meaning }
