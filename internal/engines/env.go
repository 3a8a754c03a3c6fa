package engines

import (
	"io"
	"time"

	"github.com/witnessos/witnessos/internal/civil"
	"github.com/witnessos/witnessos/internal/stamp"
)

// Env is what an engine may know of the world besides its input.
type Env struct {
	// Now is the moment of the request. It must be set: the same Now gives the same result.
	Now time.Time

	// Rand yields random bytes to engines that draw and were given no seed. Engines that
	// compute never touch it.
	Rand io.Reader

	// Clock measures how long calculations take; nil stands for time.Now.
	Clock func() time.Time

	// LoadZone finds an IANA time zone; nil stands for time.LoadLocation.
	LoadZone func(name string) (*time.Location, error)

	// Buffer yields an empty slice with room for the given number of bytes, in which a result may be
	// written; nil makes a new one. Who sets it must be done with the results before a buffer comes
	// once more.
	Buffer func(size int) []byte

	// Fault is told of crashes and internal errors, whose details the caller of the API
	// must not see. It is called while the panic is being recovered, so that debug.Stack
	// still shows where it happened. Nil drops them.
	Fault func(engine string, cause any)
}

// Today is the calendar day of Now in the given zone.
func (e Env) Today(zone *time.Location) civil.Date { return civil.Of(e.Now.In(zone)) }

// Timestamp is Now as replies write it: RFC 3339, UTC, milliseconds.
func (e Env) Timestamp() string { return stamp.Of(e.Now) }

func (e Env) clock() time.Time {
	if e.Clock != nil {
		return e.Clock()
	}
	return time.Now()
}

func (e Env) buffer(size int) []byte {
	if e.Buffer != nil {
		return e.Buffer(size)
	}
	return make([]byte, 0, size)
}

func (e Env) zone(name string) (*time.Location, error) {
	if e.LoadZone != nil {
		return e.LoadZone(name)
	}
	return time.LoadLocation(name)
}

func (e Env) fault(engine string, cause any) {
	if e.Fault != nil {
		e.Fault(engine, cause)
	}
}
