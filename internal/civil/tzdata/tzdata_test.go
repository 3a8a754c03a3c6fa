package tzdata

import (
	"archive/zip"
	"crypto/sha256"
	"encoding/hex"
	"go/build"
	"io"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// standardLibrary is the database of the Go toolchain, by name.
func standardLibrary(t *testing.T) map[string]string {
	t.Helper()
	archive, err := zip.OpenReader(filepath.Join(build.Default.GOROOT, "lib", "time", "zoneinfo.zip"))
	require.NoError(t, err)
	defer archive.Close()
	files := map[string]string{}
	for _, f := range archive.File {
		if f.FileInfo().IsDir() {
			continue
		}
		r, err := f.Open()
		require.NoError(t, err)
		data, err := io.ReadAll(r)
		require.NoError(t, err)
		files[f.Name] = string(data)
	}
	return files
}

func TestEveryNameHasTheBytesOfTheStandardLibrary(t *testing.T) {
	want, got := standardLibrary(t), histories()
	assert.Len(t, got, len(want))
	for name, data := range want {
		// Not Equal, which would print kilobytes.
		assert.True(t, got[name] == data, "%s is not as in this Go release: run ./generate", name)
	}
}

func TestEachHistoryIsThereOnce(t *testing.T) {
	distinct, total := map[string]bool{}, 0
	for _, data := range histories() {
		if !distinct[data] {
			distinct[data] = true
			total += len(data)
		}
	}
	assert.Len(t, distinct, 436)
	assert.Len(t, zones, total)
	assert.Equal(t, len(distinct)+1, strings.Count(index, "\n"))
}

// A change of the database changes offsets that people were given, so it must be seen.
func TestTheDatabaseIsTheOneNoted(t *testing.T) {
	sum := func(s string) string {
		h := sha256.Sum256([]byte(s))
		return hex.EncodeToString(h[:])
	}
	assert.Equal(t, "2025c", Version())
	assert.Len(t, histories(), 598)
	assert.Equal(t, "351454caf013144695f1c12a30f3edd693bc09ae7285f8e010940762c8dc8312", sum(zones))
	assert.Equal(t, "aa6079ac5d97f4ee68ffd1d6f2410a1861ac04e43aa128d49970b5fc14fdd6ee", sum(index))
}

func TestLoad(t *testing.T) {
	for _, c := range []struct {
		name, utc, local string
	}{
		{"Europe/Berlin", "1947-05-15T12:00:00Z", "1947-05-15T15:00:00+03:00"}, // double summer time
		{"Asia/Calcutta", "1990-06-15T03:00:00Z", "1990-06-15T08:30:00+05:30"}, // a link
		{"Asia/Kolkata", "1990-06-15T03:00:00Z", "1990-06-15T08:30:00+05:30"},
		{"America/Argentina/Buenos_Aires", "2008-01-15T12:00:00Z", "2008-01-15T10:00:00-02:00"},
		{"Australia/Lord_Howe", "2050-01-15T12:00:00Z", "2050-01-15T23:00:00+11:00"}, // by its rule
		{"Etc/GMT+3", "2024-01-15T12:00:00Z", "2024-01-15T09:00:00-03:00"},
	} {
		zone, err := Load(c.name)
		require.NoError(t, err, c.name)
		assert.Equal(t, c.name, zone.String())
		at, err := time.Parse(time.RFC3339, c.utc)
		require.NoError(t, err)
		assert.Equal(t, c.local, at.In(zone).Format(time.RFC3339), c.name)
	}
	for name := range histories() {
		zone, err := Load(name)
		require.NoError(t, err, name)
		assert.Equal(t, name, zone.String())
	}
	utc, err := Load("UTC")
	require.NoError(t, err)
	assert.Same(t, time.UTC, utc)
}

func TestNamesThatAreNone(t *testing.T) {
	for _, name := range []string{"", "Local", "local", "utc", "europe/berlin", "Europe/Atlantis", "Europe", "Europe/Berlin ", "../UTC", "2025c", "130", "UTC\n"} {
		zone, err := Load(name)
		assert.Nil(t, zone, name)
		assert.EqualError(t, err, "unknown time zone "+name)
	}
}

// The engine Worker must not need a database of the system, nor have one.
func TestLoadNeedsNoOtherDatabase(t *testing.T) {
	t.Setenv("ZONEINFO", filepath.Join(t.TempDir(), "none"))
	zone, err := Load("Asia/Kathmandu")
	require.NoError(t, err)
	_, offset := time.Date(1990, 6, 15, 0, 0, 0, 0, zone).Zone()
	assert.Equal(t, 5*3600+45*60, offset)
}

func BenchmarkLoad(b *testing.B) {
	for b.Loop() {
		if _, err := Load("Europe/Berlin"); err != nil {
			b.Fatal(err)
		}
	}
}
