package query

// Days returns the days that a time range such as 30d, 2w, 6m or 1y stands for: a number of one to
// four digits that does not begin with 0, and a unit of 1, 7, 30 or 365 days. Any other text stands
// for the route's own range.
func Days(text string, otherwise int) int {
	const longest = len("9999d")
	if len(text) < len("1d") || len(text) > longest || text[0] == '0' {
		return otherwise
	}
	unit := 0
	switch text[len(text)-1] {
	case 'd':
		unit = 1
	case 'w':
		unit = 7
	case 'm':
		unit = 30
	case 'y':
		unit = 365
	}
	n := 0
	for _, c := range []byte(text[:len(text)-1]) {
		if c < '0' || c > '9' {
			return otherwise
		}
		n = n*10 + int(c-'0')
	}
	if unit == 0 {
		return otherwise
	}
	return n * unit
}
