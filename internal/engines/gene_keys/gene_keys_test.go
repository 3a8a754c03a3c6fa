package genekeys

import (
	"bytes"
	"encoding/json"
	"os"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/witnessos/witnessos/internal/engines"
	"github.com/witnessos/witnessos/internal/engines/enginetest"
	"github.com/witnessos/witnessos/internal/engines/mandala"
	"github.com/witnessos/witnessos/internal/ephemeris"
)

// The vectors of the specification, §3.3: Life's Work, Evolution, Radiance, Purpose; Attraction,
// IQ, EQ, SQ, Core and Vocation; Culture, Brand, Pearl.
func TestVectors(t *testing.T) {
	tests := []struct{ utc, activation, venus, pearl string }{
		{"1948-04-09T05:14:00Z", "51.5 57.5 61.1 62.1", "41.3 20.6 7.6 49.5 40.2", "26.1 51.5 10.1"},
		{"2000-01-01T12:00:00Z", "38.1 39.1 48.4 21.4", "59.2 34.2 30.4 29.5 26.6", "27.1 38.1 42.5"},
		{"1961-08-05T05:24:00Z", "33.6 19.6 2.2 1.2", "38.5 15.4 47.6 21.4 56.4", "41.5 33.6 60.5"},
		{"1955-02-25T03:15:00Z", "55.6 59.6 9.3 16.3", "41.1 61.1 3.3 1.3 30.3", "56.4 55.6 53.6"},
		{"1969-07-20T20:17:40Z", "56.2 60.2 3.4 50.4", "16.4 35.4 34.3 21.4 5.6", "6.6 56.2 46.3"},
	}
	for _, tt := range tests {
		at, err := time.Parse(time.RFC3339, tt.utc)
		require.NoError(t, err)
		instant, err := ephemeris.FromUTC(at)
		require.NoError(t, err)
		natal, err := mandala.NatalAt(instant.TT)
		require.NoError(t, err)
		places := func(spheres ...Sphere) string {
			var list []string
			for _, s := range spheres {
				list = append(list, s.Activation(natal).Place().String())
			}
			return strings.Join(list, " ")
		}
		assert.Equal(t, tt.activation, places(LifesWork, Evolution, Radiance, Purpose), tt.utc)
		assert.Equal(t, tt.venus, places(Attraction, IQ, EQ, SQ, Core), tt.utc)
		assert.Equal(t, tt.pearl, places(Culture, Brand, Pearl), tt.utc)
		assert.Equal(t, places(Core), places(Vocation))
		assert.Equal(t, places(LifesWork), places(Brand))
	}
}

// Appendix A of the specification.
func TestCodons(t *testing.T) {
	raw, err := os.ReadFile("testdata/codons.txt")
	require.NoError(t, err)
	fields := strings.Fields(string(raw))
	require.Len(t, fields, 3*64)
	for i := 0; i < len(fields); i += 3 {
		key, err := strconv.Atoi(fields[i])
		require.NoError(t, err)
		assert.Equal(t, fields[i+1], Hexagram(key), key)
		assert.Equal(t, fields[i+2], Codon(key), key)
	}
}

func TestPartners(t *testing.T) {
	complement := strings.NewReplacer("0", "1", "1", "0")
	for key := 1; key <= 64; key++ {
		partner := Partner(key)
		assert.Equal(t, key, Partner(partner))
		assert.Equal(t, complement.Replace(Hexagram(key)), Hexagram(partner))
	}
	for key, partner := range map[int]int{1: 2, 4: 49, 23: 43, 63: 64} {
		assert.Equal(t, partner, Partner(key))
	}
}

// The rings of the specification, §3.3.
const rings = `Fire Lysine 1,14 · Water Phenylalanine 2,8 · Life and Death Leucine 3,20,23,24,27,42 · Union Valine 4,7,29,59 · ` +
	`Light Threonine 5,9,11,26 · Alchemy Glycine 6,40,47,64 · Humanity Arginine 10,17,21,25,38,51 · Trials Stop 12,33,56 · ` +
	`Purification Glutamine 13,30 · Seeking Serine 15,39,52,53,54,58 · Prosperity Cysteine 16,45 · Matter Alanine 18,46,48,57 · ` +
	`Gaia Isoleucine 19,60,61 · Divinity Proline 22,36,37,63 · Illusion Aspartic acid 28,32 · No Return Tyrosine 31,62 · ` +
	`Destiny Asparagine 34,43 · Miracles Tryptophan 35 · Origin Methionine 41 · Illuminati Glutamic acid 44,50 · Whirlwind Histidine 49,55`

func TestRings(t *testing.T) {
	list := strings.Split(rings, " · ")
	require.Len(t, list, 21)
	seen := 0
	for _, ring := range list {
		at := strings.LastIndexByte(ring, ' ')
		var members []int
		for _, n := range strings.Split(ring[at+1:], ",") {
			key, err := strconv.Atoi(n)
			require.NoError(t, err)
			members = append(members, key)
		}
		for _, key := range members {
			assert.Equal(t, ring[:at], Ring(key)+" "+AminoAcid(key), key)
			assert.Equal(t, members, RingKeys(key))
			seen++
		}
		assert.NotEmpty(t, texts().Text("ring", Ring(members[0])))
	}
	assert.Equal(t, 64, seen)
}

// Appendix C of the specification.
func TestLabels(t *testing.T) {
	raw, err := os.ReadFile("testdata/labels.txt")
	require.NoError(t, err)
	seen := 0
	for record := range strings.SplitSeq(strings.ReplaceAll(string(raw), "\n", " · "), " · ") {
		number, labels, ok := strings.Cut(strings.TrimSpace(record), " ")
		if !ok {
			continue
		}
		key, err := strconv.Atoi(number)
		require.NoError(t, err)
		k := keys()[key]
		assert.Equal(t, labels, k.Shadow+"–"+k.Gift+"–"+k.Siddhi, key)
		seen++
	}
	assert.Equal(t, 64, seen)
}

func TestTextsAreComplete(t *testing.T) {
	themes := map[string]bool{}
	for n := 1; n <= 64; n++ {
		k := keys()[n]
		for _, text := range []string{k.Description, k.ShadowDescription, k.GiftDescription, k.SiddhiDescription, k.LifeTheme} {
			assert.Greater(t, len(text), 15, n)
		}
		assert.GreaterOrEqual(t, len(k.Keywords), 3, n)
		themes[theme(n)] = true
	}
	assert.Len(t, themes, len(engines.Themes()), "every shared theme occurs")
	for s := range Sphere(SphereCount) {
		assert.NotEmpty(t, texts().Label("sphere", s.String(), "Purpose"))
	}
	for _, s := range sequences {
		assert.NotEmpty(t, texts().Label("sequence", s.key, "Name"))
	}
	for _, p := range pathways {
		assert.NotEmpty(t, texts().Text("pathway", p.name))
		assert.Contains(t, sequences[p.sequence].spheres, p.from)
		assert.Contains(t, sequences[p.sequence].spheres, p.to)
	}
	assert.Equal(t, map[string]int{"key": 64, "shadow": 64, "gift": 64, "siddhi": 64, "sphere": 14, "sequence": 3, "pathway": 12,
		"line": 6, "ring": 21, "notice": 1}, texts().Sections(), "no entry that nobody reads")
}

func TestKeysAppendWhatReflectionWould(t *testing.T) {
	for n := 1; n <= 64; n++ {
		k := keys()[n]
		want, err := json.Marshal(struct{ GeneKey }{k})
		require.NoError(t, err)
		got, err := k.AppendJSON([]byte("before"))
		require.NoError(t, err)
		assert.Equal(t, "before"+string(want), string(got))
	}
}

func TestSpheresAppendWhatReflectionWould(t *testing.T) {
	key, line := 51, 3
	for _, s := range []*SphereInfo{
		{Name: "Life's Work", GeneKey: &key, Line: &line, Planet: "Sun", Longitude: 83.123456, Margin: 0.05, ErrorBound: 12, Uncertain: true},
		{Name: `"<&>`, Side: "design", Description: "a\nb", Purpose: "—"},
	} {
		var want bytes.Buffer
		encoder := json.NewEncoder(&want)
		encoder.SetEscapeHTML(false)
		require.NoError(t, encoder.Encode(s))
		got, err := s.AppendJSON([]byte("before"))
		require.NoError(t, err)
		assert.Equal(t, "before"+want.String(), string(got)+"\n")
	}
}

func TestEngine(t *testing.T) { enginetest.Run(t, New()) }

func FuzzCalculate(f *testing.F) { enginetest.Fuzz(f, New()) }

func calculateJSON(t *testing.T, input string) (map[string]any, engines.Result) {
	t.Helper()
	result := New().Calculate(enginetest.Env(), json.RawMessage(input))
	require.True(t, result.Success, "%s %+v", result.Error, result.Details)
	var data map[string]any
	require.NoError(t, json.Unmarshal(result.Data, &data))
	return data, result
}

func object(t *testing.T, of map[string]any, key string) map[string]any {
	t.Helper()
	o, ok := of[key].(map[string]any)
	require.True(t, ok, key)
	return o
}

const landing = `"birth_date":"1969-07-20","birth_time":"20:17:40","timezone":"UTC"`

func TestProfile(t *testing.T) {
	data, result := calculateJSON(t, `{`+landing+`}`)
	assert.Empty(t, result.Warnings, "UTC was named; nothing is assumed")
	assert.Equal(t, 1.0, data["confidence_score"])
	profile := object(t, data, "profile")
	for sphere, want := range map[string]string{
		"lifeWork": "56.2", "evolution": "60.2", "radiance": "3.4", "purpose": "50.4", "attraction": "16.4", "iq": "35.4", "eq": "34.3",
		"sq": "21.4", "core": "5.6", "vocation": "5.6", "vq": "5.6", "culture": "6.6", "brand": "56.2", "pearl": "46.3",
	} {
		s := object(t, profile, sphere)
		assert.Equal(t, want, jsonNumber(s["geneKey"])+"."+jsonNumber(s["line"]), sphere)
		assert.NotEmpty(t, s["description"])
		assert.NotEmpty(t, s["purpose"])
	}
	assert.Contains(t, profile, "creativity")
	assert.Nil(t, profile["creativity"])
	assert.Len(t, profile["activationSequence"], 4)
	assert.Len(t, profile["venusSequence"], 6)
	assert.Len(t, profile["pearlSequence"], 4)
	assert.Len(t, profile["allKeys"], 11, "Brand and Vocation are keys that occur already")
	for _, name := range []string{"activation_sequence", "venus_sequence", "pearl_sequence"} {
		assert.Equal(t, profile[name], data[name])
	}
	venus := object(t, data, "venus_sequence")
	gates := venus["gates"].([]any)
	require.Len(t, gates, 6)
	attraction := gates[1].(map[string]any)
	assert.Equal(t, "Attraction", attraction["name"])
	key := object(t, attraction, "gene_key")
	for field, want := range map[string]any{
		"number": 16.0, "shadow": "Indifference", "gift": "Versatility", "siddhi": "Mastery", "codon": "UGU", "amino_acid": "Cysteine",
		"codon_ring": "Prosperity", "programming_partner": 9.0, "physiology": nil,
	} {
		assert.Equal(t, want, key[field], field)
	}
	assert.Equal(t, "gate and line of the design Moon", attraction["calculation_method"])
	assert.Equal(t, 56.0, object(t, data, "primary_gene_key")["number"])
	assert.Equal(t, 60.0, object(t, data, "programming_partner")["number"])
	assert.Equal(t, 56.0, profile["primary_gene_key"])
	assert.Len(t, data["pathways"], 12)
	assert.Len(t, data["pathworking_guidance"], 12)
	assert.NotContains(t, data, "time_range")
	assert.IsType(t, "", data["current_frequency_analysis"])
}

func jsonNumber(x any) string {
	f, ok := x.(float64)
	if !ok {
		return "none"
	}
	return strconv.FormatFloat(f, 'f', -1, 64)
}

func TestFocus(t *testing.T) {
	data, result := calculateJSON(t, `{`+landing+`,"focusSequence":"pearl","pathworkingFocus":"brand","includeProgrammingPartner":false}`)
	assert.Empty(t, result.Warnings)
	assert.Nil(t, data["venus_sequence"])
	assert.Nil(t, object(t, data, "profile")["iq"])
	assert.NotNil(t, object(t, data, "profile")["pearl"])
	assert.Nil(t, data["programming_partner"])
	guidance := data["pathworking_guidance"].([]any)
	require.Len(t, guidance, 4)
	assert.Contains(t, guidance[0], "Brand")

	_, result = calculateJSON(t, `{`+landing+`,"pathworking_focus":"the stars"}`)
	assert.Len(t, result.Warnings, 1)
	v := New().Validate(enginetest.Env(), json.RawMessage(`{`+landing+`,"focus_sequence":"mars"}`))
	assert.False(t, v.Valid)
}

func TestUnknownTime(t *testing.T) {
	data, result := calculateJSON(t, `{"birth_date":"1969-07-20","time_unknown":true,"timezone":"UTC"}`)
	profile := object(t, data, "profile")
	assert.Nil(t, object(t, profile, "attraction")["geneKey"], "the design Moon goes through several gates in a day")
	assert.Nil(t, object(t, profile, "attraction")["line"])
	assert.Equal(t, 56.0, object(t, profile, "lifeWork")["geneKey"])
	span := object(t, data, "time_range")
	assert.Equal(t, 1440.0, span["minutes"])
	assert.Contains(t, span["certain"], "Pearl")
	assert.NotContains(t, span["certain"], "Attraction")
	assert.Less(t, data["confidence_score"], 0.7)
	assert.NotEmpty(t, result.Warnings)

	near, _ := calculateJSON(t, `{`+landing+`,"time_uncertainty_minutes":20}`)
	assert.NotNil(t, object(t, object(t, near, "profile"), "attraction")["geneKey"], "a time was given, so the chart is of it")
	assert.Equal(t, 40.0, object(t, near, "time_range")["minutes"])
}

func TestStabilityIsThatOfTheSpheres(t *testing.T) {
	data, _ := calculateJSON(t, `{`+landing+`}`)
	stability := object(t, data, "stability")
	line, key := object(t, stability, "any_line"), object(t, stability, "any_key")
	for _, end := range []string{"earlier", "later"} {
		assert.LessOrEqual(t, object(t, line, end)["minutes"], object(t, key, end)["minutes"])
		minutes := object(t, line, end)["minutes"].(float64)
		at, err := time.Parse(time.RFC3339, object(t, line, end)["utc"].(string))
		require.NoError(t, err)
		birth := time.Date(1969, 7, 20, 20, 17, 40, 0, time.UTC)
		assert.InDelta(t, minutes, at.Sub(birth).Abs().Minutes(), 0.02)

		// A chart of three seconds beyond has the other line, one of three seconds short has not.
		sphere, value := object(t, line, end)["sphere"].(string), object(t, line, end)["value"].(string)
		require.Equal(t, "Attraction", sphere)
		away := 3 * time.Second
		if end == "earlier" {
			away = -away
		}
		assert.Equal(t, value, placeAt(t, Attraction, at.Add(away)))
		assert.NotEqual(t, value, placeAt(t, Attraction, at.Add(-away)))
	}
}

func placeAt(t *testing.T, s Sphere, utc time.Time) string {
	instant, err := ephemeris.FromUTC(utc)
	require.NoError(t, err)
	natal, err := mandala.NatalAt(instant.TT)
	require.NoError(t, err)
	return s.Activation(natal).Place().String()
}

func BenchmarkEngine(b *testing.B) {
	engine, env := New(), enginetest.Env()
	input := json.RawMessage(`{` + landing + `}`)
	for b.Loop() {
		if r := engine.Calculate(env, input); !r.Success {
			b.Fatal(r.Error)
		}
	}
}
