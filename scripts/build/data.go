package main

import (
	"bytes"
	"encoding/binary"
	"errors"
	"slices"
)

// gap is the number of zero bytes from which on it pays to begin a new segment.
const gap = 64

const (
	i32Const   = 0x41
	end        = 0x0b
	maxAddress = 1 << 28 // more than any Worker may have, so a mistake here costs no memory
)

var errData = errors.New("a data section that Go's linker would not write")

// readImage returns the memory that a data section describes, from address 0 on.
func readImage(body []byte) ([]byte, error) {
	count, n := binary.Uvarint(body)
	if n <= 0 {
		return nil, errData
	}
	body = body[n:]
	var image []byte
	for range count {
		// Memory 0, at a constant address.
		if len(body) < 3 || body[0] != 0 || body[1] != i32Const {
			return nil, errData
		}
		at, n := signed(body[2:])
		if n <= 0 || at < 0 || at > maxAddress || len(body) < 3+n || body[2+n] != end {
			return nil, errData
		}
		body = body[3+n:]
		size, n := binary.Uvarint(body)
		if n <= 0 || size > uint64(len(body)-n) {
			return nil, errData
		}
		last := int(at) + int(size)
		if last > len(image) {
			image = append(image, make([]byte, last-len(image))...)
		}
		copy(image[at:], body[n:n+int(size)])
		body = body[n+int(size):]
	}
	if len(body) > 0 {
		return nil, errData
	}
	return image, nil
}

// formatImage writes memory as a data section of as few segments as are worth it. Go's linker begins
// a new one wherever eight bytes are zero, and so cuts its table of functions, 20 bytes for each
// 4,096 addresses of code, into tens of thousands of segments, whose addresses no compressor can
// foresee. Together they are smaller after gzip, and quicker to load.
func formatImage(image []byte) []byte {
	var segments []byte
	count := uint64(0)
	for at := 0; at < len(image); {
		if image[at] == 0 {
			at++
			continue
		}
		from, to := at, at+1 // to: behind the last byte that is not zero
		for at = to; at < len(image) && at < to+gap; at++ {
			if image[at] != 0 {
				to = at + 1
			}
		}
		segments = appendSigned(append(segments, 0, i32Const), int64(from))
		segments = binary.AppendUvarint(append(segments, end), uint64(to-from))
		segments = append(segments, image[from:to]...)
		count++
	}
	return append(binary.AppendUvarint(nil, count), segments...)
}

// signed reads a signed LEB128; n is 0 when there is none.
func signed(b []byte) (value int64, n int) {
	for shift := uint(0); n < len(b) && shift < 64; shift += 7 {
		c := b[n]
		n++
		value |= int64(c&0x7f) << shift
		if c < 0x80 {
			if c&0x40 != 0 && shift+7 < 64 {
				value -= 1 << (shift + 7)
			}
			return value, n
		}
	}
	return 0, 0
}

func appendSigned(b []byte, value int64) []byte {
	for {
		c := byte(value & 0x7f)
		value >>= 7
		if value == 0 && c&0x40 == 0 || value == -1 && c&0x40 != 0 {
			return append(b, c)
		}
		b = append(b, c|0x80)
	}
}

// The head of Go's table of functions (runtime.pcHeader), and what this reads of an entry
// (runtime._func).
const (
	pcHeaderMagic = 0xfffffff1 // since Go 1.20
	sizeOfFunc    = 44
	pcspAt        = 16
	pcfileAt      = 20
	pclnAt        = 24
	npcdataAt     = 28
)

var errNoTable = errors.New("no table of functions as Go writes it since 1.20")

// dropLines takes files and lines out of the table of functions: stack traces then name functions
// only, ours without the path of the module. What has only served for lines becomes zero, which costs nothing after gzip; everything stays
// where it is.
func dropLines(image []byte) error {
	at := tableOfFunctions(image)
	if at < 0 {
		return errNoTable
	}
	table := image[at:]
	field := func(i int) int { return int(binary.LittleEndian.Uint64(table[8+8*i:])) }
	functions, sequences, entries := field(0), table[field(6):field(7)], table[field(7):]
	shortenNames(table[field(3):field(4)])
	clear(table[field(4):field(6)]) // which files there are, and of which packages
	u32 := func(b []byte, at int) uint32 { return binary.LittleEndian.Uint32(b[at:]) }

	used := make([]bool, len(sequences))
	var candidates []uint32
	for i := range functions {
		f := entries[u32(entries, 8*i+4):]
		keep := []uint32{u32(f, pcspAt)}
		for j := range int(u32(f, npcdataAt)) {
			keep = append(keep, u32(f, sizeOfFunc+4*j))
		}
		for _, s := range keep {
			mark(sequences, s, used)
		}
		candidates = append(candidates, u32(f, pcfileAt), u32(f, pclnAt))
		clear(f[pcfileAt:npcdataAt])
	}
	dead := make([]bool, len(sequences))
	for _, s := range candidates {
		mark(sequences, s, dead)
	}
	for i := range sequences {
		if dead[i] && !used[i] {
			sequences[i] = 0
		}
	}
	return nil
}

// shortenNames shortens the names of functions, each of which ends with a zero byte, to what a stack trace
// prints: of the types of a generic function it shows dots alone.
func shortenNames(names []byte) {
	for len(names) > 0 {
		n := bytes.IndexByte(names, 0)
		if n < 0 {
			return
		}
		name := names[:n]
		short := bytes.ReplaceAll(name, []byte(ours), nil)
		if from, to := bytes.IndexByte(short, '['), bytes.LastIndexByte(short, ']'); from >= 0 && from < to {
			short = slices.Concat(short[:from], []byte("[...]"), short[to+1:])
		}
		if len(short) < n {
			clear(name[copy(name, short):])
		}
		names = names[n+1:]
	}
}

// tableOfFunctions returns the address of the only table of functions, or -1.
func tableOfFunctions(image []byte) int {
	head := binary.LittleEndian.AppendUint32(nil, pcHeaderMagic)
	head = append(head, 0, 0, 1, 8) // quantum and pointer size of Wasm
	at := bytes.Index(image, head)
	if at >= 0 && bytes.Contains(image[at+1:], head) {
		return -1
	}
	return at
}

// mark marks the bytes of the sequence that begins at an offset: pairs of varints up to a zero. The
// first value of a sequence may be zero too. 0 stands for no sequence.
func mark(sequences []byte, at uint32, set []bool) {
	if at == 0 || set[at] {
		return
	}
	i := int(at)
	for first := true; ; first = false {
		value, n := binary.Uvarint(sequences[i:])
		fill(set, i, n)
		i += n
		if value == 0 && !first {
			return
		}
		_, n = binary.Uvarint(sequences[i:])
		fill(set, i, n)
		i += n
	}
}

func fill(set []bool, at, n int) {
	for i := range n {
		set[at+i] = true
	}
}
