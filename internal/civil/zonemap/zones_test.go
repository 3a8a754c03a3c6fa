package zonemap_test

import (
	"encoding/csv"
	"go/build"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/witnessos/witnessos/internal/civil"
	"github.com/witnessos/witnessos/internal/civil/zonemap"
)

// TestMain makes the tests read the tz database that Go embeds and not the machine's.
func TestMain(m *testing.M) {
	if err := os.Setenv("ZONEINFO", filepath.Join(build.Default.GOROOT, "lib", "time", "zoneinfo.zip")); err != nil {
		panic(err)
	}
	os.Exit(m.Run())
}

func TestCities(t *testing.T) {
	for _, c := range []struct {
		name                string
		latitude, longitude float64
		zones               []string
	}{
		{"Berlin", 52.52, 13.405, []string{"Europe/Berlin"}},
		{"Konstanz, on the border", 47.66, 9.175, []string{"Europe/Berlin"}},
		{"Kreuzlingen, across it", 47.645, 9.175, []string{"Europe/Zurich"}},
		{"Büsingen, a German enclave", 47.6975, 8.6900, []string{"Europe/Busingen"}},
		{"Vatican", 41.9029, 12.4534, []string{"Europe/Vatican"}},
		{"Greenwich", 51.4779, 0, []string{"Europe/London"}},
		{"Ceuta", 35.8894, -5.3213, []string{"Africa/Ceuta"}},
		{"Kaliningrad", 54.71, 20.51, []string{"Europe/Kaliningrad"}},
		{"New Delhi", 28.6139, 77.209, []string{"Asia/Kolkata"}},
		{"Kathmandu", 27.7172, 85.324, []string{"Asia/Kathmandu"}},
		{"Ürümqi, on two clocks", 43.8256, 87.6168, []string{"Asia/Shanghai", "Asia/Urumqi"}},
		{"Medan", 3.0615, 98.6205, []string{"Asia/Jakarta"}},
		{"Singapore", 1.3521, 103.8198, []string{"Asia/Singapore"}},
		{"Eucla", -31.675, 128.889, []string{"Australia/Eucla"}},
		{"Lord Howe", -31.55, 159.08, []string{"Australia/Lord_Howe"}},
		{"Chatham", -43.95, -176.55, []string{"Pacific/Chatham"}},
		{"Apia", -13.83, -171.77, []string{"Pacific/Apia"}},
		{"Pago Pago", -14.28, -170.7, []string{"Pacific/Pago_Pago"}},
		{"Kiritimati", 1.87, -157.43, []string{"Pacific/Kiritimati"}},
		{"Taveuni, on the 180th meridian", -16.85, 180, []string{"Pacific/Fiji"}},
		{"and from the other side", -16.85, -180, []string{"Pacific/Fiji"}},
		{"Anadyr, beyond it", 64.73, 177.5, []string{"Asia/Anadyr"}},
		{"Uelen, farther on", 66.16, -169.8, []string{"Asia/Anadyr"}},
		{"New York", 40.7128, -74.006, []string{"America/New_York"}},
		{"Phoenix", 33.45, -112.07, []string{"America/Phoenix"}},
		{"Knox, Indiana", 41.2959, -86.625, []string{"America/Indiana/Knox"}},
		{"Phenix City, which keeps the time across the river", 32.471, -85.0008, []string{"America/New_York"}},
		{"São Paulo", -23.55, -46.63, []string{"America/Sao_Paulo"}},
		{"Easter Island", -27.15, -109.43, []string{"Pacific/Easter"}},
		{"Marquesas", -8.91, -140.1, []string{"Pacific/Marquesas"}},
		{"mid-Atlantic", 30, -40, nil},
		{"the North Pole", 90, 0, nil},
		{"nowhere", 91, 0, nil},
		{"no number", math.NaN(), 0, nil},
	} {
		got := zonemap.Zones(civil.Place{Latitude: c.latitude, Longitude: c.longitude})
		if len(c.zones) == 0 {
			assert.Empty(t, got, c.name)
		} else {
			assert.Equal(t, c.zones, got, c.name)
		}
	}
}

// clocksSince1970 is a fingerprint of a zone's offsets, and the empty string for the sea.
func clocksSince1970(t *testing.T, name string) string {
	t.Helper()
	if name == "" {
		return ""
	}
	location, err := time.LoadLocation(name)
	require.NoError(t, err, name)
	var b strings.Builder
	for at := time.Date(1970, 1, 1, 12, 0, 0, 0, time.UTC); at.Year() < 2026; at = at.AddDate(0, 0, 5) {
		_, offset := at.In(location).Zone()
		b.WriteString(civil.Offset(offset).String())
	}
	return b.String()
}

// The sample has the zones of 3000 points by the full boundaries (./generate, sample.go): half
// spread evenly over the land and its territorial waters, half within about 5 km of a boundary
// on land. The limits are what was measured, so that a worse map is noticed.
func TestAccuracyAgainstTheFullBoundaries(t *testing.T) {
	file, err := os.Open(filepath.Join("testdata", "sample.csv"))
	require.NoError(t, err)
	defer file.Close()
	rows, err := csv.NewReader(file).ReadAll()
	require.NoError(t, err)

	type score struct{ points, otherName, otherClocks int }
	scores := map[string]*score{"land": {}, "border": {}}
	for _, row := range rows[1:] {
		latitude, err := strconv.ParseFloat(row[1], 64)
		require.NoError(t, err)
		longitude, err := strconv.ParseFloat(row[2], 64)
		require.NoError(t, err)
		want := strings.Fields(row[3])
		s := scores[row[0]]
		s.points++
		got := zonemap.Zones(civil.Place{Latitude: latitude, Longitude: longitude})
		first := ""
		if len(got) > 0 {
			first = got[0]
		}
		if slices.Contains(want, first) {
			continue
		}
		s.otherName++
		if !slices.ContainsFunc(want, func(name string) bool { return clocksSince1970(t, name) == clocksSince1970(t, first) }) {
			s.otherClocks++
		}
	}
	t.Logf("land %+v, border %+v", *scores["land"], *scores["border"])
	for _, s := range scores {
		require.Equal(t, 1500, s.points)
	}
	assert.LessOrEqual(t, scores["land"].otherClocks, 8, "0.5 %")
	assert.LessOrEqual(t, scores["border"].otherClocks, 108, "7.2 %")
}

// zone.tab, of the tz database itself and in the public domain, has a place for every zone.
func TestThePrincipalPlaceOfEveryZone(t *testing.T) {
	raw, err := os.ReadFile(filepath.Join("testdata", "zone.tab"))
	require.NoError(t, err)
	count := 0
	for row := range strings.Lines(string(raw)) {
		if strings.HasPrefix(row, "#") {
			continue
		}
		columns := strings.Split(strings.TrimSpace(row), "\t")
		name := columns[2]
		count++
		if name == "Europe/Monaco" {
			continue // given to the minute, which is in France
		}
		assert.Contains(t, zonemap.Zones(placeOf(t, columns[1])), name)
	}
	assert.Equal(t, 418, count)
}

// placeOf reads ±DDMM±DDDMM or ±DDMMSS±DDDMMSS (ISO 6709).
func placeOf(t *testing.T, s string) civil.Place {
	t.Helper()
	cut := strings.LastIndexAny(s, "+-")
	angle := func(s string, degrees int) float64 {
		var parts [3]float64
		for i, digits := range []string{s[1 : 1+degrees], s[1+degrees : 3+degrees], s[3+degrees:]} {
			if digits != "" {
				v, err := strconv.ParseFloat(digits, 64)
				require.NoError(t, err, s)
				parts[i] = v
			}
		}
		return math.Copysign(parts[0]+parts[1]/60+parts[2]/3600, map[byte]float64{'+': 1, '-': -1}[s[0]])
	}
	return civil.Place{Latitude: angle(s[:cut], 2), Longitude: angle(s[cut:], 3)}
}

func TestEveryPlaceHasZonesThatExistOrIsAtSea(t *testing.T) {
	seen := map[string]bool{}
	for latitude := -90.0; latitude <= 90; latitude += 1.7 {
		for longitude := -180.0; longitude <= 180; longitude += 1.9 {
			for _, name := range zonemap.Zones(civil.Place{Latitude: latitude, Longitude: longitude}) {
				seen[name] = true
			}
		}
	}
	assert.Greater(t, len(seen), 250)
	for name := range seen {
		_, err := time.LoadLocation(name)
		assert.NoError(t, err)
	}
}

func BenchmarkZones(b *testing.B) {
	places := []civil.Place{{Latitude: 52.52, Longitude: 13.405}, {Latitude: 40.7128, Longitude: -74.006}, {Latitude: -33.87, Longitude: 151.2}, {Latitude: 28.6, Longitude: 77.2}}
	for i := 0; b.Loop(); i++ {
		zonemap.Zones(places[i%len(places)])
	}
}
