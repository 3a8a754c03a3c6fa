package tarot

import (
	"math"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/witnessos/witnessos/internal/ephemeris"
)

// named finds the card that a deck gives a name.
func named(t *testing.T, d Deck, name string) Card {
	t.Helper()
	for c := range Card(Cards) {
		if d.Name(c) == name {
			return c
		}
	}
	require.Fail(t, "no such card", name)
	return 0
}

func TestDecksHave78DistinctCards(t *testing.T) {
	for _, d := range []Deck{RiderWaite, MorganGreer, Thoth} {
		names, majors, courts := map[string]bool{}, 0, 0
		ranks, suits := map[int]int{}, map[Suit]int{}
		for c := range Card(Cards) {
			names[d.Name(c)] = true
			ranks[c.Rank()]++
			suits[c.Suit()]++
			if c.IsMajor() {
				majors++
				assert.False(t, c.IsCourt())
			}
			if c.IsCourt() {
				courts++
			}
		}
		assert.Len(t, names, 78, d)
		assert.Equal(t, 22, majors)
		assert.Equal(t, 16, courts)
		assert.Equal(t, 22, ranks[0])
		for rank := 1; rank <= Ranks; rank++ {
			assert.Equal(t, 4, ranks[rank])
		}
		assert.Equal(t, map[Suit]int{Wands: 14, Cups: 14, Swords: 14, Pentacles: 14, NoSuit: 22}, suits)
	}
}

// The majors with their element and planet or sign, as the calculation spec lists them.
const majorsOfSpec = `0 Fool air/Uranus, I Magician air/Mercury, II High Priestess water/Moon, III Empress earth/Venus, IV Emperor fire/Aries, V Hierophant earth/Taurus, VI Lovers air/Gemini, VII Chariot water/Cancer, VIII Strength fire/Leo, IX Hermit earth/Virgo, X Wheel of Fortune fire/Jupiter, XI Justice air/Libra, XII Hanged Man water/Neptune, XIII Death water/Scorpio, XIV Temperance fire/Sagittarius, XV Devil earth/Capricorn, XVI Tower fire/Mars, XVII Star air/Aquarius, XVIII Moon water/Pisces, XIX Sun fire/Sun, XX Judgement fire/Pluto, XXI World earth/Saturn`

func TestMajors(t *testing.T) {
	for i, line := range strings.Split(majorsOfSpec, ", ") {
		c := Card(i)
		numeral, rest, _ := strings.Cut(line, " ")
		at := strings.LastIndex(rest, " ")
		element, sky, _ := strings.Cut(rest[at+1:], "/")
		assert.Equal(t, numeral, numerals[RiderWaite.Number(c)], line)
		assert.Equal(t, rest[:at], strings.TrimPrefix(RiderWaite.Name(c), "The "), line)
		assert.Equal(t, element, strings.ToLower(c.Element().String()), line)
		assert.Equal(t, sky, c.Astrology(), line)
		assert.Equal(t, RiderWaite.Name(c), MorganGreer.Name(c))
	}
}

func TestThothNamesAndNumbers(t *testing.T) {
	for name, want := range map[string]struct {
		number int
		thoth  string
	}{
		"The Magician": {1, "The Magus"}, "The High Priestess": {2, "The Priestess"}, "Justice": {8, "Adjustment"},
		"Wheel of Fortune": {10, "Fortune"}, "Strength": {11, "Lust"}, "Temperance": {14, "Art"},
		"Judgement": {20, "The Aeon"}, "The World": {21, "The Universe"}, "The Fool": {0, "The Fool"}, "The Star": {17, "The Star"},
		"Page of Wands": {11, "Princess of Wands"}, "Knight of Cups": {12, "Prince of Cups"}, "Queen of Swords": {13, "Queen of Swords"},
		"King of Pentacles": {14, "Knight of Disks"}, "Ace of Pentacles": {1, "Ace of Disks"}, "Ten of Wands": {10, "Ten of Wands"},
	} {
		c := named(t, RiderWaite, name)
		assert.Equal(t, want.thoth, Thoth.Name(c), name)
		assert.Equal(t, want.number, Thoth.Number(c), name)
		assert.Equal(t, c, named(t, Thoth, want.thoth))
	}
	assert.Equal(t, 8, RiderWaite.Number(strength))
	assert.Equal(t, 11, MorganGreer.Number(justice))
	numbers := map[int]bool{}
	for c := range Card(Majors) {
		numbers[Thoth.Number(c)] = true
	}
	assert.Len(t, numbers, Majors, "each number once")
}

// The decans as the Golden Dawn gave them to the small cards.
const decans = `Wands: Mars in Aries, Sun in Aries, Venus in Aries, Saturn in Leo, Jupiter in Leo, Mars in Leo, Mercury in Sagittarius, Moon in Sagittarius, Saturn in Sagittarius
Cups: Venus in Cancer, Mercury in Cancer, Moon in Cancer, Mars in Scorpio, Sun in Scorpio, Venus in Scorpio, Saturn in Pisces, Jupiter in Pisces, Mars in Pisces
Swords: Moon in Libra, Saturn in Libra, Jupiter in Libra, Venus in Aquarius, Mercury in Aquarius, Moon in Aquarius, Jupiter in Gemini, Mars in Gemini, Sun in Gemini
Pentacles: Jupiter in Capricorn, Mars in Capricorn, Sun in Capricorn, Mercury in Taurus, Moon in Taurus, Saturn in Taurus, Sun in Virgo, Venus in Virgo, Mercury in Virgo`

func TestMinorsInTheSky(t *testing.T) {
	for line := range strings.SplitSeq(decans, "\n") {
		suit, list, _ := strings.Cut(line, ": ")
		for i, want := range strings.Split(list, ", ") {
			assert.Equal(t, want, named(t, RiderWaite, rankNames[i+2]+" of "+suit).Astrology(), "%s %d", suit, i+2)
		}
		assert.Equal(t, "Root of "+named(t, RiderWaite, "Two of "+suit).Element().String(), named(t, RiderWaite, "Ace of "+suit).Astrology())
	}
	for name, want := range map[string]string{
		"Page of Wands": "Earth of Fire", "Knight of Wands": "Air of Fire", "Queen of Wands": "Water of Fire", "King of Wands": "Fire of Fire",
		"Page of Cups": "Earth of Water", "King of Swords": "Fire of Air", "Queen of Pentacles": "Water of Earth",
	} {
		assert.Equal(t, want, named(t, RiderWaite, name).Astrology(), name)
	}
	seen := map[int]bool{}
	for c := range Card(Cards) {
		if decan, ok := c.decan(); ok {
			seen[decan] = true
		}
	}
	assert.Len(t, seen, 36, "each decan belongs to one card")
}

// At noon UTC of the stated day the Sun stands within half a day's way, 0.51 degrees in January, of
// the start of the decan.
func TestDaysOfTheDecans(t *testing.T) {
	starts := strings.Fields(decanStarts)
	require.Len(t, starts, 36)
	for decan, start := range starts {
		month, _ := strconv.Atoi(start[:2])
		day, _ := strconv.Atoi(start[2:])
		instant, err := ephemeris.FromUTC(time.Date(2025, time.Month(month), day, 12, 0, 0, 0, time.UTC))
		require.NoError(t, err)
		sun, err := ephemeris.SunAt(instant.TT)
		require.NoError(t, err)
		off := math.Mod(sun.Longitude-10*float64(decan)+540, 360) - 180
		assert.LessOrEqual(t, math.Abs(off), .52, "decan %d, %s: %.2f", decan, start, off)
	}
}

func TestDays(t *testing.T) {
	for name, want := range map[string]string{
		"Two of Wands": "about 20 March to 30 March", "Ten of Cups": "about 10 March to 20 March",
		"Four of Pentacles": "about 10 January to 19 January", "The Emperor": "about 20 March to 19 April",
		"The Sun": "a Sunday", "The World": "a Saturday", "The Fool": "", "Ace of Cups": "", "King of Swords": "",
	} {
		assert.Equal(t, want, named(t, RiderWaite, name).days(), name)
	}
}

func TestInline(t *testing.T) {
	for name, want := range map[string]string{
		"The Fool": "the Fool", "Strength": "Strength", "Wheel of Fortune": "the Wheel of Fortune", "Two of Cups": "the Two of Cups",
	} {
		assert.Equal(t, want, RiderWaite.inline(named(t, RiderWaite, name)))
	}
	assert.Equal(t, "Fortune", Thoth.inline(10))
	assert.Equal(t, "the Aeon", Thoth.inline(20))
}
