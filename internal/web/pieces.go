package web

import "bytes"

// Pieces are bytes that nobody puts together on the way: large texts pass through several hands, and
// each would copy them once more.
type Pieces [][]byte

// Len returns how many bytes there are.
func (p Pieces) Len() int {
	n := 0
	for _, piece := range p {
		n += len(piece)
	}
	return n
}

// Join puts the pieces together. A single one is returned as it is.
func (p Pieces) Join() []byte {
	if len(p) == 1 {
		return p[0]
	}
	return bytes.Join(p, nil)
}
