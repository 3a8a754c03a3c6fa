package tarot

import "github.com/witnessos/witnessos/internal/engines/draw"

// Drawn is a card as it lies on the table.
type Drawn struct {
	Card     Card
	Reversed bool
}

// Deal draws n cards, 78 at most, without putting any back: the first n of a shuffle after Fisher
// and Yates. Each lies upside down with the given probability. That is decided by a generator of
// its own, so that the cards do not depend on it.
func Deal(seed draw.Seed, n int, reversal float64) []Drawn {
	order, turns := seed.Generator("tarot", "cards"), seed.Generator("tarot", "reversals")
	var deck [Cards]Card
	for i := range deck {
		deck[i] = Card(i)
	}
	drawn := make([]Drawn, n)
	for i := range drawn {
		k := i + order.IntN(Cards-i)
		deck[i], deck[k] = deck[k], deck[i]
		drawn[i] = Drawn{deck[i], turns.Float64() < reversal}
	}
	return drawn
}
