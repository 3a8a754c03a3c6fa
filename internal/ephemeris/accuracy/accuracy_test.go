package accuracy

import (
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/witnessos/witnessos/internal/ephemeris"
)

const sampleFile = "../testdata/positions.json.gz"

func sample(t *testing.T) *Reference {
	t.Helper()
	ref, err := Read(sampleFile)
	require.NoError(t, err)
	return ref
}

func TestTheEphemerisIsWithinItsLimits(t *testing.T) {
	report, err := Measure(sample(t))
	require.NoError(t, err)
	assert.Empty(t, report.Violations())

	for _, b := range Order {
		assert.Greater(t, report.Bodies[Era1600][b].Longitude.Count(), 990, "%s", b)
		assert.Greater(t, report.Bodies[Era1800][b].Longitude.Count(), 1300, "%s", b)
		assert.Greater(t, report.Bodies[Targeted][b].Longitude.Count(), 120, "%s", b)
	}
	assert.Greater(t, report.Bodies[BehindSun][ephemeris.Saturn].Longitude.Count(), 8)
	assert.Equal(t, 200, report.Sun.Count())
	assert.Equal(t, 50, report.Limbs["tithi"].Count())

	var printed strings.Builder
	report.Write(&printed)
	for _, b := range Order {
		assert.Contains(t, printed.String(), "| "+b.String()+" |")
	}
}

func TestErrorsBecomeViolations(t *testing.T) {
	for name, spoil := range map[string]func(ref *Reference){
		"Sun, 1600–2400, longitude″":          func(ref *Reference) { ref.Instants[0].Positions[0][0] += 0.1 / 3600 },
		"Pluto, 1600–2400, latitude″":         func(ref *Reference) { ref.Instants[0].Positions[9][1] += 0.2 / 3600 },
		"Mars, 1600–2400, distance":           func(ref *Reference) { ref.Instants[0].Positions[4][2] *= 1.00001 },
		"Moon, 1600–2400, speed″/d":           func(ref *Reference) { ref.Instants[0].Positions[1][3] = 0 },
		"obliquity″":                          func(ref *Reference) { ref.Instants[0].Obliquity += 0.1 },
		"ascendant″ by its rate, 1850–2050":   func(ref *Reference) { ref.Ascendant[1].Ascendant += 180 },
		"sunrise and sunset, s":               func(ref *Reference) { ref.Rise[0].HinduSet += 1 },
		"end of yoga, s":                      func(ref *Reference) { ref.Events[2].TT += 1e-4 },
		"Jupiter, hard places, longitude″":    func(ref *Reference) { ref.Instants[2100].Positions[5][0] = math.NaN() },
		"Mercury, behind the Sun, longitude″": func(ref *Reference) { ref.Instants[2000].Positions[2][0] += 1. / 3600 },
	} {
		ref := sample(t)
		if ref.Ascendant[1].UT1 < year1850 || ref.Ascendant[1].UT1 >= year2050 {
			ref.Ascendant[1] = ref.Ascendant[0]
		}
		spoil(ref)
		report, err := Measure(ref)
		require.NoError(t, err)
		assert.Contains(t, strings.Join(report.Violations(), "\n"), name)
	}
}

func TestSample(t *testing.T) {
	var s Sample
	assert.Zero(t, s.RMS())
	assert.Zero(t, s.Quantile(0.5))
	for i, v := range []float64{3, -4, 0, 1, -1} {
		s.add(v, float64(i))
	}
	worst, at := s.Max()
	assert.Equal(t, 4.0, worst)
	assert.Equal(t, 1.0, at)
	assert.Equal(t, 1.0, s.Quantile(0.5))
	assert.Equal(t, 4.0, s.Quantile(1))
	assert.InDelta(t, math.Sqrt(27.0/5), s.RMS(), 1e-12)
	s.add(math.NaN(), 9)
	worst, at = s.Max()
	assert.True(t, math.IsNaN(worst))
	assert.Equal(t, 9.0, at)
}

func TestFilesThatAreNoReference(t *testing.T) {
	_, err := Read("missing.json")
	require.ErrorIs(t, err, os.ErrNotExist)
	for name, text := range map[string]string{
		"broken.json": `{"bodies":`,
		"empty.json":  `{}`,
		"order.json":  `{"bodies":["Moon","Sun"]}`,
		"not.json.gz": `{}`,
	} {
		path := filepath.Join(t.TempDir(), name)
		require.NoError(t, os.WriteFile(path, []byte(text), 0o600))
		_, err := Read(path)
		assert.Error(t, err, name)
	}
}

// What charts print as their error bound is what the limits promise.
func TestErrorBoundsCoverTheLimits(t *testing.T) {
	for _, b := range Order {
		bound := ephemeris.ErrorBound(b)
		assert.GreaterOrEqual(t, bound, max(Limits[b].Max1600, Limits[b].Max1800), "%s", b)
		assert.LessOrEqual(t, bound, limitNode, "%s", b)
	}
	assert.GreaterOrEqual(t, ephemeris.ErrorBehindSun, limitAnywhere)
}
