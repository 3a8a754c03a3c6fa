package workflows

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/witnessos/witnessos/internal/edge"
	"github.com/witnessos/witnessos/internal/engines"
	"github.com/witnessos/witnessos/internal/engines/numerology"
	"github.com/witnessos/witnessos/internal/rpc"
	"github.com/witnessos/witnessos/internal/service"
	"github.com/witnessos/witnessos/workers/engine"
)

var everything = Options{Depth: "detailed", IncludeGuidance: true, SaveResults: true}

// withModel lets a model answer.
func withModel(s *stage) {
	tokens := 123
	metadata := service.SynthesisMetadata{Model: "example/model", TokensUsed: &tokens}
	s.ai.synthesize = func(int) (service.SynthesisResult, error) {
		return service.SynthesisResult{Success: true, Synthesis: "It all fits.", Metadata: metadata, Structured: &service.Structured{
			KeyInsights:     []string{"one", "two", "three", "four", "five", "six"},
			Recommendations: []string{"walk"},
			Themes:          []string{"a", "b", "c", "d"},
		}}, nil
	}
	s.ai.guide = func(int) (service.SynthesisResult, error) {
		return service.SynthesisResult{Success: true, Synthesis: "Begin \"small\".", Metadata: metadata}, nil
	}
}

func TestTheStepsAreThoseOfTheContract(t *testing.T) {
	s := newStage(t)
	s.complete(params(Natal, everything))
	assert.Equal(t, []string{"calculate-core-engines", "generate-synthesis", "generate-guidance", "save-results", "record-completion"}, s.order)
	assert.Equal(t, map[string]edge.StepOptions{
		"calculate-core-engines": {Retries: 3, Delay: 5 * time.Second, Backoff: edge.Exponential, Timeout: 3 * time.Minute},
		"generate-synthesis":     {Retries: 2, Delay: 10 * time.Second, Backoff: edge.Linear, Timeout: 2 * time.Minute},
		"generate-guidance":      {Retries: 2, Delay: 10 * time.Second, Backoff: edge.Linear, Timeout: 2 * time.Minute},
		"save-results":           {Retries: 2, Delay: 5 * time.Second, Backoff: edge.Linear, Timeout: time.Minute},
		"record-completion":      {Retries: 2, Delay: 5 * time.Second, Backoff: edge.Linear, Timeout: 30 * time.Second},
	}, s.options)

	s = newStage(t)
	s.complete(params(Natal, Options{}))
	assert.Equal(t, []string{"calculate-core-engines", "generate-synthesis", "record-completion"}, s.order)
}

func TestOutputWithAModel(t *testing.T) {
	s := newStage(t)
	withModel(s)
	raw, err := s.run(s.workflow().Run, params(Career, everything))
	require.NoError(t, err)

	var members map[string]json.RawMessage
	require.NoError(t, json.Unmarshal(raw, &members))
	assert.JSONEq(t, `"career"`, string(members["workflowType"]))
	assert.JSONEq(t, `{"userId":"42"}`, string(members["userProfile"]))
	assert.JSONEq(t, `{}`, string(members["engineErrors"]))
	assert.JSONEq(t, `{"aiAnalysis":"It all fits.","keyInsights":["one","two","three","four","five"],"recommendations":["walk"],
		"themes":["a","b","c"],"metadata":{"model":"example/model","tokensUsed":123}}`, string(members["synthesis"]))
	assert.JSONEq(t, `"Begin \"small\"."`, string(members["guidance"]))
	assert.NotContains(t, members, "forecast")
	assert.JSONEq(t, `{"workflowId":"`+s.InstanceID()+`","startTime":"2025-07-19T08:00:00.000Z",
		"completionTime":"2025-07-19T08:00:01.000Z","duration":1000,
		"enginesProcessed":["numerology","human_design","gene_keys"],"retryCount":0,"version":"2.0"}`, string(members["metadata"]))

	out := decodeOutput(t, raw)
	for _, name := range out.Metadata.EnginesProcessed {
		assert.JSONEq(t, string(success(name).Data), string(out.CoreEngines[name]), "each result under its engine's name")
	}
	assert.NotContains(t, string(raw), "1990-06-15")
	assert.NotContains(t, string(raw), "Ada Example")

	require.Len(t, s.ai.syntheses, 1)
	asked := s.ai.syntheses[0]
	assert.Equal(t, "career", asked.WorkflowType)
	assert.Equal(t, service.SynthesisOptions{UseCache: true, Depth: "detailed"}, asked.Options)
	assert.Equal(t, service.Profile{UserID: "42"}, asked.UserProfile)
	assert.Len(t, asked.CoreEngines, 3)
}

func TestWithoutAModel(t *testing.T) {
	s := newStage(t)
	s.engine.calculate = outcomes(failed("human_design", engines.CodeValidationError, "Missing required field: birth_time"))
	out := s.complete(params(Natal, everything))
	assert.Equal(t, Synthesis{
		KeyInsights: []string{
			"Numerology Field Extractor: First line of numerology.",
			"Vimshottari Timeline Mapper: First line of vimshottari.",
			"Astrology: First line of astrology.",
		},
		Recommendations: []string{
			"Numerology Field Extractor: Try numerology",
			"Vimshottari Timeline Mapper: Try vimshottari",
			"Astrology: Try astrology",
			"Numerology Field Extractor: Rest",
		},
		Themes: []string{
			"Builder (Numerology Field Extractor)",
			"Friend of numerology (Numerology Field Extractor)",
			"Friend of vimshottari (Vimshottari Timeline Mapper)",
		},
		Metadata: SynthesisMetadata{Fallback: true, Error: "AI_NOT_AVAILABLE"},
	}, out.Synthesis)
	assert.Equal(t, "null", string(out.Guidance), "asked for, and not there")
	assert.True(t, out.Metadata.Degraded)
	assert.Equal(t, 1, s.attempts["generate-synthesis"], "there is nobody to ask again")
	assert.Zero(t, out.Metadata.RetryCount)

	s = newStage(t)
	assert.Nil(t, s.complete(params(Natal, Options{})).Guidance, "absent when nobody asked")
}

func TestEnginesThatFail(t *testing.T) {
	for name, c := range map[string]struct {
		outcome  service.BatchOutcome
		attempts int
		degraded bool
	}{
		"rejects its input": {failed("vimshottari", engines.CodeValidationError, "Missing required field: birth_time"), 1, false},
		"does not exist":    {failed("vimshottari", engines.CodeEngineNotFound, "Engine 'vimshottari' not found"), 1, true},
		"breaks down":       {failed("vimshottari", engines.CodeCalculationFailed, "Engine 'vimshottari' could not complete the calculation"), 4, true},
	} {
		t.Run(name, func(t *testing.T) {
			s := newStage(t)
			withModel(s)
			s.engine.calculate = outcomes(c.outcome)
			out := s.complete(params(Natal, Options{}))
			assert.Equal(t, "null", string(out.CoreEngines["vimshottari"]))
			assert.Equal(t, map[string]EngineError{"vimshottari": {c.outcome.Code, c.outcome.Error}}, out.EngineErrors)
			assert.Equal(t, []string{"numerology", "human_design", "astrology"}, out.Metadata.EnginesProcessed)
			assert.Equal(t, c.degraded, out.Metadata.Degraded)
			assert.Equal(t, c.attempts, s.attempts["calculate-core-engines"])
			assert.Equal(t, c.attempts-1, out.Metadata.RetryCount)
			var asked []string
			for _, e := range s.ai.syntheses[0].CoreEngines {
				asked = append(asked, e.EngineName)
				assert.JSONEq(t, string(success(e.EngineName).Data), string(e.Data), "failed engines do not shift the others' names")
			}
			assert.Equal(t, out.Metadata.EnginesProcessed, asked)
		})
	}
}

func TestTheEngineServiceRecovers(t *testing.T) {
	s := newStage(t)
	withModel(s)
	s.engine.calculate = func(call int, b service.Batch) (service.BatchResult, error) {
		if call < 3 {
			return service.BatchResult{}, errDown
		}
		return outcomes()(call, b)
	}
	out := s.complete(params(Natal, everything))
	assert.Equal(t, map[string]int{"calculate-core-engines": 3, "generate-synthesis": 1, "generate-guidance": 1,
		"save-results": 1, "record-completion": 1}, s.attempts)
	assert.Equal(t, 2, out.Metadata.RetryCount)
	assert.False(t, out.Metadata.Degraded)
}

func TestInstancesThatError(t *testing.T) {
	broken := func(err error) func(*stage) {
		return func(s *stage) {
			s.engine.calculate = func(int, service.Batch) (service.BatchResult, error) { return service.BatchResult{}, err }
		}
	}
	for name, c := range map[string]struct {
		prepare  func(*stage)
		attempts int
		message  string
	}{
		"the service stays down": {broken(errDown), 4, "NATAL_WORKFLOW_FAILED: The engines could not be reached"},
		"the service refuses":    {broken(&rpc.Error{Code: "INVALID_PARAMS", Status: 400, Message: "no"}), 1, "NATAL_WORKFLOW_FAILED: The engines could not be reached"},
		"results that are not those asked for": {func(s *stage) {
			s.engine.calculate = func(int, service.Batch) (service.BatchResult, error) {
				return service.BatchResult{Results: []service.BatchOutcome{success("tarot"), success("tarot"), success("tarot"), success("tarot")}}, nil
			}
		}, 4, "NATAL_WORKFLOW_FAILED: The engines could not be reached"},
		"all engines failed": {func(s *stage) {
			s.engine.calculate = outcomes(failed("numerology", engines.CodeValidationError, "no name"),
				failed("human_design", engines.CodeEngineNotFound, "not found"), failed("vimshottari", engines.CodeValidationError, "no time"),
				failed("astrology", engines.CodeValidationError, "no place"))
		}, 1, "NATAL_WORKFLOW_FAILED: None of the engines could calculate: numerology: no name; human_design: not found; vimshottari: no time; astrology: no place"},
	} {
		t.Run(name, func(t *testing.T) {
			s := newStage(t)
			c.prepare(s)
			_, err := s.run(s.workflow().Run, params(Natal, everything))
			require.EqualError(t, err, c.message)
			assert.Equal(t, []string{"calculate-core-engines"}, s.order)
			assert.Equal(t, c.attempts, s.attempts["calculate-core-engines"])
		})
	}

	s := newStage(t)
	for _, broken := range []any{7, map[string]any{}, map[string]any{"workflowType": "shadow", "userProfile": map[string]any{"userId": "42"}},
		map[string]any{"workflowType": "natal"}} {
		_, err := s.run(s.workflow().Run, broken)
		assert.Error(t, err, broken)
	}
	assert.Empty(t, s.order)
}

// What is not indispensable may fail for good.
func TestPartsThatFail(t *testing.T) {
	result := func(r service.SynthesisResult, err error) func(int) (service.SynthesisResult, error) {
		return func(int) (service.SynthesisResult, error) { return r, err }
	}
	for name, c := range map[string]struct {
		prepare func(*stage)
		step    string
		tries   int
		check   func(*testing.T, *stage, Output)
	}{
		"the AI service is down": {
			func(s *stage) { s.ai.synthesize = result(service.SynthesisResult{}, errDown) },
			"generate-synthesis", 3,
			func(t *testing.T, _ *stage, out Output) {
				assert.Nil(t, out.Synthesis.AIAnalysis)
				assert.True(t, out.Synthesis.Metadata.Fallback)
				assert.Equal(t, `"Begin \"small\"."`, string(out.Guidance))
			},
		},
		"every model failed": {
			func(s *stage) { s.ai.synthesize = result(service.SynthesisResult{Code: service.CodeAIError}, nil) },
			"generate-synthesis", 3,
			func(t *testing.T, _ *stage, out Output) { assert.True(t, out.Synthesis.Metadata.Fallback) },
		},
		"the AI service refuses": {
			func(s *stage) { s.ai.synthesize = result(service.SynthesisResult{Code: "INVALID_PARAMS"}, nil) },
			"generate-synthesis", 1,
			func(t *testing.T, _ *stage, out Output) { assert.True(t, out.Synthesis.Metadata.Fallback) },
		},
		"no guidance": {
			func(s *stage) { s.ai.guide = result(service.SynthesisResult{}, errDown) },
			"generate-guidance", 3,
			func(t *testing.T, _ *stage, out Output) {
				assert.Equal(t, "null", string(out.Guidance))
				assert.Equal(t, "It all fits.", *out.Synthesis.AIAnalysis)
			},
		},
		"nothing is saved": {
			func(s *stage) { s.broken = "INSERT INTO workflow_results" },
			"save-results", 3,
			func(t *testing.T, s *stage, out Output) { assert.NotNil(t, out.Metadata.CompletionTime) },
		},
		"nothing is recorded": {
			func(s *stage) { s.broken = "timeline_entries" },
			"record-completion", 3,
			func(t *testing.T, s *stage, out Output) {
				assert.Nil(t, out.Metadata.CompletionTime)
				assert.Nil(t, out.Metadata.Duration)
			},
		},
	} {
		t.Run(name, func(t *testing.T) {
			s := newStage(t)
			withModel(s)
			c.prepare(s)
			out := s.complete(params(Natal, everything))
			assert.Len(t, s.order, 5)
			assert.Equal(t, c.tries, s.attempts[c.step])
			assert.True(t, out.Metadata.Degraded)
			c.check(t, s, out)
		})
	}
}

func TestForecastsAreOmittedAndSaidToBe(t *testing.T) {
	s := newStage(t)
	withModel(s)
	raw, err := s.run(s.workflow().Run, params(Natal, Options{IncludeForecast: true}))
	require.NoError(t, err)
	assert.NotContains(t, string(raw), `"forecast":`)
	out := decodeOutput(t, raw)
	assert.Equal(t, []string{"forecast"}, out.Metadata.Omitted)
	assert.True(t, out.Metadata.Degraded)
}

// The program may be killed between any two steps or in the middle of one. The instance goes on,
// no finished step runs again, and nothing is written twice.
func TestKilledAnywhere(t *testing.T) {
	reference := newStage(t)
	withModel(reference)
	want := reference.complete(params(Spiritual, everything))
	require.Len(t, reference.points, 15)

	for _, point := range reference.points {
		t.Run(point, func(t *testing.T) {
			s := newStage(t)
			withModel(s)
			s.killAt = point
			got := s.complete(params(Spiritual, everything))
			require.Equal(t, 1, s.kills)

			where, step, _ := strings.Cut(point, " ")
			for name, attempts := range s.attempts {
				if name == step && where == "inside" {
					assert.Equal(t, 2, attempts, "the platform does not know that the body had come to its end")
				} else {
					assert.Equal(t, 1, attempts, name)
				}
			}
			if where == "inside" {
				assert.Equal(t, 1, got.Metadata.RetryCount)
				got.Metadata.RetryCount = 0
			}
			assert.Equal(t, want, got)

			rows, err := s.db.Query(t.Context(), "SELECT timestamp FROM timeline_entries")
			require.NoError(t, err)
			require.Equal(t, 1, rows.Len())
			assert.Equal(t, *got.Metadata.CompletionTime, rows.At(0).Text("timestamp"), "the first completion counts")
			rows, err = s.db.Query(t.Context(), "SELECT workflow_id FROM workflow_results")
			require.NoError(t, err)
			assert.Equal(t, 1, rows.Len())
		})
	}
}

func TestWhatIsRecorded(t *testing.T) {
	s := newStage(t)
	withModel(s)
	p := params(Spiritual, everything)
	p.UserProfile.Intention, p.Source = "How do I rest?", "web"
	s.complete(p)
	rows, err := s.db.Query(t.Context(), "SELECT * FROM timeline_entries")
	require.NoError(t, err)
	require.Equal(t, 1, rows.Len())
	row := rows.At(0)
	assert.Equal(t, s.InstanceID(), row.Text("id"))
	assert.Equal(t, int64(42), row.Int("user_id"))
	assert.Equal(t, "2025-07-19T08:00:01.000Z", row.Text("timestamp"))
	assert.Equal(t, "workflow_spiritual", row.Text("type"))
	assert.Equal(t, "spiritual", row.Text("workflow_type"))
	assert.True(t, row.Null("engine_name"))
	assert.JSONEq(t, `{"intention":"How do I rest?","options":{"depth":"detailed","includeForecast":false,"includeGuidance":true,"saveResults":true}}`,
		row.Text("input"))
	assert.JSONEq(t, `{"confidence":null,"cached":false,"requestId":"`+s.InstanceID()+`","duration":1000,"modelUsed":"example/model","source":"web"}`,
		row.Text("metadata"))
	var result map[string]json.RawMessage
	require.NoError(t, json.Unmarshal([]byte(row.Text("result")), &result))
	assert.JSONEq(t, `["numerology","vimshottari","iching","gene_keys"]`, string(result["enginesProcessed"]))
	assert.Contains(t, string(result["synthesis"]), "It all fits.")
}

func TestWhatEnginesAreAsked(t *testing.T) {
	inputs := func(p Params) map[string]string {
		s := newStage(t)
		s.complete(p)
		require.Len(t, s.engine.batches, 1)
		assert.Equal(t, service.Options{UseCache: true, UserID: "42"}, s.engine.batches[0].Options)
		list := map[string]string{}
		for _, item := range s.engine.batches[0].Engines {
			list[item.EngineName] = string(item.Input)
		}
		return list
	}
	sky := `{"birth_date":"1990-06-15","birth_time":"08:30","timezone":"Europe/London"}`
	skyAndPlace := `{"birth_date":"1990-06-15","birth_time":"08:30","birth_location":[51.48,0],"timezone":"Europe/London"}`
	name := `{"full_name":"Ada Example","birth_date":"1990-06-15","timezone":"Europe/London"}`
	assert.Equal(t, map[string]string{"numerology": name, "human_design": skyAndPlace, "vimshottari": skyAndPlace, "astrology": skyAndPlace},
		inputs(params(Natal, Options{})))
	assert.Equal(t, map[string]string{"numerology": name, "human_design": sky, "gene_keys": sky}, inputs(params(Career, Options{})))

	p := params(Spiritual, Options{})
	p.UserProfile.Intention = "How do I rest?"
	assert.Equal(t, map[string]string{"numerology": name, "vimshottari": sky, "gene_keys": sky,
		"iching": `{"question":"How do I rest?","method":"random"}`}, inputs(p))

	// Nothing stands in for what the profile does not say.
	hours := 0.0
	bare := Params{WorkflowType: Spiritual, UserProfile: service.Profile{UserID: "42", BirthDate: "1990-06-15", TimezoneOffset: &hours}}
	assert.Equal(t, map[string]string{
		"numerology":  `{"birth_date":"1990-06-15","timezone_offset":0}`,
		"vimshottari": `{"birth_date":"1990-06-15","timezone_offset":0}`,
		"gene_keys":   `{"birth_date":"1990-06-15","timezone_offset":0}`,
		"iching":      `{"question":"What deserves my attention on my path now?","method":"random"}`,
	}, inputs(bare))
}

// With the real engine service: what is not built yet is null and explained.
func TestOverTheEnginesThatExist(t *testing.T) {
	s := newStage(t)
	built := &engine.Service{Registry: engines.NewRegistry(numerology.New()), Now: func() time.Time { return s.startsAt }}
	s.engine.calculate = func(_ int, b service.Batch) (service.BatchResult, error) { return built.BatchCalculate(t.Context(), b) }
	out := s.complete(params(Natal, everything))
	var numbers struct {
		LifePath int `json:"life_path"`
	}
	require.NoError(t, json.Unmarshal(out.CoreEngines["numerology"], &numbers))
	assert.Equal(t, 4, numbers.LifePath)
	assert.Equal(t, EngineError{"ENGINE_NOT_FOUND", "Engine 'astrology' not found"}, out.EngineErrors["astrology"])
	assert.Equal(t, []string{"numerology"}, out.Metadata.EnginesProcessed)
	assert.True(t, out.Metadata.Degraded)
	require.NotEmpty(t, out.Synthesis.KeyInsights)
	require.NotEmpty(t, out.Synthesis.Recommendations)
	require.NotEmpty(t, out.Synthesis.Themes)
	for _, list := range [][]string{out.Synthesis.KeyInsights, out.Synthesis.Recommendations, out.Synthesis.Themes} {
		for _, text := range list {
			assert.Contains(t, text, "Numerology Field Extractor")
		}
	}
}

func TestAStepResultIsLimited(t *testing.T) {
	s := newStage(t)
	s.engine.calculate = func(_ int, b service.Batch) (service.BatchResult, error) {
		r, _ := outcomes()(1, b)
		r.Results[0].Data = json.RawMessage(`{"text":"` + strings.Repeat("x", 1<<20) + `"}`)
		return r, nil
	}
	_, err := s.run(s.workflow().Run, params(Natal, everything))
	require.Error(t, err)
	assert.Equal(t, 1, s.attempts["calculate-core-engines"], "it would be as large again")
}
