package contract

import (
	"reflect"
	"strings"

	"github.com/witnessos/witnessos/internal/service"
)

// interfaces are the services by the directory of their Worker.
var interfaces = map[string]struct {
	class   string
	methods []string
}{
	"engine":   {"EngineService", methodsOf[service.Engine]()},
	"forecast": {"ForecastService", methodsOf[service.Forecast]()},
	"ai":       {"AIService", methodsOf[service.AI]()},
}

// methodsOf lists the methods of an interface as they are called on the wire.
func methodsOf[I any]() []string {
	t := reflect.TypeFor[I]()
	names := make([]string, t.NumMethod())
	for i := range names {
		name := t.Method(i).Name
		names[i] = strings.ToLower(name[:1]) + name[1:]
	}
	return names
}
