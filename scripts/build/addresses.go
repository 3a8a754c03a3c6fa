package main

// Go addresses what lies on its stack by adding to the stack pointer, as a number of 64 bits that is cut
// to 32 again. WebAssembly adds an offset with each access by itself.

// directAddresses returns a function whose accesses to memory have the offset from the stack pointer, or
// from another address of 32 bits, in the place of the addition. The sum is the same as long as it does not
// pass 4 GiB, which no address does that is meant.
func directAddresses(code []instruction) []instruction {
	out := code[:0] // each instruction is read before something is written in its place
	// sums are the values on the stack of operands, as far as they are known: the index in out of the
	// i64.extend_i32_u of an addition, or notSum.
	const notSum = -1
	var sums []int
	for _, in := range code {
		pops, pushes, known := effect(in)
		if !known {
			sums = sums[:0]
			out = append(out, in)
			continue
		}
		if in.access() && len(sums) >= pops && sums[len(sums)-pops] != notSum {
			at := sums[len(sums)-pops]
			in.more += out[at+1].arg
			in.text = nil
			out = append(out[:at], out[at+4:]...)
			for i := range sums { // those above the address have been used, those below stand before it
				if sums[i] > at {
					sums[i] -= 4
				}
			}
		}
		out = append(out, in)
		sums = sums[:max(0, len(sums)-pops)]
		for range pushes {
			sums = append(sums, notSum)
		}
		if n := len(out); pushes == 1 && isSum(out) {
			sums[len(sums)-1] = n - 4
		}
	}
	return out
}

// isSum reports whether the last four instructions add a constant to an address.
func isSum(out []instruction) bool {
	n := len(out)
	return n >= 4 && out[n-1].op == opI32Wrap && out[n-2].op == opI64Add && out[n-3].op == opI64Const &&
		out[n-3].arg >= 0 && out[n-3].arg < 1<<20 && out[n-4].op == opI64Extend
}

// effect returns how many operands an instruction takes and leaves; known is false for those behind which
// nothing is known of the operands.
func effect(in instruction) (pops, pushes int, known bool) {
	switch op := in.op; {
	case op == opLocalGet || op == 0x23 || op >= opI32Const && op <= 0x44: // also global.get
		return 0, 1, true
	case op == opLocalSet || op == 0x24 || op == 0x1a: // also global.set, drop
		return 1, 0, true
	case op == opLocalTee || in.access() && !in.stores():
		return 1, 1, true
	case in.stores():
		return 2, 0, true
	case op == 0x1b: // select
		return 3, 1, true
	case op == opI32Eqz || op == 0x50: // also i64.eqz
		return 1, 1, true
	case op >= 0x46 && op <= 0x66: // comparisons
		return 2, 1, true
	case op >= 0x67 && op <= 0x69 || op >= 0x79 && op <= 0x7b || op >= 0x8b && op <= 0x91 || op >= 0x99 && op <= 0x9f || op >= 0xa7 && op <= 0xc4:
		return 1, 1, true // of one operand
	case op >= 0x6a && op <= 0xa6:
		return 2, 1, true // of two
	case op == opPrefix && in.arg < 8: // conversions that saturate
		return 1, 1, true
	}
	return 0, 0, false
}
