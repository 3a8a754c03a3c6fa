package tarot

import (
	"slices"
	"strconv"
)

// spread is a way to lay cards.
type spread struct {
	name   string
	places []place
	links  [][2]int // positions that the drawing joins by a way

	// together are the positions, from 0, that are read with each other.
	together [][2]int
	advice   int // position that answers what to do
}

// place is where a card lies, in cards to the right and down.
type place struct{ column, row float64 }

var spreads = [...]spread{
	{name: "single_card", places: []place{{0, 0}}},
	{name: "three_card", places: []place{{0, 0}, {1, 0}, {2, 0}}, together: [][2]int{{0, 1}, {1, 2}}, advice: 1},
	{
		name: "celtic_cross",
		places: []place{{1, 1.5}, {1, 1.5}, {1, 2.5}, {0, 1.5}, {1, .5}, {2, 1.5},
			{3, 3}, {3, 2}, {3, 1}, {3, 0}},
		together: [][2]int{{0, 1}, {2, 4}, {3, 5}, {6, 7}, {8, 9}}, advice: 6,
	},
	{
		name:   "two_people",
		places: []place{{0, .5}, {2, .5}, {1, 0}, {1, 1}, {1, 2}}, links: [][2]int{{0, 2}, {2, 1}, {0, 4}, {1, 4}},
		together: [][2]int{{0, 1}, {2, 3}}, advice: 4,
	},
	{
		name:   "decision",
		places: []place{{1, 2}, {0, 1.3}, {0, .2}, {2, 1.3}, {2, .2}, {1, .6}}, links: [][2]int{{0, 1}, {1, 2}, {0, 3}, {3, 4}},
		together: [][2]int{{1, 2}, {3, 4}, {2, 4}}, advice: 5,
	},
	{
		name:   "horseshoe",
		places: []place{{0, 2.1}, {.15, 1.05}, {1, .25}, {2, 0}, {3, .25}, {3.85, 1.05}, {4, 2.1}}, links: [][2]int{{0, 1}, {1, 2}, {2, 3}, {3, 4}, {4, 5}, {5, 6}},
		together: [][2]int{{0, 1}, {2, 3}, {5, 6}}, advice: 5,
	},
}

// crossing is the position that lies across the one before it.
func (s *spread) crossing(position int) bool {
	return position > 0 && s.places[position] == s.places[position-1]
}

// spreadIndex finds a spread by its name, which the input has checked.
func spreadIndex(name string) int {
	return slices.IndexFunc(spreads[:], func(s spread) bool { return s.name == name })
}

// position returns the name and the meaning of a position, from 0.
func (s *spread) position(i int) (name, meaning string) {
	e := texts().Entry("position", s.name+" "+strconv.Itoa(i+1))
	return e.Labels["Name"], e.Text
}
