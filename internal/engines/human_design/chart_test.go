package humandesign

import (
	"encoding/json"
	"math"
	"math/rand/v2"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/witnessos/witnessos/internal/engines/mandala"
	"github.com/witnessos/witnessos/internal/ephemeris"
)

// fixture is a chart computed with the Swiss Ephemeris (JPL-fit files). The activations
// themselves are compared in package mandala.
type fixture struct {
	ID          string
	UTC         time.Time
	DesignUTC   time.Time `json:"design_utc"`
	Type        string
	Authority   string
	Profile     string
	Definition  string
	Components  int `json:"definition_components"`
	Channels    []string
	Centers     []string `json:"defined_centers"`
	Cross       string   `json:"cross_gates"`
	Variables   string
	Personality map[string]fixtureActivation
	Design      map[string]fixtureActivation
}

type fixtureActivation struct {
	mandala.Address
	Lon float64
}

func fixtures(t *testing.T) []fixture {
	raw, err := os.ReadFile("../mandala/testdata/hd_charts.json")
	require.NoError(t, err)
	var file struct{ Charts []fixture }
	require.NoError(t, json.Unmarshal(raw, &file))
	require.Len(t, file.Charts, 14)
	return file.Charts
}

func chartOfUTC(t testing.TB, utc string) *Chart {
	at, err := time.Parse(time.RFC3339, utc)
	require.NoError(t, err)
	i, err := ephemeris.FromUTC(at)
	require.NoError(t, err)
	natal, err := mandala.NatalAt(i.TT)
	require.NoError(t, err)
	c := ChartOf(natal)
	return &c
}

func TestFixtureCharts(t *testing.T) {
	for _, f := range fixtures(t) {
		t.Run(f.ID, func(t *testing.T) {
			c := chartOfUTC(t, f.UTC.Format(time.RFC3339))
			assert.Equal(t, f.Type, string(c.Type))
			assert.Equal(t, f.Authority, string(c.Authority))
			assert.Equal(t, f.Profile, c.Profile.String())
			assert.Equal(t, f.Definition, c.Definition())
			assert.Equal(t, f.Components, c.Parts)
			assert.ElementsMatch(t, f.Channels, c.Channels.Names())
			assert.ElementsMatch(t, f.Centers, c.Defined.Names())
			assert.Equal(t, f.Cross, c.Cross.String())
			assert.Equal(t, f.Variables, c.Variable.String())
			for side, want := range [mandala.SideCount]map[string]fixtureActivation{f.Personality, f.Design} {
				for b := range mandala.Body(mandala.BodyCount) {
					got, want := c.Activation(mandala.Side(side), b), want[strings.ReplaceAll(b.String(), " ", "")]
					assert.Equal(t, want.Place(), got.Place())
					assert.InDelta(t, want.Lon, got.Longitude, 2./3600)
				}
			}
			design, err := ephemeris.FromTT(c.Natal.Sides[mandala.Design].TT)
			require.NoError(t, err)
			assert.WithinDuration(t, f.DesignUTC, design.UTC(), 30*time.Second)
		})
	}
}

// The vectors of the specification, §3.2, those of rare branches included.
func TestVectors(t *testing.T) {
	tests := []struct{ utc, summary, channels, cross, arrows string }{
		{"1948-04-09T05:14:00Z", "Manifestor / Splenic / 5/1 / Single", "10-20 10-57 20-57 23-43 25-51", "51/57 | 61/62", "PLR DLL"},
		{"1961-08-05T05:24:00Z", "Projector / Emotional / 6/2 / Single", "30-41", "33/19 | 2/1", "PRR DLL"},
		{"1955-02-25T03:15:00Z", "Generator / Emotional / 6/3 / Split", "9-52 17-62 30-41", "55/59 | 9/16", "PRL DRR"},
		{"1879-03-14T10:50:00Z", "Generator / Emotional / 1/4 / Split", "6-59 25-51 30-41", "36/6 | 11/12", "PRR DLL"},
		{"2000-01-01T12:00:00Z", "Manifesting Generator / Emotional / 1/4 / Split", "10-34 13-33 27-50 30-41", "38/39 | 48/21", "PRR DLL"},
		{"1990-03-25T00:00:00Z", "Generator / Sacral / 1/3 / Single", "9-52 18-58", "17/18 | 58/52", "PLR DLL"},
		{"1969-07-20T20:17:40Z", "Generator / Sacral / 2/4 / Single", "3-60", "56/60 | 3/50", "PRL DRR"},

		{"2019-12-20T08:52:00Z", "Reflector / Lunar / 6/3 / None", "", "11/12 | 46/25", "PLL DLL"},
		{"1976-03-06T04:27:00Z", "Manifestor / Ego (Manifested) / 5/1 / Single", "11-56 21-45 23-43", "63/64 | 26/45", "PRL DRR"},
		{"1950-07-10T15:01:00Z", "Projector / Ego (Projected) / 3/5 / Single", "25-51", "53/54 | 51/57", "PRL DRR"},
		{"2008-10-24T13:15:00Z", "Projector / Self-Projected / 6/2 / Split", "7-31 47-64", "50/3 | 31/41", "PRL DRL"},
		{"1953-07-03T07:34:00Z", "Projector / Mental / 2/4 / Single", "23-43", "39/38 | 21/48", "PLL DRR"},
		{"2010-08-11T07:03:00Z", "Generator / Emotional / 6/2 / Quadruple Split", "6-59 18-58 23-43 25-51", "7/13 | 23/43", "PRR DRR"},
		{"1958-08-27T14:52:00Z", "Generator / Emotional / 4/1 / Split", "6-59 13-33", "59/55 | 16/9", "PRR DLL"},
		{"1950-07-24T10:31:00Z", "Projector / Emotional / 5/2 / Single", "39-55", "56/60 | 27/28", "PLR DLR"},
		{"1969-06-28T13:44:00Z", "Manifestor / Emotional / 3/6 / Split", "18-58 35-36", "52/58 | 17/18", "PRL DRR"},
	}
	for _, tt := range tests {
		t.Run(tt.utc, func(t *testing.T) {
			c := chartOfUTC(t, tt.utc)
			assert.Equal(t, tt.summary, string(c.Type)+" / "+string(c.Authority)+" / "+c.Profile.String()+" / "+c.Definition())
			assert.Equal(t, tt.channels, strings.Join(c.Channels.Names(), " "))
			assert.Equal(t, tt.cross, c.Cross.String())
			assert.Equal(t, tt.arrows, c.Variable.String())
		})
	}
	assert.Equal(t, Juxtaposition, chartOfUTC(t, "1958-08-27T14:52:00Z").Cross.Angle)
	assert.Equal(t, "Left Angle Cross of the Clarion 1", texts().Label("cross", chartOfUTC(t, "1948-04-09T05:14:00Z").Cross.entry(), "Name"))
}

// The stress points of the specification: how close an arrow or a line is to its boundary.
func TestStressPoints(t *testing.T) {
	assert.InDelta(t, 3.2, chartOfUTC(t, "2000-01-01T12:00:00Z").Variable[Perspective].Margin, 1.1, "within the bound of the node")
	assert.InDelta(t, 3.8, chartOfUTC(t, "1948-04-09T05:14:00Z").Variable[Motivation].Margin, 0.1)
	assert.InDelta(t, 3.8, chartOfUTC(t, "1961-08-05T05:24:00Z").Variable[Motivation].Margin, 0.1)
	sun := chartOfUTC(t, "1955-02-25T03:15:00Z").Activation(mandala.Personality, mandala.Sun)
	assert.InDelta(t, 6.7, sun.Margin(mandala.LineLevel), 0.1)
}

func TestCentersHoldEachGateOnce(t *testing.T) {
	var all GateSet
	for c := range Center(CenterCount) {
		assert.Zero(t, all&c.Gates())
		all |= c.Gates()
	}
	assert.Equal(t, ^GateSet(0), all)
	assert.Equal(t, []int{6, 22, 30, 36, 37, 49, 55}, SolarPlexus.Gates().Gates())
	assert.Equal(t, []int{8, 12, 16, 20, 23, 31, 33, 35, 45, 56, 62}, Throat.Gates().Gates())
	for gate := 1; gate <= 64; gate++ {
		assert.True(t, CenterOf(gate).Gates().Has(gate))
	}
}

func TestChannelsJoinTheStatedCenters(t *testing.T) {
	uses := map[int]int{}
	for c := range Channel(ChannelCount) {
		gates, pair := c.Gates(), c.Centers()
		assert.Less(t, gates[0], gates[1])
		assert.NotEqual(t, pair[0], pair[1])
		for i, gate := range gates {
			assert.Equal(t, pair[i], CenterOf(gate), "%v", c)
			uses[gate]++
		}
		if c > 0 {
			before := (c - 1).Gates()
			assert.Less(t, before[0]*100+before[1], gates[0]*100+gates[1], "in the order of gates")
		}
	}
	for gate := 1; gate <= 64; gate++ {
		want := 1
		switch gate {
		case 10, 20, 34, 57:
			want = 3
		}
		assert.Equal(t, want, uses[gate], "gate %d", gate)
	}
}

func setOfGates(gates ...int) (s GateSet) {
	for _, g := range gates {
		s |= gateBit(g)
	}
	return s
}

func TestStructure(t *testing.T) {
	tests := []struct {
		name       string
		gates      GateSet
		kind       Type
		authority  Authority
		definition string
	}{
		{"one gate of each channel defines nothing", setOfGates(1, 2, 3, 4, 5, 6, 7, 9), Reflector, Lunar, "None"},
		{"sacral and throat defined but apart", setOfGates(3, 60, 23, 43), Generator, SacralVoice, "Split"},
		{"throat joined to the sacral itself", setOfGates(20, 34), ManifestingGenerator, SacralVoice, "Single"},
		{"throat to the heart through the G", setOfGates(1, 8, 25, 51), Manifestor, EgoManifested, "Single"},
		{"throat joined to a motor, sacral elsewhere", setOfGates(21, 45, 3, 60), ManifestingGenerator, SacralVoice, "Split"},
		{"motor without the throat", setOfGates(18, 58), Projector, Splenic, "Single"},
		{"root to throat through the spleen", setOfGates(18, 58, 16, 48), Manifestor, Splenic, "Single"},
		{"head and ajna only", setOfGates(4, 63), Projector, Mental, "Single"},
		{"all gates", ^GateSet(0), ManifestingGenerator, Emotional, "Single"},
	}
	for _, tt := range tests {
		s := StructureOf(tt.gates)
		assert.Equal(t, tt.kind, s.Type, tt.name)
		assert.Equal(t, tt.authority, s.Authority, tt.name)
		assert.Equal(t, tt.definition, s.Definition(), tt.name)
	}
}

func TestStructureProperties(t *testing.T) {
	random := rand.New(rand.NewPCG(64, 36))
	for range 5000 {
		gates := GateSet(random.Uint64() & random.Uint64())
		s := StructureOf(gates)
		var united CenterSet
		for i, part := range s.Components {
			assert.Zero(t, united&part, "parts are apart")
			assert.Equal(t, i < s.Parts, part.Len() >= 2)
			united |= part
		}
		assert.Equal(t, s.Defined, united)
		for _, c := range s.Channels.Channels() {
			pair := c.Centers()
			for _, part := range s.Components {
				assert.Equal(t, part.Has(pair[0]), part.Has(pair[1]))
			}
		}
		assert.Equal(t, s.Type == Reflector, s.Channels == 0)
		assert.Equal(t, s.Defined.Has(Sacral), s.Type == Generator || s.Type == ManifestingGenerator)
	}
}

var profiles = []string{"1/3", "1/4", "2/4", "2/5", "3/5", "3/6", "4/6", "4/1", "5/1", "5/2", "6/2", "6/3"}

func TestOnlyTwelveProfiles(t *testing.T) {
	random := rand.New(rand.NewPCG(12, 12))
	seen := map[string]bool{}
	for range 300 {
		natal, err := mandala.NatalAt(2415020 + random.Float64()*60000)
		require.NoError(t, err)
		c := ChartOf(natal)
		assert.Contains(t, profiles, c.Profile.String())
		seen[c.Profile.String()] = true
		assert.Equal(t, c.Profile.String() == "4/1", c.Cross.Angle == Juxtaposition)
		assert.Equal(t, mandala.Opposite(c.Cross.Gates[0]), c.Cross.Gates[1])
		assert.Equal(t, mandala.Opposite(c.Cross.Gates[2]), c.Cross.Gates[3])
		for _, v := range c.Variable {
			assert.False(t, math.IsNaN(v.Margin))
			assert.Equal(t, v.Left, v.Tone <= 3)
		}
	}
	assert.Greater(t, len(seen), 8)
}

// Appendix B of the specification: gates and labels of all 192 crosses.
func TestCrosses(t *testing.T) {
	raw, err := os.ReadFile("testdata/crosses.txt")
	require.NoError(t, err)
	records := strings.FieldsFunc(string(raw), func(r rune) bool { return r == '\n' || r == ';' })
	require.Len(t, records, 64)
	for i, record := range records {
		fields := strings.Split(strings.TrimSpace(record), "|")
		require.Len(t, fields, 6)
		gate := mandala.GateAt(i)
		for _, angle := range []struct {
			profile      Profile
			steps        int // from the personality Sun's place on the wheel to the design Sun's
			gates, label string
			entry        string
		}{
			{Profile{1, 3}, -16, fields[1], "Right Angle Cross of " + fields[2], "right"},
			{Profile{4, 1}, -15, fields[3], "Juxtaposition Cross of " + fields[4], "juxtaposition"},
			{Profile{5, 1}, -15, fields[3], "Left Angle Cross of " + fields[5], "left"},
		} {
			design := mandala.GateAt(i + angle.steps)
			cross := Cross{angle.profile.angle(), [4]int{gate, mandala.Opposite(gate), design, mandala.Opposite(design)}}
			assert.Equal(t, angle.gates, strings.ReplaceAll(cross.String(), " | ", " "))
			name := texts().Label("cross", cross.entry(), "Name")
			assert.Equal(t, angle.label, strings.ReplaceAll(name, "Cross of the ", "Cross of "))
			assert.True(t, strings.HasSuffix(cross.entry(), angle.entry))
		}
	}
}
