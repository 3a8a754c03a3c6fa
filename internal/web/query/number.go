package query

import (
	"errors"
	"math"
	"net/url"
	"strconv"
)

// Int returns a whole number of a query: the default when it is absent or no number, and otherwise
// the nearest one that is allowed. A fraction is cut off.
func Int(values url.Values, name string, otherwise, low, high int) int {
	x, err := strconv.ParseFloat(values.Get(name), 64)
	tooLarge := errors.Is(err, strconv.ErrRange)
	if err != nil && !tooLarge || math.IsNaN(x) || math.IsInf(x, 0) && !tooLarge {
		return otherwise
	}
	return int(min(max(math.Trunc(x), float64(low)), float64(high)))
}
