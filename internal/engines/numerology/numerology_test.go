package numerology_test

import (
	"encoding/json"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/witnessos/witnessos/internal/civil"
	"github.com/witnessos/witnessos/internal/engines"
	"github.com/witnessos/witnessos/internal/engines/enginetest"
	"github.com/witnessos/witnessos/internal/engines/numerology"
)

// compute is the chart of a name and date in the target year of the vectors.
func compute(name, birth string, system numerology.System) numerology.Chart {
	return numerology.Compute(numerology.Subject{
		Name:   numerology.ParseName(name),
		Birth:  civil.MustParse(birth),
		System: system,
		YRule:  numerology.YConsonant,
		Year:   2025,
		On:     civil.MustParse("2025-07-18"),
	})
}

// The vectors are arithmetic worked out in the specification, §3.1.
func TestVectors(t *testing.T) {
	type total = numerology.Total
	tests := []struct {
		name, birth              string
		month, day, year         int
		life                     total
		expr, soul, personality  total
		maturity                 int
		personalYear             int
		bridges                  [4]int
		pinnacles                [4]int
		firstEnds                int
		challenges               [4]int
		chaldean                 [3]total
		debts, masters           []int
		birthday, attitude       int
		wantAllDigits, wantMonth int
	}{
		{
			name: "Albert Einstein", birth: "1879-03-14", month: 3, day: 5, year: 7, life: total{15, 6},
			expr: total{63, 9}, soul: total{34, 7}, personality: total{29, 11}, maturity: 6, personalYear: 8,
			bridges: [4]int{3, 5, 1, 7}, pinnacles: [4]int{8, 3, 11, 1}, firstEnds: 30, challenges: [4]int{2, 2, 0, 4},
			chaldean: [3]total{{46, 1}, {18, 9}, {28, 1}}, debts: []int{14}, masters: []int{11},
			birthday: 5, attitude: 8, wantAllDigits: 33, wantMonth: 6,
		},
		{
			name: "Marie Curie", birth: "1867-11-07", month: 11, day: 7, year: 22, life: total{40, 4},
			expr: total{57, 3}, soul: total{32, 5}, personality: total{25, 7}, maturity: 7, personalYear: 9,
			bridges: [4]int{1, 2, 1, 4}, pinnacles: [4]int{9, 11, 2, 6}, firstEnds: 32, challenges: [4]int{5, 3, 2, 2},
			chaldean: [3]total{{30, 3}, {19, 1}, {11, 11}}, debts: []int{}, masters: []int{},
			birthday: 7, attitude: 9, wantAllDigits: 4, wantMonth: 7,
		},
		{
			name: "Ada Lovelace", birth: "1815-12-10", month: 3, day: 1, year: 6, life: total{10, 1},
			expr: total{36, 9}, soul: total{19, 1}, personality: total{17, 8}, maturity: 1, personalYear: 4,
			bridges: [4]int{8, 7, 0, 1}, pinnacles: [4]int{4, 7, 11, 9}, firstEnds: 35, challenges: [4]int{2, 5, 3, 3},
			chaldean: [3]total{{39, 3}, {20, 2}, {19, 1}}, debts: []int{19}, masters: []int{},
			birthday: 1, attitude: 22, wantAllDigits: 1, wantMonth: 2,
		},
		{
			name: "John Doe", birth: "1980-09-04", month: 9, day: 4, year: 9, life: total{22, 22},
			expr: total{35, 8}, soul: total{17, 8}, personality: total{18, 9}, maturity: 3, personalYear: 4,
			bridges: [4]int{4, 1, 4, 1}, pinnacles: [4]int{4, 4, 8, 9}, firstEnds: 32, challenges: [4]int{5, 5, 0, 0},
			chaldean: [3]total{{34, 7}, {19, 1}, {15, 6}}, debts: []int{}, masters: []int{22},
			birthday: 4, attitude: 4, wantAllDigits: 4, wantMonth: 2,
		},
		{
			name: "Jane Smith", birth: "1985-11-22", month: 11, day: 22, year: 5, life: total{38, 11},
			expr: total{36, 9}, soul: total{15, 6}, personality: total{21, 3}, maturity: 2, personalYear: 6,
			bridges: [4]int{7, 3, 4, 6}, pinnacles: [4]int{6, 9, 6, 7}, firstEnds: 34, challenges: [4]int{2, 1, 1, 3},
			chaldean: [3]total{{29, 11}, {7, 7}, {22, 22}}, debts: []int{}, masters: []int{11},
			birthday: 22, attitude: 33, wantAllDigits: 11, wantMonth: 4,
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			c := compute(tt.name, tt.birth, numerology.Pythagorean)
			assert.Equal(t, numerology.LifePath{
				Month: tt.month, Day: tt.day, Year: tt.year, Sum: tt.life.Sum, Number: tt.life.Number, AllDigits: tt.wantAllDigits,
			}, c.LifePath)
			assert.Equal(t, tt.expr, c.Name.Expression)
			assert.Equal(t, tt.soul, c.Name.SoulUrge)
			assert.Equal(t, tt.personality, c.Name.Personality)
			assert.Equal(t, tt.maturity, c.Maturity.Number)
			assert.Equal(t, tt.personalYear, c.Personal.Year)
			assert.Equal(t, tt.wantMonth, c.Personal.Month, "July")
			assert.Equal(t, tt.bridges, [4]int{
				c.Bridges.LifePathExpression, *c.Bridges.SoulUrgePersonality,
				*c.Bridges.LifePathSoulUrge, *c.Bridges.ExpressionPersonality,
			})
			for i, p := range c.Pinnacles {
				assert.Equal(t, tt.pinnacles[i], p.Number)
			}
			assert.Equal(t, tt.firstEnds, *c.Pinnacles[0].ToAge)
			assert.Equal(t, tt.challenges, c.Challenges)
			assert.Equal(t, tt.debts, c.KarmicDebts)
			assert.Equal(t, tt.masters, c.Masters)
			assert.Equal(t, tt.birthday, c.Birthday)
			assert.Equal(t, tt.attitude, c.Attitude)

			chaldean := compute(tt.name, tt.birth, numerology.Chaldean).Name
			assert.Equal(t, tt.chaldean, [3]total{chaldean.Expression, chaldean.SoulUrge, chaldean.Personality})
		})
	}
}

func TestMastersAreKeptInTheComponentsOfTheLifePath(t *testing.T) {
	c := compute("A", "2009-09-09", numerology.Pythagorean)
	assert.Equal(t, numerology.LifePath{Month: 9, Day: 9, Year: 11, Sum: 29, Number: 11, AllDigits: 11}, c.LifePath)
}

func TestKarmicDebtIsReadBeforeReduction(t *testing.T) {
	c := compute("A", "1990-06-15", numerology.Pythagorean)
	assert.Equal(t, numerology.LifePath{Month: 6, Day: 6, Year: 1, Sum: 13, Number: 4, AllDigits: 4}, c.LifePath)
	assert.Equal(t, []int{13}, c.KarmicDebts)
}

func TestWordsHaveTotalsOfTheirOwn(t *testing.T) {
	words := compute("John Doe", "1980-09-04", numerology.Pythagorean).Name.Words
	assert.Equal(t, []numerology.Word{{Text: "JOHN", Sum: 20, Number: 2}, {Text: "DOE", Sum: 15, Number: 6}}, words)
}

func TestPinnaclesTileALife(t *testing.T) {
	p := compute("Albert Einstein", "1879-03-14", numerology.Pythagorean).Pinnacles
	assert.Equal(t, 0, p[0].FromAge)
	assert.Equal(t, []int{30, 39, 48}, []int{*p[0].ToAge, *p[1].ToAge, *p[2].ToAge})
	assert.Equal(t, []int{31, 40, 49}, []int{p[1].FromAge, p[2].FromAge, p[3].FromAge})
	assert.Nil(t, p[3].ToAge)
}

func TestProperties(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	allowed := map[int]bool{1: true, 2: true, 3: true, 4: true, 5: true, 6: true, 7: true, 8: true, 9: true, 11: true, 22: true, 33: true}
	for range 3000 {
		birth := civil.FromDayNumber(random.IntN(80000) - 40000)
		name := make([]byte, 1+random.IntN(20))
		for i := range name {
			name[i] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ -"[random.IntN(28)]
		}
		parsed := numerology.ParseName("X" + string(name))
		c := numerology.Compute(numerology.Subject{Name: parsed, Birth: birth, System: numerology.Pythagorean,
			YRule: numerology.YPhonetic, Year: 1900 + random.IntN(150), On: civil.MustParse("2025-07-18")})

		require.True(t, allowed[c.LifePath.Number], birth)
		require.True(t, allowed[c.Name.Expression.Number])
		require.True(t, allowed[c.Maturity.Number])
		require.Equal(t, c.Name.Expression.Sum, c.Name.SoulUrge.Sum+c.Name.Personality.Sum)
		for _, cycle := range []int{c.Personal.Year, c.Personal.Month, c.Personal.Day} {
			require.GreaterOrEqual(t, cycle, 1)
			require.LessOrEqual(t, cycle, 9)
		}
		// Reduction keeps the remainder modulo nine, whatever the grouping of the digits.
		digits := birth.Year + int(birth.Month) + birth.Day
		require.Equal(t, digits%9, c.LifePath.Number%9, birth)
		require.Equal(t, digits%9, c.LifePath.AllDigits%9, birth)
		for i, challenge := range c.Challenges {
			require.GreaterOrEqual(t, challenge, 0)
			require.LessOrEqual(t, challenge, 8)
			require.True(t, allowed[c.Pinnacles[i].Number])
		}
	}
}

func TestEngine(t *testing.T) { enginetest.Run(t, numerology.New()) }

func FuzzCalculate(f *testing.F) { enginetest.Fuzz(f, numerology.New()) }

func calculate(t *testing.T, input string) map[string]any {
	t.Helper()
	result := numerology.New().Calculate(enginetest.Env(), json.RawMessage(input))
	require.True(t, result.Success, "%s", result.Error)
	var data map[string]any
	require.NoError(t, json.Unmarshal(result.Data, &data))
	return data
}

// The worked example of the API specification.
func TestWorkedExample(t *testing.T) {
	data := calculate(t, `{"fullName":"Ada Example","birthDate":"1990-06-15"}`)
	for key, want := range map[string]any{
		"life_path": 4.0, "expression": 1.0, "soul_urge": 4.0, "personality": 6.0, "maturity": 5.0,
		"karmic_debt": []any{13.0}, "confidence_score": 1.0, "engine_name": "numerology", "chart": nil,
		"numerology_system": "pythagorean", "calculation_year": 2025.0, "calculation_date": "2025-07-18",
	} {
		assert.Equal(t, want, data[key], key)
	}
}

func TestOutputFamiliesSayTheSame(t *testing.T) {
	data := calculate(t, `{"full_name":"Jane Smith","birth_date":"1985-11-22","current_year":2025,"preferred_name":"Janey"}`)
	for _, family := range [][]string{
		{"life_path", "lifePath", "life_path_number"},
		{"expression", "expression_number"},
		{"soul_urge", "soulUrge", "soul_urge_number"},
		{"personality", "personality_number"},
		{"maturity", "maturity_number"},
		{"personal_year", "personalYear", "personal_year_number"},
		{"life_expression_bridge", "lifeExpressionBridge"},
		{"soul_personality_bridge", "soulPersonalityBridge"},
		{"master_numbers", "masterNumbers"},
		{"karmic_debt", "karmicDebt", "karmic_debt_numbers"},
		{"numerology_system", "numerologySystem", "system_used"},
		{"calculation_year", "calculationYear"},
		{"name_breakdown", "nameBreakdown"},
		{"core_meanings", "coreMeanings"},
		{"yearly_guidance", "yearlyGuidance"},
		{"life_purpose", "lifePurpose"},
		{"compatibility_notes", "compatibilityNotes"},
		{"favorable_periods", "favorablePeriods"},
		{"challenge_periods", "challengePeriods"},
		{"birthday", "birth_day"},
		{"challenges", "challenge_numbers"},
	} {
		require.Contains(t, data, family[0])
		for _, twin := range family[1:] {
			require.Contains(t, data, twin)
			assert.Equal(t, data[family[0]], data[twin], twin)
		}
	}
	assert.Equal(t, map[string]any{"month": 11.0, "day": 22.0, "year": 5.0, "sum": 38.0}, data["life_path_steps"])
	assert.Equal(t, map[string]any{"life_path_expression": 7.0, "soul_urge_personality": 3.0,
		"life_path_soul_urge": 4.0, "expression_personality": 6.0}, data["bridge_numbers"])
	assert.Equal(t, []any{6.0, 9.0, 6.0, 7.0}, data["pinnacle_numbers"])
	assert.Equal(t, map[string]any{"name": "Janey", "expression": 1.0, "soul_urge": 6.0, "personality": 4.0, "meanings": map[string]any{
		"expression": "1: initiative", "soul_urge": "6: belonging", "personality": "4: dependable"}}, data["preferred_name_analysis"])
	interpretations := data["interpretations"].(map[string]any)
	for _, key := range []string{"life_path", "expression", "soul_urge", "personality", "maturity", "personal_year"} {
		assert.NotEmpty(t, interpretations[key], key)
	}
	assert.Len(t, data["core_meanings"], 4)
}

func TestEveryNumberOfAResultHasItsText(t *testing.T) {
	data := calculate(t, `{"full_name":"Jane Smith","birth_date":"1985-11-22","current_year":2025}`)
	meanings := data["meanings"].(map[string]any)
	for _, key := range []string{"birthday", "attitude", "personal_month", "personal_day"} {
		assert.NotEmpty(t, meanings[key], key)
	}
	masters := meanings["master_numbers"].([]any)
	require.Len(t, masters, 1)
	assert.Equal(t, 11.0, masters[0].(map[string]any)["number"])
	assert.NotEmpty(t, masters[0].(map[string]any)["text"])
	assert.Contains(t, data["formatted_output"], "Master number 11")
	bridges := meanings["bridges"].(map[string]any)
	assert.Len(t, bridges, 6, "four, and two of them under the names they had before")
	for name := range bridges {
		assert.NotEmpty(t, bridges[name], name)
	}
	assert.Equal(t, bridges["life_path_expression"], bridges["life_expression"])

	none := calculate(t, `{"full_name":"Lynn Fry","birth_date":"1990-06-15"}`)["meanings"].(map[string]any)
	assert.Equal(t, []any{}, none["master_numbers"])
	assert.Empty(t, none["bridges"].(map[string]any)["life_path_soul_urge"], "there is no soul urge")
	assert.NotEmpty(t, none["bridges"].(map[string]any)["expression_personality"])
}

// The section of pinnacles has no 33: no date has one.
func TestNoPinnacleIsThirtyThree(t *testing.T) {
	found := map[int]bool{}
	for day := civil.MustParse("1900-01-01"); day.Year < 2000; day = day.AddDays(1) {
		for _, p := range compute("A", day.String(), numerology.Pythagorean).Pinnacles {
			found[p.Number] = true
		}
	}
	assert.False(t, found[33])
	assert.True(t, found[11] && found[22])
}

func TestNumbersThatDoNotExistAreNull(t *testing.T) {
	result := numerology.New().Calculate(enginetest.Env(), json.RawMessage(`{"full_name":"Lynn Fry","birth_date":"1990-06-15"}`))
	require.True(t, result.Success)
	var data map[string]any
	require.NoError(t, json.Unmarshal(result.Data, &data))
	assert.Nil(t, data["soul_urge"])
	assert.Nil(t, data["soul_personality_bridge"])
	assert.NotNil(t, data["personality"])
	assert.Len(t, result.Warnings, 1)

	phonetic := calculate(t, `{"full_name":"Lynn Fry","birth_date":"1990-06-15","y_rule":"phonetic"}`)
	assert.Equal(t, 5.0, phonetic["soul_urge"], "Y and Y are 14, which reduces to 5")
}

func TestCompatibility(t *testing.T) {
	data := calculate(t, `{"full_name":"Jane Smith","birth_date":"1985-11-22","person2_name":"John Doe","person2_birth_date":"1980-09-04","relationship_type":"business"}`)
	block := data["compatibility"].(map[string]any)
	assert.Equal(t, 0.85, block["life_path_score"], "11 as 2 with 22 as 4")
	assert.Equal(t, 0.6, block["expression_score"], "9 with 8")
	assert.Equal(t, 0.7, block["overall_score"], "0.4 x 0.85 + 0.6 x 0.6")
	assert.Equal(t, "Jane Smith", block["person1"].(map[string]any)["name"])
	assert.NotContains(t, calculate(t, `{"full_name":"Jane Smith","birth_date":"1985-11-22"}`), "compatibility")

	pair := calculate(t, `{"person1_name":"Jane Smith","person1_birth_date":"1985-11-22","person2_name":"John Doe","person2_birth_date":"1980-09-04"}`)
	assert.Equal(t, "general", pair["compatibility"].(map[string]any)["relationship_type"])
	assert.Equal(t, 11.0, pair["life_path"])
}

func TestValidation(t *testing.T) {
	tests := []struct{ name, input, field, code, message string }{
		{"birth date before 1900", `{"full_name":"A","birth_date":"1899-12-31"}`, "birth_date", "OUT_OF_RANGE", "Field 'birth_date' must be >= 1900-01-01"},
		{"birth date tomorrow", `{"full_name":"A","birth_date":"2025-07-19"}`, "birth_date", "OUT_OF_RANGE", "Field 'birth_date' must be <= 2025-07-18"},
		{"another format", `{"full_name":"A","birth_date":"15.06.1990"}`, "birth_date", "INVALID_FORMAT", "Field 'birth_date' has invalid format. Expected: date"},
		{"name of another type", `{"full_name":7,"birth_date":"1990-06-15"}`, "full_name", "INVALID_TYPE", "Field 'full_name' must be of type string"},
		{"no letter", `{"full_name":"- .","birth_date":"1990-06-15"}`, "full_name", "INVALID_VALUE", "Field 'full_name' must contain a letter"},
		{"letters of another script", `{"full_name":"Иван I","birth_date":"1990-06-15"}`, "full_name", "INVALID_VALUE", "Field 'full_name' has letters without a number: И в а н"},
		{"unreadable", `{"full_name":"A\u0000","birth_date":"1990-06-15"}`, "full_name", "INVALID_FORMAT", "Field 'full_name' has invalid format. Expected: readable text"},
		{"year too early", `{"full_name":"A","birth_date":"1990-06-15","current_year":1899}`, "current_year", "OUT_OF_RANGE", "Field 'current_year' must be >= 1900"},
		{"year too late", `{"full_name":"A","birth_date":"1990-06-15","currentYear":2036}`, "current_year", "OUT_OF_RANGE", "Field 'current_year' must be <= 2035"},
		{"year zero is not missing", `{"full_name":"A","birth_date":"1990-06-15","current_year":0}`, "current_year", "OUT_OF_RANGE", "Field 'current_year' must be >= 1900"},
		{"misspelt system", `{"full_name":"A","birth_date":"1990-06-15","system":"caldean"}`, "system", "INVALID_VALUE", "Field 'system' must be one of: pythagorean, chaldean (did you mean 'chaldean'?)"},
		{"unknown zone", `{"full_name":"A","birth_date":"1990-06-15","timezone":"Mars/Olympus"}`, "timezone", "INVALID_FORMAT", "Field 'timezone' has invalid format. Expected: iana"},
		{"half a partner", `{"full_name":"A","birth_date":"1990-06-15","person2_name":"B"}`, "person2_birth_date", "MISSING_FIELD", "Missing required field: person2_birth_date"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			v := numerology.New().Validate(enginetest.Env(), json.RawMessage(tt.input))
			require.Len(t, v.FieldErrors, 1, v.Errors)
			assert.Equal(t, tt.field, v.FieldErrors[0].Field)
			assert.Equal(t, tt.code, string(v.FieldErrors[0].Code))
			assert.Equal(t, []string{tt.message}, v.Errors)
			assert.Nil(t, v.NormalizedInput)
		})
	}
}

func TestNobodyIsOlderThanAHundredAndFifty(t *testing.T) {
	env := enginetest.Env()
	env.Now = time.Date(2060, 7, 18, 0, 0, 0, 0, time.UTC)
	v := numerology.New().Validate(env, json.RawMessage(`{"full_name":"A","birth_date":"1910-07-17"}`))
	assert.Equal(t, []string{"Field 'birth_date' must be >= 1910-07-18"}, v.Errors)
	v = numerology.New().Validate(env, json.RawMessage(`{"full_name":"A","birth_date":"1910-07-18"}`))
	assert.True(t, v.Valid, v.Errors)
}

func TestTodayIsTheDayInTheCallersZone(t *testing.T) {
	env := enginetest.Env()
	env.Now = time.Date(2025, 1, 1, 3, 0, 0, 0, time.UTC)
	for zone, want := range map[string]string{
		``: "2025-01-01", `,"timezone":"America/New_York"`: "2024-12-31", `,"timezone_offset":-5`: "2024-12-31",
		`,"utcOffset":"-05:30"`: "2024-12-31", `,"utcOffset":"+05:30"`: "2025-01-01",
	} {
		v := numerology.New().Validate(env, json.RawMessage(`{"full_name":"A","birth_date":"1990-06-15"`+zone+`}`))
		require.True(t, v.Valid, v.Errors)
		var normalized map[string]any
		require.NoError(t, json.Unmarshal(v.NormalizedInput, &normalized))
		assert.Equal(t, want, normalized["target_date"], zone)
		assert.Equal(t, float64(civil.MustParse(want).Year), normalized["current_year"], zone)
		assert.NotContains(t, normalized, "timezone", "it decides nothing else, so it must not split caches")
	}
}

func TestSpellingsNormaliseAlike(t *testing.T) {
	twins := []string{
		`{"full_name":"Ada  Example","birth_date":"1990-06-15"}`,
		`{"fullName":"Ada Example","birthDate":"1990-06-15","timezone":"UTC"}`,
		`{"name":" Ada Example ","date":"1990-06-15","system":"Pythagorean","y_rule":null}`,
		`{"birth_name":"Ada Example","birth_date":"1990-06-15","current_date":"2025-07-18","unknown":{"a":[]}}`,
	}
	want := numerology.New().Validate(enginetest.Env(), json.RawMessage(twins[0]))
	for _, twin := range twins {
		got := numerology.New().Validate(enginetest.Env(), json.RawMessage(twin))
		require.True(t, got.Valid, got.Errors)
		assert.Equal(t, string(want.NormalizedInput), string(got.NormalizedInput))
		assert.Empty(t, got.Warnings)
	}
}

func TestDifferentInputsGiveDifferentPayloads(t *testing.T) {
	signatures := map[any]bool{}
	lifePaths := map[any]bool{}
	for _, input := range []string{
		`{"full_name":"Ada Example","birth_date":"1990-06-15"}`,
		`{"full_name":"Ada Example","birth_date":"1990-06-16"}`,
		`{"full_name":"Adam Example","birth_date":"1990-06-15"}`,
		`{"full_name":"Ada Example","birth_date":"1990-06-15","system":"chaldean"}`,
		`{"full_name":"Ada Example","birth_date":"1990-06-15","current_year":2026}`,
	} {
		data := calculate(t, input)
		signatures[data["field_signature"]] = true
		lifePaths[data["formatted_output"]] = true
	}
	assert.Len(t, signatures, 5)
	assert.Len(t, lifePaths, 5)
}

func TestNumberSignalsAreCountedOnce(t *testing.T) {
	result := numerology.New().Calculate(enginetest.Env(), json.RawMessage(`{"full_name":"Ada Example","birth_date":"1990-06-15"}`))
	seen := map[string]int{}
	for _, s := range result.Signals {
		if s.Kind == engines.SignalNumber {
			seen[s.Value]++
		}
	}
	assert.Equal(t, map[string]int{"4": 1, "1": 1, "3": 1}, seen)
}

func BenchmarkCalculate(b *testing.B) {
	engine, env := numerology.New(), enginetest.Env()
	input := json.RawMessage(`{"full_name":"Ada Example","birth_date":"1990-06-15"}`)
	b.ReportAllocs()
	for b.Loop() {
		engine.Calculate(env, input)
	}
}
