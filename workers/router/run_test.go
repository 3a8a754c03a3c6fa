//go:build !js

package router

import (
	"context"
	"encoding/json"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/witnessos/witnessos/internal/auth"
	"github.com/witnessos/witnessos/internal/engines"
	"github.com/witnessos/witnessos/internal/engines/biorhythm"
	genekeys "github.com/witnessos/witnessos/internal/engines/gene_keys"
	humandesign "github.com/witnessos/witnessos/internal/engines/human_design"
	"github.com/witnessos/witnessos/internal/engines/numerology"
	"github.com/witnessos/witnessos/internal/engines/vimshottari"
	"github.com/witnessos/witnessos/internal/ratelimit"
	"github.com/witnessos/witnessos/internal/service"
	"github.com/witnessos/witnessos/internal/sqldb"
	"github.com/witnessos/witnessos/internal/sqldb/sqlitetest"
	"github.com/witnessos/witnessos/internal/timeline"
	"github.com/witnessos/witnessos/internal/web"
	"github.com/witnessos/witnessos/workers/engine"
	"github.com/witnessos/witnessos/workflows"
)

// hall is a router with real engines and a real database. User 42 has the token "ada".
type hall struct {
	*Router
	*engine.Service // what the engine service does when a test says nothing else
	t               testing.TB
	now             time.Time
	batches         []service.Batch
	validated       int
	down            error
	answer          func(service.BatchItem) *engines.Result // instead of the engine's, unless nil
	model           *service.SynthesisResult
	asked           []service.WorkflowSynthesis
	created         []workflows.Params
}

type (
	hallEngine struct {
		service.Engine
		*hall
	}
	hallAI struct {
		service.AI
		*hall
	}
	hallAccounts  struct{ *hall }
	hallWorkflows struct {
		Workflows
		*hall
	}
)

func (h hallEngine) BatchCalculate(ctx context.Context, b service.Batch) (service.BatchResult, error) {
	h.hall.batches = append(h.hall.batches, b)
	if h.down != nil {
		return service.BatchResult{}, h.down
	}
	result, err := h.Service.BatchCalculate(ctx, b)
	for i, item := range b.Engines {
		if h.answer != nil && err == nil {
			if other := h.answer(item); other != nil {
				result.Results[i].Result = *other
			}
		}
	}
	return result, err
}

func (h hallEngine) ValidateEngine(ctx context.Context, p service.Calculation) (engines.Validation, error) {
	h.hall.validated++
	if h.down != nil {
		return engines.Validation{}, h.down
	}
	return h.Service.ValidateEngine(ctx, p)
}

func (h hallAI) SynthesizeWorkflow(_ context.Context, p service.WorkflowSynthesis) (service.SynthesisResult, error) {
	h.hall.asked = append(h.hall.asked, p)
	if h.model == nil {
		return service.SynthesisResult{Code: service.CodeAINotAvailable}, nil
	}
	return *h.model, nil
}

func (h hallAccounts) Find(_ context.Context, token string, claims *auth.Claims) (*auth.Account, error) {
	if claims.Subject != "42" {
		return nil, auth.ErrNoUser
	}
	return &auth.Account{ID: 42}, nil
}

func (h hallWorkflows) Create(_ context.Context, _ string, p workflows.Params) error {
	h.hall.created = append(h.hall.created, p)
	return nil
}

func newHall(t testing.TB) *hall {
	h := &hall{t: t, now: time.Date(2025, 7, 18, 23, 30, 0, 0, time.UTC)}
	now := func() time.Time { return h.now }
	h.Service = &engine.Service{
		Registry: engines.NewRegistry(numerology.New(), humandesign.New(), vimshottari.New(), genekeys.New(), biorhythm.New()),
		Now:      now,
	}
	db := sqlitetest.OpenMigrated(t)
	_, err := sqldb.Exec(t.Context(), db, "INSERT INTO users (id, email, password_hash) VALUES (42, 'ada@example.org', '')")
	require.NoError(t, err)
	h.Router = New(Deps{
		Config: Config{
			Keys:    auth.Keys{Current: make([]byte, auth.MinSecret)},
			RateMax: 1 << 40, RateAnonMax: 1 << 40, RateWindow: time.Hour,
		},
		Engine:     hallEngine{nil, h},
		AI:         hallAI{nil, h},
		Accounts:   hallAccounts{h},
		Workflows:  hallWorkflows{nil, h},
		DB:         db,
		Belongings: Belongings{Timeline: &timeline.Store{DB: db, Now: now}},
		Limiter:    ratelimit.NewLimiter(abundance{}, now, ratelimit.DefaultCapacity),
		UUID:       func() string { return "00000000-0000-4000-8000-000000000042" },
		Now:        now,
		WaitUntil:  func(ctx context.Context, f func(context.Context)) { f(ctx) },
	})
	return h
}

// post sends a request; a user "42" is signed in, "" is anonymous.
func (h *hall) post(path, body, user string) (int, map[string]any) {
	h.t.Helper()
	request := &web.Request{ID: "request", Method: "POST", URL: "http://localhost" + path, Body: []byte(body)}
	if user != "" {
		token, err := h.Config.Keys.Sign(user, "ada@example.org", false, "session", h.now, time.Hour)
		require.NoError(h.t, err)
		request.Header.Add("Authorization", "Bearer "+token)
	}
	response := h.Handle(h.t.Context(), request)
	var decoded map[string]any
	require.NoError(h.t, json.Unmarshal(response.Whole(), &decoded), "%s", response.Whole())
	return response.Status, decoded
}

func (h *hall) run(workflow, body string) map[string]any {
	h.t.Helper()
	status, reply := h.post("/workflows/"+workflow, body, "")
	require.Equal(h.t, 200, status, "%v", reply)
	return reply
}

// at walks into a JSON value.
func at(value any, path ...any) any {
	for _, step := range path {
		switch step := step.(type) {
		case string:
			o, _ := value.(map[string]any)
			value = o[step]
		case int:
			list, _ := value.([]any)
			if step >= len(list) {
				return nil
			}
			value = list[step]
		}
	}
	return value
}

// column is the member of that name of every item of a list.
func column(list any, name string) (values []any) {
	items, _ := list.([]any)
	for _, item := range items {
		values = append(values, at(item, name))
	}
	return values
}

const (
	adasProfile  = `"userProfile":{"fullName":"Ada Example","birthDate":"1990-06-15","birthTime":"08:30","birthLocation":[51.48,0],"timezone":"UTC","enneagram":{"selectedType":5}}`
	cleosProfile = `"partnerProfile":{"fullName":"Cleo Sample","birthDate":"1988-12-09","birthTime":"23:15","birthLocation":[48.85,2.35],"timezone":"Europe/Paris","enneagram":{"selectedType":2}}`
)

func TestNatalInOneCall(t *testing.T) {
	h := newHall(t)
	r := h.run("natal", "{"+adasProfile+"}")
	require.Len(t, h.batches, 1, "all engines in one call")
	assert.Zero(t, h.validated)
	assert.False(t, h.batches[0].Options.UseCache)

	assert.Equal(t, "natal", r["workflowType"])
	assert.Equal(t, "natal", r["workflow"])
	results := r["results"]
	assert.Equal(t, []any{"numerology", "human_design", "vimshottari"}, column(results, "engine"))
	assert.Equal(t, []any{true, true, true}, column(results, "success"))
	assert.EqualValues(t, 4, at(results, 0, "data", "data", "life_path"))
	assert.Equal(t, true, at(results, 0, "data", "success"))
	assert.IsType(t, 0.0, at(results, 0, "data", "processingTime"))
	assert.Equal(t, "2025-07-18T23:30:00.000Z", at(results, 0, "data", "timestamp"))
	assert.IsType(t, []any{}, at(results, 0, "warnings"))

	data := r["data"]
	assert.Equal(t, "natal", at(data, "workflow_type"))
	assert.Equal(t, []any{"numerology", "human_design", "vimshottari"}, at(data, "engines_used"))
	assert.Equal(t, at(results, 1, "data", "data"), at(data, "results", "human_design"))
	synthesis := at(data, "synthesis")
	assert.Equal(t, r["synthesis"], at(synthesis, "summary"))
	assert.NotEmpty(t, r["synthesis"])
	assert.Equal(t, "fallback", r["synthesisSource"])
	for _, list := range []string{"key_insights", "recommendations", "themes"} {
		assert.NotEmpty(t, at(synthesis, list), list)
	}
	assert.NotEmpty(t, at(synthesis, "detailed_interpretation"))
	assert.Equal(t, at(data, "engines_used"), at(synthesis, "enginesAnalyzed"))
	for _, part := range []string{"correlations", "unifiedThemes", "fieldSignature", "consciousnessMap", "integrationGuidance", "realityPatches"} {
		assert.Contains(t, synthesis, part)
	}
	assert.NotNil(t, at(synthesis, "fieldSignature", "coherence"))
	assert.Empty(t, h.asked, "the AI service writes for those who are signed in")
}

func TestFailuresStayInTheirPlace(t *testing.T) {
	h := newHall(t)
	r := h.run("career", `{`+strings.Replace(adasProfile, `,"enneagram":{"selectedType":5}`, "", 1)+`}`)
	results := r["results"]
	assert.Equal(t, []any{"numerology", "enneagram", "tarot"}, column(results, "engine"))
	assert.Equal(t, []any{true, false, false}, column(results, "success"))
	assert.Equal(t, []any{nil, "VALIDATION_ERROR", "ENGINE_NOT_FOUND"}, column(results, "code"))
	assert.Equal(t, "Left out: userProfile.enneagram has neither a type nor answers", at(results, 1, "error"))
	assert.Equal(t, true, at(results, 1, "skipped"))
	assert.Equal(t, "Engine 'tarot' not found", at(results, 2, "error"))
	assert.Nil(t, at(results, 2, "skipped"))
	assert.Len(t, h.batches[0].Engines, 2, "what is left out is not asked")
	assert.Equal(t, "general", r["focusArea"])
	assert.Equal(t, []any{"numerology"}, at(r, "data", "engines_used"))
	assert.Contains(t, at(r, "data", "synthesis", "next_steps"), "Add userProfile.enneagram to include Enneagram Resonator.")
	assert.Nil(t, at(r, "data", "synthesis", "fieldSignature", "coherence"), "one engine agrees with nobody")
}

func TestWithoutATimeOfBirth(t *testing.T) {
	h := newHall(t)
	r := h.run("natal", `{"userProfile":{"fullName":"Ada Example","birthDate":"1990-06-15"}}`)
	for i, unknown := range []any{nil, true, true} {
		assert.Equal(t, unknown, at(r, "results", i, "timeUnknown"))
		if unknown == true {
			assert.Contains(t, at(r, "results", i, "warnings"), withoutTime)
			assert.Nil(t, at(r, "results", i, "data", "data", "birth_info", "birth_time"), "no hour was made up")
		}
	}
	assert.Contains(t, at(r, "data", "synthesis", "next_steps"), "Add userProfile.birth_time to settle what the hour of birth decides.")
}

func TestRelationships(t *testing.T) {
	h := newHall(t)
	h.answer = func(item service.BatchItem) *engines.Result { // as the engine will be
		if item.EngineName != "enneagram" {
			return nil
		}
		data := `{"raw_data":{"signals":[]}}`
		if strings.Contains(string(item.Input), `"partner":{`) {
			data = `{"compatibility":{"same_center":false,"text":"A line joins you. It grows. Slowly."}}`
		}
		return &engines.Result{Success: true, Data: json.RawMessage(data)}
	}
	r := h.run("relationships", `{`+adasProfile+`,`+cleosProfile+`}`)
	require.Len(t, h.batches, 1)
	assert.Len(t, h.batches[0].Engines, 9)
	results := r["results"]
	assert.Equal(t, []any{"numerology", "numerology", "enneagram", "enneagram", "tarot"}, column(results, "engine"))
	assert.Equal(t, []any{"self", "partner", "self", "partner", nil}, column(results, "subject"))
	assert.Equal(t, "compatibility", r["focusArea"])
	assert.EqualValues(t, 4, at(r, "data", "results", "numerology", "life_path"))
	assert.Equal(t, "Cleo Sample", at(r, "data", "partner_results", "numerology", "full_name"))

	block := r["compatibility"]
	for _, part := range []string{"numerology", "biorhythm", "human_design", "enneagram"} {
		assert.Equal(t, true, at(block, part, "success"), part)
	}
	assert.Equal(t, "Cleo Sample", at(block, "numerology", "person2", "name"))
	assert.Equal(t, "1988-12-09", at(block, "biorhythm", "partner_birth_date"))
	for _, bond := range []string{"electromagnetic", "companionship", "dominance", "compromise"} {
		assert.IsType(t, []any{}, at(block, "human_design", bond), bond)
	}
	assert.Equal(t, false, at(block, "enneagram", "same_center"))
	assert.Equal(t, []any{"numerology", "biorhythm", "human_design"}, column(at(block, "indicators"), "engine"))
	assert.Equal(t, at(block, "numerology", "overall_score"), at(block, "indicators", 0, "value"))
	assert.Contains(t, at(r, "data", "synthesis", "key_insights"), "Between you, Enneagram Resonator: A line joins you. It grows.")
}

func TestHalfAPartner(t *testing.T) {
	h := newHall(t)
	r := h.run("relationships", `{`+adasProfile+`,"partnerProfile":{"birthDate":"1988-12-09"}}`)
	assert.Equal(t, []any{true, false, false, false, false}, column(r["results"], "success"))
	block := r["compatibility"]
	assert.Equal(t, false, at(block, "numerology", "success"))
	assert.Equal(t, "Left out: partnerProfile.full_name is not given", at(block, "numerology", "error"))
	assert.Equal(t, true, at(block, "biorhythm", "success"))
	assert.Equal(t, true, at(block, "human_design", "success"))
	assert.Equal(t, true, at(block, "human_design", "timeUnknown"))
	assert.NotEmpty(t, at(block, "human_design", "caution"))
	assert.Equal(t, "partnerProfile.enneagram", at(block, "enneagram", "missing"))
	assert.Equal(t, []any{"biorhythm", "human_design"}, column(at(block, "indicators"), "engine"))

	h.answer = func(item service.BatchItem) *engines.Result {
		if item.EngineName == "biorhythm" {
			return &engines.Result{Success: true, Data: json.RawMessage(`{"compatibility":null}`)}
		}
		return nil
	}
	r = h.run("relationships", `{`+adasProfile+`,`+cleosProfile+`}`)
	assert.Equal(t, "COMPARISON_NOT_AVAILABLE", at(r, "compatibility", "biorhythm", "code"), "never a bare null")
	assert.Equal(t, "ENGINE_NOT_FOUND", at(r, "compatibility", "enneagram", "code"))
}

func TestTheDayOfADailyWorkflow(t *testing.T) {
	for name, c := range map[string]struct {
		body, date string
		validated  int
	}{
		"in UTC":         {`{"userProfile":{"birthDate":"1990-06-15"}}`, "2025-07-18", 0},
		"where one is":   {`{"userProfile":{"birthDate":"1990-06-15","timezone":"Europe/Berlin"}}`, "2025-07-19", 1},
		"by an offset":   {`{"userProfile":{"birthDate":"1990-06-15","utcOffset":"-05:00"}}`, "2025-07-18", 1},
		"as asked":       {`{"userProfile":{"birthDate":"1990-06-15","timezone":"Europe/Berlin"},"date":"2025-12-24"}`, "2025-12-24", 0},
		"no such a zone": {`{"userProfile":{"birthDate":"1990-06-15","timezone":"Atlantis/Capital"}}`, "", 1},
	} {
		t.Run(name, func(t *testing.T) {
			h := newHall(t)
			if c.date == "" {
				status, reply := h.post("/workflows/daily", c.body, "")
				assert.Equal(t, 500, status)
				assert.Equal(t, "DAILY_WORKFLOW_FAILED", reply["code"])
				assert.Contains(t, at(reply, "details", "engines", 0, "error"), "timezone")
				return
			}
			r := h.run("daily", c.body)
			assert.Equal(t, c.date, r["date"])
			assert.Equal(t, c.date, at(r, "data", "results", "biorhythm", "target_date"))
			assert.Equal(t, c.validated, h.validated)
			assert.Equal(t, "What deserves my attention today?", r["question"])
			assert.NotContains(t, r, "metadata")
			assert.NotContains(t, r, "forecast")
			for _, cycle := range []string{"physical", "emotional", "intellectual"} {
				for _, field := range []string{"value", "phase", "description"} {
					assert.Contains(t, at(r, "data", "results", "biorhythm", cycle), field)
				}
			}
		})
	}
}

func TestOraclesForTheFormerClient(t *testing.T) {
	h := newHall(t)
	h.answer = func(item service.BatchItem) *engines.Result {
		switch item.EngineName {
		case "iching":
			return &engines.Result{Success: true, Data: json.RawMessage(`{"interpretation":"All of it.","guidance_summary":"Come back.","hexagram":{"number":24,"name":"Return","chinese":"復","judgment":"It returns."}}`)}
		case "tarot":
			return &engines.Result{Success: true, Data: json.RawMessage(`{"cards":[{"name":"The Star"}],"interpretation":"A clear night.","overall_theme":"hope"}`)}
		}
		return nil
	}
	r := h.run("daily", `{"userProfile":{"birthDate":"1990-06-15"},"intention":"How do I rest?"}`)
	assert.Equal(t, "How do I rest?", r["question"])
	cast, cards := at(r, "data", "results", "iching"), at(r, "data", "results", "tarot")
	assert.Equal(t, map[string]any{"judgment": "It returns.", "guidance": "Come back."}, at(cast, "interpretation"))
	assert.Equal(t, "復", at(cast, "hexagram", "chinese_name"))
	assert.EqualValues(t, 24, at(cast, "hexagram", "number"))
	assert.Equal(t, map[string]any{"overall_message": "A clear night."}, at(cards, "interpretation"))
	assert.Equal(t, "The Star", at(cards, "cards", 0, "name"))
	assert.Equal(t, "All of it.", at(r, "results", 1, "data", "data", "interpretation"), "the engine's own stays as it is")
	for _, item := range h.batches[0].Engines {
		assert.NotContains(t, string(item.Input), "seed", "nobody is signed in")
	}
}

func TestForecastsAreNotMadeUp(t *testing.T) {
	h := newHall(t)
	r := h.run("daily", `{"userProfile":{"birthDate":"1990-06-15"},"forecastMode":true,"includePredictive":true}`)
	assert.Nil(t, r["forecast"])
	assert.Contains(t, r, "forecast")
	assert.Equal(t, map[string]any{"omitted": []any{"forecast", "predictiveInsights"}, "degraded": true}, r["metadata"])
	assert.NotEmpty(t, r["synthesis"])
}

func TestCustomWorkflows(t *testing.T) {
	h := newHall(t)
	r := h.run("custom", `{`+adasProfile+`,"engines":[{"engine":"gene-keys","input":{}},{"engine":"palmistry"},{"engine":"biorhythm","input":{"forecast_days":0}},
		{"engine":"numerology","input":{"full_name":"Eve Other"}},{"engine":"numerology"}],"options":{"mine":[1]}}`)
	results := r["results"]
	assert.Equal(t, []any{"gene_keys", "palmistry", "biorhythm", "numerology", "numerology"}, column(results, "engine"))
	assert.Equal(t, column(results, "engine"), r["engines"])
	assert.Equal(t, []any{true, false, false, true, true}, column(results, "success"))
	assert.Equal(t, []any{nil, "ENGINE_NOT_FOUND", "VALIDATION_ERROR", nil, nil}, column(results, "code"))
	assert.Equal(t, "forecast_days", at(results, 2, "details", "field"))
	assert.Equal(t, "Eve Other", at(r, "data", "results", "numerology", "full_name"), "the first of two")
	assert.Equal(t, []any{"gene_keys", "numerology"}, at(r, "data", "engines_used"))
	assert.Equal(t, map[string]any{"mine": []any{1.0}}, r["options"])

	set := h.run("custom", `{`+adasProfile+`,"set":"daily_guidance"}`)
	assert.Equal(t, "daily_guidance", set["workflowName"])
	assert.Equal(t, []any{"biorhythm", "numerology", "tarot"}, set["engines"])
	assert.Equal(t, map[string]any{}, set["options"])
}

func TestSignedIn(t *testing.T) {
	h := newHall(t)
	h.model = &service.SynthesisResult{Success: true, Synthesis: "First this. Then that. And a key insight: rest.", Metadata: service.SynthesisMetadata{Model: "example/model"}}
	status, r := h.post("/workflows/relationships", `{`+adasProfile+`,`+cleosProfile+`,"userId":42}`, "42")
	require.Equal(t, 200, status)
	assert.Equal(t, "ai", r["synthesisSource"])
	assert.Equal(t, "First this. Then that.", r["synthesis"])
	assert.Equal(t, h.model.Synthesis, at(r, "data", "synthesis", "detailed_interpretation"))
	assert.Contains(t, at(r, "data", "synthesis", "key_insights"), "And a key insight: rest.")
	require.Len(t, h.asked, 1)
	assert.Equal(t, service.Profile{UserID: "42"}, h.asked[0].UserProfile, "the model learns no name")
	assert.Equal(t, "relationships", h.asked[0].WorkflowType)

	rows, err := h.DB.Query(t.Context(), "SELECT * FROM timeline_entries")
	require.NoError(t, err)
	require.Equal(t, 1, rows.Len())
	row := rows.At(0)
	assert.Equal(t, "workflow_relationships", row.Text("type"))
	assert.Equal(t, "relationships", row.Text("workflow_type"))
	assert.EqualValues(t, 42, row.Int("user_id"))
	assert.True(t, row.Null("engine_name"))
	assert.JSONEq(t, `{"confidence":100,"cached":false,"requestId":"request","duration":0,"source":"api","modelUsed":"example/model"}`, row.Text("metadata"))
	assert.Contains(t, row.Text("result"), `"compatibilityIndicators":[{"engine":"numerology"`)
	for _, column := range []string{"input", "result"} {
		assert.True(t, json.Valid([]byte(row.Text(column))), column)
		assert.NotContains(t, row.Text(column), "1988-12-09", "nothing of the partner's profile")
	}

	status, _ = h.post("/workflows/daily", `{"userProfile":{"birthDate":"1990-06-15"}}`, "42")
	require.Equal(t, 200, status)
	first := h.batches[len(h.batches)-1].Engines[2].Input
	assert.Contains(t, string(first), `"seed":"`)
	_, _ = h.post("/workflows/daily", `{"userProfile":{"birthDate":"1990-06-15"}}`, "42")
	assert.Equal(t, string(first), string(h.batches[len(h.batches)-1].Engines[2].Input), "the same draw all day")

	h.model = nil
	_, r = h.post("/workflows/natal", `{`+adasProfile+`}`, "42")
	assert.Equal(t, "fallback", r["synthesisSource"])
	_, r = h.post("/workflows/natal", `{`+adasProfile+`,"userId":"43"}`, "42")
	assert.Equal(t, "FORBIDDEN", r["code"])
	for _, part := range []string{`"options":{"userId":43}`, `"userProfile":{"fullName":"A","birthDate":"1990-06-15","userId":43}`} {
		_, r = h.post("/workflows/natal", `{`+adasProfile+`,`+part+`}`, "42")
		assert.Equal(t, "FORBIDDEN", r["code"], part)
	}
	status, _ = h.post("/workflows/natal", `{`+adasProfile+`,"userId":"43"}`, "")
	assert.Equal(t, 200, status, "of anonymous callers it is ignored")
}

func TestWhenNothingWorks(t *testing.T) {
	h := newHall(t)
	for path, c := range map[string]struct{ body, code string }{
		"natal":         {`{"userProfile":{"fullName":"日本","birthDate":"2025-07-19","timezone":"UTC"}}`, "NATAL_WORKFLOW_FAILED"},
		"shadow":        {`{"userProfile":{}}`, "SHADOW_WORKFLOW_FAILED"},
		"relationships": {`{"userProfile":{"fullName":"日本","birthDate":"2025-07-19","timezone":"UTC"},"partnerProfile":{"fullName":"日本"}}`, "RELATIONSHIP_WORKFLOW_FAILED"},
		"custom":        {`{"userProfile":{},"engines":[{"engine":"palmistry"}]}`, "CUSTOM_WORKFLOW_FAILED"},
		"daily":         {`{"userProfile":{"birthDate":"2025-07-19","timezone":"UTC"}}`, "DAILY_WORKFLOW_FAILED"},
		"spiritual":     {`{"userProfile":{},"intention":"x"}`, "SPIRITUAL_WORKFLOW_FAILED"},
	} {
		status, r := h.post("/workflows/"+path, c.body, "")
		assert.Equal(t, 500, status, path)
		assert.Equal(t, c.code, r["code"])
		assert.NotEmpty(t, at(r, "details", "engines", 0, "error"), path)
	}
	h.down = errors.New("connection lost")
	status, r := h.post("/workflows/natal", `{`+adasProfile+`}`, "")
	assert.Equal(t, 503, status)
	assert.Equal(t, "SERVICE_UNAVAILABLE", r["code"])
	status, _ = h.post("/workflows/daily", `{`+adasProfile+`}`, "")
	assert.Equal(t, 503, status)
	rows, err := h.DB.Query(t.Context(), "SELECT id FROM timeline_entries")
	require.NoError(t, err)
	assert.Zero(t, rows.Len())
}

func TestModes(t *testing.T) {
	h := newHall(t)
	async := `,"options":{"async":true}}`
	for name, c := range map[string]struct {
		path, body, user string
		status           int
	}{
		"waits":                              {"/workflows/natal", `{` + adasProfile + `}`, "42", 200},
		"in the background":                  {"/workflows/natal", `{` + adasProfile + async, "42", 202},
		"by the query":                       {"/workflows/career?async=true", `{` + adasProfile + `}`, "42", 202},
		"without a name, with a depth":       {"/workflows/natal", `{"userProfile":{"birthDate":"1990-06-15"},"options":{"depth":"basic"}}`, "42", 202},
		"with a name and a depth":            {"/workflows/natal", `{` + adasProfile + `,"options":{"depth":"basic"}}`, "", 200},
		"needs an owner":                     {"/workflows/natal", `{` + adasProfile + async, "", 401},
		"needs an owner, before the body":    {"/workflows/natal?async=true", `{`, "", 401},
		"a stranger":                         {"/workflows/natal?async=true", `{`, "41", 401},
		"a wish that the others do not know": {"/workflows/shadow?async=true", `{` + adasProfile + async, "", 200},
		"a custom one waits":                 {"/workflows/custom", `{` + adasProfile + `,"engines":[{"engine":"biorhythm"}],"options":{"async":true}}`, "", 200},
	} {
		status, r := h.post(c.path, c.body, c.user)
		assert.Equal(t, c.status, status, "%s: %v", name, r)
	}
	assert.Len(t, h.created, 3)
	for path, code := range map[string]string{"/workflows/palmistry": "ENDPOINT_NOT_FOUND", "/workflows": "ENDPOINT_NOT_FOUND", "/workflows/natal/more": "METHOD_NOT_ALLOWED"} {
		_, r := h.post(path, `{}`, "")
		assert.Equal(t, code, r["code"], path)
	}
	for _, body := range []string{`[]`, `{"a":`, `7`} {
		_, r := h.post("/workflows/shadow", body, "")
		assert.Equal(t, "INVALID_JSON", r["code"], body)
	}
	for body, code := range map[string]string{
		`{}`: "MISSING_ENGINES", `{"engines":[]}`: "MISSING_ENGINES", `{"engines":null}`: "MISSING_ENGINES", `{"engines":{}}`: "MISSING_ENGINES",
		`{"engines":[7]}`: "VALIDATION_ERROR", `{"engines":[{"input":{}}]}`: "VALIDATION_ERROR", `{"engines":[{"engine":7}]}`: "VALIDATION_ERROR",
		`{"engines":[` + strings.TrimSuffix(strings.Repeat(`{"engine":"tarot"},`, 21), ",") + `]}`: "MISSING_ENGINES",
		`{"engines":[{"engine":"tarot"}]}`: "MISSING_PROFILE", `{"set":"palmistry","userProfile":{}}`: "VALIDATION_ERROR", `{"set":7,"userProfile":{}}`: "MISSING_ENGINES",
	} {
		status, r := h.post("/workflows/custom", body, "")
		assert.Equal(t, 400, status, body)
		assert.Equal(t, code, r["code"], body)
	}
	_, r := h.post("/api/workflows/natal", `{"userProfile":{"fullName":"Ada"}}`, "")
	assert.Equal(t, "MISSING_PROFILE", r["code"])
	assert.Equal(t, "userProfile.birth_date", at(r, "details", "field"))
}

// BenchmarkNatal is the router's share of a natal workflow: the engines' results are ready.
func BenchmarkNatal(b *testing.B) {
	h, ready := newHall(b), map[string]*engines.Result{}
	for _, name := range []string{"numerology", "human_design", "vimshottari"} {
		input := `{"full_name":"Ada Example","birth_date":"1990-06-15","birth_time":"08:30","birth_location":[51.48,0],"timezone":"UTC"}`
		result := h.Registry.Calculate(engines.Env{Now: h.now}, name, json.RawMessage(input))
		ready[name] = &result
	}
	h.Registry = engines.NewRegistry()
	h.answer = func(item service.BatchItem) *engines.Result { return ready[item.EngineName] }
	request := &web.Request{ID: "request", Method: "POST", URL: "http://localhost/workflows/natal", Body: []byte(`{` + adasProfile + `}`)}
	b.ReportAllocs()
	size := 0
	for b.Loop() {
		size = h.Handle(b.Context(), request).Size()
	}
	b.ReportMetric(float64(size), "bytes/reply")
}
