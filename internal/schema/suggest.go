package schema

import "strings"

// nearest returns the allowed value that s most probably misspells: the one with the
// smallest edit distance, if that is at most a third of its length (at least one edit).
func nearest(s string, allowed []string) (string, bool) {
	const longestWorthComparing = 64
	if s == "" || len(s) > longestWorthComparing {
		return "", false
	}
	best, bestDistance := "", len(s)+longestWorthComparing
	for _, candidate := range allowed {
		if d := editDistance(plain(s), plain(candidate)); d < bestDistance {
			best, bestDistance = candidate, d
		}
	}
	return best, bestDistance <= max(1, len(best)/3)
}

// plain removes the differences that never tell two allowed values apart.
func plain(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '-' || r == '_' || r == ' ':
			return -1
		case 'A' <= r && r <= 'Z':
			return r + 'a' - 'A'
		}
		return r
	}, s)
}

// editDistance is the optimal string alignment distance in bytes: insertions, deletions,
// substitutions and swaps of neighbours cost one each.
func editDistance(a, b string) int {
	previous2 := make([]int, len(b)+1)
	previous := make([]int, len(b)+1)
	current := make([]int, len(b)+1)
	for j := range previous {
		previous[j] = j
	}
	for i := 1; i <= len(a); i++ {
		current[0] = i
		for j := 1; j <= len(b); j++ {
			substitution := previous[j-1]
			if a[i-1] != b[j-1] {
				substitution++
			}
			current[j] = min(previous[j]+1, current[j-1]+1, substitution)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				current[j] = min(current[j], previous2[j-2]+1)
			}
		}
		previous2, previous, current = previous, current, previous2
	}
	return previous[len(b)]
}
