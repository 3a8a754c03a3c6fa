package iching

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestWhichTextAnswers(t *testing.T) {
	type answer struct {
		hexagram int
		part     string
		line     int
	}
	tests := []struct {
		name, values string
		want         []answer
	}{
		{"none: the judgment", "788878", []answer{{3, "judgment", 0}}},
		{"one: that line", "988878", []answer{{3, "line", 1}}},
		{"two: the upper leads", "978687", []answer{{41, "line", 4}, {41, "line", 1}}},
		{"three: both judgments", "999888", []answer{{11, "judgment", 0}, {2, "judgment", 0}}},
		{"four: the fixed lines of the relating one, the lower leads", "979869", []answer{{29, "line", 2}, {29, "line", 4}}},
		{"five: its fixed line", "999997", []answer{{23, "line", 6}}},
		{"six: the relating judgment", "696969", []answer{{63, "judgment", 0}}},
		{"six of the first: its seventh text", "999999", []answer{{1, "all_lines", 0}}},
		{"six of the second: its seventh text", "666666", []answer{{2, "all_lines", 0}}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			rule := parse(t, tt.values).rule(true)
			require.NotEmpty(t, rule.Rule)
			var got []answer
			for _, text := range rule.Texts {
				got = append(got, answer{text.Hexagram, text.Part, text.Line})
				page := pages()[text.Hexagram]
				switch text.Part {
				case "judgment":
					assert.Equal(t, page.judgment, text.Text)
				case "line":
					assert.Equal(t, page.lines[text.Line-1], text.Text)
				case "all_lines":
					assert.Equal(t, page.seventh, text.Text)
				}
			}
			assert.Equal(t, tt.want, got)
		})
	}
}

func TestRulesDifferAndHoldBackLines(t *testing.T) {
	seen := map[string]bool{}
	for _, values := range []string{"777777", "977777", "997777", "999777", "999977", "999997", "696969", "999999"} {
		rule := parse(t, values).rule(false)
		seen[rule.Rule] = true
		for _, text := range rule.Texts {
			assert.Equal(t, text.Part == "judgment", text.Text != "", values)
		}
	}
	assert.Len(t, seen, 8)
}

func TestReduce(t *testing.T) {
	for n, want := range map[int]int{1: 1, 9: 9, 10: 1, 11: 11, 19: 1, 22: 22, 29: 11, 33: 33, 38: 11, 47: 11, 55: 1, 64: 1, 48: 3} {
		assert.Equal(t, want, reduce(n), n)
	}
}
