package edge

import (
	"encoding/json"
	"slices"
	"sync"
	"time"
)

// surroundings are what the shell knew when it booted the program.
var surroundings = sync.OnceValue(func() (s struct {
	Vars      map[string]string `json:"vars"`
	Bindings  []string          `json:"bindings"`
	Isolate   string            `json:"isolate"`
	StartedAt int64             `json:"startedAt"`
}) {
	if err := json.Unmarshal(description(), &s); err != nil {
		panic("edge: the shell's description does not parse: " + err.Error())
	}
	return s
})

// Getenv returns a variable or secret of the Worker, or "".
func Getenv(name string) string { return surroundings().Vars[name] }

// Bound reports whether the Worker has a binding of that name.
func Bound(name string) bool { return slices.Contains(surroundings().Bindings, name) }

// Boot is one boot of the program.
type Boot struct {
	ID        string // random
	StartedAt time.Time
	Events    int64 // that have begun
}

var served int64

// ThisBoot describes the boot that answers.
func ThisBoot() Boot {
	return Boot{surroundings().Isolate, time.UnixMilli(surroundings().StartedAt).UTC(), served}
}
