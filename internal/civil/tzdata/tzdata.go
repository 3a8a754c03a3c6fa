package tzdata

import (
	_ "embed"
	"errors"
	"strconv"
	"strings"
	"sync"
	"time"
)

// zones are the histories, one behind the other, each a TZif file (RFC 9636).
//
//go:embed zones.bin
var zones string

// index has the version of the database in its first line, and in each other line the length of
// the next history in bytes, and its names.
//
//go:embed zones.txt
var index string

// histories finds the bytes of a zone by its name. It is made at the first question, which takes
// less than a Worker needs to read a single zone.
var histories = sync.OnceValue(func() map[string]string {
	known := make(map[string]string, 640)
	_, lines, _ := strings.Cut(index, "\n")
	rest := zones
	for line := range strings.Lines(lines) {
		digits, names, _ := strings.Cut(strings.TrimSuffix(line, "\n"), " ")
		length, _ := strconv.Atoi(digits)
		for name := range strings.SplitSeq(names, " ") {
			known[name] = rest[:length]
		}
		rest = rest[length:]
	}
	return known
})

// Load is time.LoadLocation from the embedded database alone. The error is that of
// time.LoadLocation for a name that is not in it, case as in the database, and also for "" and
// "Local", which are no zones of the database.
func Load(name string) (*time.Location, error) {
	if name == "UTC" {
		return time.UTC, nil // the same pointer as from time.LoadLocation, so that times compare
	}
	data, ok := histories()[name]
	if !ok {
		return nil, errors.New("unknown time zone " + name)
	}
	return time.LoadLocationFromTZData(name, []byte(data))
}

// Version is the release of the tz database, such as 2025c.
func Version() string {
	version, _, _ := strings.Cut(index, "\n")
	return version
}
