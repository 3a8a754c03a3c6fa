package router

import (
	"context"
	"encoding/json"
	"slices"
	"time"

	"github.com/witnessos/witnessos/internal/api"
	"github.com/witnessos/witnessos/internal/engines"
	"github.com/witnessos/witnessos/internal/rawjson"
	"github.com/witnessos/witnessos/internal/service"
)

const engineServiceName = "witnessos-engines"

// catalogFor is how long the engine service's answer to "what can you calculate" is good for.
const catalogFor = 10 * time.Second

// engineCatalog remembers the members of GET /engines, whose only moving part is what the engine
// service says that it can calculate.
type engineCatalog struct {
	asked    time.Time
	names    *api.Object // engines as names
	detailed *api.Object // engines as objects
	built    []string
}

func (r *Router) askCatalog(ctx context.Context) (*engineCatalog, error) {
	if now := r.Now(); r.list.names == nil || now.Sub(r.list.asked) > catalogFor {
		built, err := r.Engine.ListEngines(ctx, service.None{})
		if err != nil {
			return nil, failedAs(serviceError(err), "ENGINES_LIST_FAILED", "The list of engines could not be made")
		}
		// Without an answer to this the list is as good; only the flag stays down.
		health, _ := r.Engine.HealthCheck(ctx, service.None{})
		r.list = newCatalog(built, health.Ephemeris, now)
	}
	return &r.list, nil
}

func newCatalog(built []string, ephemeris bool, now time.Time) engineCatalog {
	type metadata struct {
		Name        string `json:"name"`
		Description string `json:"description"`
		Category    string `json:"category"`
		Difficulty  string `json:"difficulty"`
		Backend     string `json:"backend"`
	}
	type detail struct {
		Name      string   `json:"name"`
		Available bool     `json:"available"`
		Endpoint  string   `json:"endpoint"`
		Metadata  metadata `json:"metadata"`
	}
	var names []string
	var details []detail
	for _, e := range engines.Catalog() {
		names = append(names, e.Name)
		details = append(details, detail{
			Name:      e.Name,
			Available: slices.Contains(built, e.Name),
			Endpoint:  "/engines/" + e.Name + "/calculate",
			Metadata:  metadata{e.DisplayName, e.Description, e.Category, e.Difficulty, "go-wasm"},
		})
	}
	encoded, err := json.Marshal(details)
	if err != nil {
		panic("router: the catalogue is not JSON: " + err.Error())
	}
	members := func(list any) *api.Object {
		return (&api.Object{}).
			Set("engines", list).
			Set("engineDetails", json.RawMessage(encoded)).
			Set("total", len(names)).
			Set("count", len(names)).
			Set("swiss_ephemeris_available", ephemeris).
			Set("service", engineServiceName)
	}
	return engineCatalog{asked: now, names: members(names), detailed: members(json.RawMessage(encoded)), built: built}
}

func (r *Router) engineList(ctx context.Context, c *call) (*reply, error) {
	list, err := r.askCatalog(ctx)
	if err != nil {
		return nil, err
	}
	members := list.names
	if c.query.Get("format") == "detailed" {
		members = list.detailed
	}
	return ok((&api.Object{}).Append(members)), nil
}

func (r *Router) engineHealth(ctx context.Context, c *call) (*reply, error) {
	health, err := r.Engine.HealthCheck(ctx, service.None{})
	if err != nil {
		return nil, serviceError(err)
	}
	status := service.Healthy
	if health.Status != service.Healthy {
		status = service.Degraded
	}
	return ok((&api.Object{}).
		Set("status", status).
		Set("engines", health.Engines).
		Set("service", "engine-service")), nil
}

// engineName returns the canonical name of the engine in the path.
func (c *call) engineName() (string, *api.Error) {
	return canonical(c.params[0])
}

func canonical(name string) (string, *api.Error) {
	if n, ok := engines.Canonical(name); ok {
		return n, nil
	}
	return "", engineNotFound(name)
}

// canonicalOr leaves a name as it is when it names no engine: the service says so item by item.
func canonicalOr(name string) string {
	if n, ok := engines.Canonical(name); ok {
		return n
	}
	return name
}

func engineNotFound(name string) *api.Error {
	if len(name) > 64 {
		name = name[:64] + "…"
	}
	return api.NewError(404, engines.CodeEngineNotFound, "Engine '"+name+"' not found")
}

// engineQuestions answers GET /engines/{n}/questions: what a client has to ask before it calculates.
func (r *Router) engineQuestions(ctx context.Context, c *call) (*reply, error) {
	name, notFound := c.engineName()
	if notFound != nil {
		return nil, notFound
	}
	raw, err := r.Engine.GetQuestions(ctx, service.Named{Name: name})
	if err != nil {
		return nil, serviceError(err)
	}
	members, err := rawjson.Members(raw)
	if err != nil {
		return nil, err
	}
	return ok((&api.Object{}).Members(members)), nil
}

func (r *Router) engineMetadata(ctx context.Context, c *call) (*reply, error) {
	name, notFound := c.engineName()
	if notFound != nil {
		return nil, notFound
	}
	const failed = "METADATA_FAILED"
	message := "Failed to get metadata for engine '" + name + "'"
	raw, err := r.Engine.GetEngineMetadata(ctx, service.Named{Name: name})
	if err != nil {
		return nil, failedAs(serviceError(err), failed, message)
	}
	members, err := rawjson.Members(raw)
	if err != nil {
		return nil, api.NewError(500, failed, message).Because(err)
	}
	return ok((&api.Object{}).Members(members).Set("service", engineServiceName)), nil
}
