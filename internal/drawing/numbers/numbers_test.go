package numbers

import (
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/witnessos/witnessos/internal/drawing/sheet"
	"github.com/witnessos/witnessos/internal/svg"
	"github.com/witnessos/witnessos/internal/svg/svgtest"
)

func letters(name string) [][]Letter {
	var words [][]Letter
	for _, word := range strings.Fields(name) {
		var list []Letter
		for _, r := range word {
			list = append(list, Letter{string(r), int(r)%9 + 1, strings.ContainsRune("AEIOU", r)})
		}
		words = append(words, list)
	}
	return words
}

func ptr(n int) *int { return &n }

// ada has the numbers of the worked example of the specification.
func ada() Chart {
	return Chart{
		Name: "Ada Example", Born: "born 1990-06-15", Words: letters("ADA EXAMPLE"),
		Sums: []Sum{{"Vowels", 13, 4}, {"Consonants", 24, 6}, {"All letters", 37, 1}},
		Corners: [4]Core{{"Life path", 4, "building what can be relied on", false}, {"Expression", 1, "initiative", false},
			{"Personality", 6, "warm", false}, {"Soul urge", 4, "firm ground", false}},
		Bridges: [4]*int{ptr(3), ptr(5), ptr(2), ptr(0)},
		Middle:  Core{"Maturity", 5, "inner freedom", false},
		Facts:   []sheet.Fact{{Label: "BIRTHDAY", Value: "6"}, {Label: "ATTITUDE", Value: "3"}},
		Pinnacles: []Pinnacle{{3, 0, 32, "showing what you can do"}, {7, 33, 41, "going deep"},
			{1, 42, 50, "standing on your own feet"}, {7, 51, 0, "going deep"}},
		Challenges: []Challenge{{0, "the free choice"}, {5, "restlessness"}, {5, "restlessness"}, {5, "restlessness"}},
		Age:        35, Note: "small print",
	}
}

func named(name string) Chart {
	c := ada()
	c.Name, c.Words = name, letters(strings.ToUpper(name))
	return c
}

func TestEveryChartIsAProperDrawing(t *testing.T) {
	long := strings.Repeat("A name that does not end ", 20)
	wordy := named(long)
	wordy.Born, wordy.Note, wordy.Middle.Short, wordy.Middle.Name = long, long, long, long
	for i := range 4 {
		wordy.Corners[i] = Core{long, 33, long, true}
		wordy.Pinnacles[i].Short, wordy.Challenges[i].Short = long, long
		wordy.Sums = append(wordy.Sums, Sum{long, 1 << 40, 33})
	}
	wordy.Facts = []sheet.Fact{{Label: "LABEL", Value: long}, {Label: "LABEL", Value: long}, {Label: "LABEL", Value: long}, {Label: "LABEL", Value: long}}
	none := ada()
	none.Corners[2].Number, none.Corners[3].Number, none.Bridges = 0, 0, [4]*int{}
	absurd := ada()
	absurd.Age, absurd.Pinnacles[1].From, absurd.Pinnacles[1].To = 1<<30, 500, -500
	absurd.Challenges = absurd.Challenges[:1]
	absurd.Pinnacles = append(absurd.Pinnacles, absurd.Pinnacles...)
	foreign := named("Иван 山田 محمد 👩‍👩‍👧‍👦")
	for name, c := range map[string]Chart{
		"empty": {}, "ada": ada(), "one letter": named("X"), "eighty": named("Maximiliane Wilhelmine Theodora Charlotte von und zu Hohenzollern Sigmaringen Yy"),
		"one endless word": named(strings.Repeat("W", 200)), "many words": named(strings.Repeat("I ", 100)), "wordy": wordy, "none": none,
		"foreign": foreign, "too many": named(strings.Repeat("ABCDEFGHI ", 300)),
	} {
		t.Run(name, func(t *testing.T) {
			root := svgtest.Check(t, Draw(c, Options{}))
			svgtest.NoOverlap(t, root)
		})
	}
	svgtest.Check(t, Draw(absurd, Options{})) // seasons that lie on each other cannot be legible
}

func TestNoTextsOverlapAtAnyAge(t *testing.T) {
	for age := -1; age <= 150; age++ {
		c := ada()
		c.Age = age
		first := 27 + (age+1)%9
		c.Pinnacles[0].To, c.Pinnacles[1], c.Pinnacles[2], c.Pinnacles[3].From = first,
			Pinnacle{11, first + 1, first + 9, "trusting inspiration"}, Pinnacle{22, first + 10, first + 18, "building on a large scale"}, first+19
		root := svgtest.Check(t, Draw(c, Options{}))
		svgtest.NoOverlap(t, root)
		current := 1
		if age < 0 {
			current = 0
		}
		require.Len(t, root.All("current"), current, "age %d", age)
	}
}

// Every letter of a name is there, in order, in its row, inside of the sheet, whatever the name.
func TestLettersOfNamesOfAnyLength(t *testing.T) {
	name := strings.Repeat("MAXIMILIANE VON UND ZU ", 12)
	for n := 1; n <= 200; n += 3 {
		cut := strings.TrimSpace(name[:n])
		g := layOut(letters(cut))
		var read strings.Builder
		for _, row := range g.rows {
			for i, c := range row {
				read.WriteString(c.Text)
				require.GreaterOrEqual(t, c.x-g.size/2, sheet.Margin-0.01, cut)
				require.LessOrEqual(t, c.x+g.size/2, sheet.Width-sheet.Margin+0.01, cut)
				if i > 0 {
					require.GreaterOrEqual(t, c.x-row[i-1].x, g.size-0.01, "cells do not overlap")
				}
			}
			require.InDelta(t, sheet.Width/2, (row[0].x+row[len(row)-1].x)/2, 0.01, "rows are centred")
		}
		require.Equal(t, strings.ReplaceAll(cut, " ", ""), read.String())
		lines, _ := headline(cut)
		require.Equal(t, cut, strings.Join(lines, " "), "the heading shows all of it")
	}
	lines, size := headline(strings.Repeat("W", 200))
	assert.Equal(t, 200, strings.Count(strings.Join(lines, ""), "W"), "a word that is too wide is broken, not cut")
	for _, line := range lines {
		assert.LessOrEqual(t, svg.TextWidth(line, size), float64(width))
	}
}

func TestWordsStayInOneRow(t *testing.T) {
	g := layOut(letters("MAXIMILIANE WILHELMINE THEODORA CHARLOTTE HOHENZOLLERN"))
	require.Greater(t, len(g.rows), 1)
	joined := []string{}
	for _, row := range g.rows {
		text := ""
		for _, c := range row {
			text += c.Text
		}
		joined = append(joined, text)
	}
	for _, word := range []string{"MAXIMILIANE", "WILHELMINE", "THEODORA", "CHARLOTTE", "HOHENZOLLERN"} {
		assert.Contains(t, strings.Join(joined, " "), word)
	}
}

func TestVowelsStandAboveAndConsonantsBelow(t *testing.T) {
	root := svgtest.Check(t, Draw(ada(), Options{}))
	group := root.All("name")[0]
	var letter float64
	for _, n := range group.Children {
		if n.Name == "text" && n.Attr["class"] == "serif" {
			letter = n.F(t, "y")
		}
	}
	above, below := 0, 0
	for _, n := range group.Children {
		if n.Name != "text" {
			continue
		}
		switch n.Attr["class"] {
		case "vowel":
			above++
			assert.Less(t, n.F(t, "y"), letter)
		case "consonant":
			below++
			assert.Greater(t, n.F(t, "y"), letter)
		}
	}
	assert.Equal(t, [2]int{5, 5}, [2]int{above, below}, "ADA EXAMPLE")
}

func TestFigure(t *testing.T) {
	root := svgtest.Check(t, Draw(ada(), Options{}))
	assert.Len(t, root.All("core"), 5)
	bridges := root.All("bridge")
	require.Len(t, bridges, 4)
	for i, want := range []string{"Bridge between Life path and Expression 3", "Bridge between Expression and Personality 5",
		"Bridge between Personality and Soul urge 2", "Bridge between Soul urge and Life path 0"} {
		assert.Equal(t, want, bridges[i].Title()+" "+bridges[i].Texts()[0])
	}
	assert.Empty(t, root.All("halo"))

	c := ada()
	c.Corners[0].Master, c.Corners[3].Number, c.Bridges[2], c.Bridges[3] = true, 0, nil, nil
	other := svgtest.Check(t, Draw(c, Options{}))
	assert.Len(t, other.All("halo"), 2, "the number and the legend")
	assert.Len(t, other.All("bridge"), 2)
	assert.Len(t, other.All("open"), 2)
	assert.Len(t, other.All("none"), 1)
}

func TestLifelineIsToScale(t *testing.T) {
	root := svgtest.Check(t, Draw(ada(), Options{}))
	posts := root.All("post")
	require.Len(t, posts, 4)
	x := func(i int) float64 { return posts[i].F(t, "x1") }
	year := (x(1) - x(0)) / 33
	assert.InDelta(t, 9*year, x(2)-x(1), 0.03)
	assert.InDelta(t, 9*year, x(3)-x(2), 0.03)
	assert.InDelta(t, x(0)+35.5*year, root.All("now")[0].F(t, "x1"), 0.03)
	require.Len(t, root.All("current"), 1)
	assert.Equal(t, "Age 33–41: pinnacle 7, going deep; challenge 5, restlessness", root.All("current")[0].Title())
}

func TestTheLineOfThePresentLeavesNumbersAlone(t *testing.T) {
	for age := range 90 {
		c := ada()
		c.Age = age
		root := svgtest.Check(t, Draw(c, Options{}))
		for _, line := range root.All("now") {
			for _, box := range svgtest.Texts(t, root.All("life")[0]) {
				if _, err := strconv.Atoi(box.Text); err != nil {
					continue
				}
				through := svgtest.Box{Left: line.F(t, "x1") - 0.5, Right: line.F(t, "x1") + 0.5, Top: line.F(t, "y1"), Bottom: line.F(t, "y2")}
				assert.False(t, box.Overlaps(through), "age %d crosses %s", age, box.Text)
			}
		}
	}
}

func TestDescriptionSaysWhatTheDrawingShows(t *testing.T) {
	root := svgtest.Check(t, Draw(ada(), Options{}))
	assert.Equal(t, "Numerology sheet of Ada Example", root.Title())
	for _, part := range []string{"Life path 4: building what can be relied on.", "Maturity 5: inner freedom.", "Vowels 13.",
		"Age 33–41: pinnacle 7, going deep; challenge 5, restlessness (now).", "Age 51 and on: pinnacle 7"} {
		assert.Contains(t, root.Desc(), part)
	}
	assert.Equal(t, "No numbers.", svgtest.Check(t, Draw(Chart{Age: -1}, Options{})).Desc())
}

func TestHostileTexts(t *testing.T) {
	evil := `</text><script>alert("1")</script>&x;` + "\x00\xff"
	c := ada()
	c.Name, c.Born, c.Note, c.Corners[0].Name, c.Corners[1].Short, c.Pinnacles[0].Short, c.Sums[0].Name = evil, evil, evil, evil, evil, evil, evil
	c.Words[0][0].Text = evil
	svgtest.Check(t, Draw(c, Options{ID: evil}))
}

func TestSameChartSameBytes(t *testing.T) {
	c := ada()
	first := Draw(c, Options{})
	assert.Equal(t, first, Draw(c, Options{}))
	assert.Equal(t, ada(), c, "drawing leaves its input alone")
}

func TestContrast(t *testing.T) {
	all := map[string]svg.Color{}
	for _, c := range append(append([]svg.Color{}, sheet.Colors...), colors...) {
		all[c.Name] = c
	}
	for front, backs := range map[string][]string{
		"ink": {"hill", "valley", "now", "deep", "tileup", "tiledown", "open"}, "vowel": {"paper"}, "consonant": {"paper"},
	} {
		for _, back := range backs {
			f, b := all[front], all[back]
			assert.GreaterOrEqual(t, svgtest.Contrast(t, f.Light, b.Light), 4.5, "%s on %s in light", front, back)
			assert.GreaterOrEqual(t, svgtest.Contrast(t, f.Dark, b.Dark), 4.5, "%s on %s in dark", front, back)
		}
	}
}

func BenchmarkDraw(b *testing.B) {
	c := ada()
	b.ReportAllocs()
	for b.Loop() {
		Draw(c, Options{})
	}
}
