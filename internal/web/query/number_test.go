package query

import (
	"net/url"
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestInt(t *testing.T) {
	for text, want := range map[string]int{
		"": 50, "ten": 50, "NaN": 50, "Inf": 50, "-Infinity": 50, "5 apples": 50,
		"7": 7, "1": 1, "100": 100, "007": 7, "2.9": 2, "1e1": 10,
		"0": 1, "-3": 1, "101": 100, "99999999999999999999": 100, "1e999": 100, "-1e999": 1,
	} {
		assert.Equal(t, want, Int(url.Values{"limit": {text}}, "limit", 50, 1, 100), "%q", text)
	}
	assert.Equal(t, 50, Int(url.Values{}, "limit", 50, 1, 100))
}
