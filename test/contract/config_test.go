package contract

import (
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/BurntSushi/toml"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/witnessos/witnessos/scripts/local"
)

// config is what a wrangler configuration says, of its top level or of an environment.
type config struct {
	Name       string
	Main       string
	Routes     []any
	Route      any
	WorkersDev *bool `toml:"workers_dev"`
	PreviewURL *bool `toml:"preview_urls"`
	Vars       map[string]any
	Services   []struct{ Binding, Service, Entrypoint string }
	Databases  []struct {
		Binding string
		Name    string `toml:"database_name"`
		ID      string `toml:"database_id"`
	} `toml:"d1_databases"`
	Namespaces []struct{ Binding, ID string } `toml:"kv_namespaces"`
	Buckets    []struct {
		Binding string
		Name    string `toml:"bucket_name"`
	} `toml:"r2_buckets"`
	Objects struct {
		Bindings []struct {
			Name   string
			Class  string `toml:"class_name"`
			Script string `toml:"script_name"`
		}
	} `toml:"durable_objects"`
	Migrations []struct {
		Tag     string
		Classes []string `toml:"new_sqlite_classes"`
	}
	Workflows []struct {
		Binding, Name string
		Class         string `toml:"class_name"`
	}
	Triggers struct{ Crons []string }
	Env      map[string]config
}

// environments by their names, with the suffix of everything in them. Development is the top level.
var environments = map[string]string{"development": "-dev", "staging": "-staging", "production": ""}

func readConfig(t *testing.T, name string) config {
	t.Helper()
	var c config
	_, err := toml.DecodeFile(filepath.Join("..", "..", name), &c)
	require.NoError(t, err)
	return c
}

func (c config) in(environment string) config {
	if environment == "development" {
		return c
	}
	return c.Env[environment]
}

// bindings are the names of everything that is bound.
func (c config) bindings() []string {
	var names []string
	for _, s := range c.Services {
		names = append(names, s.Binding)
	}
	for _, d := range c.Databases {
		names = append(names, d.Binding)
	}
	for _, n := range c.Namespaces {
		names = append(names, n.Binding)
	}
	for _, b := range c.Buckets {
		names = append(names, b.Binding)
	}
	for _, o := range c.Objects.Bindings {
		names = append(names, o.Name)
	}
	for _, w := range c.Workflows {
		names = append(names, w.Binding)
	}
	return names
}

// identities are what must not appear in two environments: the things themselves.
func (c config) identities() []string {
	list := []string{"worker " + c.Name}
	for _, s := range c.Services {
		list = append(list, "service "+s.Service)
	}
	for _, d := range c.Databases {
		list = append(list, "database "+d.ID, "database "+d.Name)
	}
	for _, n := range c.Namespaces {
		list = append(list, "namespace "+n.ID)
	}
	for _, b := range c.Buckets {
		list = append(list, "bucket "+b.Name)
	}
	for _, w := range c.Workflows {
		list = append(list, "workflow "+w.Name)
	}
	for _, r := range c.Routes {
		list = append(list, fmt.Sprint("route ", r))
	}
	return list
}

// TestConfigurations: every environment binds its own services and ids, nothing is shared, and only
// the router has a route (§5.0 and §9.4). Required are the bindings of what is built.
func TestConfigurations(t *testing.T) {
	workers := map[string]struct {
		name     string
		services map[string]string // binding to service
		bindings []string
	}{
		"wrangler.toml": {"witnessos-api-router",
			map[string]string{"ENGINE_SERVICE": "witnessos-engine-service", "FORECAST_SERVICE": "witnessos-forecast-service", "AI_SERVICE": "witnessos-ai-service"},
			[]string{"DB", "KV_CACHE", "KV_USER_PROFILES", "ENGINE_COORDINATOR", "RATE_LIMITER", "CONSCIOUSNESS_WORKFLOW"}},
		"wrangler-engine.toml": {"witnessos-engine-service", nil, nil},
		"wrangler-forecast.toml": {"witnessos-forecast-service",
			map[string]string{"ENGINE_SERVICE": "witnessos-engine-service", "AI_SERVICE": "witnessos-ai-service"}, nil},
		"wrangler-ai.toml": {"witnessos-ai-service", nil, nil},
	}
	entrypoints := map[string]string{"ENGINE_SERVICE": "EngineService", "FORECAST_SERVICE": "ForecastService", "AI_SERVICE": "AIService"}
	assert.ElementsMatch(t, local.Configs, slices.Collect(maps.Keys(workers)))
	owner := map[string]string{} // identity to environment
	for file, want := range workers {
		all := readConfig(t, file)
		assert.ElementsMatch(t, []string{"staging", "production"}, slices.Collect(maps.Keys(all.Env)), file)
		for environment, suffix := range environments {
			check(t, file, environment, func(t *testing.T) {
				c := all.in(environment)
				assert.Equal(t, want.name+suffix, c.Name)
				for binding, service := range want.services {
					i := slices.IndexFunc(c.Services, func(s struct{ Binding, Service, Entrypoint string }) bool { return s.Binding == binding })
					require.GreaterOrEqual(t, i, 0, "%s is not bound", binding)
					assert.Equal(t, service+suffix, c.Services[i].Service)
					assert.Equal(t, entrypoints[binding], c.Services[i].Entrypoint)
				}
				assert.Len(t, c.Services, len(want.services))
				for _, binding := range want.bindings {
					assert.Contains(t, c.bindings(), binding)
				}
				assert.ElementsMatch(t, all.bindings(), c.bindings(), "the environments bind the same")
				assert.Equal(t, environment, c.Vars["ENVIRONMENT"])
				for name := range c.Vars {
					assert.NotRegexp(t, `SECRET|PASSWORD|API_KEY|DATA_KEY`, name, "secrets are in no file")
				}
				for _, identity := range c.identities() {
					if other, taken := owner[identity]; taken {
						assert.Equal(t, environment, other, "%s is in two environments", identity)
					}
					owner[identity] = environment
				}
				isRouter, deployed := file == "wrangler.toml", environment != "development"
				assert.Equal(t, isRouter && deployed, len(c.Routes) == 1, "only the router has a route: %v", c.Routes)
				assert.Nil(t, c.Route)
				// A Durable Object and an RPC entrypoint never live in one Worker.
				if !isRouter {
					assert.Empty(t, c.Objects.Bindings)
					assert.Empty(t, c.Workflows)
					assert.Empty(t, c.Migrations)
				}
			})
		}
		check(t, file, "no address of its own", func(t *testing.T) {
			for _, flag := range []*bool{all.WorkersDev, all.PreviewURL} {
				require.NotNil(t, flag)
				assert.False(t, *flag)
			}
			for environment := range environments {
				if c := all.in(environment); c.WorkersDev != nil {
					assert.False(t, *c.WorkersDev, environment)
				}
			}
		})
	}
	router := readConfig(t, "wrangler.toml")
	for environment, want := range map[string]map[string]any{
		"production":  {"API_VERSION": "2.0", "ENABLE_CACHING": "true", "CORS_ORIGIN": "*", "RATE_LIMIT_MAX": "1000", "RATE_LIMIT_WINDOW": "60000", "PUBLIC_BASE_URL": "https://api.witnessos.space", "host": "api.witnessos.space", "ADMIN_EMAILS": ""},
		"staging":     {"API_VERSION": "2.0-staging", "ENABLE_CACHING": "false", "CORS_ORIGIN": "*", "RATE_LIMIT_MAX": "100", "RATE_LIMIT_WINDOW": "60000", "PUBLIC_BASE_URL": "https://api-staging.witnessos.space", "host": "api-staging.witnessos.space", "ADMIN_EMAILS": "", "MAIL_API_URL": "", "MAIL_FROM": ""},
		"development": {"API_VERSION": "2.0-dev", "ENABLE_CACHING": "false", "CORS_ORIGIN": "*", "RATE_LIMIT_MAX": "50", "RATE_LIMIT_WINDOW": "60000", "PUBLIC_BASE_URL": "http://localhost:8787", "ADMIN_EMAILS": "", "MAIL_API_URL": "", "MAIL_FROM": ""},
	} {
		check(t, "wrangler.toml", "variables of "+environment, func(t *testing.T) {
			c := router.in(environment)
			for name, value := range want {
				if name == "host" {
					assert.Contains(t, fmt.Sprint(c.Routes), fmt.Sprint(value))
					continue
				}
				assert.Equal(t, value, c.Vars[name], name)
			}
		})
		check(t, "wrangler.toml", "nightly job of "+environment, func(t *testing.T) {
			crons := map[string][]string{"production": {"0 0 * * *"}, "staging": {"0 2 * * *"}}
			assert.Equal(t, crons[environment], router.in(environment).Triggers.Crons)
		})
		check(t, "wrangler.toml", "classes of "+environment, func(t *testing.T) {
			classes := map[string]string{} // to the migration that brought them
			for _, m := range router.in(environment).Migrations {
				for _, class := range m.Classes {
					classes[class] = m.Tag
				}
			}
			assert.Equal(t, "v1", classes["EngineCoordinator"])
			assert.Equal(t, "v2", classes["RateLimiter"])
			for _, o := range router.in(environment).Objects.Bindings {
				assert.Contains(t, classes, o.Class, "a class without a migration cannot be deployed")
				assert.Empty(t, o.Script)
			}
		})
	}
}

// TestEntryFiles: the classes that the platform sees are those that the configurations name, and
// their methods those of the Go interfaces.
func TestEntryFiles(t *testing.T) {
	source := func(t *testing.T, worker string) string {
		t.Helper()
		raw, err := os.ReadFile(filepath.Join("..", "..", "workers", worker, "index.mjs"))
		require.NoError(t, err)
		return string(raw)
	}
	for worker, s := range interfaces {
		check(t, "workers/"+worker+"/index.mjs", "methods of "+s.class, func(t *testing.T) {
			text := source(t, worker)
			found := regexp.MustCompile(`(?s)export class ` + s.class + ` extends service\(module, "` + s.class + `", \[(.*?)\]\)`).FindStringSubmatch(text)
			require.NotNil(t, found)
			var methods []string
			for _, m := range regexp.MustCompile(`"(\w+)"`).FindAllStringSubmatch(found[1], -1) {
				methods = append(methods, m[1])
			}
			assert.ElementsMatch(t, s.methods, methods)
			assert.NotRegexp(t, `extends (object|workflow)\(`, text, "services host nothing else")
			assert.Contains(t, text, `export default { fetch: () => new Response("Not found", { status: 404 }) }`, "and answer no HTTP")
		})
	}
	check(t, "workers/router/index.mjs", "classes", func(t *testing.T) {
		text, c := source(t, "router"), readConfig(t, "wrangler.toml")
		for _, o := range c.Objects.Bindings {
			assert.Contains(t, text, `class `+o.Class+` extends object(module, "`+o.Class+`")`)
		}
		for _, w := range c.Workflows {
			assert.Contains(t, text, `class `+w.Class+` extends workflow(module, "`+w.Class+`")`)
		}
		assert.Equal(t, len(c.Objects.Bindings)+len(c.Workflows), strings.Count(text, "export class"))
		assert.NotContains(t, text, "extends service(")
	})
}
