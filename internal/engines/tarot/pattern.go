package tarot

import (
	"strconv"
	"strings"
)

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
	add := func(count int, what, text string) {
		found = append(found, strings.Join([]string{l.share(count), " ", what, ". ", text}, ""))
	}
	if n.majors > len(l.cards)-n.majors {
		what := "are majors"
		if n.majors == 1 {
			what = "is a major"
		}
		add(n.majors, what, written("pattern", "majors"))
	}
	if n.courts >= 2 {
		add(n.courts, "are court cards", written("pattern", "courts"))
	}
	if n.ranks[1] >= 2 {
		add(n.ranks[1], "are aces", written("pattern", "aces"))
	}
	for s := Wands; s < NoSuit; s++ {
		if n.suits[s] >= 3 {
			add(n.suits[s], "are "+l.deck.Suit(s), l.deck.suitText(s, ""))
		}
	}
	for rank := 2; rank <= Ranks; rank++ { // three aces are said already
		if n.ranks[rank] >= 3 {
			add(n.ranks[rank], "are "+plural(l.deck.Rank(rank)), written("rank", strconv.Itoa(rank)))
		}
	}
	if len(l.cards) > 1 && 2*n.reversed > len(l.cards) {
		add(n.reversed, "are reversed", written("pattern", "reversals"))
	}
	return found
}

// share of the cards, such as "2 of 3 cards".
func (l *layout) share(count int) string {
	return strconv.Itoa(count) + " of " + strconv.Itoa(len(l.cards)) + " cards"
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
	return label("theme", t.key, "Short") + ", carried by " + l.carriers(t) + ". " + written("theme", t.key)
}

// carriers are the names of the cards that carry a theme.
func (l *layout) carriers(t *theme) string {
	names := make([]string, len(t.cards))
	for i, position := range t.cards {
		names[i] = l.page(position).name
	}
	return joined(names)
}
