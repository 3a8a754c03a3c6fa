package engines

import "slices"

// Entry describes an engine of the product, whether or not it is built into this program.
type Entry struct {
	Name        string // canonical, as in paths and replies
	DisplayName string
	Description string // one line
	Category    string
	Difficulty  string // of giving the input and reading the result: beginner, intermediate, advanced
	Public      bool   // one of the thirteen; the others are served alike but listed after them
}

// catalog is in canonical order, the order of every list of engines.
var catalog = [...]Entry{
	{"numerology", "Numerology Field Extractor", "The numbers in a name and a birth date, and the themes they stand for.", "numbers", "beginner", true},
	{"human_design", "Human Design Scanner", "Twenty-six planetary activations drawn as a bodygraph with type, strategy and authority.", "astronomy", "advanced", true},
	{"tarot", "Tarot Sequence Decoder", "A draw of cards laid out around your question.", "divination", "beginner", true},
	{"iching", "I-Ching Mutation Oracle", "A hexagram cast for your question, with its changing lines.", "divination", "intermediate", true},
	{"enneagram", "Enneagram Resonator", "A nine-type profile from your answers or your own choice of type.", "personality", "beginner", true},
	{"sacred_geometry", "Sacred Geometry Mapper", "Geometric patterns constructed from an intention or a date.", "geometry", "intermediate", true},
	{"vimshottari", "Vimshottari Timeline Mapper", "The lunar periods of a life in the Vedic dasha system.", "astronomy", "advanced", true},
	{"gene_keys", "Gene Keys Compass", "Planetary activations read as a path of spheres.", "astronomy", "advanced", true},
	{"sigil_forge", "Sigil Forge Synthesizer", "An intention distilled into a drawn glyph.", "geometry", "beginner", true},
	{"biorhythm", "Biorhythm Synchronizer", "Sine cycles counted from the day of birth, with a forecast of the days ahead.", "cycles", "beginner", true},
	{"vedicclock_tcm", "VedicClock-TCM", "Dasha, panchanga and organ clock for one moment.", "cycles", "advanced", true},
	{"face_reading", "Face Reading", "Palaces and five elements from facial landmarks you choose to share.", "observation", "intermediate", true},
	{"biofield", "Biofield", "Statistics of an image you choose to share.", "observation", "intermediate", true},
	{"nadabrahman", "NadaBrahman", "A raga suggested from the time of day and your readings.", "sound", "intermediate", false},
	{"astrology", "Astrology", "Positions of the planets and the aspects between them.", "astronomy", "intermediate", false},
}

// Catalog returns all fifteen engines in canonical order.
func Catalog() []Entry { return slices.Clone(catalog[:]) }

// Lookup returns the entry with the given canonical name.
func Lookup(name string) (Entry, bool) {
	if i := position(name); i >= 0 {
		return catalog[i], true
	}
	return Entry{}, false
}

// Canonical resolves a name as it may stand in a path, such as human-design or i-ching, to
// the canonical name. Names are case-sensitive. It reports false for names of no engine.
func Canonical(name string) (string, bool) {
	switch name {
	case "human-design":
		name = "human_design"
	case "gene-keys":
		name = "gene_keys"
	case "sacred-geometry":
		name = "sacred_geometry"
	case "sigil-forge":
		name = "sigil_forge"
	case "face-reading":
		name = "face_reading"
	case "vedicclock-tcm":
		name = "vedicclock_tcm"
	case "i-ching":
		name = "iching"
	case "biofield_viewer", "biofield-viewer":
		name = "biofield"
	}
	return name, position(name) >= 0
}

// position is the index in canonical order, or -1.
func position(name string) int {
	return slices.IndexFunc(catalog[:], func(e Entry) bool { return e.Name == name })
}
