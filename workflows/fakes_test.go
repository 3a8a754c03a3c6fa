package workflows

import (
	"context"
	"encoding/json"
	"errors"
	"os"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/witnessos/witnessos/internal/engines"
	"github.com/witnessos/witnessos/internal/service"
	"github.com/witnessos/witnessos/internal/sqldb"
	"github.com/witnessos/witnessos/internal/sqldb/sqlitetest"
)

var errDown = errors.New("down")

// engineDouble is an engine service whose answers a test decides.
type engineDouble struct {
	service.Engine
	*platform
	calculate func(call int, b service.Batch) (service.BatchResult, error)
	batches   []service.Batch
}

func (d *engineDouble) BatchCalculate(_ context.Context, b service.Batch) (service.BatchResult, error) {
	assert.True(d.t, d.inStep, "a service outside of a step")
	d.batches = append(d.batches, b)
	return d.calculate(len(d.batches), b)
}

// aiDouble is an AI service whose answers a test decides; nil stands for one without a provider.
type aiDouble struct {
	service.AI
	*platform
	synthesize func(call int) (service.SynthesisResult, error)
	guide      func(call int) (service.SynthesisResult, error)
	syntheses  []service.WorkflowSynthesis
	guidances  []service.Guidance
}

func (d *aiDouble) SynthesizeWorkflow(_ context.Context, p service.WorkflowSynthesis) (service.SynthesisResult, error) {
	assert.True(d.t, d.inStep, "a service outside of a step")
	d.syntheses = append(d.syntheses, p)
	if d.synthesize == nil {
		return noProvider, nil
	}
	return d.synthesize(len(d.syntheses))
}

func (d *aiDouble) GenerateGuidance(_ context.Context, p service.Guidance) (service.SynthesisResult, error) {
	assert.True(d.t, d.inStep, "a service outside of a step")
	d.guidances = append(d.guidances, p)
	if d.guide == nil {
		return noProvider, nil
	}
	return d.guide(len(d.guidances))
}

var noProvider = service.SynthesisResult{Code: service.CodeAINotAvailable, Error: "No AI provider configured"}

// success is a result of an engine, with the parts that a synthesis quotes.
func success(engine string) service.BatchOutcome {
	data := `{"engineName":"` + engine + `",
		"formattedOutput":"The ` + engine + ` of somebody\n\nFirst line of ` + engine + `. Second line.",
		"recommendations":["Try ` + engine + `","Rest"],
		"archetypalThemes":["Builder","Friend of ` + engine + `"]}`
	return service.BatchOutcome{EngineName: engine, Result: engines.Result{Success: true, Data: json.RawMessage(data)}}
}

func failed(engine, code, message string) service.BatchOutcome {
	return service.BatchOutcome{EngineName: engine, Result: engines.Result{Code: code, Error: message}}
}

// outcomes answers a batch: success, unless the engine is among the exceptions.
func outcomes(exceptions ...service.BatchOutcome) func(int, service.Batch) (service.BatchResult, error) {
	return func(_ int, b service.Batch) (service.BatchResult, error) {
		var r service.BatchResult
		for _, item := range b.Engines {
			outcome := success(item.EngineName)
			for _, e := range exceptions {
				if e.EngineName == item.EngineName {
					outcome = e
				}
			}
			r.Results = append(r.Results, outcome)
		}
		r.Summary = service.Summarize(r.Results)
		return r, nil
	}
}

// stage is a workflow with doubles around it. Whatever it does outside of steps fails the test.
type stage struct {
	*platform
	engine *engineDouble
	ai     *aiDouble
	db     sqldb.DB
	broken string // SQL that contains it fails
	ticks  int
}

func newStage(t *testing.T) *stage {
	p := newPlatform(t)
	return &stage{
		platform: p,
		engine:   &engineDouble{platform: p, calculate: outcomes()},
		ai:       &aiDouble{platform: p},
		db:       openDB(t),
	}
}

// openDB is a database after the migrations, with users 42 and 43.
func openDB(t *testing.T) sqldb.DB {
	t.Helper()
	var schema []string
	for _, name := range []string{"0001_accounts.sql", "0002_workflows.sql"} {
		text, err := os.ReadFile("../migrations/" + name)
		require.NoError(t, err)
		schema = append(schema, string(text))
	}
	db := sqlitetest.Open(t, append(schema, schema...)...) // migrations may run twice
	_, err := sqldb.Exec(t.Context(), db,
		"INSERT INTO users (id, email, password_hash) VALUES (42, 'ada@example.org', ''), (43, 'bob@example.org', '')")
	require.NoError(t, err)
	return db
}

// Query and Batch make a stage the workflow's database.
func (s *stage) Query(ctx context.Context, sql string, args ...any) (*sqldb.Rows, error) {
	if s.fails(sql) {
		return nil, errDown
	}
	return s.db.Query(ctx, sql, args...)
}

func (s *stage) Batch(ctx context.Context, statements ...sqldb.Statement) ([]int64, error) {
	for _, statement := range statements {
		if s.fails(statement.SQL) {
			return nil, errDown
		}
	}
	return s.db.Batch(ctx, statements...)
}

func (s *stage) fails(sql string) bool {
	assert.True(s.t, s.inStep, "SQL outside of a step")
	return s.broken != "" && len(containing([]string{sql}, s.broken)) > 0
}

// now moves on by a second at each look.
func (s *stage) now() time.Time {
	assert.True(s.t, s.inStep, "the time outside of a step")
	s.ticks++
	return s.startsAt.Add(time.Duration(s.ticks) * time.Second)
}

func (s *stage) workflow() *Consciousness {
	return NewConsciousness(s.engine, s.ai, s, s.now)
}

// complete runs an instance that must complete, and decodes its output.
func (s *stage) complete(p Params) Output {
	s.t.Helper()
	raw, err := s.run(s.workflow().Run, p)
	require.NoError(s.t, err)
	return decodeOutput(s.t, raw)
}

func decodeOutput(t *testing.T, raw json.RawMessage) (out Output) {
	t.Helper()
	require.NoError(t, json.Unmarshal(raw, &out))
	return out
}

func params(workflowType string, o Options) Params {
	p, err := ParseParams(workflowType, json.RawMessage(`{"userProfile":{"fullName":"Ada Example","birthDate":"1990-06-15",
		"birthTime":"08:30","birthLocation":{"latitude":51.48,"longitude":0,"city":"Greenwich"},"timezone":"Europe/London"}}`), "42")
	if err != nil {
		panic(err)
	}
	p.Options = o
	return p
}
