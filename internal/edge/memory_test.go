package edge

import (
	"context"
	"testing"
	"unsafe"

	"github.com/stretchr/testify/assert"
)

// inEvent is a context of an event, and the event.
func inEvent() (context.Context, *event) {
	e := &event{closed: true}
	return context.WithValue(context.Background(), eventKey{}, e), e
}

// place is where a buffer lies. As pointers two would count as equal when the same is written there.
func place(b []byte) uintptr { return uintptr(unsafe.Pointer(unsafe.SliceData(b))) }

func TestABufferServesAgainWhenItsEventHasEnded(t *testing.T) {
	spare = nil
	one, first := inEvent()
	a := append(Buffer(one, 40<<10), "a"...)
	b := Buffer(one, 40<<10)
	assert.NotEqual(t, place(a), place(b), "each is lent once")

	two, second := inEvent()
	assert.NotEqual(t, place(a), place(Buffer(two, 100)), "while its event goes on nobody else gets it")
	second.end(two)

	work := false
	WaitUntil(one, func(context.Context) {
		work = true
		assert.Equal(t, "a", string(a))
		_, third := inEvent()
		c := Buffer(context.WithValue(context.Background(), eventKey{}, third), 40<<10)
		assert.NotEqual(t, place(a), place(c), "nor while it works in the background")
	})
	first.end(one)
	assert.True(t, work)

	three, _ := inEvent()
	c := Buffer(three, 41<<10)
	assert.Contains(t, []uintptr{place(a), place(b)}, place(c), "sizes are rounded up")
	assert.Empty(t, c)
	assert.NotEqual(t, place(c), place(Buffer(three, 41<<10)))
}

func TestWhatHostCallsBroughtServesAgainOnlyIfTheEventSaysSo(t *testing.T) {
	spare = nil
	arrived := make([]byte, 20<<10)
	ctx, e := inEvent()
	e.arrived = [][]byte{arrived}
	e.end(ctx)
	assert.NotEqual(t, place(arrived), place(take(20<<10)))

	ctx, e = inEvent()
	e.arrived = [][]byte{arrived}
	Recycle(ctx)
	e.end(ctx)
	assert.Equal(t, place(arrived), place(take(20<<10)))
	assert.NotEqual(t, place(arrived), place(take(20<<10)), "once")
}

func TestFewBuffersAreKeptAndNoLargeOnes(t *testing.T) {
	spare = nil
	giveBack([][]byte{make([]byte, 0, grain-1), make([]byte, 0, largestSpare+1)})
	assert.Empty(t, spare)
	for n := range 2 * maxSpare {
		giveBack([][]byte{make([]byte, n, grain*(n+1))})
	}
	assert.Len(t, spare, maxSpare)
	assert.Equal(t, 2*maxSpare*grain, cap(take(grain)), "the last one is the first to serve")
	assert.GreaterOrEqual(t, cap(take(10*grain)), 10*grain, "whatever there is, the room suffices")
	assert.Len(t, spare, maxSpare-1)
}

func TestOutsideOfAnEventABufferIsNew(t *testing.T) {
	b := Buffer(context.Background(), 100)
	assert.Empty(t, b)
	assert.GreaterOrEqual(t, cap(b), 100)
	Recycle(context.Background())
}
