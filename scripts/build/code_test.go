package main

import (
	"encoding/binary"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// void is voidBlock as it is written.
const void = 0x40

// The parts of a dispatch for three places.
var (
	threePlaces = []byte{
		opLoop, void, opBlock, void, opBlock, void, opBlock, void,
		opLocalGet, localPCB, opBrTable, 4, 0, 0, 1, 2, 2, // PC_B is 0 or 1 at the first place, 2 at the second, 3 at the third
		opEnd,
	}
	tested = []byte{
		opLoop, void, opBlock, void, opBlock, void, opBlock, void,
		opLocalGet, localPCB, opI32Eqz, opBrIf, 0,
		opLocalGet, localPCB, opBrTable, 4, 0, 0, 1, 2, 2,
		opEnd,
	}
	toLoop = func(place, depth byte) []byte { return []byte{opI32Const, place, opLocalSet, localPCB, opBr, depth} }
)

func join(parts ...[]byte) (all []byte) {
	for _, p := range parts {
		all = append(all, p...)
	}
	return all
}

// rewritten passes the code of one function through a rewriting.
func rewritten(t *testing.T, f func([]instruction) []instruction, code []byte) []byte {
	t.Helper()
	locals := []byte{1, 2, 0x7f} // two of type i32
	text := join(locals, code)
	body, err := rewriteCode(append([]byte{1, byte(len(text))}, text...), f)
	require.NoError(t, err)
	size, n := binary.Uvarint(body[1:])
	require.Len(t, body, 1+n+int(size))
	require.Equal(t, locals, body[1+n:1+n+len(locals)])
	return body[1+n+len(locals):]
}

func TestJumpsFurtherDownAreDirect(t *testing.T) {
	got := rewritten(t, directJumps, join(threePlaces,
		[]byte{opLocalGet, 1, opIf, void}, toLoop(3, 3), []byte{opEnd}, // an if around a jump, to the third place
		[]byte{opBlock, void, opLocalGet, 1, opIf, void, opLocalGet, 1, opLocalSet, 2}, toLoop(2, 4), []byte{opEnd, opEnd},
		[]byte{opEnd}, // the second place
		toLoop(3, 1),
		[]byte{opEnd}, // the third
		[]byte{opEnd, opI32Const, 0, opEnd}))
	assert.Equal(t, join(tested,
		[]byte{opLocalGet, 1, opBrIf, 1},
		[]byte{opBlock, void, opLocalGet, 1, opIf, void, opLocalGet, 1, opLocalSet, 2, opBr, 2, opEnd, opEnd},
		[]byte{opEnd},
		[]byte{opBr, 0},
		[]byte{opEnd},
		[]byte{opEnd, opI32Const, 0, opEnd}), got)
}

func TestJumpsFurtherUpKeepTheDispatch(t *testing.T) {
	rest := join(
		[]byte{opEnd},
		[]byte{opLocalGet, 1, opIf, void}, toLoop(2, 2), []byte{opEnd}, // to where it stands
		toLoop(0, 1), // to the first place
		[]byte{opLocalGet, 1, opIf, void, opBr, 0, opEnd}, // to its own end
		[]byte{opEnd},
		toLoop(2, 0),
		[]byte{opI32Const, 3, opLocalSet, 1, opBr, 0}, // no jump of the dispatch
		[]byte{opEnd, opI32Const, 0, opEnd})
	assert.Equal(t, join(tested, rest), rewritten(t, directJumps, join(threePlaces, rest)))
}

func TestFunctionsWithoutADispatchStayAsTheyAre(t *testing.T) {
	for _, code := range [][]byte{
		{opLocalGet, 1, opLocalSet, 2, opI32Const, 0, opEnd},
		{opLocalGet, localPCB, opLocalSet, 2, opI32Const, 0, opEnd}, // reads PC_B for something else
		join(threePlaces, []byte{opLocalGet, localPCB, opLocalSet, 1}, toLoop(3, 2), []byte{opEnd, opEnd, opEnd, opI32Const, 0, opEnd}),
		{opBlock, void, opLocalGet, 1, opBrTable, 0, 0, opEnd, opI32Const, 0, opEnd},
	} {
		assert.Equal(t, code, rewritten(t, directJumps, code))
	}
	// Without jumps there is no loop, and only the beginning is tested.
	assert.Equal(t,
		[]byte{opBlock, void, opLocalGet, localPCB, opI32Eqz, opBrIf, 0, opLocalGet, localPCB, opBrTable, 1, 0, 0, opEnd, opI32Const, 0, opEnd},
		rewritten(t, directJumps, []byte{opBlock, void, opLocalGet, localPCB, opBrTable, 1, 0, 0, opEnd, opI32Const, 0, opEnd}))
}

func TestPlacesThatNobodyComesBackToAreTraps(t *testing.T) {
	direct := func(second, third []byte) []byte {
		return join(tested, []byte{opLocalGet, 1, opBrIf, 1}, []byte{opEnd}, second, []byte{opEnd}, third, []byte{opEnd, opI32Const, 0, opEnd})
	}
	call := []byte{opI64Const, 0x80, 0x80, 4, opLocalSet, 1, opI32Const, 0, opCall, 7, opLocalSet, 1} // returns to place 0 of function 1
	pruned := func(places ...byte) []byte {
		return join([]byte{
			opLoop, void, opBlock, void, opBlock, void, opBlock, void, opBlock, void,
			opLocalGet, localPCB, opI32Eqz, opBrIf, 1,
			opLocalGet, localPCB, opBrTable, 4,
		}, places, []byte{opEnd, opUnreachable, opEnd})
	}
	nothing := []byte{opI32Const, 5, opLocalSet, 1}
	for name, c := range map[string]struct {
		second, third []byte
		places        []byte // nil: as before
	}{
		"nobody comes back":              {nothing, nothing, []byte{1, 1, 0, 0, 0}},
		"a call in the third":            {nothing, call, []byte{1, 1, 0, 3, 3}},
		"a return to the second":         {[]byte{opI64Const, 2, opLocalSet, 1}, nothing, []byte{1, 1, 2, 0, 0}},
		"a jump to the third":            {nothing, join([]byte{opLocalGet, 1, opIf, void}, toLoop(3, 1), []byte{opEnd}), []byte{1, 1, 0, 3, 3}},
		"a call in both":                 {call, call, nil},
		"a jump to nobody knows where":   {[]byte{opLocalGet, 1, opLocalSet, localPCB}, nothing, nil},
		"a call in a block of the third": {nothing, join([]byte{opBlock, void}, call, []byte{opEnd}), []byte{1, 1, 0, 3, 3}},
	} {
		code := direct(c.second, c.third)
		want := code
		if c.places != nil {
			want = join(pruned(c.places...), code[len(tested):])
		}
		assert.Equal(t, want, rewritten(t, fewerPlaces, code), name)
	}
	plain := []byte{opLocalGet, 1, opLocalSet, 2, opI32Const, 0, opEnd}
	assert.Equal(t, plain, rewritten(t, fewerPlaces, plain))
}

const (
	i64Load  = 0x29
	i64Store = 0x37
)

// sum adds to local 1 as Go does.
func sum(n byte) []byte {
	return []byte{opLocalGet, 1, opI64Extend, opI64Const, n, opI64Add, opI32Wrap}
}

func TestOffsetsGoIntoTheAccess(t *testing.T) {
	for name, c := range map[string]struct{ code, want []byte }{
		"load": {
			join(sum(16), []byte{i64Load, 3, 8, opLocalSet, 2}),
			[]byte{opLocalGet, 1, i64Load, 3, 24, opLocalSet, 2},
		},
		"store": {
			join(sum(16), []byte{opI64Const, 5, i64Store, 3, 0}),
			[]byte{opLocalGet, 1, opI64Const, 5, i64Store, 3, 16},
		},
		"a value that has been loaded": {
			join(sum(16), sum(32), []byte{i64Load, 3, 0, opLocalGet, 2, opI64Extend, opI64Add, i64Store, 3, 0}),
			[]byte{opLocalGet, 1, opLocalGet, 1, i64Load, 3, 32, opLocalGet, 2, opI64Extend, opI64Add, i64Store, 3, 16},
		},
		"an address that lies below": {
			join(sum(8), sum(16), []byte{opI64Const, 1, i64Store, 3, 0, opI64Const, 2, i64Store, 3, 0}),
			[]byte{opLocalGet, 1, opLocalGet, 1, opI64Const, 1, i64Store, 3, 16, opI64Const, 2, i64Store, 3, 8},
		},
	} {
		assert.Equal(t, append(c.want, opEnd), rewritten(t, directAddresses, append(c.code, opEnd)), name)
	}
}

func TestSumsThatAreNoAddressesStay(t *testing.T) {
	for name, code := range map[string][]byte{
		"negative":        join(sum(0x7f), []byte{i64Load, 3, 0, opLocalSet, 2}),
		"a value":         join([]byte{opLocalGet, 1}, sum(16), []byte{opI32Store, 2, 0}),
		"used otherwise":  join(sum(16), []byte{opLocalTee, 2, i64Load, 3, 0, opLocalSet, 2}),
		"past a call":     join(sum(16), []byte{opI32Const, 0, opCall, 7, i64Store, 3, 0}),
		"a longer number": {opLocalGet, 1, opI64Extend, opI64Const, 16, opI64Add, i64Load, 3, 0},
	} {
		code = append(code, opEnd)
		assert.Equal(t, code, rewritten(t, directAddresses, code), name)
	}
}

func TestBrokenCode(t *testing.T) {
	same := func(code []instruction) []instruction { return code }
	for _, body := range [][]byte{
		nil, {1}, {1, 5}, {1, 2, 0, opEnd, 0}, {2, 2, 0, opEnd}, {1, 2, 1, opEnd}, {1, 2, 0, opI32Const}, {1, 3, 0, opBrTable, 9},
		{1, 3, 0, opPrefix, 99}, {1, 3, 0, 0x44, 0}, {1, 2, 0, 0x06}, {1, 3, 0x80, 0x80, 0x80}, {1, 4, 0, opBrTable, 0xff, 0xff},
	} {
		_, err := rewriteCode(body, same)
		assert.ErrorIs(t, err, errCode, "%x", body)
	}
}
