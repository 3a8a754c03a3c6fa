package sigilforge

import (
	"math"
	"strconv"
	"strings"

	"github.com/witnessos/witnessos/internal/drawing/sigil"
)

// palette returns the colours of the scheme, in light and in dark. The tests prove that ink stands
// out from paper by at least 4.5 to 1 and accent by 3 to 1 (WCAG 2.2, 1.4.3 and 1.4.11).
func (in *Input) palette() sigil.Palette {
	both := func(a, b string) [2]string { return [2]string{a, b} }
	switch in.ColorScheme {
	case "golden":
		return sigil.Palette{Ink: both("#6f4e0c", "#ecc765"), Accent: both("#a8792a", "#b98c34"), Paper: both("#fffaf0", "#15110a")}
	case "silver":
		return sigil.Palette{Ink: both("#3f4852", "#dde3ea"), Accent: both("#75808c", "#8b97a5"), Paper: both("#f6f7f9", "#101317")}
	case "red":
		return sigil.Palette{Ink: both("#8c1518", "#ff8a7d"), Accent: both("#c2453f", "#c8524a"), Paper: both("#fff8f6", "#170a0a")}
	case "blue":
		return sigil.Palette{Ink: both("#173f7a", "#97c0ff"), Accent: both("#4a79bd", "#5b89cf"), Paper: both("#f6f9fe", "#0a0f19")}
	case "purple":
		return sigil.Palette{Ink: both("#4b2172", "#cfaaff"), Accent: both("#8659b5", "#8f67c2"), Paper: both("#fbf8fe", "#110a1a")}
	case "custom":
		c := in.CustomColors
		return sigil.Palette{Ink: both(c.Ink, c.Ink), Accent: both(c.Accent, c.Accent), Paper: both(c.Paper, c.Paper)}
	}
	return sigil.Palette{Ink: both("#000000", "#ffffff"), Accent: both("#000000", "#ffffff"), Paper: both("#ffffff", "#000000")}
}

// legible is the least contrast of a drawing with its paper, WCAG 2.2, 1.4.11.
const legible = 3

// longColor writes #rgb or #rrggbb as #rrggbb in small letters. It is not ok for anything else,
// which keeps clients from writing rules into the style sheet.
func longColor(s string) (string, bool) {
	if len(s) != 4 && len(s) != 7 || s[0] != '#' {
		return "", false
	}
	if _, err := strconv.ParseUint(s[1:], 16, 32); err != nil {
		return "", false
	}
	s = strings.ToLower(s)
	if len(s) == 4 {
		s = string([]byte{'#', s[1], s[1], s[2], s[2], s[3], s[3]})
	}
	return s, true
}

// farther is white or black, whichever a colour stands out from more.
func farther(color string) string {
	if contrast(color, "#ffffff") >= contrast(color, "#000000") {
		return "#ffffff"
	}
	return "#000000"
}

// contrast is the ratio of WCAG 2.2 between two colours as #rrggbb, from 1 to 21.
func contrast(a, b string) float64 {
	la, lb := luminance(a), luminance(b)
	return (max(la, lb) + 0.05) / (min(la, lb) + 0.05)
}

func luminance(color string) float64 {
	v, _ := strconv.ParseUint(color[1:], 16, 32)
	channel := func(shift uint) float64 {
		c := float64(v>>shift&0xff) / 255
		if c <= 0.04045 {
			return c / 12.92
		}
		return math.Pow((c+0.055)/1.055, 2.4)
	}
	return 0.2126*channel(16) + 0.7152*channel(8) + 0.0722*channel(0)
}
