package tarot

import (
	"math"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/witnessos/witnessos/internal/engines/draw"
)

// noted is a draw as numbers of cards, reversed ones with a sign.
func noted(drawn []Drawn) string {
	var b strings.Builder
	for _, d := range drawn {
		b.WriteString(" ")
		if d.Reversed {
			b.WriteString("-")
		}
		b.WriteString(strconv.Itoa(int(d.Card)))
	}
	return b.String()[1:]
}

// The draws of these seeds may never change: seeds that people kept would give other cards.
func TestTheSameSeedGivesTheSameCardsForEver(t *testing.T) {
	for seed, want := range map[draw.Seed]string{
		"golden":                           "-20 51 70 -64 43 46 36 26 8 -17",
		"22":                               "17 28 26 69 -39 68 -22 -3 -77 34",
		"00112233445566778899aabbccddeeff": "-0 4 67 3 13 74 70 54 73 26",
	} {
		assert.Equal(t, want, noted(Deal(seed, 10, .3)), seed)
	}
}

func TestNoCardIsDealtTwice(t *testing.T) {
	for i := range 1000 {
		seen := [Cards]bool{}
		for _, d := range Deal(draw.Seed(strconv.Itoa(i)), Cards, .5) {
			assert.False(t, seen[d.Card])
			seen[d.Card] = true
		}
	}
}

func TestFewerCardsAreTheFirstOfMore(t *testing.T) {
	all := Deal("s", Cards, .3)
	for n := range Cards {
		assert.Equal(t, all[:n], Deal("s", n, .3))
	}
}

func TestReversalsDoNotMoveCards(t *testing.T) {
	for i := range 200 {
		seed := draw.Seed(strconv.Itoa(i))
		none, some, all := Deal(seed, 10, 0), Deal(seed, 10, .3), Deal(seed, 10, 1)
		for k := range none {
			assert.Equal(t, none[k].Card, some[k].Card)
			assert.Equal(t, none[k].Card, all[k].Card)
			assert.False(t, none[k].Reversed)
			assert.True(t, all[k].Reversed)
		}
	}
}

const draws = 100_000

// critical is the quantile of chi-square that honest draws exceed with a chance of 1 in 1,000, or
// of 1 in 10,000 where ten places are tested at once, by Wilson and Hilferty (1931), good to 0.2.
// The seeds here are fixed, so a test exceeds it always or never.
func critical(freedom, z float64) float64 {
	a := 2 / (9 * freedom)
	return freedom * math.Pow(1-a+z*math.Sqrt(a), 3)
}

// Quantiles of the normal distribution.
const (
	once = 3.0902 // 0.999
	ten  = 3.7190 // 0.9999
)

// chiSquare is Pearson's statistic of counts that should be equal.
func chiSquare(counts []int) float64 {
	total, sum := 0, 0.0
	for _, n := range counts {
		total += n
	}
	expected := float64(total) / float64(len(counts))
	for _, n := range counts {
		sum += (float64(n) - expected) * (float64(n) - expected) / expected
	}
	return sum
}

func TestCritical(t *testing.T) { // against printed tables
	assert.InDelta(t, 27.877, critical(9, once), .2)
	assert.InDelta(t, 124.839, critical(80, once), .2)
}

func TestEveryOrderIsEquallyLikely(t *testing.T) {
	var places [10][Cards]int
	var distance [Cards - 1]int // of the second card from the first, around the deck
	for i := range draws {
		drawn := Deal(draw.Seed("order "+strconv.Itoa(i)), 10, .3)
		for place, d := range drawn {
			places[place][d.Card]++
		}
		distance[(int(drawn[1].Card-drawn[0].Card)+Cards)%Cards-1]++
	}
	for place := range places {
		assert.Less(t, chiSquare(places[place][:]), critical(Cards-1, ten), "card %d", place+1)
	}
	assert.Less(t, chiSquare(places[0][:]), critical(Cards-1, once), "the first card")
	assert.Less(t, chiSquare(places[9][:]), critical(Cards-1, once), "the tenth card")
	assert.Less(t, chiSquare(distance[:]), critical(Cards-2, once), "the second card does not depend on the first")
}

func TestReversals(t *testing.T) {
	const deep = 10
	for _, p := range []float64{.3, .5, .05} {
		var reversed [deep]int
		all, both := 0, 0
		for i := range draws {
			drawn := Deal(draw.Seed("turn "+strconv.Itoa(i)), deep, p)
			for k, d := range drawn {
				if d.Reversed {
					reversed[k]++
					all++
				}
			}
			if drawn[0].Reversed && drawn[1].Reversed {
				both++
			}
		}
		within := func(count, of int, p float64, what string) {
			sigma := math.Sqrt(float64(of) * p * (1 - p))
			assert.InDelta(t, float64(of)*p, float64(count), 3*sigma, "%s at %v", what, p)
		}
		within(all, draws*deep, p, "all cards")
		within(reversed[0], draws, p, "the first card")
		within(reversed[deep-1], draws, p, "the last card")
		within(both, draws, p*p, "the first two cards")
		assert.Less(t, chiSquare(reversed[:]), critical(deep-1, once), "no place is turned more often than another")
	}
}

func TestSeedsGiveDifferentDraws(t *testing.T) {
	seen := map[string]bool{}
	for i := range 1000 {
		seen[noted(Deal(draw.Seed(strconv.Itoa(i)), 3, .3))] = true
	}
	assert.Greater(t, len(seen), 990)
}
