package main

import (
	"encoding/binary"
	"errors"
)

// section is a section of a WebAssembly module (core specification, 5.5.2).
type section struct {
	id   byte
	body []byte
}

// Ids of the sections that are rewritten here.
const (
	memorySection = 5
	codeSection   = 10
	dataSection   = 11
)

var magic = []byte{0, 'a', 's', 'm', 1, 0, 0, 0}

var errModule = errors.New("not a WebAssembly module")

// parseModule takes a module apart.
func parseModule(module []byte) ([]section, error) {
	if len(module) < len(magic) || string(module[:len(magic)]) != string(magic) {
		return nil, errModule
	}
	var list []section
	for rest := module[len(magic):]; len(rest) > 0; {
		size, n := binary.Uvarint(rest[1:])
		if n <= 0 || size > uint64(len(rest)-1-n) {
			return nil, errModule
		}
		end := 1 + n + int(size)
		list = append(list, section{rest[0], rest[1+n : end]})
		rest = rest[end:]
	}
	return list, nil
}

// formatModule puts a module together again.
func formatModule(list []section) []byte {
	out := append([]byte{}, magic...)
	for _, s := range list {
		out = binary.AppendUvarint(append(out, s.id), uint64(len(s.body)))
		out = append(out, s.body...)
	}
	return out
}

// rewrite replaces the body of the section with the given id; found reports whether there is one.
func rewrite(list []section, id byte, f func(body []byte) ([]byte, error)) (found bool, err error) {
	for i := range list {
		if list[i].id == id {
			if list[i].body, err = f(list[i].body); err != nil {
				return true, err
			}
			found = true
		}
	}
	return found, nil
}
