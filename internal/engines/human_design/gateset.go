package humandesign

import "math/bits"

// GateSet is a set of gates; gate g is bit g-1.
type GateSet uint64

// gateBit is the set of one gate.
func gateBit(gate int) GateSet { return 1 << (gate - 1) }

// Has reports whether a gate is in the set.
func (s GateSet) Has(gate int) bool { return s&gateBit(gate) != 0 }

// Gates lists the set in ascending order, never nil.
func (s GateSet) Gates() []int {
	list := make([]int, 0, bits.OnesCount64(uint64(s)))
	for ; s != 0; s &= s - 1 {
		list = append(list, bits.TrailingZeros64(uint64(s))+1)
	}
	return list
}
