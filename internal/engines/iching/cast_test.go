package iching

import (
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/witnessos/witnessos/internal/engines/draw"
)

func (c Cast) digits() string {
	var b strings.Builder
	for _, value := range c {
		b.WriteString(strconv.Itoa(value))
	}
	return b.String()
}

// The draws of these seeds may never change: seeds that people kept would give other casts.
func TestTheSameSeedGivesTheSameCastForEver(t *testing.T) {
	for seed, want := range map[draw.Seed][3]string{
		"golden":                           {"688898", "798778", "877878"},
		"64":                               {"777989", "679788", "877788"},
		"00112233445566778899aabbccddeeff": {"898667", "877979", "877777"},
	} {
		for i, method := range []Method{Coins, Yarrow, Random} {
			assert.Equal(t, want[i], Throw(method, seed).digits(), "%s %s", seed, method)
		}
	}
}

const casts = 100_000

// chiSquare is Pearson's statistic of counts against chances.
func chiSquare(counts []int, chances []float64) float64 {
	total, sum := 0, 0.0
	for _, n := range counts {
		total += n
	}
	for i, n := range counts {
		expected := chances[i] * float64(total)
		sum += (float64(n) - expected) * (float64(n) - expected) / expected
	}
	return sum
}

// Critical values of chi-square at a level of 0.001: honest draws exceed them once in a thousand
// sets of seeds. The seeds here are fixed, so the test does so always or never.
const (
	critical3  = 16.266  // 3 degrees of freedom, the four values of a line
	critical63 = 103.442 // 63 degrees of freedom, the 64 hexagrams
)

// throw makes 10^5 casts and counts the values of the lines at each place, and the hexagrams.
func throw(method Method) (values [Lines][4]int, figures [Hexagrams]int) {
	for i := range casts {
		c := Throw(method, draw.Seed("odds "+strconv.Itoa(i)))
		for line, value := range c {
			values[line][value-OldYin]++
		}
		figures[c.Primary()]++
	}
	return values, figures
}

func TestOddsOfCoinsAndYarrow(t *testing.T) {
	tests := []struct {
		method Method
		odds   []float64
	}{
		{Coins, []float64{1. / 8, 3. / 8, 3. / 8, 1. / 8}},
		{Yarrow, []float64{1. / 16, 5. / 16, 7. / 16, 3. / 16}},
	}
	for i, tt := range tests {
		t.Run(string(tt.method), func(t *testing.T) {
			stated := tt.method.Odds()
			assert.Equal(t, tt.odds, stated[:])
			values, figures := throw(tt.method)
			var all [4]int
			for line := range values {
				assert.Less(t, chiSquare(values[line][:], tt.odds), critical3, "line %d", line+1)
				for v, n := range values[line] {
					all[v] += n
				}
			}
			assert.Less(t, chiSquare(all[:], tt.odds), critical3, "all 6 x 10^5 lines")
			assert.Greater(t, chiSquare(all[:], tests[1-i].odds), 1000*critical3, "the test tells the two methods apart")
			// A line is yang with a chance of one half under both methods, so the hexagrams are
			// equally likely exactly when the lines are independent.
			assert.Less(t, chiSquare(figures[:], uniform()), critical63, "hexagrams")
		})
	}
}

func TestOddsOfRandom(t *testing.T) {
	values, figures := throw(Random)
	assert.Less(t, chiSquare(figures[:], uniform()), critical63)
	for line, counts := range values {
		assert.Zero(t, counts[0]+counts[3], "line %d never changes", line+1)
	}
	assert.Equal(t, [4]float64{0, .5, .5, 0}, Random.Odds())
}

func uniform() []float64 {
	chances := make([]float64, Hexagrams)
	for i := range chances {
		chances[i] = 1. / Hexagrams
	}
	return chances
}

func TestCastsVaryWithSeedAndMethod(t *testing.T) {
	seen := map[Cast]bool{}
	for i := range 1000 {
		seen[Throw(Yarrow, draw.Seed(strconv.Itoa(i)))] = true
	}
	assert.Greater(t, len(seen), 400)
	same := 0
	for i := range 1000 {
		seed := draw.Seed(strconv.Itoa(i))
		if Throw(Yarrow, seed).Primary() == Throw(Coins, seed).Primary() {
			same++
		}
	}
	assert.Less(t, same, 50, "methods do not share their draws; chance alone gives about 16")
}

func TestChangingAndResting(t *testing.T) {
	for i := range 2000 {
		c := Throw(Coins, draw.Seed(strconv.Itoa(i)))
		changing, resting := c.Changing(), c.AtRest()
		assert.Equal(t, Lines, len(changing)+len(resting))
		for _, line := range changing {
			assert.NotEqual(t, c.Primary().Yang(line), c.Relating().Yang(line))
		}
		for _, line := range resting {
			assert.Equal(t, c.Primary().Yang(line), c.Relating().Yang(line))
		}
	}
}
