package tarot

import (
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/witnessos/witnessos/internal/engines"
)

func words(text string) int { return len(strings.Fields(text)) }

func between(t *testing.T, text string, least, most int, what ...any) {
	t.Helper()
	n := words(text)
	assert.True(t, least <= n && n <= most, "%d words, not %d to %d: %v: %s", n, least, most, what, text)
}

func TestCardsAreCompleteAndOfAReadableLength(t *testing.T) {
	questions := map[string]Card{}
	for _, d := range []Deck{RiderWaite, Thoth} {
		for c := range Card(Cards) {
			p, name := d.page(c), d.Name(c)
			assert.GreaterOrEqual(t, len(p.keywords), 4, name)
			assert.LessOrEqual(t, len(p.keywords), 5, name)
			between(t, p.picture, 9, 18, d, name, "picture")
			between(t, p.picture+" "+p.upright, 28, 40, d, name, "upright")
			between(t, p.reversed, 24, 36, d, name, "reversed")
			between(t, p.question, 10, 16, d, name, "question")
			assert.True(t, strings.HasSuffix(p.question, "?"), name)
			for _, text := range []string{p.picture, p.upright, p.reversed} {
				assert.Contains(t, ".?", text[len(text)-1:], "%s: %s", name, text)
			}
			for _, theme := range p.themes {
				assert.Contains(t, engines.Themes(), theme, name)
			}
			if c.IsMajor() {
				assert.Len(t, p.themes, 2, name)
				between(t, p.practice, 10, 17, d, name, "practice")
				assert.Empty(t, p.title, name)
			} else {
				assert.Len(t, p.themes, 1, name)
				assert.Empty(t, p.practice+p.figure, name)
				small := c.Rank() > 1 && !c.IsCourt()
				assert.Equal(t, d == Thoth && small, p.title != "", name)
			}
			if other, ok := questions[p.question]; ok {
				assert.Equal(t, other, c, "%s asks what another card asks", name)
			}
			questions[p.question] = c
		}
	}
	for c := range Card(Cards) {
		assert.NotEqual(t, RiderWaite.page(c).picture, Thoth.page(c).picture, "%s: each deck has its own picture", c.key())
		assert.Equal(t, RiderWaite.page(c), MorganGreer.page(c))
	}
}

// No label of a card is misspelt, and none is missing that every card has.
func TestLabelsOfCards(t *testing.T) {
	for c := range Card(Cards) {
		want := []string{"Keywords", "Picture", "Question", "Reversed", "Themes", "Upright"}
		may := []string{"Figure"}
		if c.IsMajor() {
			want = append(want, "Practice")
		}
		for label := range texts().Entry("card", c.key()).Labels {
			assert.Contains(t, append(may, want...), label, c.key())
		}
		for _, label := range want {
			assert.NotEmpty(t, texts().Label("card", c.key(), label), c.key())
		}
		for label := range texts().Entry("thoth", c.key()).Labels {
			assert.Contains(t, []string{"Name", "Title", "Keywords", "Picture", "Upright", "Reversed", "Question", "Practice"}, label, c.key())
		}
		assert.Empty(t, texts().Text("card", c.key())+texts().Text("thoth", c.key()))
	}
}

func TestTheOtherTextsAreComplete(t *testing.T) {
	sections := map[string]int{"card": Cards, "thoth": Cards}
	check := func(section string, entries []string, least, most int, labels ...string) {
		t.Helper()
		sections[section] = len(entries)
		for _, name := range entries {
			e := texts().Entry(section, name)
			between(t, e.Text, least, most, section, name)
			assert.Len(t, e.Labels, len(labels), "%s %s", section, name)
			for _, label := range labels {
				assert.NotEmpty(t, e.Labels[label], "%s %s %s", section, name, label)
			}
		}
	}
	var names, positions, together, pairs, ranks []string
	for _, s := range spreads {
		names = append(names, s.name)
		for i := range s.places {
			positions = append(positions, s.name+" "+strconv.Itoa(i+1))
		}
		for _, pair := range s.together {
			key := s.name + " " + strconv.Itoa(pair[0]+1) + " " + strconv.Itoa(pair[1]+1)
			together = append(together, key)
			assert.Equal(t, 1, strings.Count(texts().Text("together", key), "{a}"), key)
			assert.Equal(t, 1, strings.Count(texts().Text("together", key), "{b}"), key)
		}
	}
	for a := Fire; a < elements; a++ {
		for b := a; b < elements; b++ {
			pairs = append(pairs, a.String()+" "+b.String())
		}
	}
	for rank := 1; rank <= Ranks; rank++ {
		ranks = append(ranks, strconv.Itoa(rank))
	}
	check("spread", names, 20, 35, "Name")
	check("position", positions, 6, 20, "Name")
	check("together", together, 8, 25)
	check("elements", pairs, 14, 24)
	check("turn", []string{"upright upright", "upright reversed", "reversed upright", "reversed reversed"}, 8, 20)
	check("suit", suitNames[:], 20, 30, "Element", "Short", "Pace", "Practice", "Missing")
	check("rank", ranks, 12, 22, "Short", "Practice")
	check("pattern", []string{"majors", "courts", "aces", "reversals"}, 18, 30)
	check("theme", engines.Themes(), 12, 24, "Short")
	check("focus", []string{"career", "relationships", "shadow", "daily_guidance", "spiritual"}, 12, 24)
	check("deck", []string{"rider_waite", "morgan_greer", "thoth"}, 10, 35, "Name")
	check("note", []string{"nature", "major", "timeless", "timing", "tradition"}, 10, 100)
	assert.Equal(t, sections, texts().Sections(), "no entry that nothing shows")
	for s := Wands; s < NoSuit; s++ {
		assert.Equal(t, s.Element().String(), texts().Label("suit", suitNames[s], "Element"))
	}
}

func TestNoSentenceTwice(t *testing.T) {
	_, body, _ := strings.Cut(textFile, "\n# card\n")
	seen := map[string]string{}
	for line := range strings.Lines(body) {
		if strings.HasPrefix(line, "#") || line == "\n" {
			continue
		}
		label, text, labelled := strings.Cut(strings.TrimSpace(line), ": ")
		if !labelled || strings.Contains(label, " ") {
			label, text = "", strings.TrimSpace(line)
		}
		if slices.Contains([]string{"Themes", "Figure", "Element", "Name", "Title", "Keywords"}, label) {
			continue
		}
		for sentence := range strings.SplitAfterSeq(strings.NewReplacer("? ", "?\n", ". ", ".\n").Replace(text), "\n") {
			sentence = strings.TrimSpace(sentence)
			assert.Empty(t, seen[sentence], "said twice: %s", sentence)
			seen[sentence] = line
		}
	}
	assert.Greater(t, len(seen), 600)
}

func TestTextsPromiseNothing(t *testing.T) {
	lower := strings.ToLower(textFile)
	for _, phrase := range []string{"you will", "destined", "guarantee", " cure", " heal", "lucky", " fate", "always", "will happen", "doctor", " illness", "disease"} {
		assert.NotContains(t, lower, phrase)
	}
}
