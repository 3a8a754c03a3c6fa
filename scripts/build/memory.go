package main

import (
	"encoding/binary"
	"errors"
)

// Sections of a WebAssembly module (core specification, 5.5.2).
const (
	headerSize    = 8 // magic and version
	memorySection = 5
)

var errNoMemory = errors.New("the module does not define a memory")

// capMemory rewrites a module so that its memory cannot grow past a number of 64 KiB pages. Go's
// linker has no option for it.
func capMemory(module []byte, pages uint64) ([]byte, error) {
	at := headerSize
	for at < len(module) {
		start := at
		id := module[at]
		size, n := binary.Uvarint(module[at+1:])
		body := at + 1 + n
		at = body + int(size)
		if n <= 0 || at > len(module) {
			break
		}
		if id != memorySection {
			continue
		}
		limits, err := cappedLimits(module[body:at], pages)
		if err != nil {
			return nil, err
		}
		out := append([]byte{}, module[:start]...)
		out = append(out, memorySection)
		out = binary.AppendUvarint(out, uint64(len(limits)))
		out = append(out, limits...)
		return append(out, module[at:]...), nil
	}
	return nil, errNoMemory
}

// cappedLimits takes the body of a memory section with one memory, and returns it with a maximum.
func cappedLimits(section []byte, pages uint64) ([]byte, error) {
	count, n := binary.Uvarint(section)
	if n <= 0 || count != 1 || len(section) < n+2 {
		return nil, errNoMemory
	}
	minimum, m := binary.Uvarint(section[n+1:])
	if m <= 0 || minimum > pages {
		return nil, errors.New("the module needs more memory than the cap allows")
	}
	const hasMaximum = 1
	out := binary.AppendUvarint(nil, count)
	out = append(out, hasMaximum)
	out = binary.AppendUvarint(out, minimum)
	return binary.AppendUvarint(out, pages), nil
}
