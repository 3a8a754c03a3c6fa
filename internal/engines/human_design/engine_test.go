package humandesign

import (
	"encoding/json"
	"os"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/witnessos/witnessos/internal/engines"
	"github.com/witnessos/witnessos/internal/engines/enginetest"
	"github.com/witnessos/witnessos/internal/engines/mandala"
)

func TestEngine(t *testing.T) { enginetest.Run(t, New()) }

func FuzzCalculate(f *testing.F) { enginetest.Fuzz(f, New()) }

func calculateJSON(t *testing.T, input string) (map[string]any, engines.Result) {
	t.Helper()
	env := enginetest.Env()
	env.Fault = func(_ string, cause any) { t.Errorf("%v", cause) }
	result := New().Calculate(env, json.RawMessage(input))
	require.True(t, result.Success, "%s %+v", result.Error, result.Details)
	var data map[string]any
	require.NoError(t, json.Unmarshal(result.Data, &data))
	return data, result
}

func object(t *testing.T, of map[string]any, path ...string) map[string]any {
	t.Helper()
	for _, key := range path {
		o, ok := of[key].(map[string]any)
		require.True(t, ok, key)
		of = o
	}
	return of
}

// 1948-04-09T05:14Z is a vector of the specification.
const clarion = `"birth_date":"1948-04-09","birth_time":"00:14","utcOffset":"-05:00"`

func TestResultOfAVector(t *testing.T) {
	data, result := calculateJSON(t, `{`+clarion+`}`)
	assert.Empty(t, result.Warnings)
	for key, want := range map[string]any{
		"type": "Manifestor", "strategy": "Inform", "authority": "Splenic", "profile": "5/1 Heretic / Investigator", "definition": "Single",
		"channels": []any{"10-20", "10-57", "20-57", "23-43", "25-51"}, "chart": data["chart"], "confidence_score": 1.0,
	} {
		assert.Equal(t, want, data[key], key)
	}
	assert.Equal(t, map[string]any{"name": "Left Angle Cross of the Clarion 1", "gates": []any{51.0, 57.0, 61.0, 62.0},
		"description": data["incarnation_cross"].(map[string]any)["description"]}, data["incarnationCross"])

	spleen := object(t, data, "centers", "spleen")
	assert.Equal(t, map[string]any{"name": "Spleen", "defined": true, "gates": spleen["gates"], "channels": []any{"10-57", "20-57"}}, spleen)
	assert.Len(t, object(t, data, "centers"), 9)
	assert.Equal(t, map[string]any{"gate": 51.0, "line": 5.0, "planet": "Sun", "longitude": 19.264563}, rounded(object(t, data, "personalityGates", "SUN")))
	assert.Len(t, object(t, data, "designGates"), 13)

	info := object(t, data, "chart", "type_info")
	for key, want := range map[string]any{
		"type_name": "Manifestor", "typeName": "Manifestor", "signature": "Peace", "not_self": "Anger", "notSelf": "Anger", "percentage": 9.0,
	} {
		assert.Equal(t, want, info[key], key)
	}
	assert.Equal(t, info, object(t, data, "chart", "typeInfo"))
	profile := object(t, data, "chart", "profile")
	assert.Equal(t, 5.0, profile["personality_line"])
	assert.Equal(t, 1.0, profile["designLine"])
	assert.Equal(t, "Heretic / Investigator", profile["profile_name"])
	moon := object(t, data, "chart", "design_gates", "moon")
	assert.Equal(t, 41.0, moon["number"])
	assert.Equal(t, 3.0, moon["line"])
	for _, text := range []string{"name", "keynote", "description", "gift", "shadow", "line_keynote", "line_description"} {
		assert.NotEmpty(t, moon[text], text)
	}
	assert.Equal(t, true, object(t, data, "chart", "centers", "Spleen")["defined"])
	assert.Equal(t, false, object(t, data, "chart", "centers", "Solar Plexus")["defined"])
	cross := object(t, data, "chart", "incarnation_cross")
	assert.Equal(t, "Left Angle", cross["type"])
	assert.Equal(t, map[string]any{"conscious_sun": 51.0, "conscious_earth": 57.0, "unconscious_sun": 61.0, "unconscious_earth": 62.0}, cross["gates"])
	variables := object(t, data, "chart", "variables")
	assert.Equal(t, "PLR DLL", variables["notation"])
	assert.Equal(t, "right", object(t, variables, "perspective")["arrow"])
	assert.InDelta(t, 3.8, object(t, variables, "motivation")["margin_arcsec"], 0.1)

	activations := data["activations"].([]any)
	require.Len(t, activations, 26)
	sun := activations[0].(map[string]any)
	assert.Equal(t, "personality", sun["side"])
	assert.Equal(t, "sun", sun["body"])
	assert.Equal(t, sun["boundary_margin_arcsec"], object(t, sun, "margins_arcsec")["line"])

	design := object(t, data, "design_info")
	at, err := time.Parse(time.RFC3339, design["datetime"].(string))
	require.NoError(t, err)
	assert.WithinDuration(t, time.Date(1948, 1, 12, 13, 28, 24, 0, time.UTC), at, 30*time.Second)
	assert.Equal(t, 88.0, object(t, design, "solar_arc_details")["arc_degrees"])

	computation := object(t, data, "computation")
	for key, want := range map[string]any{
		"utc": "1948-04-09T05:14:00Z", "utc_offset": "-05:00", "timezone_inferred": false, "node": "true (osculating)", "zodiac": "tropical",
	} {
		assert.Equal(t, want, computation[key], key)
	}
	assert.NotContains(t, data, "time_range")
	assert.NotContains(t, data, "connection")
	assert.NotContains(t, data, "transit")
	for _, text := range []string{"type_analysis", "profile_analysis", "centers_analysis", "gates_analysis", "strategy_guidance",
		"authority_guidance", "deconditioning_guidance", "interpretation", "attribution"} {
		assert.Greater(t, len(data[text].(string)), 60, text)
	}
}

// rounded drops the digits in which the reference and we differ.
func rounded(gate map[string]any) map[string]any {
	if l, ok := gate["longitude"].(float64); ok && l > 19.26455 && l < 19.26458 {
		gate["longitude"] = 19.264563
	}
	return gate
}

func TestDetailsCanBeLeftOut(t *testing.T) {
	data, _ := calculateJSON(t, `{`+clarion+`,"detailedGates":false,"include_design_calculation":false}`)
	sun := object(t, data, "chart", "personality_gates", "sun")
	assert.Equal(t, 51.0, sun["number"])
	assert.NotContains(t, sun, "description")
	assert.NotContains(t, data, "design_info")
}

func TestNameDoesNotMatter(t *testing.T) {
	env := enginetest.Env()
	plain := New().Calculate(env, json.RawMessage(`{`+clarion+`}`))
	named := New().Calculate(env, json.RawMessage(`{`+clarion+`,"fullName":"Ada Example"}`))
	assert.Equal(t, string(plain.Data), string(named.Data))
}

func TestStabilityIsShown(t *testing.T) {
	data, _ := calculateJSON(t, `{`+clarion+`}`)
	stability := object(t, data, "stability")
	assert.Equal(t, 720.0, stability["horizon_minutes"])
	for _, end := range []string{"earlier", "later"} {
		line := object(t, stability, "any_line", end)
		assert.Less(t, line["minutes"], 120.0, "the Moon changes its line every two hours")
		assert.Contains(t, line["cause"], " to ")
		_, err := time.Parse(time.RFC3339, line["utc"].(string))
		assert.NoError(t, err)
	}
	// The personality Sun is 4.5 lines into gate 51, the design Sun near the start of its line.
	profile := object(t, stability, "profile")
	assert.NotNil(t, profile["earlier"])
}

func TestUncertainTime(t *testing.T) {
	data, result := calculateJSON(t, `{`+clarion+`,"time_uncertainty_minutes":90}`)
	span := object(t, data, "time_range")
	assert.Equal(t, "1948-04-09T03:44:00Z", span["from_utc"])
	assert.Equal(t, 180.0, span["minutes"])
	assert.Equal(t, "Manifestor", data["type"], "a time was given, so the chart is of it")
	assert.Equal(t, 26, len(span["certain"].([]any))+len(span["varying"].([]any)))
	assert.NotEmpty(t, span["varying"], "the Moon moves a line in two hours")
	assert.Contains(t, result.Warnings[0], "2 of 26"[2:])
	for _, aspect := range []string{"type", "authority", "profile", "definition"} {
		s := object(t, span, aspect)
		sum := 0.0
		for _, v := range s["values"].([]any) {
			sum += v.(map[string]any)["share"].(float64)
		}
		assert.InDelta(t, 1, sum, 1e-3)
		assert.Equal(t, s["certain"], len(s["values"].([]any)) == 1)
	}
}

func TestUnknownTime(t *testing.T) {
	open, held := 0, 0
	for day := 1; day <= 12; day++ {
		data, result := calculateJSON(t, `{"birth_date":"1985-07-`+two(day)+`","time_unknown":true,"timezone":"America/New_York"}`)
		span := object(t, data, "time_range")
		assert.Equal(t, 1440.0, span["minutes"])
		for _, aspect := range []string{"type", "authority", "profile", "definition"} {
			s := object(t, span, aspect)
			if s["certain"] == true {
				value := s["values"].([]any)[0].(map[string]any)["value"].(string)
				assert.True(t, strings.HasPrefix(data[aspect].(string), value), aspect)
				held++
			} else {
				assert.Nil(t, data[aspect], aspect)
				open++
			}
		}
		if data["type"] == nil {
			assert.Nil(t, data["strategy"])
			assert.Contains(t, data["strategy_guidance"], "stays open")
		}
		if data["profile"] == nil {
			assert.Nil(t, data["profile_info"])
			assert.Nil(t, data["incarnation_cross"])
		}
		assert.Nil(t, object(t, data, "birth_info")["birth_time"])
		assert.LessOrEqual(t, data["confidence_score"], 0.7)
		assert.NotEmpty(t, result.Warnings)
		assert.Contains(t, object(t, data, "chart")["reference"], "12:00")
	}
	assert.Greater(t, open, 5)
	assert.Greater(t, held, 5)
}

func two(n int) string { return strconv.Itoa(100 + n)[1:] }

func TestBonds(t *testing.T) {
	c := Channel(0) // 1-8
	tests := []struct {
		mine, theirs GateSet
		want         Bond
	}{
		{setOfGates(1), setOfGates(8), Electromagnetic},
		{setOfGates(8, 20), setOfGates(1), Electromagnetic},
		{setOfGates(1), setOfGates(1), ""},
		{setOfGates(1), 0, ""},
		{0, 0, ""},
		{setOfGates(1, 8), setOfGates(1, 8), Companionship},
		{setOfGates(1, 8), 0, Dominance},
		{0, setOfGates(1, 8), Dominance},
		{setOfGates(1, 8), setOfGates(8), Compromise},
		{setOfGates(1), setOfGates(1, 8), Compromise},
	}
	for _, tt := range tests {
		assert.Equal(t, tt.want, BondOf(c, tt.mine, tt.theirs))
		assert.Equal(t, tt.want, BondOf(c, tt.theirs, tt.mine), "the same from the other side")
	}
}

func TestConnection(t *testing.T) {
	// Two vectors of the specification: 1948-04-09T05:14Z and 1961-08-05T05:24Z.
	data, _ := calculateJSON(t, `{`+clarion+`,"partner":{"date":"1961-08-05","time":"05:24","timezone":"UTC"}}`)
	connection := object(t, data, "connection")
	partner := object(t, connection, "partner")
	assert.Equal(t, "Projector", partner["type"])
	assert.Equal(t, "6/2 Role Model / Hermit", partner["profile"])
	assert.Equal(t, []any{"30-41"}, partner["channels"])

	mine, theirs := chartOfUTC(t, "1948-04-09T05:14:00Z"), chartOfUTC(t, "1961-08-05T05:24:00Z")
	for _, bond := range []Bond{Electromagnetic, Companionship, Dominance, Compromise} {
		for _, item := range connection[string(bond)].([]any) {
			row := item.(map[string]any)
			for c := range Channel(ChannelCount) {
				if c.String() == row["channel"] {
					assert.Equal(t, bond, BondOf(c, mine.Gates, theirs.Gates))
				}
			}
			assert.Len(t, append(row["self_gates"].([]any), row["partner_gates"].([]any)...), map[Bond]int{
				Electromagnetic: 2, Companionship: 4, Dominance: 2, Compromise: 3}[bond])
		}
		assert.NotEmpty(t, object(t, connection, "meanings")[string(bond)])
	}
	together := StructureOf(mine.Gates | theirs.Gates)
	count := 0
	for _, bond := range []Bond{Electromagnetic, Companionship, Dominance, Compromise} {
		count += len(connection[string(bond)].([]any))
	}
	assert.Equal(t, len(together.Channels.Names()), count, "each channel that the two make has one bond")
	assert.Len(t, object(t, connection, "together")["channels"], count)

	refused := New().Validate(enginetest.Env(), json.RawMessage(`{`+clarion+`,"partner":{"birth_date":"1961-08-05"}}`))
	assert.Equal(t, []string{"Missing required field: partner.birth_time"}, refused.Errors)
	refused = New().Validate(enginetest.Env(), json.RawMessage(`{`+clarion+`,"partner":{"birth_date":"2061-08-05","birth_time":"5:24"}}`))
	assert.Equal(t, []string{"Field 'partner.birth_time' has invalid format. Expected: time", "Field 'partner.birth_date' must be <= 2025-07-18"}, refused.Errors)
}

func TestTransitOfAMoment(t *testing.T) {
	// The sky is that of the vector 2000-01-01T12:00Z.
	data, _ := calculateJSON(t, `{`+clarion+`,"transit_date":"2000-01-01","transit_time":"12:00","transit_timezone":"UTC"}`)
	transit := object(t, data, "transit")
	sky := chartOfUTC(t, "2000-01-01T12:00:00Z")
	for i, item := range transit["activations"].([]any) {
		a := sky.Activation(mandala.Personality, mandala.Body(i))
		assert.Equal(t, float64(a.Gate), item.(map[string]any)["gate"])
		assert.NotContains(t, item, "lines_of_the_day")
	}
	natal := chartOfUTC(t, "1948-04-09T05:14:00Z")
	all := StructureOf(natal.Gates | sky.Sides[mandala.Personality])
	added := len(transit["completed_channels"].([]any)) + len(transit["transit_channels"].([]any))
	assert.Equal(t, len((all.Channels &^ natal.Channels).Names()), added)
	for _, item := range transit["completed_channels"].([]any) {
		row := item.(map[string]any)
		assert.Equal(t, false, row["part_of_day"])
		assert.Len(t, row["natal_gates"], 1)
		assert.NotEmpty(t, row["bodies"])
	}
	assert.Equal(t, "12:00", transit["time"])
}

func TestTransitOfADay(t *testing.T) {
	data, _ := calculateJSON(t, `{`+clarion+`,"transit_date":"2025-07-18"}`)
	transit := object(t, data, "transit")
	assert.Nil(t, transit["time"])
	assert.Equal(t, "UTC-05:00", transit["timezone"])
	natal := chartOfUTC(t, "1948-04-09T05:14:00Z")

	// Every three minutes of the day: what the sky then completes must be listed, and what is
	// listed must happen at some time, or all the time.
	seen, always := ChannelSet(0), ^ChannelSet(0)
	var gates GateSet
	start := time.Date(2025, 7, 18, 5, 0, 0, 0, time.UTC)
	for minutes := 0; minutes <= 24*60; minutes += 3 {
		sky := chartOfUTC(t, start.Add(time.Duration(minutes)*time.Minute).Format(time.RFC3339)).Sides[mandala.Personality]
		gates |= sky
		channels := (natal.Gates | sky).whole() &^ natal.Channels
		seen |= channels
		always &= channels
	}
	assert.Equal(t, gates.Gates(), integers(transit["gates"]))
	listed := map[string]bool{}
	for _, kind := range []string{"completed_channels", "transit_channels"} {
		for _, item := range transit[kind].([]any) {
			row := item.(map[string]any)
			listed[row["channel"].(string)] = row["part_of_day"].(bool)
		}
	}
	assert.Len(t, listed, len(seen.Names()))
	for _, name := range seen.Names() {
		partOfDay, ok := listed[name]
		assert.True(t, ok, name)
		assert.Equal(t, !strings.Contains(strings.Join(always.Names(), " ")+" ", name+" "), partOfDay, name)
	}
}

func integers(x any) []int {
	var list []int
	for _, item := range x.([]any) {
		list = append(list, int(item.(float64)))
	}
	return list
}

func TestTransitInputs(t *testing.T) {
	for _, tt := range []struct{ input, message string }{
		{`"transit_time":"12:00"`, "Missing required field: transit_date"},
		{`"transit_date":"2025-07-18","transit_time":"25:00"`, "Field 'transit_time' has invalid format. Expected: time"},
		{`"transit_date":"2025-07-18","transit_timezone":"Mars/Olympus"`, "Field 'transit_timezone' has invalid format. Expected: iana"},
		{`"transit_date":"2500-07-18"`, "Field 'transit_date' must be <= 2399-12-01"},
	} {
		v := New().Validate(enginetest.Env(), json.RawMessage(`{`+clarion+`,`+tt.input+`}`))
		assert.Equal(t, []string{tt.message}, v.Errors)
	}
}

func TestSignals(t *testing.T) {
	_, result := calculateJSON(t, `{`+clarion+`}`)
	numbers := map[string]bool{}
	for _, s := range result.Signals {
		if s.Kind == engines.SignalNumber {
			assert.False(t, numbers[s.Value], "each number once")
			numbers[s.Value] = true
		}
	}
	// Profile 5/1; gates 51, 57, 61, 62 reduce to 6, 3, 7, 8.
	assert.Equal(t, map[string]bool{"5": true, "1": true, "6": true, "3": true, "7": true, "8": true}, numbers)
	for gate, want := range map[int]int{11: 11, 22: 22, 33: 33, 29: 11, 38: 11, 64: 1, 9: 9, 47: 11, 48: 3} {
		assert.Equal(t, want, reduce(gate))
	}
}

// The table of channels of the specification, §3.2.
func TestChannelLabels(t *testing.T) {
	raw, err := os.ReadFile("testdata/channels.txt")
	require.NoError(t, err)
	pattern := regexp.MustCompile(`(\d+-\d+) +([A-Z][A-Za-z ]*)–([A-Z][A-Za-z ]*) ([ICT]) ([A-Z][A-Za-z() ]*?)(?: {2,}|\n|$)`)
	rows := pattern.FindAllStringSubmatch(string(raw), -1)
	require.Len(t, rows, ChannelCount)
	circuits := map[string]string{"I": "Individual", "C": "Collective", "T": "Tribal"}
	counts := map[string]int{}
	for _, row := range rows {
		e := texts().Entry("channel", row[1])
		label, _, _ := strings.Cut(row[5], " (")
		assert.Equal(t, label, e.Labels["Name"], row[1])
		assert.Equal(t, circuits[row[4]], e.Labels["Circuit"], row[1])
		counts[row[4]]++
		for c := range Channel(ChannelCount) {
			if c.String() == row[1] {
				assert.Equal(t, [2]string{row[2], row[3]}, centerNames(c))
			}
		}
	}
	assert.Equal(t, map[string]int{"I": 15, "C": 14, "T": 7}, counts)
}

func TestTextsAreComplete(t *testing.T) {
	for _, kind := range []Type{Manifestor, Generator, ManifestingGenerator, Projector, Reflector} {
		for _, label := range []string{"Strategy", "Signature", "NotSelf", "Short"} {
			assert.NotEmpty(t, texts().Label("type", string(kind), label))
		}
		for _, section := range []string{"type", "strategy", "purpose", "deconditioning"} {
			assert.NotEmpty(t, texts().Text(section, string(kind)))
		}
		assert.Contains(t, engines.Themes(), kind.theme())
	}
	for _, a := range []Authority{Lunar, Emotional, SacralVoice, Splenic, EgoManifested, EgoProjected, SelfProjected, Mental} {
		assert.NotEmpty(t, texts().Label("authority", a.entry(), "Short"))
		assert.Contains(t, engines.Themes(), a.theme())
	}
	for _, name := range profiles {
		p := Profile{int(name[0] - '0'), int(name[2] - '0')}
		assert.Equal(t, p.Name(), texts().Label("profile", name, "Name"))
		for _, label := range []string{"Theme", "Role"} {
			assert.NotEmpty(t, texts().Label("profile", name, label))
		}
	}
	for c := range Center(CenterCount) {
		assert.NotEmpty(t, texts().Label("center", c.String(), "Function"))
		assert.NotEmpty(t, texts().Text("center defined", c.String()))
		assert.NotEmpty(t, texts().Text("center undefined", c.String()))
	}
	colors := [VariableCount][]string{
		Determination: strings.Fields("Appetite Taste Thirst Touch Sound Light"),
		Environment:   strings.Fields("Caves Markets Kitchens Mountains Valleys Shores"),
		Motivation:    strings.Fields("Fear Hope Desire Need Guilt Innocence"),
		Perspective:   strings.Fields("Survival Possibility Power Wanting Probability Personal"),
	}
	for v, names := range colors {
		for i, name := range names {
			assert.Equal(t, name, texts().Label("variable", Variable(v).String()+" "+strconv.Itoa(i+1), "Name"))
		}
		assert.NotEmpty(t, texts().Text("arrow", Variable(v).String()+" left"))
		assert.NotEmpty(t, texts().Text("arrow", Variable(v).String()+" right"))
	}
	assert.Equal(t, map[string]int{"type": 5, "strategy": 5, "purpose": 5, "deconditioning": 5, "authority": 8, "profile": 12,
		"profile line": 6, "definition": 5, "center": 9, "center defined": 9, "center undefined": 9, "channel": 36, "cross": 192,
		"variable": 24, "arrow": 8, "connection": 4, "notice": 1}, texts().Sections(), "no entry that nobody reads")

	seen := map[string]bool{}
	for gate := 1; gate <= mandala.Gates; gate++ {
		g := gateTexts()[gate]
		for _, text := range []string{g.name, g.keynote, g.gift, g.shadow, g.text} {
			assert.NotEmpty(t, text, gate)
			assert.False(t, seen[text] && len(text) > 40, "%d: %s", gate, text)
			seen[text] = true
		}
		for line := 1; line <= mandala.Lines; line++ {
			assert.NotEmpty(t, g.lines[line].keynote, "%d.%d", gate, line)
			assert.Greater(t, len(g.lines[line].text), 60, "%d.%d", gate, line)
			assert.False(t, seen[g.lines[line].text], "%d.%d", gate, line)
			seen[g.lines[line].text] = true
		}
	}
}

func BenchmarkEngine(b *testing.B) {
	engine, env := New(), enginetest.Env()
	input := json.RawMessage(`{` + clarion + `}`)
	b.ReportAllocs()
	for b.Loop() {
		if r := engine.Calculate(env, input); !r.Success {
			b.Fatal(r.Error)
		}
	}
}

func BenchmarkChart(b *testing.B) {
	for b.Loop() {
		if _, _, err := chartAt(2432650.7185); err != nil {
			b.Fatal(err)
		}
	}
}
