package edge

import (
	"encoding/json"
	"slices"
	"time"
)

var surroundings struct {
	Vars      map[string]string `json:"vars"`
	Bindings  []string          `json:"bindings"`
	Isolate   string            `json:"isolate"`
	StartedAt int64             `json:"startedAt"`
}

func boot(description []byte) {
	if err := json.Unmarshal(description, &surroundings); err != nil {
		panic("edge: the shell's description does not parse: " + err.Error())
	}
}

// Getenv returns a variable or secret of the Worker, or "".
func Getenv(name string) string { return surroundings.Vars[name] }

// Bound reports whether the Worker has a binding of that name.
func Bound(name string) bool { return slices.Contains(surroundings.Bindings, name) }

// Isolate returns a random id of this boot of the program, and when it booted.
func Isolate() (id string, startedAt time.Time) {
	return surroundings.Isolate, time.UnixMilli(surroundings.StartedAt).UTC()
}

// served counts the events of this program.
var served int64

// Served returns how many events this boot of the program has begun.
func Served() int64 { return served }
