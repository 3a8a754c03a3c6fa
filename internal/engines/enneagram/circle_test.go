package enneagram

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestArrows(t *testing.T) {
	for kind := Type(1); kind <= 9; kind++ {
		assert.Equal(t, kind, kind.Integration().Disintegration())
		assert.Equal(t, kind, kind.Disintegration().Integration())
		assert.NotEqual(t, kind, kind.Integration())
	}
	for _, chain := range [][]Type{{1, 7, 5, 8, 2, 4, 1}, {3, 6, 9, 3}} {
		for i, kind := range chain[1:] {
			assert.Equal(t, kind, chain[i].Integration())
		}
	}
	for _, chain := range [][]Type{{1, 4, 2, 8, 5, 7, 1}, {3, 9, 6, 3}} {
		for i, kind := range chain[1:] {
			assert.Equal(t, kind, chain[i].Disintegration())
		}
	}
}

func TestWingsAreTheNeighbours(t *testing.T) {
	assert.Equal(t, []Type{8, 1}, []Type{Type(9).Previous(), Type(9).Next()})
	assert.Equal(t, []Type{9, 2}, []Type{Type(1).Previous(), Type(1).Next()})
	for kind := Type(1); kind <= 9; kind++ {
		assert.Equal(t, kind, kind.Next().Previous())
		assert.True(t, kind.IsNeighbour(kind.Next()))
		assert.False(t, kind.IsNeighbour(kind))
	}
}

func TestCentersAndGroups(t *testing.T) {
	groups := map[string][]Type{}
	for kind := Type(1); kind <= 9; kind++ {
		assert.Contains(t, kind.Center().Types(), kind)
		groups[kind.Hornevian()] = append(groups[kind.Hornevian()], kind)
		groups[kind.Harmonic()] = append(groups[kind.Harmonic()], kind)
	}
	assert.Equal(t, map[string][]Type{
		"assertive": {3, 7, 8}, "compliant": {1, 2, 6}, "withdrawn": {4, 5, 9},
		"positive": {2, 7, 9}, "competency": {1, 3, 5}, "reactive": {4, 6, 8},
	}, groups)
	assert.Equal(t, "anger", Body.describe().CoreEmotion)
	assert.Equal(t, "shame", Heart.describe().CoreEmotion)
	assert.Equal(t, "fear", Head.describe().CoreEmotion)
}

func TestTraditions(t *testing.T) {
	seen := map[string]bool{}
	for kind := Type(1); kind <= 9; kind++ {
		facts := traditions[kind]
		for _, fact := range []string{facts.passion, facts.fixation, facts.virtue, facts.holyIdea} {
			assert.NotEmpty(t, fact)
			assert.False(t, seen[fact], fact)
			seen[fact] = true
		}
	}
	assert.Equal(t, tradition{"avarice", "stinginess", "non-attachment", "omniscience"}, traditions[5])
}

func TestPair(t *testing.T) {
	tests := []struct {
		a, b               int
		sameCenter, wing   bool
		line               *Line
		contains, containt string
	}{
		{5, 8, false, false, &Line{5, 8}, "Type 5 grows by learning what type 8 does easily", "One of you acts from the gut"},
		{8, 5, false, false, &Line{5, 8}, "Type 5 grows by learning what type 8 does easily", "One of you acts from the gut"},
		{6, 9, false, false, &Line{6, 9}, "Type 6 grows", "from the gut"},
		{9, 1, true, true, nil, "neighbours on the circle", "Both of you decide from the gut"},
		{1, 2, false, true, nil, "neighbours on the circle", "trusts the gut"},
		{8, 1, true, false, nil, "two travellers", "Both of you decide from the gut"},
		{3, 7, false, false, nil, "two travellers", "asks how it feels"},
		{4, 4, true, false, nil, "You share a type", "Both of you listen"},
	}
	for _, tt := range tests {
		p, ok := Pair(tt.a, tt.b)
		require.True(t, ok)
		assert.Equal(t, tt.sameCenter, p.SameCenter)
		assert.Equal(t, tt.wing, p.WingNeighbours)
		assert.Equal(t, tt.line, p.IntegrationLine)
		assert.Contains(t, p.Text, tt.contains)
		assert.Contains(t, p.Text, tt.containt)
	}
	for _, bad := range [][2]int{{0, 1}, {1, 10}, {-3, 5}, {5, 100}} {
		_, ok := Pair(bad[0], bad[1])
		assert.False(t, ok)
	}
}

func TestPairsHaveOwnTextsAndAreSymmetric(t *testing.T) {
	seen := map[string]bool{}
	lines := 0
	for a := 1; a <= 9; a++ {
		for b := a; b <= 9; b++ {
			p, _ := Pair(a, b)
			q, _ := Pair(b, a)
			assert.Equal(t, p.SameCenter, q.SameCenter)
			assert.Equal(t, p.WingNeighbours, q.WingNeighbours)
			assert.Equal(t, p.IntegrationLine, q.IntegrationLine)
			length(t, "pair", p.Text, 45, 140)
			assert.False(t, seen[p.Text])
			seen[p.Text] = true
			assert.NotContains(t, p.Text, "{")
			assert.NotEmpty(t, p.Terms)
			for _, term := range p.Terms {
				assert.True(t, strings.HasPrefix(term, "type "))
			}
			if p.IntegrationLine != nil {
				lines++
			}
			_, err := json.Marshal(p)
			assert.NoError(t, err)
		}
	}
	assert.Len(t, seen, 45)
	assert.Equal(t, 9, lines, "every line of the figure joins one pair")
}
