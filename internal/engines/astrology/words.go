package astrology

import (
	"strconv"
	"strings"

	"github.com/witnessos/witnessos/internal/engines"
	"github.com/witnessos/witnessos/internal/engines/jyotish"
)

// meanings are the texts of the chart, body by body and then the closest aspects.
func (p *presenter) meanings(r *Result) []Passage {
	book := texts()
	list := make([]Passage, 0, BodyCount+8)
	for b := range Body(BodyCount) {
		point := &p.Points[b]
		text := book.Text("body", b.String())
		switch b {
		case Sun, Moon: // signs of the others are shared with many, or repeat what stands there
			text += " " + book.Text("sign", point.Sign().String())
		}
		if point.House > 0 {
			text += " House " + strconv.Itoa(point.House) + ": " + book.Text("house", strconv.Itoa(point.House))
		}
		list = append(list, Passage{p.title(b), text})
	}
	if p.HasAngles {
		sign := jyotish.SignAt(p.Ascendant).String()
		list = append(list, Passage{"Ascendant " + dms(inSign(p.Ascendant)) + " " + sign, book.Text("house", "1") + " " + book.Text("sign", sign)})
	}
	for _, i := range p.closest(5) {
		a := &p.Aspects[i]
		list = append(list, Passage{aspectTitle(a), book.Text("aspect", a.Kind.String())})
	}
	return append(list, Passage{r.Phase.Name, r.Phase.Description})
}

// title of a body: Sun 4°07' Aries, retrograde if it is, and its house.
func (p *presenter) title(b Body) string {
	point := &p.Points[b]
	title := b.String() + " " + dms(inSign(point.Longitude)) + " " + point.Sign().String()
	if point.Speed < 0 && b < NorthNode { // nodes go backwards most of the time
		title += ", retrograde"
	}
	return title
}

func aspectTitle(a *Aspect) string {
	motion := "separating"
	if a.Applying {
		motion = "applying"
	}
	return a.First.String() + " " + a.Kind.String() + " " + a.Second.String() + ", orb " + dms(a.Orb) + ", " + motion
}

// closest are the places of so many aspects in the list, the smallest orb first.
func (p *presenter) closest(count int) []int {
	var list []int
	for i := range p.Aspects {
		at := len(list)
		for at > 0 && p.Aspects[list[at-1]].Orb > p.Aspects[i].Orb {
			at--
		}
		list = append(list, 0)
		copy(list[at+1:], list[at:])
		list[at] = i
	}
	return list[:min(count, len(list))]
}

// recommendations go by the modality of the Sun's sign and the element of the Moon's.
func (p *presenter) recommendations() []string {
	begin := [...]string{
		"Begin one thing this week that needs no more than ten minutes, and begin it today.",
		"Choose one thing that you have kept going for years, and tell somebody why.",
		"Finish one of the things that lie open before you open the next.",
	}[p.Points[Sun].Sign()%3]
	settle := map[string]string{
		"fire":  "After a dull day, move until you are warm.",
		"earth": "When feelings run high, put something real into your hands: dough, soil, a screwdriver.",
		"air":   "Talk the day over with somebody, or with a sheet of paper.",
		"water": "Give half an hour of the evening to water; a bath or a river bank will do.",
	}[p.Points[Moon].Sign().Element()]
	return []string{begin, settle}
}

// themeOf maps signs to the themes that engines share.
func themeOf(s jyotish.Sign) string {
	return [12]string{
		engines.ThemeBeginnings, engines.ThemeStructure, engines.ThemeExpression, engines.ThemeCare, engines.ThemeVitality, engines.ThemeService,
		engines.ThemePartnership, engines.ThemeTransformation, engines.ThemeInquiry, engines.ThemeMastery, engines.ThemeChange, engines.ThemeFeeling,
	}[s]
}

// signals are the facts that other engines' results can be compared with.
func (p *presenter) signals() []engines.Signal {
	sidereal := jyotish.SignAt(p.Points[Moon].Sidereal)
	list := []engines.Signal{{Kind: engines.SignalElement, Value: sidereal.Element(), Weight: 0.6, Source: "sidereal Moon in " + sidereal.String()}}
	theme := func(s jyotish.Sign, weight float64, of string) {
		list = append(list, engines.Signal{Kind: engines.SignalTheme, Value: themeOf(s), Weight: weight, Source: of + " in " + s.String()})
	}
	theme(p.Points[Sun].Sign(), 0.8, "Sun")
	theme(p.Points[Moon].Sign(), 0.6, "Moon")
	if p.HasAngles {
		theme(jyotish.SignAt(p.Ascendant), 0.6, "Ascendant")
	}
	return engines.Distinct(list)
}

func (p *presenter) warnings() []string {
	switch {
	case p.Birth.Place == nil:
		return []string{"No place of birth was given: there are no ascendant, midheaven and houses"}
	case p.Birth.TimeUnknown:
		return []string{"The time of birth is not known: there are no ascendant, midheaven and houses"}
	case !p.HasAngles:
		return []string{"At a pole there are no ascendant, midheaven and houses"}
	case p.Houses[p.System] == nil:
		return []string{"Houses of Placidus are not defined inside the polar circles: bodies are shown without houses"}
	}
	return nil
}

// text is the whole result for people.
func (p *presenter) text(r *Result) string {
	var b strings.Builder
	b.Grow(8 << 10)
	b.WriteString("Astrological chart, " + r.Zodiac + " zodiac, " + r.Computation.UTC)
	for _, passage := range r.Meanings {
		b.WriteString("\n\n" + passage.Title + "\n" + passage.Text)
	}
	if doubt := p.doubt(); doubt != "" {
		b.WriteString("\n\nHow certain this is\n" + doubt)
	}
	b.WriteString("\n\n" + texts().Text("notice", "note"))
	return b.String()
}

// doubt says what the time of birth leaves open; empty when nothing is.
func (p *presenter) doubt() string {
	var parts []string
	for _, f := range p.stability.Facts {
		name := strings.ReplaceAll(f.Name, "_", " ")
		switch {
		case !f.Certain:
			parts = append(parts, "The "+name+" can be "+jyotish.Either(f.Possible)+", depending on the time of birth.")
		case f.Fragile:
			parts = append(parts, "The "+name+" lies within the error bound of the ephemeris from its neighbour.")
		}
	}
	for b := Mercury; b < SouthNode; b++ {
		if signs := p.stability.Signs[b]; len(signs) > 1 {
			parts = append(parts, b.String()+" can be in "+signs[0].String()+" or "+signs[len(signs)-1].String()+".")
		}
	}
	return strings.Join(parts, " ")
}
