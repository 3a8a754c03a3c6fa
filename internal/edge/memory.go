package edge

import "context"

// Memory that serves again. What is larger than 32 KiB gets pages of its own from Go, which are searched
// for, cleared, and collected after a few hundred requests: for a reply of 50 KB that takes as long as
// writing half of it. An event that knows when it is done with a buffer lends one from here.

const (
	grain        = 16 << 10  // sizes are multiples of it
	maxSpare     = 4         // buffers that are kept for the next events
	largestSpare = 256 << 10 // bytes of one; what is larger is left to the garbage collector
)

// spare are buffers that nobody uses, the one that was used last at the end.
var spare [][]byte

// Buffer lends an empty slice with room for size bytes until the event of ctx has ended: its reply has
// been given, and what it does in the background is done. Outside of an event it is a new one.
func Buffer(ctx context.Context, size int) []byte {
	e := eventOf(ctx)
	if e == nil {
		return make([]byte, 0, size)
	}
	b := take(size)
	e.lent = append(e.lent, b)
	return b
}

// Recycle says that nothing of what host calls of the event have brought, or will bring, is held on to
// beyond its end: replies of other Workers serve again as memory for other messages.
func Recycle(ctx context.Context) {
	if e := eventOf(ctx); e != nil {
		e.recycles = true
	}
}

// take returns an empty slice with room for size bytes, whose content is arbitrary.
func take(size int) []byte {
	for i := len(spare) - 1; i >= 0; i-- {
		if b := spare[i]; cap(b) >= size {
			spare = append(spare[:i], spare[i+1:]...)
			return b[:0]
		}
	}
	return make([]byte, 0, (size+grain-1)/grain*grain)
}

// giveBack takes buffers that nobody uses any more. The oldest make room for them.
func giveBack(buffers [][]byte) {
	for _, b := range buffers {
		if cap(b) < grain || cap(b) > largestSpare {
			continue
		}
		if len(spare) == maxSpare {
			spare = append(spare[:0], spare[1:]...)
		}
		spare = append(spare, b)
	}
}
