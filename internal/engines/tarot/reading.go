package tarot

import (
	"slices"
	"strconv"
	"strings"
)

// speech is a text in the making that says no sentence twice.
type speech struct{ said []string }

// say adds a text, unless it is empty or has been said.
//
//go:noinline
func (s *speech) say(text string) {
	if text != "" && !slices.Contains(s.said, text) {
		s.said = append(s.said, text)
	}
}

// together reads the positions with each other: what leads and what is missing, pairs of
// positions by the elements of their cards and the way they lie, and what the card of advice
// asks.
func (l *layout) together(n *census) string {
	var s speech
	if len(l.cards) == 1 {
		s.say(l.meaning(0))
		s.say(l.alone())
	}
	if leader, ok := n.leading(); ok {
		s.say(l.deck.Suit(leader) + " lead here with " + l.share(n.suits[leader]) + ": " + suitShort(leader) + ".")
	}
	for _, pair := range l.spread.together {
		x, y := pair[0], pair[1]
		a, b := l.cards[x], l.cards[y]
		lead := written("together", l.spread.name+" "+strconv.Itoa(x+1)+" "+strconv.Itoa(y+1))
		s.say(sentence(strings.Replace(strings.Replace(lead, "{a}", l.inline(x), 1), "{b}", l.inline(y), 1)))
		if rank := a.Card.Rank(); rank > 0 && rank == b.Card.Rank() {
			s.say("Both are " + plural(l.deck.Rank(rank)) + ": " + label("rank", strconv.Itoa(rank), "Short") + ".")
		}
		first, second := min(a.Card.Element(), b.Card.Element()), max(a.Card.Element(), b.Card.Element())
		meeting := written("elements", first.String()+" "+second.String())
		if slices.Contains(s.said, meeting) {
			meeting = first.String() + " and " + strings.ToLower(second.String()) + " meet here as well."
			if first == second {
				meeting = first.String() + " meets its like here as well."
			}
		}
		s.say(meeting)
		s.say(written("turn", lies(a)+" "+lies(b)))
	}
	if len(l.cards) >= 5 {
		for e, count := range n.elements {
			if count == 0 {
				s.say(label("suit", suitNames[e], "Missing"))
			}
		}
	}
	if advice := l.spread.advice; len(l.cards) > 1 {
		name, _ := l.spread.position(advice)
		s.say(sentence(l.inline(advice)) + ", in the place “" + name + "”, leaves you a question: " + l.page(advice).question)
	} else {
		s.say("A question to sit with: " + l.page(0).question)
	}
	if focus := l.in.focus(); focus != "" {
		s.say(written("focus", focus))
	}
	return strings.Join(s.said, " ")
}

func lies(d Drawn) string {
	if d.Reversed {
		return "reversed"
	}
	return "upright"
}

func suitShort(s Suit) string { return label("suit", suitNames[s], "Short") }

// alone says what can be said of a single card: its rank and its suit.
func (l *layout) alone() string {
	c := l.cards[0].Card
	if c.IsMajor() {
		return written("note", "major")
	}
	article := "a "
	if c.Rank() == 1 || c.Rank() == 8 {
		article = "an "
	}
	return "As " + article + l.deck.Rank(c.Rank()) + " it speaks of " + label("rank", strconv.Itoa(c.Rank()), "Short") +
		"; its suit, " + l.deck.Suit(c.Suit()) + ", of " + suitShort(c.Suit()) + "."
}

// weighty are the positions that the summary speaks of: the one of advice, the first, the last.
func (l *layout) weighty() []int {
	order := []int{l.spread.advice}
	for _, i := range [...]int{0, len(l.cards) - 1} {
		if i != order[0] && i != order[len(order)-1] {
			order = append(order, i)
		}
	}
	return order
}

// insights are the patterns, and the cards of the weighty positions in keywords.
func (l *layout) insights(patterns []string) []string {
	found := append([]string{}, patterns...)
	for _, i := range l.weighty() {
		name, _ := l.spread.position(i)
		found = append(found, name+": "+l.title(i)+" ("+strings.Join(l.page(i).keywords, ", ")+")")
	}
	return found
}

// steps are things to do, after the cards of the weighty positions and the leading suit.
func (l *layout) steps(n *census) []string {
	var found []string
	add := func(step string) {
		if !slices.Contains(found, step) {
			found = append(found, step)
		}
	}
	for _, i := range l.weighty() {
		if practice := l.page(i).practice; practice != "" {
			add(practice)
		} else {
			add(label("rank", strconv.Itoa(l.cards[i].Card.Rank()), "Practice"))
		}
	}
	suit, ok := n.leading()
	if first := l.cards[0].Card.Suit(); !ok && first != NoSuit {
		suit, ok = first, true
	}
	if ok {
		add(l.deck.suitText(suit, "Practice"))
	}
	return found
}

// mostDays is how many cards the timing names.
const mostDays = 3

// timing is the pace of the leading suit, or of the first minor, and the days that belong to the
// first cards that have any.
func (l *layout) timing(n *census) []string {
	found := []string{}
	suit, ok := n.leading()
	for i := 0; !ok && i < len(l.cards); i++ {
		suit = l.cards[i].Card.Suit()
		ok = suit != NoSuit
	}
	if ok {
		found = append(found, l.deck.suitText(suit, "Pace"))
	}
	named := 0
	for i, d := range l.cards {
		if days := d.Card.days(); days != "" && named < mostDays {
			named++
			found = append(found, l.page(i).name+", "+d.Card.Astrology()+": "+days)
		}
	}
	if len(found) == 0 {
		found = append(found, written("note", "timeless"))
	}
	return found
}

// meditation is the picture to look at: that of the first major, or of the card of advice.
func (l *layout) meditation() string {
	chosen := l.spread.advice
	for i := len(l.cards) - 1; i >= 0; i-- {
		if l.cards[i].Card.IsMajor() {
			chosen = i
		}
	}
	p := l.page(chosen)
	return p.name + ". " + p.picture + " " + p.question
}
