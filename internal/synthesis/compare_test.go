package synthesis

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/witnessos/witnessos/internal/engines"
)

func TestCompare(t *testing.T) {
	rest := engines.Signal{Kind: engines.SignalTheme, Value: "rest", Weight: 0.6}
	care := engines.Signal{Kind: engines.SignalTheme, Value: "care", Weight: 0.8}
	seven := engines.Signal{Kind: engines.SignalNumber, Value: "16", Weight: 1} // is 7
	one := VectorOf([]engines.Signal{rest, care, seven, {Kind: engines.SignalTheme, Value: "weather", Weight: 1}})
	assert.Equal(t, []string{"care", "rest"}, one.Values(engines.SignalTheme))
	assert.Equal(t, []string{"7"}, one.Values(engines.SignalNumber))

	like, ok := Compare(one, VectorOf([]engines.Signal{rest}))
	assert.True(t, ok)
	assert.Equal(t, []engines.SignalKind{engines.SignalTheme}, like.Kinds)
	assert.Equal(t, []float64{0.6}, like.ByKind, "0.36 / (1 · 0.6)")
	assert.Equal(t, 0.4243, like.All, "0.36 / (√2 · 0.6)")

	like, ok = Compare(one, one)
	assert.True(t, ok)
	assert.Equal(t, Likeness{1, []engines.SignalKind{engines.SignalNumber, engines.SignalTheme}, []float64{1, 1}}, like)

	_, ok = Compare(one, VectorOf([]engines.Signal{{Kind: engines.SignalElement, Value: "fire", Weight: 1}}))
	assert.False(t, ok, "no kind in common")
	_, ok = Compare(one, nil)
	assert.False(t, ok)
}
