package vimshottari

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/witnessos/witnessos/internal/engines/jyotish"
	"github.com/witnessos/witnessos/internal/engines/prose"
)

// The table of the specification, appendix D: lord, deity, symbol and gana of each nakshatra.
const appendixD = `Ashwini – Ketu – Ashvins – horse's head – Deva
Bharani – Venus – Yama – yoni – Manushya
Krittika – Sun – Agni – razor/flame – Rakshasa
Rohini – Moon – Prajapati/Brahma – ox cart – Manushya
Mrigashira – Mars – Soma – deer's head – Deva
Ardra – Rahu – Rudra – teardrop – Manushya
Punarvasu – Jupiter – Aditi – bow and quiver – Deva
Pushya – Saturn – Brihaspati – cow's udder – Deva
Ashlesha – Mercury – Nagas – coiled serpent – Rakshasa
Magha – Ketu – Pitris – throne – Rakshasa
Purva Phalguni – Venus – Bhaga – front legs of bed – Manushya
Uttara Phalguni – Sun – Aryaman – back legs of bed – Manushya
Hasta – Moon – Savitar – hand – Deva
Chitra – Mars – Tvashtar – jewel – Rakshasa
Swati – Rahu – Vayu – young shoot – Deva
Vishakha – Jupiter – Indra-Agni – archway – Rakshasa
Anuradha – Saturn – Mitra – lotus – Deva
Jyeshtha – Mercury – Indra – amulet/umbrella – Rakshasa
Mula – Ketu – Nirriti – roots – Rakshasa
Purva Ashadha – Venus – Apas – fan/tusk – Manushya
Uttara Ashadha – Sun – Vishvedevas – elephant tusk – Manushya
Shravana – Moon – Vishnu – ear – Deva
Dhanishta – Mars – Vasus – drum – Rakshasa
Shatabhisha – Rahu – Varuna – empty circle – Rakshasa
Purva Bhadrapada – Jupiter – Aja Ekapada – front of funeral cot – Manushya
Uttara Bhadrapada – Saturn – Ahirbudhnya – back of funeral cot – Manushya
Revati – Mercury – Pushan – fish – Deva`

func TestNakshatraTable(t *testing.T) {
	book := prose.Parse(textFile)
	lines := strings.Split(appendixD, "\n")
	require.Len(t, lines, jyotish.NakshatraCount)
	for n, line := range lines {
		fields := strings.Split(line, " – ")
		nakshatra := jyotish.Nakshatra(n)
		assert.Equal(t, fields[0], nakshatra.String())
		assert.Equal(t, fields[1], nakshatra.Lord().String())
		assert.Equal(t, fields[1], book.Label("nakshatra", fields[0], "Lord"))
		text := texts().nakshatras[n]
		assert.Equal(t, fields[2:], []string{text.deity, text.symbol, text.gana})
	}
}

func TestTextsAreComplete(t *testing.T) {
	l := texts() // panics on what is missing
	for n, text := range l.nakshatras {
		name := jyotish.Nakshatra(n).String()
		assert.NotEmpty(t, text.text, name)
		assert.NotEmpty(t, text.meaning, name)
		assert.GreaterOrEqual(t, len(text.characteristics), 3, name)
	}
	seen := map[string]bool{}
	for n, text := range l.lords {
		name := jyotish.Lord(n).String()
		assert.NotEmpty(t, text.theme, name)
		assert.NotEmpty(t, text.text, name)
		for _, list := range [][]string{text.opportunities, text.challenges, text.recommendations} {
			assert.GreaterOrEqual(t, len(list), 3, name)
			for _, phrase := range list {
				assert.NotEmpty(t, strings.TrimSpace(phrase), name)
			}
		}
		for _, text := range l.antardashas[n] {
			assert.NotEmpty(t, text, name)
			assert.False(t, seen[text], "two antardashas have the same text")
			seen[text] = true
		}
	}
	assert.Len(t, l.phases, len(phaseNames))
	for i, p := range l.phases {
		assert.NotEmpty(t, p.name)
		assert.NotEmpty(t, p.text)
		if i > 0 {
			assert.Greater(t, p.from, l.phases[i-1].from)
		}
	}
	assert.Zero(t, l.phases[0].from, "somebody is in each phase")
	assert.NotEmpty(t, l.note)
	assert.Equal(t, map[string]int{"nakshatra": 27, "mahadasha": 9, "antardasha": 81, "phase": 5, "notice": 1}, prose.Parse(textFile).Sections(),
		"no entry that nobody reads")
}

func TestPhaseByAge(t *testing.T) {
	for age, name := range map[int]string{0: "First lessons", 20: "First lessons", 21: "Building", 41: "Building", 42: "The turning", 56: "Harvest", 72: "The long view", 120: "The long view"} {
		assert.Equal(t, name, texts().phase(age).name, "%d", age)
	}
}
