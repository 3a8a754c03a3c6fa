package router

import (
	"strings"

	"github.com/witnessos/witnessos/internal/api"
	"github.com/witnessos/witnessos/internal/apikeys"
	"github.com/witnessos/witnessos/internal/engines"
	"github.com/witnessos/witnessos/internal/service"
)

// scopeOfEngine is the scope of a route whose first parameter names the engine.
const scopeOfEngine = "engines:{n}:read"

// routeScope is what an API key must have at this route. An engine that does not exist has no scope:
// that it does not is the handler's to say.
func (c *call) routeScope() string {
	if !strings.Contains(c.route.scope, "{n}") {
		return c.route.scope
	}
	name, unknown := canonical(c.params[0])
	if unknown != nil {
		return ""
	}
	return apikeys.EngineScope(name)
}

// needScope is a 403 for an API key without a scope. People who sign in have them all.
func (c *call) needScope(scope string) error {
	if c.token.key == nil || c.token.key.May(scope) {
		return nil
	}
	return api.NewError(403, "FORBIDDEN", "This API key lacks the scope "+scope).
		With(map[string]string{"requiredScope": scope})
}

// needEngines is the same for the engines of a batch, of which those that do not exist fail on their
// own.
func (c *call) needEngines(items []service.BatchItem) error {
	for _, item := range items {
		if name, exists := engines.Canonical(item.EngineName); exists {
			if err := c.needScope(apikeys.EngineScope(name)); err != nil {
				return err
			}
		}
	}
	return nil
}
