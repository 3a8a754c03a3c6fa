package enneagram

import (
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// withScores answers the items of each type so that its score is the given number of quarters.
func withScores(quarters map[Type]int) Answers {
	var answers Answers
	for n, i := range items() {
		if points, ok := quarters[i.kind]; ok && i.kind != 0 {
			answers.likert[n] = keyedAnswer(i, points)
		}
	}
	return answers
}

// keyedAnswer is the answer that gives an item a number of points.
func keyedAnswer(i item, points int) int8 {
	if i.reversed {
		return int8(mostAnswer - points)
	}
	return int8(leastAnswer + points)
}

func scored(answers Answers) *finding { return fromLikert(countLikert(&answers)) }

func finding4(quarters map[Type]int) *finding { return scored(withScores(quarters)) }

func TestScoresAreMeansOfKeyedAnswers(t *testing.T) {
	f := finding4(map[Type]int{1: 0, 2: 1, 3: 2, 4: 3, 5: 4})
	for kind, want := range map[Type]float64{1: 0, 2: 0.25, 3: 0.5, 4: 0.75, 5: 1} {
		assert.Equal(t, score{want, true}, f.scores[kind])
	}
	assert.False(t, f.scores[6].known, "no answers, no score")
	assert.Equal(t, []Type{5, 4, 3, 2, 1}, f.ranking)
	assert.Equal(t, []Type{4, 3}, f.secondary())
	assert.Equal(t, 0.778, f.confidence, "0.5·1 + 0.5·20/36")
	assert.Equal(t, Wing(""), f.wing, "type 6 was not measured")
	assert.Equal(t, 20, f.raw.Confidence.Answered)
	assert.Equal(t, ItemSum{4, 12, 16}, f.raw.Items[4])
}

func TestTies(t *testing.T) {
	tests := []struct {
		name     string
		quarters map[Type]int
		primary  Type
		tied     []Type
	}{
		{"the higher mean of the center decides", map[Type]int{1: 4, 4: 4, 2: 3, 3: 3, 8: 0, 9: 0}, 4, []Type{1, 4}},
		{"then the lower number", map[Type]int{1: 4, 4: 4, 2: 1, 3: 2, 8: 2, 9: 1}, 1, []Type{1, 4}},
		{"also within a center", map[Type]int{6: 4, 7: 4, 5: 0}, 6, []Type{6, 7}},
		{"all alike", map[Type]int{1: 2, 2: 2, 3: 2, 4: 2, 5: 2, 6: 2, 7: 2, 8: 2, 9: 2}, 1, []Type{1, 2, 3, 4, 5, 6, 7, 8, 9}},
		{"none", map[Type]int{3: 4, 4: 3}, 3, []Type{}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			f := finding4(tt.quarters)
			assert.Equal(t, tt.primary, f.primary())
			assert.Equal(t, tt.tied, f.tied())
		})
	}
	data, result := calculated(t, `{"responses":{"a":"8","b":"2"}}`)
	assert.EqualValues(t, 2, data["type"])
	assert.Equal(t, []any{2.0, 8.0}, data["tied_types"])
	require.Len(t, result.Warnings, 1)
	assert.Contains(t, result.Warnings[0], "Types 2, 8 share the highest score")
}

func TestWing(t *testing.T) {
	assert.Equal(t, Wing("4"), finding4(map[Type]int{5: 4, 4: 2, 6: 1}).wing)
	assert.Equal(t, Wing("6"), finding4(map[Type]int{5: 4, 4: 2, 6: 3}).wing)
	assert.Equal(t, Balanced, finding4(map[Type]int{5: 4, 4: 2, 6: 2}).wing)
	assert.Equal(t, Wing("8"), finding4(map[Type]int{9: 4, 8: 2, 1: 1}).wing, "across the top of the circle")

	// One step of one item is 1/16 and so more than 0.05 apart.
	answers := withScores(map[Type]int{5: 4, 4: 2, 6: 2})
	for n, i := range items() {
		if i.kind == 6 {
			answers.likert[n] = keyedAnswer(i, 3)
			break
		}
	}
	assert.Equal(t, Wing("6"), scored(answers).wing)

	f := &finding{ranking: []Type{5}}
	f.scores[4], f.scores[6] = score{0.5, true}, score{0.549, true}
	assert.Equal(t, Balanced, f.higherNeighbour())
	f.scores[6] = score{0.551, true}
	assert.Equal(t, Wing("6"), f.higherNeighbour())
}

func TestInstincts(t *testing.T) {
	answers := func(points ...int) Answers {
		a := withScores(map[Type]int{7: 3})
		for n, i := range items() {
			if i.kind == 0 && i.instinct < len(points) {
				a.likert[n] = keyedAnswer(i, points[i.instinct])
			}
		}
		return a
	}
	data, _ := calculated(t, inputOf(answers(1, 0, 4)))
	assert.Equal(t, "sexual", data["instinctual_variant"])
	assert.Equal(t, []any{"sexual", "self_preservation", "social"}, part(t, data, "profile", "instinctual_stacking"))
	assert.Equal(t, 0.25, part(t, data, "raw_data", "instinct_scores", "self_preservation"))
	assert.Contains(t, data["interpretation"], "Leading instinct: one-to-one")

	data, result := calculated(t, inputOf(answers(3, 3, 1)))
	assert.NotContains(t, data, "instinctual_variant", "two lead")
	assert.Contains(t, result.Warnings, "Two or more instincts share the highest score, so none is said to lead")

	data, _ = calculated(t, inputOf(answers(3, 4)))
	assert.NotContains(t, data, "instinctual_variant", "one was not measured")
	profile, _ := data["profile"].(map[string]any)
	assert.NotContains(t, profile, "instinctual_stacking")
}

func TestPartialAssessmentSaysSo(t *testing.T) {
	data, result := calculated(t, `{"assessment_responses":{"q02":5}}`)
	assert.EqualValues(t, 5, data["type"])
	assert.Equal(t, 0.014, data["confidence"], "nothing to compare with, and 1 of 36")
	assert.Nil(t, part(t, data, "type_scores", "1"))
	assert.Equal(t, []string{"Only 1 of the 36 items about types were answered"}, result.Warnings)
	for _, s := range result.Signals {
		assert.LessOrEqual(t, s.Weight, 0.02)
	}
}

func TestDescriptions(t *testing.T) {
	tests := []struct {
		text       string
		primary    Type
		confidence float64
		words      [10][]string
	}{
		{"Curious and private, I love SOLITUDE, books and research; knowledge above all.", 5, 0.8,
			[10][]string{5: {"curious", "private", "solitude", "research", "knowledge"}}},
		{"curious curious curious", 5, 0.16, [10][]string{5: {"curious"}}},
		{"I am not curious. Loyal, cautious, never really bored but playful.", 6, 0.32,
			[10][]string{6: {"loyal", "cautious"}, 7: {"playful"}}},
		{"I don’t fight, I look for peace, harmony and calm, and I am patient with my ambitious brother.", 9, 0.64,
			[10][]string{9: {"peace", "harmony", "calm", "patient"}, 3: {"ambitious"}}},
		{"a perfectionist with principles, discipline, high standards, precise and tidy and critical", 1, 0.8,
			[10][]string{1: {"perfectionist", "principles", "discipline", "standards", "precise", "tidy", "critical"}}},
	}
	for _, tt := range tests {
		c := countWords(tt.text)
		assert.Equal(t, tt.words, c.words, tt.text)
		f := fromWords(c)
		assert.Equal(t, tt.primary, f.primary(), tt.text)
		assert.Equal(t, tt.confidence, f.confidence, tt.text)
		assert.Empty(t, f.wing)
		assert.Nil(t, f.instincts)
	}
}

func TestOnlyWholeContentWordsCount(t *testing.T) {
	for _, text := range []string{"", "I am what I am and you are the one for me", "helpless", "unsuccessful comforter", "12345 !!!", "caring's"} {
		assert.Zero(t, countWords(text).total, text)
	}
	// A word that merely belongs to the grammar, and the letters of a keyword inside another
	// word, are no evidence.
	for word := range keywords() {
		assert.NotContains(t, []string{"with", "have", "always", "about", "from", "that", "this", "when", "would", "people", "very", "love"}, word)
		assert.GreaterOrEqual(t, len(word), 4, word)
		assert.NotContains(t, negations, word)
		assert.Zero(t, countWords("x"+word+"x").total, word)
		assert.Equal(t, 1, countWords("I am "+word+".").total, word)
	}
	assert.GreaterOrEqual(t, len(keywords()), 180)
	total := 0
	for kind := Type(1); kind <= 9; kind++ {
		n := len(wordsOf(kind))
		assert.GreaterOrEqual(t, n, 18, "type %d", kind)
		total += n
	}
	assert.Len(t, keywords(), total, "no word speaks for two types, or twice for one")
}

func TestNumbersAreWrittenLikeMaps(t *testing.T) {
	half, none := 0.5, 0.0
	for _, s := range []TypeScores{{}, {"1": &half, "2": nil, "9": &none}} {
		want, err := json.Marshal(map[string]*float64(s))
		require.NoError(t, err)
		got, err := s.AppendJSON(nil)
		require.NoError(t, err)
		assert.Equal(t, string(want), string(got))
	}
	got, err := shares{{"body", 0.25}, {"head", 0.3333}}.AppendJSON(nil)
	require.NoError(t, err)
	assert.Equal(t, `{"body":0.25,"head":0.3333}`, string(got))
	got, err = itemSums{4: {4, 12, 16}, 7: {1, 0, 4}}.AppendJSON(nil)
	require.NoError(t, err)
	assert.Equal(t, `{"4":{"answered":4,"points":12,"most":16},"7":{"answered":1,"points":0,"most":4}}`, string(got))
}
