package service

import (
	"context"
	"encoding/json"
	"slices"
	"time"

	"github.com/witnessos/witnessos/internal/engines"
	"github.com/witnessos/witnessos/internal/rawjson"
	"github.com/witnessos/witnessos/internal/resilience"
	"github.com/witnessos/witnessos/internal/rpc"
)

// Engine is the service that calculates. Faults of an input are results; errors mean that the
// service could not do its work.
type Engine interface {
	CalculateEngine(context.Context, Calculation) (engines.Result, error)
	ValidateEngine(context.Context, Calculation) (engines.Validation, error)
	// GetEngineMetadata returns an *rpc.Error with ENGINE_NOT_FOUND (404) for an unknown name.
	GetEngineMetadata(context.Context, Named) (json.RawMessage, error)
	// GetQuestions returns what an engine asks a person before it can calculate, or an *rpc.Error with
	// ENGINE_NOT_FOUND or QUESTIONS_NOT_FOUND (404).
	GetQuestions(context.Context, Named) (json.RawMessage, error)
	// ListEngines returns the engines that can calculate now, in canonical order.
	ListEngines(context.Context, None) ([]string, error)
	// BatchCalculate returns an *rpc.Error with INVALID_PARAMS (400) for 0 or more than MaxBatch items.
	BatchCalculate(context.Context, Batch) (BatchResult, error)
	HealthCheck(context.Context, None) (EngineHealth, error)
	GetTestInput(context.Context, Named) (json.RawMessage, error)
}

// Calculation asks for one engine. Options matter to the cache in front of the service only.
type Calculation struct {
	EngineName string          `json:"engineName"`
	Input      json.RawMessage `json:"input"`
	Options    Options         `json:"options,omitzero"`
}

// Bulk tells package rpc what to pass on without reading it.
func (c *Calculation) Bulk() []*json.RawMessage { return []*json.RawMessage{&c.Input} }

// AppendMessage implements what package rpc asks of frequent messages.
func (c *Calculation) AppendMessage(b []byte) ([]byte, error) {
	b = rawjson.AppendString(append(b, `{"engineName":`...), c.EngineName)
	if c.Options != (Options{}) {
		b = c.Options.append(append(b, `,"options":`...))
	}
	return append(b, '}'), nil
}

// ReadMessage implements what package rpc asks of frequent messages. The input may stand in the
// message as well as behind it.
func (c *Calculation) ReadMessage(text []byte) error {
	return rawjson.Each(text, func(name []byte, value json.RawMessage) (err error) {
		switch string(name) {
		case "engineName":
			c.EngineName, err = rawjson.String(value)
		case "input":
			c.Input = value
		case "options":
			err = c.Options.read(value)
		}
		return err
	})
}

// Options say what to do with a result. UserID is the proven subject, never what a body claims.
type Options struct {
	UseCache    bool   `json:"useCache,omitempty"`
	UserID      string `json:"userId,omitempty"`
	SaveProfile bool   `json:"saveProfile,omitempty"`
}

// append writes options of which at least one is set.
func (o *Options) append(b []byte) []byte {
	b = append(b, '{')
	if o.UseCache {
		b = append(b, `"useCache":true,`...)
	}
	if o.UserID != "" {
		b = append(rawjson.AppendString(append(b, `"userId":`...), o.UserID), ',')
	}
	if o.SaveProfile {
		b = append(b, `"saveProfile":true,`...)
	}
	b[len(b)-1] = '}' // in the place of the last comma
	return b
}

func (o *Options) read(text []byte) error {
	return rawjson.Each(text, func(name []byte, value json.RawMessage) (err error) {
		switch string(name) {
		case "useCache":
			o.UseCache, err = rawjson.Bool(value)
		case "userId":
			o.UserID, err = rawjson.String(value)
		case "saveProfile":
			o.SaveProfile, err = rawjson.Bool(value)
		}
		return err
	})
}

// Named asks for an engine by name.
type Named struct {
	Name string `json:"name"`
}

// MaxBatch is the number of items that a batch may have.
const MaxBatch = 20

// Batch asks for several engines at once.
type Batch struct {
	Engines []BatchItem `json:"engines"`
	Options Options     `json:"options,omitzero"`
}

// BatchItem is one engine of a batch.
type BatchItem struct {
	EngineName string          `json:"engineName"`
	Input      json.RawMessage `json:"input"`
}

// Bulk tells package rpc what to pass on without reading it.
func (b *Batch) Bulk() []*json.RawMessage {
	texts := make([]*json.RawMessage, len(b.Engines))
	for i := range b.Engines {
		texts[i] = &b.Engines[i].Input
	}
	return texts
}

// BatchResult has a result for each item, in order.
type BatchResult struct {
	Results []BatchOutcome `json:"results"`
	Summary Summary        `json:"summary"`
}

// Bulk tells package rpc what to pass on without reading it.
func (b *BatchResult) Bulk() []*json.RawMessage {
	texts := make([]*json.RawMessage, len(b.Results))
	for i := range b.Results {
		texts[i] = &b.Results[i].Data
	}
	return texts
}

// BatchOutcome is one item's result.
type BatchOutcome struct {
	EngineName string `json:"engineName"`
	engines.Result
}

// Summary counts the outcomes of a batch.
type Summary struct {
	Total      int `json:"total"`
	Successful int `json:"successful"`
	Failed     int `json:"failed"`
	Cached     int `json:"cached"`
}

// Summarize counts.
func Summarize(results []BatchOutcome) Summary {
	s := Summary{Total: len(results)}
	for _, r := range results {
		if r.Success {
			s.Successful++
		} else {
			s.Failed++
		}
		if r.Metadata.Cached {
			s.Cached++
		}
	}
	return s
}

// EngineHealth is the engine service's account of itself. Missing names the engines of the
// catalogue that are not built.
type EngineHealth struct {
	Status    string   `json:"status"`
	Engines   []string `json:"engines"`
	Missing   []string `json:"missing,omitempty"`
	Ephemeris bool     `json:"ephemeris"`
	Version   string   `json:"version"`
	Timestamp string   `json:"timestamp"`
}

var (
	calculateEngine   = declare[Calculation, engines.Result]("calculateEngine", 10*time.Second, 2).as(wholeCalculation)
	validateEngine    = declare[Calculation, engines.Validation]("validateEngine", 2*time.Second, 2).as(wholeValidation)
	getEngineMetadata = declare[Named, json.RawMessage]("getEngineMetadata", 2*time.Second, 2).as(anObject)
	getQuestions      = declare[Named, json.RawMessage]("getQuestions", 2*time.Second, 2).as(anObject)
	listEngines       = declare[None, []string]("listEngines", 2*time.Second, 2)
	batchCalculate    = declare[Batch, BatchResult]("batchCalculate", 20*time.Second, 2).as(wholeBatch)
	engineHealth      = declare[None, EngineHealth]("healthCheck", 2*time.Second, 0).as(wholeEngineHealth)
	getTestInput      = declare[Named, json.RawMessage]("getTestInput", 2*time.Second, 2).as(anObject)
)

// wholeResult reports whether a result has its data, or says why there are none.
func wholeResult(r engines.Result) bool {
	if r.Success {
		return isObject(r.Data)
	}
	return r.Code != ""
}

func wholeCalculation(_ Calculation, r engines.Result) bool { return wholeResult(r) }

func wholeValidation(_ Calculation, v engines.Validation) bool { return v.Valid || len(v.Errors) > 0 }

func wholeBatch(p Batch, b BatchResult) bool {
	return len(b.Results) == len(p.Engines) &&
		!slices.ContainsFunc(b.Results, func(o BatchOutcome) bool { return !wholeResult(o.Result) })
}

func wholeEngineHealth(_ None, h EngineHealth) bool { return h.Status != "" }

func anObject(_ Named, o json.RawMessage) bool { return isObject(o) }

func isObject(raw json.RawMessage) bool { return len(raw) > 0 && raw[0] == '{' }

// EngineClient is the Engine of another Worker.
type EngineClient struct{ client }

var _ Engine = EngineClient{}

// NewEngineClient makes a client over a transport; every call but HealthCheck passes the guard.
func NewEngineClient(t rpc.Transport, g *resilience.Guard) EngineClient {
	return EngineClient{client{t, g}}
}

// CalculateEngine implements Engine.
func (c EngineClient) CalculateEngine(ctx context.Context, p Calculation) (engines.Result, error) {
	return invoke(ctx, c.client, calculateEngine, p)
}

// ValidateEngine implements Engine.
func (c EngineClient) ValidateEngine(ctx context.Context, p Calculation) (engines.Validation, error) {
	return invoke(ctx, c.client, validateEngine, p)
}

// GetEngineMetadata implements Engine.
func (c EngineClient) GetEngineMetadata(ctx context.Context, p Named) (json.RawMessage, error) {
	return invoke(ctx, c.client, getEngineMetadata, p)
}

// GetQuestions implements Engine.
func (c EngineClient) GetQuestions(ctx context.Context, p Named) (json.RawMessage, error) {
	return invoke(ctx, c.client, getQuestions, p)
}

// ListEngines implements Engine.
func (c EngineClient) ListEngines(ctx context.Context, p None) ([]string, error) {
	return invoke(ctx, c.client, listEngines, p)
}

// BatchCalculate implements Engine.
func (c EngineClient) BatchCalculate(ctx context.Context, p Batch) (BatchResult, error) {
	return invoke(ctx, c.client, batchCalculate, p)
}

// HealthCheck implements Engine.
func (c EngineClient) HealthCheck(ctx context.Context, _ None) (EngineHealth, error) {
	return check(ctx, c.client, engineHealth)
}

// GetTestInput implements Engine.
func (c EngineClient) GetTestInput(ctx context.Context, p Named) (json.RawMessage, error) {
	return invoke(ctx, c.client, getTestInput, p)
}

// NewEngineServer answers RPC calls with an Engine.
func NewEngineServer(e Engine) rpc.Server {
	s := rpc.Server{}
	rpc.Handle(s, calculateEngine.Method, e.CalculateEngine)
	rpc.Handle(s, validateEngine.Method, e.ValidateEngine)
	rpc.Handle(s, getEngineMetadata.Method, e.GetEngineMetadata)
	rpc.Handle(s, getQuestions.Method, e.GetQuestions)
	rpc.Handle(s, listEngines.Method, e.ListEngines)
	rpc.Handle(s, batchCalculate.Method, e.BatchCalculate)
	rpc.Handle(s, engineHealth.Method, e.HealthCheck)
	rpc.Handle(s, getTestInput.Method, e.GetTestInput)
	return s
}
