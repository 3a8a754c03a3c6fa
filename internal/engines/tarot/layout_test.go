package tarot

import (
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/witnessos/witnessos/internal/engines"
	"github.com/witnessos/witnessos/internal/engines/draw"
)

// laid is a spread with chosen cards, by the names of the deck; "-" before a name turns it.
func laid(t *testing.T, d Deck, spread string, names ...string) *layout {
	t.Helper()
	l := &layout{in: Input{Question: "Why?", IncludeReversed: true}, deck: d, spread: spreads[spreadIndex(spread)]}
	require.Len(t, names, len(l.spread.places))
	for _, name := range names {
		upright, reversed := strings.CutPrefix(name, "-")
		l.cards = append(l.cards, Drawn{named(t, d, upright), reversed})
	}
	return l
}

func TestPatterns(t *testing.T) {
	for _, tt := range []struct {
		deck   Deck
		spread string
		cards  string
		want   []string // starts of the patterns
	}{
		{RiderWaite, "three_card", "The Fool, Death, Two of Cups", []string{"2 of 3 cards are majors. "}},
		{RiderWaite, "three_card", "The Fool, Three of Cups, Two of Cups", nil},
		{RiderWaite, "single_card", "Strength", []string{"1 of 1 cards is a major. "}},
		{RiderWaite, "three_card", "Page of Cups, King of Cups, Two of Wands", []string{"2 of 3 cards are court cards. "}},
		{RiderWaite, "three_card", "Ace of Cups, Ace of Wands, The Sun", []string{"2 of 3 cards are aces. "}},
		{RiderWaite, "three_card", "Ace of Cups, Ace of Wands, Ace of Swords", []string{"3 of 3 cards are aces. "}},
		{RiderWaite, "three_card", "Two of Cups, Five of Cups, Nine of Cups", []string{"3 of 3 cards are Cups. Cups belong to water"}},
		{Thoth, "three_card", "Two of Disks, Five of Disks, Nine of Disks", []string{"3 of 3 cards are Disks. Disks belong to earth"}},
		{RiderWaite, "three_card", "Six of Cups, Six of Swords, Six of Wands", []string{"3 of 3 cards are Sixes. "}},
		{Thoth, "three_card", "Princess of Cups, Princess of Swords, Princess of Wands", []string{"3 of 3 cards are court cards. ", "3 of 3 cards are Princesses. "}},
		{RiderWaite, "three_card", "-Six of Cups, -Two of Swords, Ten of Wands", []string{"2 of 3 cards are reversed. "}},
		{RiderWaite, "two_people", "Death, The Sun, The Moon, Ace of Wands, Ace of Cups", []string{"3 of 5 cards are majors. ", "2 of 5 cards are aces. "}},
	} {
		l := laid(t, tt.deck, tt.spread, strings.Split(tt.cards, ", ")...)
		found := l.patterns(l.census())
		require.Len(t, found, len(tt.want), "%s: %s", tt.cards, found)
		for i, start := range tt.want {
			assert.True(t, strings.HasPrefix(found[i], start), "%s: %s", tt.cards, found[i])
		}
	}
}

// Themes speak of the cards by the very names of the deck.
func TestOverallThemeNamesTheCards(t *testing.T) {
	for _, tt := range []struct {
		deck        Deck
		cards, want string
	}{
		{RiderWaite, "Wheel of Fortune, Five of Wands, Two of Cups", "Change, carried by Wheel of Fortune and Five of Wands. "},
		{Thoth, "Fortune, Five of Wands, Two of Cups", "Change, carried by Fortune and Five of Wands. "},
		{RiderWaite, "Two of Cups, Three of Cups, The Lovers", "Meeting, carried by Two of Cups, Three of Cups and The Lovers. "},
		{Thoth, "Adjustment, Queen of Swords, Four of Disks", "Clarity, carried by Adjustment and Queen of Swords. "},
		{RiderWaite, "Two of Wands, Two of Cups, Two of Swords", "Taking hold, carried by Two of Wands. "},
	} {
		l := laid(t, tt.deck, "three_card", strings.Split(tt.cards, ", ")...)
		assert.True(t, strings.HasPrefix(l.overall(&l.themes()[0]), tt.want), l.overall(&l.themes()[0]))
	}
}

func TestThemesAreWeighed(t *testing.T) {
	l := laid(t, RiderWaite, "three_card", "Ten of Wands", "The Fool", "Five of Wands")
	assert.Equal(t, []theme{
		{engines.ThemeBeginnings, 2, []int{1}},
		{engines.ThemeChange, 2, []int{1, 2}},
		{engines.ThemeService, 1, []int{0}},
	}, l.themes())
}

func TestElementsReadTogether(t *testing.T) {
	read := func(cards ...string) string {
		l := laid(t, RiderWaite, "three_card", cards...)
		return l.together(l.census())
	}
	text := read("The Fool", "-Two of Cups", "Strength")
	assert.Equal(t, "The way leads from the Fool to the Two of Cups (reversed), and you are standing where the one turns into the other. "+
		texts().Text("elements", "Water Air")+" "+texts().Text("turn", "upright reversed")+
		" If the present keeps its course, the Two of Cups (reversed) leans toward Strength. "+
		texts().Text("elements", "Fire Water")+" "+texts().Text("turn", "reversed upright")+
		" The Two of Cups (reversed), in the place “Present”, leaves you a question: With whom am I truly at eye level, and how do we keep that?", text)
	assert.Contains(t, read("Two of Cups", "Two of Wands", "Ace of Cups"), "Both are Twos: balance, pairing and choice. ")
	assert.Contains(t, read("Two of Cups", "Two of Wands", "Ace of Cups"), "Fire and water meet here as well.")
	assert.Contains(t, read("Two of Cups", "Five of Cups", "Ace of Cups"), "Water meets its like here as well.")
	assert.Contains(t, read("Two of Cups", "Five of Cups", "The Sun"), "Cups lead here with 2 of 3 cards: feeling, friendship and imagination. ")
	assert.NotEqual(t, text, read("-Two of Cups", "The Fool", "Strength"), "the order matters")
}

func TestMissingElementsAreNamedInLargeSpreads(t *testing.T) {
	l := laid(t, Thoth, "two_people", "Ace of Wands", "Two of Wands", "Three of Cups", "Ace of Disks", "The Magus")
	assert.NotContains(t, l.together(l.census()), " lies here;")
	l = laid(t, Thoth, "two_people", "Ace of Wands", "Two of Wands", "Three of Cups", "Ace of Disks", "The Emperor")
	assert.Contains(t, l.together(l.census()), "No air lies here;")
}

func TestNoReadingRepeatsASentence(t *testing.T) {
	for i := range 300 {
		for _, s := range spreads {
			l := &layout{in: Input{FocusArea: "love"}, deck: Thoth, spread: s, cards: Deal(draw.Seed(strconv.Itoa(i)), len(s.places), .5)}
			seen := map[string]bool{}
			for _, sentence := range strings.SplitAfter(l.together(l.census()), ". ") {
				assert.False(t, seen[sentence], "%s, seed %d: %s", s.name, i, sentence)
				seen[sentence] = true
			}
			assert.NotContains(t, l.together(l.census()), "{")
		}
	}
}

func TestReadingsDifferWithTheCards(t *testing.T) {
	for _, s := range spreads {
		seen := map[string]bool{}
		for i := range 300 {
			l := &layout{deck: RiderWaite, spread: s, cards: Deal(draw.Seed(strconv.Itoa(i)), len(s.places), .3)}
			seen[l.together(l.census())] = true
		}
		least := 290
		if len(s.places) == 1 {
			least = 100 // of 156 ways for one card to lie
		}
		assert.Greater(t, len(seen), least, s.name)
	}
}

func TestASingleCard(t *testing.T) {
	l := laid(t, Thoth, "single_card", "Ace of Disks")
	assert.Equal(t, "As an Ace it speaks of a seed and a first impulse; its suit, Disks, of work, money, home and everything you can touch.", l.alone())
	assert.Equal(t, texts().Text("note", "major"), laid(t, Thoth, "single_card", "Lust").alone())
}

func TestFocus(t *testing.T) {
	l := laid(t, RiderWaite, "single_card", "The Sun")
	for area, entry := range map[string]string{
		"career": "career", "Relationship": "relationships", "daily_guidance": "daily_guidance", "Shadow-Work": "shadow", "spiritual": "spiritual",
		"gardening": "", "": "",
	} {
		l.in.FocusArea = area
		assert.Equal(t, entry, l.in.focus(), area)
		if entry != "" {
			assert.True(t, strings.HasSuffix(l.together(l.census()), texts().Text("focus", entry)), area)
		}
	}
}

func TestTiming(t *testing.T) {
	for cards, want := range map[string][]string{
		"Two of Cups, Five of Cups, The Sun": {
			"Cups keep the time of moods and tides: look again after a few weeks.",
			"Two of Cups, Venus in Cancer: about 21 June to 1 July", "Five of Cups, Mars in Scorpio: about 23 October to 2 November", "The Sun, Sun: a Sunday"},
		"The Fool, The Hanged Man, Judgement": {texts().Text("note", "timeless")},
		"The Fool, Page of Swords, Judgement": {"Swords are as fast as a sentence: the next honest talk may turn them."},
	} {
		l := laid(t, RiderWaite, "three_card", strings.Split(cards, ", ")...)
		assert.Equal(t, want, l.timing(l.census()), cards)
	}
	l := laid(t, RiderWaite, "two_people", "Two of Cups", "Three of Wands", "The Sun", "The Moon", "Ten of Swords")
	assert.Len(t, l.timing(l.census()), 1+mostDays)
}

func TestStepsAndMeditation(t *testing.T) {
	l := laid(t, Thoth, "three_card", "Lust", "Two of Disks", "Two of Cups")
	assert.Equal(t, []string{
		"List the two options, with one thing that each of them would cost.",
		"Do one thing today purely because it makes you feel alive.",
	}, l.steps(l.census()), "the two Twos give one step")
	assert.Equal(t, "Lust. A woman rides a many-headed lion, reins in one hand, a burning cup raised. What do I want with my whole heart, without any excuse attached?", l.meditation())
	l = laid(t, Thoth, "three_card", "Two of Wands", "Two of Disks", "Three of Cups")
	assert.True(t, strings.HasPrefix(l.meditation(), "Two of Disks. "), "the card of advice")
	assert.Len(t, l.steps(l.census()), 3)
	assert.Equal(t, []int{6, 0, 9}, (&layout{spread: spreads[spreadIndex("celtic_cross")], cards: make([]Drawn, 10)}).weighty())
	assert.Equal(t, []int{0}, (&layout{spread: spreads[0], cards: make([]Drawn, 1)}).weighty())
}

func TestSignals(t *testing.T) {
	l := laid(t, Thoth, "three_card", "The Emperor", "-Ten of Disks", "Knight of Disks")
	assert.Equal(t, []engines.Signal{
		{Kind: engines.SignalNumber, Value: "4", Weight: .6, Source: "Past: The Emperor"},
		{Kind: engines.SignalArchetype, Value: "The Sovereign", Weight: .6, Source: "Past: The Emperor"},
		{Kind: engines.SignalNumber, Value: "1", Weight: .42, Source: "Present: Ten of Disks, reversed"},
		{Kind: engines.SignalElement, Value: "earth", Weight: .67, Source: "2 of 3 cards are Disks"},
		{Kind: engines.SignalTheme, Value: engines.ThemeStructure, Weight: .54, Source: "theme of The Emperor and Ten of Disks"},
	}, l.signals(l.themes(), l.census())[:5])

	single := laid(t, Thoth, "single_card", "Adjustment")
	assert.Equal(t, []engines.Signal{
		{Kind: engines.SignalNumber, Value: "8", Weight: 1, Source: "Focus: Adjustment"},
		{Kind: engines.SignalArchetype, Value: "Justice", Weight: 1, Source: "Focus: Adjustment"},
		{Kind: engines.SignalTheme, Value: engines.ThemeClarity, Weight: .9, Source: "theme of Adjustment"},
		{Kind: engines.SignalTheme, Value: engines.ThemeStructure, Weight: .45, Source: "theme of Adjustment"},
	}, single.signals(single.themes(), single.census()))

	fool := laid(t, RiderWaite, "single_card", "The Fool")
	for _, s := range fool.signals(fool.themes(), fool.census()) {
		assert.NotEqual(t, engines.SignalNumber, s.Kind, "0 is no number to compare")
		assert.NotEqual(t, engines.SignalElement, s.Kind, "elements are those of suits")
	}
}

func TestNumbersAreReduced(t *testing.T) {
	for n, want := range map[int]int{1: 1, 9: 9, 10: 1, 11: 11, 13: 4, 19: 1, 20: 2, 21: 3} {
		assert.Equal(t, want, reduce(n))
	}
}
