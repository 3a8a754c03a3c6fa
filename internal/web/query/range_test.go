package query

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestDays(t *testing.T) {
	for text, want := range map[string]int{
		"1d": 1, "30d": 30, "2w": 14, "6m": 180, "1y": 365, "9999y": 9999 * 365,
		"": -1, "d": -1, "0d": -1, "030d": -1, "10000d": -1, "30": -1, "30h": -1, "-3d": -1, "3.5d": -1, "30D": -1, " 30d": -1, "3 d": -1, "³d": -1,
	} {
		assert.Equal(t, want, Days(text, -1), "%q", text)
	}
}

func TestNumber(t *testing.T) {
	for text, want := range map[string]int{
		"": 10, "x": 10, "NaN": 10, "5x": 10, "7": 7, "7.9": 7, "0": 1, "-3": 1, "100": 100, "101": 100, "1e9": 100, "1e999": 100, "-1e999": 1, "99999999999999999999": 100,
	} {
		assert.Equal(t, want, Number(text, 10, 1, 100), "%q", text)
	}
}
