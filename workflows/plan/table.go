package plan

import "strings"

// The types of workflows.
const (
	Natal         = "natal"
	Career        = "career"
	Spiritual     = "spiritual"
	Shadow        = "shadow"
	Relationships = "relationships"
	Daily         = "daily"
	Custom        = "custom"
)

// choice is an engine of a workflow, with the members of its input that the workflow decides.
type choice struct{ engine, options string }

// workflow is a row of the canonical table (calculation spec, section 4.2).
type workflow struct {
	name       string
	now        []choice // for a caller who waits
	background []choice // nil: there is no such mode
	question   string   // put to the engines that draw when the caller asks nothing
	focus      string   // when the caller names none

	lacking string   // code of the error of a request that lacks something
	fields  []string // of the profile, which must be given
}

var table = [...]workflow{
	{
		name:       Natal,
		now:        []choice{{"numerology", ""}, {"human_design", ""}, {"vimshottari", ""}},
		background: []choice{{"numerology", ""}, {"human_design", ""}, {"vimshottari", ""}, {"astrology", ""}},
		question:   "What deserves my attention on my path now?",
		lacking:    "MISSING_PROFILE",
		fields:     []string{"full_name", "birth_date"},
	},
	{
		name: Career,
		now: []choice{
			{"numerology", ""},
			{"enneagram", `"focus_area":"career"`},
			{"tarot", `"spread_type":"three_card","focus_area":"career"`},
		},
		background: []choice{{"numerology", ""}, {"human_design", ""}, {"gene_keys", ""}},
		question:   "What deserves my attention in my work now?",
		lacking:    "MISSING_PROFILE",
		fields:     []string{"full_name", "birth_date"},
		focus:      "general",
	},
	{
		name: Spiritual,
		now: []choice{
			{"gene_keys", ""},
			{"iching", `"method":"coins"`},
			{"sacred_geometry", `"pattern_type":"mandala","petal_count":8,"layer_count":3,"color_scheme":"chakra"`},
		},
		background: []choice{{"numerology", ""}, {"vimshottari", ""}, {"iching", `"method":"random"`}, {"gene_keys", ""}},
		question:   "What deserves my attention on my path now?",
		lacking:    "MISSING_DATA",
	},
	{
		name: Shadow,
		now: []choice{
			{"enneagram", `"focus_area":"growth"`},
			{"gene_keys", ""},
			{"tarot", `"spread_type":"three_card","focus_area":"shadow"`},
		},
		question: "What do I prefer not to look at, and what would it show me?",
		lacking:  "MISSING_PROFILE",
	},
	{
		name: Relationships,
		now: []choice{
			{"numerology", ""},
			{"enneagram", `"focus_area":"relationships"`},
			{"tarot", `"spread_type":"three_card","focus_area":"relationships"`},
		},
		question: "What does this relationship ask of both of us?",
		lacking:  "MISSING_PROFILES",
		focus:    "compatibility",
	},
	{
		name: Daily,
		now: []choice{
			{"biorhythm", `"forecast_days":7`},
			{"iching", `"method":"random"`},
			{"tarot", `"spread_type":"single_card","focus_area":"daily_guidance"`},
		},
		question: "What deserves my attention today?",
		lacking:  "MISSING_PROFILE",
		fields:   []string{"birth_date"},
	},
	{name: Custom, question: "What deserves my attention on my path now?", lacking: "MISSING_PROFILE"},
}

// sets are the named sets of engines (calculation spec, section 4.1), which custom workflows may
// ask for instead of a list. Tarot comes in by the wish for divination, too.
var sets = [...]struct{ name, engines string }{
	{"complete_natal", "numerology human_design vimshottari gene_keys biorhythm enneagram sacred_geometry"},
	{"relationship_compatibility", "numerology human_design enneagram"},
	{"career_guidance", "numerology human_design gene_keys enneagram"},
	{"spiritual_development", "gene_keys sacred_geometry vimshottari iching enneagram"},
	{"life_transition", "biorhythm vimshottari tarot iching enneagram"},
	{"daily_guidance", "biorhythm numerology tarot"},
	{"shadow_work", "enneagram gene_keys tarot human_design"},
	{"manifestation_timing", "vimshottari biorhythm numerology sigil_forge"},
}

// both is the set that is for two persons.
const both = "relationship_compatibility"

func find(name string) (workflow, bool) {
	for _, w := range table {
		if w.name == name {
			return w, true
		}
	}
	return workflow{}, false
}

// Types lists the types of workflows that run for a caller who waits.
func Types() []string {
	var names []string
	for _, w := range table {
		names = append(names, w.name)
	}
	return names
}

// InBackground lists the types that also run in the background.
func InBackground() []string {
	var names []string
	for _, w := range table {
		if w.background != nil {
			names = append(names, w.name)
		}
	}
	return names
}

// setOf returns the engines of a named set.
func setOf(name string) []string {
	for _, s := range sets {
		if s.name == name {
			return strings.Fields(s.engines)
		}
	}
	return nil
}
