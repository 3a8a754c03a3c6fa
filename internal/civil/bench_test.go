package civil_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/witnessos/witnessos/internal/civil"
)

func BenchmarkLoadZone(b *testing.B) {
	for b.Loop() {
		_, err := civil.LoadZone("Europe/Berlin", nil)
		require.NoError(b, err)
	}
}

func BenchmarkResolve(b *testing.B) {
	berlin, err := civil.LoadZone("Europe/Berlin", nil)
	require.NoError(b, err)
	date, clock := civil.MustParse("1990-06-15"), civil.MustParseTime("08:30")
	for b.Loop() {
		_, err := civil.Resolve(date, clock, berlin)
		require.NoError(b, err)
	}
}
