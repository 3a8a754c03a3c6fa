package main

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestCapMemoryGivesAMaximum(t *testing.T) {
	got, err := capMemory([]byte{1, 0, 22}, 1536)
	require.NoError(t, err)
	assert.Equal(t, []byte{1, 1, 22, 0x80, 0x0c}, got)
}

func TestCapMemoryReplacesAMaximum(t *testing.T) {
	got, err := capMemory([]byte{1, 1, 22, 0x80, 0x80, 4}, 100)
	require.NoError(t, err)
	assert.Equal(t, []byte{1, 1, 22, 100}, got)
}

func TestCapMemoryRefuses(t *testing.T) {
	for _, body := range [][]byte{{}, {0}, {1}, {1, 0}, {2, 0, 1, 0, 1}} {
		_, err := capMemory(body, 100)
		require.ErrorIs(t, err, errNoMemory)
	}
	_, err := capMemory([]byte{1, 0, 22}, 21)
	require.Error(t, err, "a cap below what the module starts with")
}
