package main

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func module(sections ...[]byte) []byte {
	out := []byte{0, 'a', 's', 'm', 1, 0, 0, 0}
	for _, s := range sections {
		out = append(out, s...)
	}
	return out
}

func TestCapMemoryGivesAMaximum(t *testing.T) {
	types := []byte{1, 1, 0}
	exports := []byte{7, 2, 1, 9}
	got, err := capMemory(module(types, []byte{5, 3, 1, 0, 22}, exports), 1536)
	require.NoError(t, err)
	assert.Equal(t, module(types, []byte{5, 5, 1, 1, 22, 0x80, 0x0c}, exports), got)
}

func TestCapMemoryReplacesAMaximum(t *testing.T) {
	got, err := capMemory(module([]byte{5, 6, 1, 1, 22, 0x80, 0x80, 4}), 100)
	require.NoError(t, err)
	assert.Equal(t, module([]byte{5, 4, 1, 1, 22, 100}), got)
}

func TestCapMemoryRefuses(t *testing.T) {
	_, err := capMemory(module([]byte{1, 1, 0}), 100)
	require.ErrorIs(t, err, errNoMemory)
	_, err = capMemory(module([]byte{5, 3, 1, 0, 22}), 21)
	require.Error(t, err, "a cap below what the module starts with")
	_, err = capMemory(module([]byte{5, 200, 1}), 100)
	require.ErrorIs(t, err, errNoMemory, "a section that ends behind the module")
}
