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
