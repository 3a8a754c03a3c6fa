package tarot

import "strconv"

// census counts what lies on the table.
type census struct {
	majors, courts, reversed int
	elements                 [elements]int
	suits                    [4]int
	ranks                    [Ranks + 1]int
}

func (l *layout) census() *census {
	var n census
	for _, d := range l.cards {
		n.elements[d.Card.Element()]++
		if d.Reversed {
			n.reversed++
		}
		if d.Card.IsMajor() {
			n.majors++
			continue
		}
		n.suits[d.Card.Suit()]++
		n.ranks[d.Card.Rank()]++
		if d.Card.IsCourt() {
			n.courts++
		}
	}
	return &n
}

// patterns lists what stands out: more majors than minors, two courts or aces, three of a suit or
// a rank, and more than half of the cards reversed.
func (l *layout) patterns(n *census) []string {
	found := []string{}
	of := " of " + strconv.Itoa(len(l.cards)) + " cards"
	add := func(count int, what, text string) { found = append(found, strconv.Itoa(count)+of+" "+what+". "+text) }
	are := func(count int, one, many string) string {
		if count == 1 {
			return "is " + one
		}
		return "are " + many
	}
	if n.majors > len(l.cards)-n.majors {
		add(n.majors, are(n.majors, "a major", "majors"), texts().Text("pattern", "majors"))
	}
	if n.courts >= 2 {
		add(n.courts, "are court cards", texts().Text("pattern", "courts"))
	}
	if n.ranks[1] >= 2 {
		add(n.ranks[1], "are aces", texts().Text("pattern", "aces"))
	}
	for s := Wands; s < NoSuit; s++ {
		if n.suits[s] >= 3 {
			add(n.suits[s], "are "+l.deck.Suit(s), l.deck.suitText(s, ""))
		}
	}
	for rank := 2; rank <= Ranks; rank++ { // three aces are said already
		if n.ranks[rank] >= 3 {
			add(n.ranks[rank], "are "+plural(l.deck.Rank(rank)), texts().Text("rank", strconv.Itoa(rank)))
		}
	}
	if len(l.cards) > 1 && 2*n.reversed > len(l.cards) {
		add(n.reversed, "are reversed", texts().Text("pattern", "reversals"))
	}
	return found
}

// plural of the name of a rank.
func plural(rank string) string {
	switch rank {
	case "Six", "Princess":
		return rank + "es"
	}
	return rank + "s"
}

// leading is the suit with the most cards, at least two and a third of all, if no other has as many.
func (n *census) leading() (leader Suit, ok bool) {
	most := 1
	for s := Wands; s < NoSuit; s++ {
		switch {
		case n.suits[s] > most:
			most, leader, ok = n.suits[s], s, true
		case n.suits[s] == most:
			ok = false
		}
	}
	count := n.majors + n.suits[Wands] + n.suits[Cups] + n.suits[Swords] + n.suits[Pentacles]
	return leader, ok && 3*most >= count
}

// theme is one of the themes that engines share, with the positions whose cards carry it.
type theme struct {
	key    string
	weight int
	cards  []int
}

// themes weighs what the cards speak of (project convention): a major counts twice for its first
// theme and once for its second, a minor once for its own. The heaviest comes first; of equal
// ones that of the earlier position.
func (l *layout) themes() []theme {
	var found []theme
	add := func(key string, weight, position int) {
		for i := range found {
			if found[i].key == key {
				found[i].weight += weight
				found[i].cards = append(found[i].cards, position)
				return
			}
		}
		found = append(found, theme{key, weight, []int{position}})
	}
	for i, d := range l.cards {
		for k, key := range l.page(i).themes {
			weight := 1
			if d.Card.IsMajor() && k == 0 {
				weight = 2
			}
			add(key, weight, i)
		}
	}
	// An insertion sort keeps the order of equal themes and takes no code for twenty of them.
	for i := range found {
		for k := i; k > 0 && found[k].weight > found[k-1].weight; k-- {
			found[k], found[k-1] = found[k-1], found[k]
		}
	}
	return found
}

// overall says the heaviest theme and which cards carry it, by the names of the deck.
func (l *layout) overall(t *theme) string {
	var names []string
	for _, i := range t.cards {
		names = append(names, l.page(i).name)
	}
	e := texts().Entry("theme", t.key)
	return e.Labels["Short"] + ", carried by " + joined(names) + ". " + e.Text
}
