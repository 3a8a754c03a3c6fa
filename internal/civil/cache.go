package civil

import (
	"sync"
	"time"
)

// Cached returns a loader that asks load once for each zone, and remembers the answer for as
// long as the program runs: the tz database has some 600 zones of a few kilobytes, and in a
// Worker reading one costs more than the rest of a resolution. Errors are not remembered, so
// wrong names take no memory. It is safe for concurrent use, and holds no lock while it loads. A
// nil load stands for time.LoadLocation.
func Cached(load func(string) (*time.Location, error)) func(string) (*time.Location, error) {
	if load == nil {
		load = time.LoadLocation
	}
	var known sync.Map // name to *time.Location
	return func(name string) (*time.Location, error) {
		if location, ok := known.Load(name); ok {
			return location.(*time.Location), nil
		}
		location, err := load(name)
		if err != nil {
			return nil, err
		}
		kept, _ := known.LoadOrStore(name, location)
		return kept.(*time.Location), nil
	}
}
