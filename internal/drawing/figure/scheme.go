package figure

import (
	"strings"
	"sync"

	"github.com/witnessos/witnessos/internal/svg"
)

// Schemes are the names of the colour schemes.
var Schemes = []string{"golden", "rainbow", "monochrome", "chakra", "elemental"}

// roles are the colours of a scheme, each in light and in dark: paper; primary, secondary and
// accent for areas; the same for lines, darker or lighter so that they stand out from the paper by
// at least 3 to 1 (WCAG 2.2, 1.4.11); the same mixed with the paper, for petals; one for text, at
// least 4.5 to 1; and four for the faces of solids, from those in shadow to those in the light.
const roles = "paper a b c la lb lc pa pb pc ink d0 d1 d2 d3"

// palettes hold the colours of each scheme in the order of roles. In light, paper and areas are as
// the product defines its schemes.
var palettes = [...]string{
	"fff8dc 171107 ffd700 ffc62b ffa500 ffa500 ff8c00 ff8c00 8d6700 f0cc2e ac6500 f5a623 b45700 ff9a2b ffee9a 57420f ffdf9a 4a2f0a ffd89a 3c2508 8f4e00 ffb35c ffb554 372206 ffcb80 583305 ffda8d 7d5204 fff0a7 a7811d",
	"ffffff 101116 ff0000 ff4d4d 00ff00 3ddc5a 0000ff 5a7bff e00000 ff5c5c 008a1e 4fd96a 0000ff 8093ff ffc4c4 4a1518 c6f7c6 123d1d c4c8ff 20275a 0000c8 aab6ff 6161ff 1a2037 9494ff 252f57 a3ffa3 246a34 ffc2c2 a43638",
	"ffffff 131314 000000 ffffff 666666 a6a6a6 333333 d4d4d4 000000 f2f2f2 666666 a8a8a8 333333 cfcfcf d9d9d9 3d3d3f efefef 29292b e4e4e4 333335 333333 e0e0e0 818181 2e2e2f a9a9a9 49494a c8c8c8 545454 c2c2c2 a5a5a6",
	"f0f8ff 0d0a1c 8b00ff a64dff 4b0082 8a5cd0 0000ff 5b6bff 8b00ff b975ff 4b0082 a58ae8 0000ff 8c98ff dfc4ff 351a5c c9bcea 2a2052 bcc6ff 1f2460 2c00b0 bdb4ff 5b5eff 18183c 8b90ff 23255c b59fd2 442e6b d8bcff 6c34a9",
	"f5f5dc 14150e ff4500 ff5a1f 0080ff 2f97ff 228b22 45b045 d63a00 ff7a4d 0068d0 5fb0ff 1f7d1f 62c462 fbc3a4 51210e b4d6ec 10324f bddab0 1c3a18 17601a 9fdc9f 72b369 1b2b16 9cc88e 22401d 9dcbe9 204e78 f7cba7 a64019",
}

// colors returns the colours of a scheme.
func colors(scheme string) []svg.Color {
	for i, name := range Schemes {
		if name == scheme {
			return schemes()[i]
		}
	}
	return nil
}

// schemes are the palettes taken apart, which is done once.
var schemes = sync.OnceValue(func() *[len(palettes)][]svg.Color {
	list := new([len(palettes)][]svg.Color)
	names := strings.Fields(roles)
	for i := range list {
		palette := strings.Fields(palettes[i])
		for k, role := range names {
			list[i] = append(list[i], svg.Color{Name: role, Light: "#" + palette[2*k], Dark: "#" + palette[2*k+1]})
		}
	}
	return list
})
