package nadabrahman

import (
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/witnessos/witnessos/internal/engines/draw"
)

// The table of the specification, 3.11, copied as it stands there.
func TestRagas(t *testing.T) {
	table := map[string][3]string{
		"Bhairav": {"morning", "0 1 4 5 7 8 11"}, "Ahir Bhairav": {"morning", "0 1 4 5 7 9 10"}, "Ramkali": {"morning", "0 1 4 5 6 7 8 11"},
		"Jogiya": {"morning", "0 1 5 7 8 11"}, "Todi": {"morning", "0 1 3 6 7 8 11"},
		"Multani":           {"afternoon", "0 3 6 7 11", "0 1 3 6 7 8 11"},
		"Brindavani Sarang": {"afternoon", "0 2 5 7 11", "0 2 5 7 10"}, "Madhyamad Sarang": {"afternoon", "0 2 5 7 10"},
		"Bhimpalasi": {"afternoon", "0 3 5 7 10", "0 2 3 5 7 9 10"},
		"Yaman":      {"evening", "0 2 4 6 7 9 11"}, "Puriya": {"evening", "0 1 4 6 9 11"}, "Marwa": {"evening", "0 1 4 6 9 11"},
		"Puriya Dhanashri": {"evening", "0 1 4 6 7 8 11"},
		"Malkauns":         {"night", "0 3 5 8 10"}, "Bageshri": {"night", "0 2 3 5 7 9 10"}, "Darbari": {"night", "0 2 3 5 7 8 10"},
		"Adana": {"night", "0 2 3 5 7 8 10"}, "Sohini": {"night", "0 1 4 6 9 11"},
	}
	require.Len(t, ragas, len(table))
	joined := func(s Scale) string {
		var words []string
		for _, n := range s.Notes() {
			words = append(words, strconv.Itoa(n))
		}
		return strings.Join(words, " ")
	}
	for i := range ragas {
		r := &ragas[i]
		want, ok := table[r.Name]
		require.True(t, ok, r.Name)
		if want[2] == "" {
			want[2] = want[1]
		}
		assert.Equal(t, want, [3]string{r.Family, joined(r.Ascending()), joined(r.Descending())}, r.Name)
		for _, n := range r.Emphasis {
			assert.True(t, r.Ascending().Has(n) && r.Descending().Has(n), "%s dwells on %d", r.Name, n)
		}
	}
	emphasis := map[string][2]string{"Puriya": {"Ga", "Ni"}, "Marwa": {"re", "Dha"}, "Sohini": {"Dha", "Ga"}}
	for name, want := range emphasis {
		i := slices.IndexFunc(ragas[:], func(r Raga) bool { return r.Name == name })
		assert.Equal(t, want, [2]string{noteNames[ragas[i].Emphasis[0]], noteNames[ragas[i].Emphasis[1]]}, name)
	}
}

// The phrases of every raga obey it, whatever is drawn.
func TestPhrasesObeyTheirRaga(t *testing.T) {
	distinct := map[string]bool{}
	for i := range ragas {
		r := &ragas[i]
		up, down := r.Ascending(), r.Descending()
		for length := 2; length <= 12; length++ {
			for n := range 60 {
				notes := r.phrase(length, draw.Seed(strconv.Itoa(n)).Generator("test", r.Name))
				require.Len(t, notes, length)
				assert.Equal(t, r.home(), notes[length-1], "%s ends on Sa", r.Name)
				if length >= 4 {
					assert.Contains(t, r.Emphasis, (notes[0]+12)%12, "%s begins where it dwells", r.Name)
				}
				for k, note := range notes {
					if r.High {
						assert.True(t, note >= lowest+raised && note <= highest+raised)
					} else {
						assert.True(t, note >= lowest && note <= highest)
					}
					if k == 0 {
						continue
					}
					before := notes[k-1]
					require.NotEqual(t, before, note)
					if note > before {
						assert.True(t, up.Has(note) && up.Has(before), "%s goes up from %d to %d", r.Name, before, note)
					} else {
						assert.True(t, down.Has(note) && down.Has(before), "%s goes down from %d to %d", r.Name, before, note)
					}
				}
				if length == 8 {
					distinct[r.Name+noteLine(notes)] = true
				}
			}
		}
	}
	assert.Greater(t, len(distinct), 18*30, "phrases vary")
}

func noteLine(notes []int) string {
	line := ""
	for _, n := range notes {
		line += " " + noteName(n)
	}
	return line
}

func TestNoteNames(t *testing.T) {
	assert.Equal(t, " .Pa .Ni Sa re Ma Ni Sa' Ga'", noteLine([]int{-5, -1, 0, 1, 6, 11, 12, 16}))
}

// The choice is fair: a chi-square test over 100,000 seeds, at the 0.1 % level.
func TestRagasAreDrawnEvenly(t *testing.T) {
	critical := map[int]float64{2: 13.82, 3: 16.27, 4: 18.47} // by degrees of freedom
	for _, from := range [][]*Raga{family("morning"), family("afternoon"), calming()} {
		counts := make([]int, len(from))
		const draws = 100_000
		for i := range draws {
			counts[draw.Seed(strconv.Itoa(i)).Generator("nadabrahman", "raga").IntN(len(from))]++
		}
		chi, expected := 0.0, float64(draws)/float64(len(from))
		for _, n := range counts {
			chi += (float64(n) - expected) * (float64(n) - expected) / expected
		}
		assert.Less(t, chi, critical[len(from)-1])
	}
}

func TestEveryRagaComesUp(t *testing.T) {
	seen := map[string]bool{}
	for i := range 200 {
		for _, f := range []string{"morning", "afternoon", "evening", "night"} {
			seen[data(t, `{"user_id":"42","ragaFamily":"`+f+`","seed":`+strconv.Itoa(i)+`}`)["ragaName"].(string)] = true
		}
	}
	assert.Len(t, seen, len(ragas))
}

// These may never change: seeds that people kept would give other music.
func TestGoldenDraws(t *testing.T) {
	for seed, want := range map[string]string{
		"golden": "Puriya Dhanashri: Pa Ga Ma Pa Ni Pa Ga Sa", "0": "Yaman: Ga Ma Ga Re .Ni .Dha .Ni Sa", "a quiet room": "Yaman: Ga Pa Ni Dha Pa Ma Ga Sa",
	} {
		d := data(t, `{"user_id":"42","ragaFamily":"evening","seed":"`+seed+`","breathPattern":{"rate":16}}`)
		got := d["ragaName"].(string) + ": " + strings.Join(names(d["breathMelody"].(map[string]any)["phrase"]), " ")
		assert.Equal(t, want, got, seed)
		assert.Equal(t, seed, d["seed"])
		assert.Equal(t, draw.RNG, d["rng"])
	}
}
