package query

import "strconv"

// TimeRange reads a span such as 30d, in days: a number of one to four digits without a leading zero,
// and d, w (7 days), m (30) or y (365). Any other text is the route's default.
func TimeRange(text string, otherwise int) int {
	last := len(text) - 1
	if last < 1 || last > 4 || text[0] < '1' || text[0] > '9' {
		return otherwise
	}
	n, err := strconv.ParseUint(text[:last], 10, 16)
	days := map[byte]int{'d': 1, 'w': 7, 'm': 30, 'y': 365}[text[last]]
	if err != nil || days == 0 {
		return otherwise
	}
	return int(n) * days
}
