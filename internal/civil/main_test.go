package civil_test

import (
	"go/build"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/witnessos/witnessos/internal/civil"
)

// TestMain makes the tests read the tz database that Go embeds and not the machine's, which may
// be of another release, or have been compiled without the history before 1970.
func TestMain(m *testing.M) {
	if err := os.Setenv("ZONEINFO", filepath.Join(build.Default.GOROOT, "lib", "time", "zoneinfo.zip")); err != nil {
		panic(err)
	}
	os.Exit(m.Run())
}

func zone(t *testing.T, name string) civil.Zone {
	t.Helper()
	z, err := civil.LoadZone(name, nil)
	require.NoError(t, err, name)
	return z
}

func resolve(t *testing.T, zoneName, date, clock string) civil.Moment {
	t.Helper()
	m, err := civil.Resolve(civil.MustParse(date), civil.MustParseTime(clock), zone(t, zoneName))
	require.NoError(t, err)
	return m
}
