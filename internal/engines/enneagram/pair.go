package enneagram

import "strings"

// Pairing is how two types stand to each other on the circle. It has no score: the enneagram
// ranks no pairs.
type Pairing struct {
	Types   [2]Type   `json:"types"`
	Names   [2]string `json:"names"`
	Centers [2]Center `json:"centers"`

	SameType        bool  `json:"same_type" alias:"sameType"`
	SameCenter      bool  `json:"same_center" alias:"sameCenter"`
	WingNeighbours  bool  `json:"wing_neighbours" alias:"wingNeighbours"`
	IntegrationLine *Line `json:"integration_line" alias:"integrationLine" doc:"The line that joins the types, or null."`

	Terms []string `json:"terms" doc:"What the relations follow from."`
	Text  string   `json:"text" doc:"For people."`
}

// Line is an arrow of integration: From grows towards To.
type Line struct {
	From Type `json:"from"`
	To   Type `json:"to"`
}

// Pair compares the types of two persons, in their order. It reports false unless both are
// from 1 to 9.
func Pair(first, second int) (Pairing, bool) {
	a, b := Type(first), Type(second)
	if !a.valid() || !b.valid() {
		return Pairing{}, false
	}
	p := Pairing{
		Types: [2]Type{a, b}, Names: [2]string{a.label("Name"), b.label("Name")},
		Centers:  [2]Center{a.Center(), b.Center()},
		SameType: a == b, SameCenter: a.Center() == b.Center(), WingNeighbours: a.IsNeighbour(b),
	}
	switch {
	case a.Integration() == b:
		p.IntegrationLine = &Line{a, b}
	case b.Integration() == a:
		p.IntegrationLine = &Line{b, a}
	}
	p.Terms = p.terms()
	p.Text = p.describe()
	return p, true
}

func (p *Pairing) terms() []string {
	var terms []string
	for i, t := range p.Types {
		if i == 0 || !p.SameType {
			terms = append(terms, "type "+t.String()+": "+string(t.Center())+" center, wings "+t.Previous().String()+
				" and "+t.Next().String()+", integration to "+t.Integration().String())
		}
	}
	return terms
}

// describe joins what the two bring, how their centers meet, and what links them.
func (p *Pairing) describe() string {
	a, b := p.Types[0], p.Types[1]
	if p.SameType {
		return "You both bring " + a.label("Gift") + ". " + pairText("same type") + " " + pairText(string(a.Center())+" and "+string(a.Center()))
	}
	about := "The " + a.short() + " brings " + a.label("Gift") + ", the " + b.short() + " " + b.label("Gift") + ". " +
		pairText(centerPair(a.Center(), b.Center()))
	if p.WingNeighbours {
		about += " " + pairText("wing")
	}
	if line := p.IntegrationLine; line != nil {
		joined := strings.ReplaceAll(pairText("line"), "{from}", line.From.String())
		about += " " + strings.ReplaceAll(joined, "{to}", line.To.String())
	}
	if !p.WingNeighbours && p.IntegrationLine == nil {
		about += " " + pairText("open")
	}
	return about
}

// centerPair names the entry for two centers, in the order body, heart, head.
func centerPair(a, b Center) string {
	for _, c := range centers {
		if c == a {
			return string(a) + " and " + string(b)
		}
		if c == b {
			break
		}
	}
	return string(b) + " and " + string(a)
}

func pairText(name string) string { return text("pair", name) }
