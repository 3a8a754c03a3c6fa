package biorhythm

import (
	"encoding/json"
	"fmt"
	"math"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/witnessos/witnessos/internal/civil"
	"github.com/witnessos/witnessos/internal/decimal"
	"github.com/witnessos/witnessos/internal/engines"
	"github.com/witnessos/witnessos/internal/engines/enginetest"
)

func daysBetween(birth, target string) int {
	return civil.MustParse(target).DaysSince(civil.MustParse(birth))
}

// The vectors of the specification, §3.8, printed to two decimals.
func TestVectors(t *testing.T) {
	tests := []struct {
		birth, target string
		n             int
		values        [6]float64
		overall       float64
		critical      []string // of all six
	}{
		{"1990-06-15", "2025-07-18", 12817, [6]float64{99.77, -100, 61.82, 96.94, 42.45, -87.57}, 20.53, []string{}},
		{"1990-06-15", "2026-01-01", 12984, [6]float64{-13.62, -97.49, 28.17, -91.58, -28.81, -11.83}, -27.65, []string{}},
		{"1990-06-15", "2024-02-29", 12312, [6]float64{94.23, -97.49, 54.06, 0, 88.93, 94.73}, 16.93, []string{"intuitive"}},
		{"1980-02-29", "2024-02-29", 16071, [6]float64{-99.77, -22.25, 0, -47.59, -99.93, 98.90}, -40.67, []string{"intellectual"}},
		{"2000-01-01", "2000-01-12", 11, [6]float64{13.62, 62.35, 86.60, 96.94, 99.93, 96.46}, 54.19, []string{"physical"}},
		{"1990-06-15", "2048-08-21", 21252, [6]float64{0, 0, 0, 99.66, 99.40, -11.83}, 0, []string{"physical", "emotional", "intellectual"}},
		{"2000-01-01", "2058-03-09", 21252, [6]float64{0, 0, 0, 99.66, 99.40, -11.83}, 0, []string{"physical", "emotional", "intellectual"}},
		{"1990-06-15", "1990-06-15", 0, [6]float64{}, 0, []string{"physical", "emotional", "intellectual", "intuitive", "aesthetic", "spiritual"}},
	}
	for _, tt := range tests {
		t.Run(tt.birth+" to "+tt.target, func(t *testing.T) {
			n := daysBetween(tt.birth, tt.target)
			require.Equal(t, tt.n, n)
			for i, c := range cycles {
				assert.Equal(t, tt.values[i], decimal.Round(c.Value(n), 2), c.Name)
			}
			assert.InDelta(t, tt.overall, decimal.Round(Overall(n), 2), 0.01, "the vector may be the mean of rounded values")
			assert.Equal(t, tt.critical, critical(cycles[:], n))
		})
	}
}

func TestCriticalResidues(t *testing.T) {
	want := map[int][2]int{23: {0, 11}, 28: {0, 14}, 33: {0, 16}, 38: {0, 19}, 43: {0, 21}, 53: {0, 26}}
	for _, c := range cycles {
		for n := range c.Period {
			critical := n == want[c.Period][0] || n == want[c.Period][1]
			assert.Equal(t, critical, c.IsCritical(n), "%s day %d", c.Name, n)
			// The definition: zero now, or another sign tomorrow.
			crosses := c.Value(n) == 0 || c.Value(n)*c.Value(n+1) < 0
			assert.Equal(t, crosses, c.IsCritical(n), "%s day %d", c.Name, n)
			assert.Equal(t, critical, c.IsCritical(n-c.Period*700), "before birth as well")
		}
	}
}

func TestPeaksAndValleysLieOnTheNearestDay(t *testing.T) {
	want := map[int][2]int{23: {6, 17}, 28: {7, 21}, 33: {8, 25}, 38: {9, 28}, 43: {11, 32}, 53: {13, 40}}
	for _, c := range cycles {
		assert.Equal(t, want[c.Period][0], c.DaysToPeak(0), c.Name)
		assert.Equal(t, want[c.Period][1], c.DaysToValley(0), c.Name)
		for n := range c.Period {
			assert.GreaterOrEqual(t, c.Value(n+c.DaysToPeak(n)), 95.0)
			assert.LessOrEqual(t, c.Value(n+c.DaysToValley(n)), -95.0)
			assert.Less(t, c.DaysToPeak(n), c.Period)
			next := c.DaysToCritical(n)
			assert.GreaterOrEqual(t, next, 1)
			assert.True(t, c.IsCritical(n+next))
			for d := 1; d < next; d++ {
				assert.False(t, c.IsCritical(n+d))
			}
		}
	}
}

func TestPhases(t *testing.T) {
	physical := cycles[0]
	for n, want := range map[int]Phase{
		0: Critical, 1: Rising, 4: Rising, 5: Peak, 6: Peak, 8: Falling, 10: Falling, 11: Critical,
		12: Falling, 16: Falling, 17: Valley, 18: Valley, 20: Rising, 22: Rising, 23: Critical,
	} {
		assert.Equal(t, want, physical.Phase(n), "day %d, value %.2f", n, physical.Value(n))
	}
}

func TestForecastVector(t *testing.T) {
	o := forecast(civil.MustParse("1990-06-15"), civil.MustParse("2025-07-18"), 7)
	var overall []float64
	for _, day := range o.days {
		overall = append(overall, day.OverallEnergy)
	}
	assert.Equal(t, []float64{20.53, 14.19, 6.59, -1.86, -10.67, -19.31, -27.23}, overall)
	assert.Equal(t, []CriticalDay{
		{civil.MustParse("2025-07-21"), []string{"intellectual"}, "single"},
		{civil.MustParse("2025-07-23"), []string{"physical"}, "single"},
	}, o.critical)
	assert.Empty(t, o.best)
	assert.Equal(t, []ChallengingDay{
		{civil.MustParse("2025-07-21"), -1.86, false, []string{"intellectual"}},
		{civil.MustParse("2025-07-23"), -19.31, false, []string{"physical"}},
		{civil.MustParse("2025-07-24"), -27.23, true, []string{}},
	}, o.challenging)
	assert.Equal(t, Summary{
		Days: 7, Average: -2.54, Highest: RatedDay{civil.MustParse("2025-07-18"), 20.53},
		Lowest: RatedDay{civil.MustParse("2025-07-24"), -27.23}, ChallengingDays: 3, CriticalDays: 2,
	}, o.summary)
}

func TestTrend(t *testing.T) {
	assert.Equal(t, "descending", Trend(12817), "peak against valley and falling")
	assert.Equal(t, "balanced", Trend(0), "all critical")
	assert.Equal(t, "ascending", Trend(1))
}

func TestProperties(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 8))
	for range 5000 {
		n := random.IntN(80000) - 20000
		for _, c := range cycles {
			value := c.Value(n)
			require.LessOrEqual(t, math.Abs(value), 100.0)
			require.Equal(t, value, c.Value(n+c.Period), "periodic")
			require.InDelta(t, 100*math.Sin(2*math.Pi*float64(n)/float64(c.Period)), value, 1e-8)
			require.False(t, decimal.Round(value, 2) == 0 && math.Signbit(decimal.Round(value, 2)), "no negative zero")
		}
		s := synchronize(cycles[:], n)
		require.GreaterOrEqual(t, s.AlignmentScore, 0.0)
		require.LessOrEqual(t, s.AlignmentScore, 1.0)
	}
}

func TestCompatibility(t *testing.T) {
	birth, on := civil.MustParse("1990-06-15"), civil.MustParse("2025-07-18")

	same := compare(birth, birth, on, cycles[:])
	assert.Equal(t, Match{1, 1}, same.CoreMean)
	assert.Equal(t, Match{1, 1}, *same.Cycles.Spiritual)

	// 14 days apart: the emotional cycles are opposite, -100 against +100 on that day.
	apart := compare(birth, birth.AddDays(14), on, cycles[:coreCycles])
	assert.Equal(t, 14, apart.DayDifference)
	assert.Equal(t, Match{0, 0}, apart.Cycles.Emotional)
	assert.Equal(t, decimal.Round(math.Abs(math.Cos(math.Pi*14/23)), 4), apart.Cycles.Physical.Lasting)
	assert.Equal(t, decimal.Round(math.Abs(math.Cos(math.Pi*14/33)), 4), apart.Cycles.Intellectual.Lasting)
	assert.Nil(t, apart.Cycles.Intuitive)

	swapped := compare(birth.AddDays(14), birth, on, cycles[:coreCycles])
	assert.Equal(t, apart.CoreMean, swapped.CoreMean)
	assert.Equal(t, apart.Cycles, swapped.Cycles)
}

func TestEngine(t *testing.T) { enginetest.Run(t, New()) }

func FuzzCalculate(f *testing.F) { enginetest.Fuzz(f, New()) }

func calculateJSON(t *testing.T, input string) map[string]any {
	t.Helper()
	result := New().Calculate(enginetest.Env(), json.RawMessage(input))
	require.True(t, result.Success, "%s", result.Error)
	var data map[string]any
	require.NoError(t, json.Unmarshal(result.Data, &data))
	return data
}

// The worked example of the API specification, with the shapes that its clients read.
func TestWorkedExample(t *testing.T) {
	data := calculateJSON(t, `{"birth_date":"1990-06-15","target_date":"2025-07-18","days_ahead":7}`)
	for key, want := range map[string]any{
		"days_alive": 12817.0, "physical_percentage": 99.77, "emotional_percentage": -100.0, "intellectual_percentage": 61.82,
		"overall_energy": 20.53, "physical_phase": "peak", "emotional_phase": "valley", "intellectual_phase": "falling",
		"critical_day": false, "critical_state": "none", "trend": "descending", "confidence_score": 1.0, "chart": nil,
	} {
		assert.Equal(t, want, data[key], key)
	}
	assert.NotContains(t, data, "intuitive_percentage")
	assert.NotContains(t, data, "compatibility")

	cycles := data["cycles"].(map[string]any)
	assert.Equal(t, map[string]any{"percentage": 99.77, "phase": "peak"}, cycles["physical"])
	assert.Len(t, cycles, 3)

	forecast := data["forecast"].([]any)
	require.Len(t, forecast, 7)
	assert.Equal(t, map[string]any{"date": "2025-07-18", "overall_energy": 20.53, "physical": 99.77, "emotional": -100.0,
		"intellectual": 61.82, "critical_cycles": []any{}}, forecast[0])

	gauge := data["emotional"].(map[string]any)
	assert.Equal(t, "emotional", gauge["type"])
	assert.Equal(t, -1.0, gauge["value"])
	assert.Equal(t, 0.0, gauge["percentage"])
	assert.Equal(t, "low", gauge["phase"])
	assert.NotEmpty(t, gauge["description"])

	detail := data["cycle_details"].(map[string]any)["physical"].(map[string]any)
	assert.Equal(t, 23.0, detail["period"])
	assert.Equal(t, "2025-07-23", detail["next_critical_date"])
	assert.Len(t, data["critical_days_ahead"], 2)

	sync := data["cycle_synchronization"].(map[string]any)
	assert.Equal(t, "emotional", sync["dominant_cycle"])
	assert.Equal(t, []any{"physical"}, sync["peak_cycles"])
}

func TestExtendedCyclesAreShownWithoutChangingTheOverallEnergy(t *testing.T) {
	base := `"birth_date":"1990-06-15","target_date":"2024-02-29"`
	core := calculateJSON(t, `{`+base+`}`)
	all := calculateJSON(t, `{`+base+`,"include_extended_cycles":true}`)
	one := calculateJSON(t, `{`+base+`,"cycles":["intuitive"]}`)

	assert.Equal(t, core["overall_energy"], all["overall_energy"])
	assert.Equal(t, 0.0, all["intuitive_percentage"])
	assert.Equal(t, 88.93, all["aesthetic_percentage"])
	assert.Equal(t, 94.73, all["spiritual_percentage"])
	assert.Equal(t, []any{"intuitive"}, all["critical_cycles"])
	assert.Equal(t, false, all["critical_day"], "only core cycles make a critical day")
	assert.Equal(t, core["critical_days_ahead"], all["critical_days_ahead"])
	assert.Equal(t, 0.0, one["intuitive_percentage"])
	assert.NotContains(t, one, "spiritual_percentage")
	assert.Len(t, all["cycle_details"], 6)
}

func TestCriticalGauges(t *testing.T) {
	falling := calculateJSON(t, `{"birth_date":"2000-01-01","target_date":"2000-01-12"}`)["physical"].(map[string]any)
	assert.Equal(t, "critical_negative", falling["phase"])
	assert.Equal(t, 0.1362, falling["value"])
	assert.Equal(t, 56.81, falling["percentage"])

	birthday := calculateJSON(t, `{"birth_date":"2000-01-01","target_date":"2000-01-01"}`)
	assert.Equal(t, "critical_positive", birthday["physical"].(map[string]any)["phase"])
	assert.Equal(t, "triple", birthday["critical_state"])
	assert.Nil(t, birthday["cycle_synchronization"].(map[string]any)["dominant_cycle"])
}

func TestCriticalDaysCanBeLeftOut(t *testing.T) {
	data := calculateJSON(t, `{"birth_date":"1990-06-15","target_date":"2025-07-18","include_critical_days":false}`)
	assert.Empty(t, data["critical_days_ahead"])
	assert.Equal(t, 2.0, data["forecast_summary"].(map[string]any)["critical_days"], "they still happen")
}

func TestForecastHasAsManyDaysAsAsked(t *testing.T) {
	for _, days := range []int{1, 7, 90} {
		data := calculateJSON(t, fmt.Sprintf(`{"birth_date":"1990-06-15","target_date":"2025-07-18","forecast_days":%d}`, days))
		assert.Len(t, data["forecast"], days)
	}
}

func TestValidation(t *testing.T) {
	tests := []struct{ name, input, message string }{
		{"days as text", `"forecast_days":"7"`, "Field 'forecast_days' must be of type integer"},
		{"no days", `"forecast_days":0`, "Field 'forecast_days' must be >= 1"},
		{"too many days", `"days_ahead":91`, "Field 'forecast_days' must be <= 90"},
		{"half a day", `"forecast_days":1.5`, "Field 'forecast_days' must be of type integer"},
		{"too far ahead", `"target_date":"2026-07-19"`, "Field 'target_date' must be <= 2026-07-18"},
		{"before birth", `"target_date":"1990-06-14"`, "Field 'target_date' must be >= 1990-06-15"},
		{"no such day", `"target_date":"2025-02-29"`, "Field 'target_date' has invalid format. Expected: date"},
		{"flag as text", `"include_extended_cycles":"yes"`, "Field 'include_extended_cycles' must be of type boolean"},
		{"unknown cycle", `"cycles":["physical","intuitve"]`, "Field 'cycles[1]' must be one of: physical, emotional, intellectual, intuitive, aesthetic, spiritual (did you mean 'intuitive'?)"},
		{"partner in the future", `"partner_birth_date":"2025-07-19"`, "Field 'partner_birth_date' must be <= 2025-07-18"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			v := New().Validate(enginetest.Env(), json.RawMessage(`{"birth_date":"1990-06-15",`+tt.input+`}`))
			assert.False(t, v.Valid)
			assert.Equal(t, []string{tt.message}, v.Errors)
		})
	}
	all := New().Validate(enginetest.Env(), json.RawMessage(`{"birth_date":"x","target_date":7,"forecast_days":-1,"cycles":{}}`))
	assert.Len(t, all.Errors, 4, "every problem is reported")
	edge := New().Validate(enginetest.Env(), json.RawMessage(`{"birth_date":"1990-06-15","target_date":"2026-07-18","forecast_days":90.0}`))
	assert.True(t, edge.Valid, edge.Errors)
}

func TestAssumedDayIsSaid(t *testing.T) {
	assumed := New().Calculate(enginetest.Env(), json.RawMessage(`{"birth_date":"1990-06-15"}`))
	require.True(t, assumed.Success)
	assert.Len(t, assumed.Warnings, 1)
	told := New().Calculate(enginetest.Env(), json.RawMessage(`{"birth_date":"1990-06-15","timezone":"UTC"}`))
	assert.Empty(t, told.Warnings)
}

func TestSpellingsNormaliseAlike(t *testing.T) {
	want := New().Validate(enginetest.Env(), json.RawMessage(`{"birth_date":"1990-06-15","target_date":"2025-07-18","include_extended_cycles":true}`))
	for _, twin := range []string{
		`{"birthDate":"1990-06-15","targetDate":"2025-07-18","includeExtendedCycles":true}`,
		`{"date":"1990-06-15","current_date":"2025-07-18","cycles":["Spiritual","aesthetic","intuitive"]}`,
		`{"birth_date":"1990-06-15","currentDate":"2025-07-18","include_extended_cycles":true,"days_ahead":7,"timezone":"Asia/Tokyo"}`,
	} {
		got := New().Validate(enginetest.Env(), json.RawMessage(twin))
		require.True(t, got.Valid, got.Errors)
		assert.Equal(t, string(want.NormalizedInput), string(got.NormalizedInput))
	}
}

func TestTextsAreComplete(t *testing.T) {
	for _, c := range cycles {
		for _, phase := range []Phase{Rising, Peak, Falling, Valley, Critical} {
			e := texts().Entry(c.Name, string(phase))
			assert.Greater(t, len(e.Text), 80, "%s %s", c.Name, phase)
			assert.Less(t, len(e.Text), 300, "%s %s", c.Name, phase)
			assert.NotEmpty(t, e.Labels["Advice"], "%s %s", c.Name, phase)
		}
	}
	for overall := -100.0; overall <= 100; overall++ {
		assert.NotEmpty(t, texts().Label("overall", energyBand(overall), "Practice"))
		score := (overall + 100) / 200
		assert.NotEmpty(t, texts().Text("synchronization", alignmentQuality(score)))
		assert.NotEmpty(t, texts().Text("compatibility", compatibilityBand(score)))
	}
	for _, trend := range []string{"ascending", "descending", "balanced"} {
		assert.NotEmpty(t, texts().Text("trend", trend))
	}
	for count := range coreCycles + 1 {
		assert.NotEmpty(t, texts().Text("critical", criticalState(count)))
	}
	assert.Equal(t, map[string]int{
		"physical": 5, "emotional": 5, "intellectual": 5, "intuitive": 5, "aesthetic": 5, "spiritual": 5,
		"overall": 4, "trend": 3, "critical": 4, "synchronization": 3, "compatibility": 3, "note": 1,
	}, texts().Sections(), "no entry that nothing shows")
}

func TestThemesBelongToTheSharedVocabulary(t *testing.T) {
	for n := range 23 * 28 {
		in := Input{BirthDate: civil.MustParse("2000-01-01"), TargetDate: civil.MustParse("2000-01-01").AddDays(n), ForecastDays: 7,
			Cycles: []string{"physical", "emotional", "intellectual"}, IncludeCritical: true}
		r, err := calculate(engines.Env{}, in)
		require.NoError(t, err)
		for _, s := range r.Signals {
			require.Greater(t, s.Weight, 0.0)
			require.LessOrEqual(t, s.Weight, 1.0)
			if s.Kind == engines.SignalTheme {
				require.Contains(t, engines.Themes(), s.Value)
			}
		}
	}
}

func BenchmarkCalculate(b *testing.B) {
	engine, env := New(), enginetest.Env()
	input := json.RawMessage(`{"birth_date":"1990-06-15","target_date":"2025-07-18"}`)
	b.ReportAllocs()
	for b.Loop() {
		engine.Calculate(env, input)
	}
}
