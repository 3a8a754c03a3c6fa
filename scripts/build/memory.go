package main

import (
	"encoding/binary"
	"errors"
)

var errNoMemory = errors.New("the module does not define a memory")

// capMemory takes the body of a memory section with one memory, and returns it with a maximum in
// 64 KiB pages. Go's linker has no option for it.
func capMemory(body []byte, pages uint64) ([]byte, error) {
	count, n := binary.Uvarint(body)
	if n <= 0 || count != 1 || len(body) < n+2 {
		return nil, errNoMemory
	}
	minimum, m := binary.Uvarint(body[n+1:])
	if m <= 0 || minimum > pages {
		return nil, errors.New("the module needs more memory than the cap allows")
	}
	const hasMaximum = 1
	out := binary.AppendUvarint(nil, count)
	out = append(out, hasMaximum)
	out = binary.AppendUvarint(out, minimum)
	return binary.AppendUvarint(out, pages), nil
}
