package tarot

import "strings"

// The places of the cards in the sky, after the Golden Dawn (Book T, 1888; printed in Israel
// Regardie, The Golden Dawn, volume 4, 1940). The majors have a planet or a sign; those to which
// the order gave an element alone (Fool, Hanged Man, Judgement) have one of the planets that were
// discovered later, as most readers have it today.

// majorSky holds the element of each major, and its planet or sign.
var majorSky = [Majors]struct {
	element Element
	body    string // planet, empty for those that have a sign
	sign    int    // 0 is Aries
}{
	{Air, "Uranus", 0}, {Air, "Mercury", 0}, {Water, "Moon", 0}, {Earth, "Venus", 0},
	{Fire, "", 0}, {Earth, "", 1}, {Air, "", 2}, {Water, "", 3}, {Fire, "", 4}, {Earth, "", 5},
	{Fire, "Jupiter", 0}, {Air, "", 6}, {Water, "Neptune", 0}, {Water, "", 7}, {Fire, "", 8}, {Earth, "", 9},
	{Fire, "Mars", 0}, {Air, "", 10}, {Water, "", 11}, {Fire, "Sun", 0}, {Fire, "Pluto", 0}, {Earth, "Saturn", 0},
}

var signNames = [12]string{"Aries", "Taurus", "Gemini", "Cancer", "Leo", "Virgo",
	"Libra", "Scorpio", "Sagittarius", "Capricorn", "Aquarius", "Pisces"}

// cardinal is the cardinal sign of each element; the fixed and the mutable one follow four and
// eight signs later.
var cardinal = [elements]int{0, 3, 6, 9}

// decan of a card from two to ten is the third of a sign that belongs to it, 0 to 35 from Aries:
// two, three and four have the cardinal sign of their element, five to seven the fixed and eight
// to ten the mutable one. It is not ok for all other cards.
func (c Card) decan() (decan int, ok bool) {
	rank := c.Rank()
	if rank < 2 || rank > 10 {
		return 0, false
	}
	modality, third := (rank-2)/3, (rank-2)%3
	// From cardinal to fixed to mutable of one element are four signs each, backwards or
	// forwards: Aries, Leo, Sagittarius.
	sign := (cardinal[c.Element()] + 4*modality) % 12
	return 3*sign + third, true
}

// decanRulers follow each other in the Chaldean order from the first decan of Aries on. Mars
// rules the last decan of Pisces, too, so that he has two in a row.
var decanRulers = [7]string{"Mars", "Sun", "Venus", "Mercury", "Moon", "Saturn", "Jupiter"}

// courtElements are those of page, knight, queen and king, within that of their suit.
var courtElements = [4]Element{Earth, Air, Water, Fire}

// Astrology is the attribution in words: "Mars in Aries", "Aries", "Uranus", "Root of Fire" for
// the aces, "Earth of Fire" for a page.
func (c Card) Astrology() string {
	if c.IsMajor() {
		if m := majorSky[c]; m.body != "" {
			return m.body
		}
		return signNames[majorSky[c].sign]
	}
	if decan, ok := c.decan(); ok {
		return decanRulers[decan%7] + " in " + signNames[decan/3]
	}
	if c.IsCourt() {
		return courtElements[c.Rank()-11].String() + " of " + c.Element().String()
	}
	return "Root of " + c.Element().String()
}

// decanStarts are the days, as month and day, on which the Sun enters the decans from Aries on:
// those whose noon, UTC, was nearest to it in 2025. In other years it may be a day off.
const decanStarts = "0320 0330 0409 0419 0430 0510 0520 0531 0610 0621 0701 0712 " +
	"0722 0802 0812 0822 0902 0912 0922 1002 1013 1023 1102 1112 " +
	"1122 1201 1211 1221 1231 0110 0119 0129 0208 0218 0228 0310"

var monthNames = [13]string{"", "January", "February", "March", "April", "May", "June",
	"July", "August", "September", "October", "November", "December"}

// entry is when the Sun enters a decan, such as "21 March"; decans are counted beyond 35.
func entry(decan int) string {
	at := 5 * (decan % 36)
	month := 10*(decanStarts[at]-'0') + decanStarts[at+1] - '0'
	return strings.TrimPrefix(decanStarts[at+2:at+4], "0") + " " + monthNames[month]
}

// weekdays are those of the planets, as most European languages still name them.
const weekdays = " Sun=Sunday Moon=Monday Mars=Tuesday Mercury=Wednesday Jupiter=Thursday Venus=Friday Saturn=Saturday "

// days says when the Sun passes the place of the card, or which weekday its planet has. It is
// empty for cards that have neither.
func (c Card) days() string {
	first, ok := c.decan()
	last := first + 1
	if c.IsMajor() {
		m := majorSky[c]
		if _, found, known := strings.Cut(weekdays, " "+m.body+"="); known {
			day, _, _ := strings.Cut(found, " ")
			return "a " + day
		}
		first, last, ok = 3*m.sign, 3*m.sign+3, m.body == ""
	}
	if !ok {
		return ""
	}
	return "about " + entry(first) + " to " + entry(last)
}
