package svg

import "strings"

// helvetica holds the advance widths of U+0020 to U+007E in thousandths of an em, from the
// font metrics of Helvetica (Adobe Core 14). Arial has the same ones, the other system fonts
// are within a tenth of it.
var helvetica = [95]uint16{
	278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278,
	556, 556, 556, 556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556,
	1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778,
	667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556,
	333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556,
	556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
}

// spare is what the widest usual system fonts (Verdana, DejaVu Sans) need beyond Helvetica,
// so that a text that is said to fit does fit.
const spare = 1.12

// TextWidth estimates the width of a text in user units, rather too wide than too narrow:
// the font that a reader's system has is not known here.
func TextWidth(text string, size float64) float64 {
	mils := 0
	for _, r := range text {
		switch {
		case r >= 0x20 && r <= 0x7e:
			mils += int(helvetica[r-0x20])
		case r >= 0x300 && r <= 0x36f || r >= 0x200b && r <= 0x200f:
			// combining marks and zero-width characters
		case r == '°' || r == '′' || r == '·' || r == '’' || r == '″':
			mils += 333
		case r >= 0x1100:
			if r >= 0x2010 && r <= 0x2027 { // dashes, quotes, ellipsis
				mils += 750
			} else {
				mils += 1000
			}
		default:
			mils += 640
		}
	}
	return float64(mils) * size * spare / 1000
}

// Fit shortens a text with an ellipsis until it is at most width wide.
func Fit(text string, size, width float64) string {
	if TextWidth(text, size) <= width {
		return text
	}
	runes := []rune(text)
	// Both the estimate and the ellipsis are monotonic, so search for the cut.
	low, high := 0, len(runes)
	for low < high {
		mid := (low + high + 1) / 2
		if TextWidth(string(runes[:mid])+"…", size) <= width {
			low = mid
		} else {
			high = mid - 1
		}
	}
	return strings.TrimRight(string(runes[:low]), " ,;·–-") + "…"
}

// Wrap breaks a text at spaces into at most max lines of the given width; what is left over
// shortens the last line with an ellipsis. A single word that is too long is shortened too.
func Wrap(text string, size, width float64, max int) []string {
	var lines []string
	words := strings.Fields(text)
	for len(words) > 0 {
		if len(lines) == max-1 {
			return append(lines, Fit(strings.Join(words, " "), size, width))
		}
		n := 1
		for n < len(words) && TextWidth(strings.Join(words[:n+1], " "), size) <= width {
			n++
		}
		lines = append(lines, Fit(strings.Join(words[:n], " "), size, width))
		words = words[n:]
	}
	return lines
}
