package enginetest

import (
	"encoding/json"
	"testing"
	"time"

	"github.com/witnessos/witnessos/internal/engines"
)

// Bench measures an engine from input to JSON. Time zones are loaded once, as in a Worker, where they
// are tables in memory that the program keeps; here each load would read a file.
func Bench(b *testing.B, engine engines.Engine, input json.RawMessage) {
	zones := map[string]*time.Location{}
	env := Env()
	env.LoadZone = func(name string) (*time.Location, error) {
		if zone, ok := zones[name]; ok {
			return zone, nil
		}
		zone, err := time.LoadLocation(name)
		if err == nil {
			zones[name] = zone
		}
		return zone, err
	}
	b.ReportAllocs()
	for i := 0; i < b.N; i++ {
		if result := engine.Calculate(env, input); !result.Success {
			b.Fatal(result.Error)
		}
	}
}
