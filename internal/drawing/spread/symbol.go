package spread

import (
	"math"

	"github.com/witnessos/witnessos/internal/drawing/glyph"
	"github.com/witnessos/witnessos/internal/svg"
)

// symbols of the suits, each in a square of 24 units around the origin.
var symbols = [4]string{
	"M0 11V-11M0 -5C1 -9 5 -10.5 8 -9.5C7.5 -6 4 -4 0 -5M0 1C-1 -3 -5 -4.5 -8 -3.5C-7.5 0 -4 2 0 1M0 6.5C1 3 4.5 1.8 7 2.6C6.5 5.6 3.8 7.4 0 6.5",
	"M-7.5 -10H7.5C7.5 -3.5 4.5 1 0 1C-4.5 1 -7.5 -3.5 -7.5 -10ZM0 1V9M-5 10.5C-4 8.6 -2 8.6 0 8.6C2 8.6 4 8.6 5 10.5ZM-7.3 -6.5H7.3",
	"M-1.7 4.5V-8L0 -11.2L1.7 -8V4.5M-6.5 4.5C-3 5.6 3 5.6 6.5 4.5M0 5.3V9.2M-1.3 10.3A1.3 1.3 0 1 0 1.3 10.3A1.3 1.3 0 1 0 -1.3 10.3",
	pentacle,
}

// pentacle is a disk with a five-pointed star: every second of five points on a circle of 8 units.
const pentacle = "M-10.5 0A10.5 10.5 0 1 0 10.5 0A10.5 10.5 0 1 0 -10.5 0" +
	"M0 -8L4.7 6.47L-7.61 -2.47H7.61L-4.7 6.47Z"

// classes give the suits their colours.
var classes = [5]string{"wands", "cups", "swords", "pentacles", "major"}

// known is the suit, or the nearest one that there is.
func (s Suit) known() Suit { return min(max(s, Wands), Major) }

// pips are the places of the symbols of small cards, as on playing cards: pairs of digits, the
// column from 0 to 2 and the height from 0 to 8.
var pips = [11]string{
	"", "14", "1117", "111417", "02220626", "0222140626", "010407212427",
	"01040721242712", "0104072124271216", "000306092023262914", "00030609202326291217",
}

// emblem draws what stands in the middle of a card that is w wide, around (x, y).
func (d *drawing) emblem(c *Card, x, y, w float64) {
	suit := c.Suit.known()
	switch {
	case suit == Major:
		d.ring(c, x, y, w)
	case c.Pearls > 0:
		glyph.Draw(d.Doc, symbols[suit], x, y+w*.14, w*.6, "large "+classes[suit])
		d.crown(min(c.Pearls, 4), x, y-w*.34, w*.2)
	default:
		places := pips[min(max(c.Pips, 1), 10)]
		size, class := w*.6, "large "
		if n := len(places) / 2; n > 5 {
			size, class = w*.21, ""
		} else if n > 1 {
			size, class = w*.28, ""
		}
		for i := 0; i < len(places); i += 2 {
			across, down := float64(places[i])-'1', (float64(places[i+1])-'4')/4
			if len(places) >= 18 { // four in a column stand on thirds
				down = (float64(places[i+1]) - '0' - 4.5) / 4.5
			}
			glyph.Draw(d.Doc, symbols[suit], x+across*w*.25, y+down*w*.42, size, class+classes[suit])
		}
	}
}

// ring is the emblem of a major: its sign within a ring, on which its number is counted in beads.
func (d *drawing) ring(c *Card, x, y, w float64) {
	d.Circle("ring", x, y, w*.37)
	d.Circle("ring", x, y, w*.27)
	for _, side := range [...]float64{-1, 1} {
		var p svg.Path
		tip, half := y+side*w*.5, w*.022
		p.M(x, tip-2*half).L(x+half, tip).L(x, tip+2*half).L(x-half, tip).Z()
		d.Path("bead", &p)
	}
	for i := range min(max(c.Beads, 0), 30) {
		// The first bead stands at the top.
		sin, cos := math.Sincos(2 * math.Pi * float64(i) / float64(c.Beads))
		d.Circle("bead", x+w*.32*sin, y-w*.32*cos, w*.021)
	}
	if c.Center != "" {
		glyph.Draw(d.Doc, c.Center, x, y, w*.32, "large major")
	}
}

// crown has as many points as pearls, and is the wider the more it has.
func (d *drawing) crown(pearls int, x, y, height float64) {
	var p svg.Path
	width := height * (1 + .3*float64(pearls))
	left, bottom, step := x-width/2, y+height/2, width/float64(pearls)
	p.M(left+width*.06, bottom).L(left, y-height*.1)
	for i := range pearls {
		peak := left + step*(float64(i)+.5)
		p.L(peak, y-height*.32)
		if i < pearls-1 {
			p.L(left+step*float64(i+1), y+height*.08)
		}
	}
	p.L(left+width, y-height*.1).L(left+width*.94, bottom).Z()
	d.Path("crown", &p)
	for i := range pearls {
		d.Circle("bead", left+step*(float64(i)+.5), y-height*.5, height*.12)
	}
}
