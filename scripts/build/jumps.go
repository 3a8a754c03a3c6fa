package main

// A function that Go compiles to WebAssembly has to be able to go on in its middle, since a goroutine that
// waits leaves the stack of WebAssembly and comes back to it. So it begins with a dispatch:
//
//	loop
//	  block … block                ;; one for each place where the function can be entered
//	    br_table (local.get $PC_B) ;; to the end of one of them
//	  end
//	  …                            ;; the code of the first place
//	  end
//	  …                            ;; the code of the second
//
// The compiler takes that way for every jump too: it sets PC_B and goes back to the head of the loop. An
// if costs an indirect jump then, and an engine of WebAssembly has to believe that each value may
// have come around the loop. But a jump to a place further down can leave the block that ends there at
// once, and only real loops need the dispatch.

// localPCB is the parameter that says where a function is to be entered.
const localPCB = 0

// directJumps returns a function with direct jumps to what lies further down.
func directJumps(code []instruction) []instruction {
	d := findDispatch(code)
	if d == nil {
		return code
	}
	out := make([]instruction, 0, len(code)+3)
	out = append(out, code[:d.at-1]...)
	// Most calls enter a function at its beginning, which is tested before the table is asked.
	out = append(out, simple(opLocalGet, localPCB), simple(opI32Eqz, 0), simple(opBrIf, int64(d.places[0])), simple(opLocalGet, localPCB), code[d.at])

	labels := d.labels
	closed := 0 // places that have been passed
	for _, in := range code[d.at+1:] {
		switch {
		case in.opens():
			labels = append(labels, in.op)
		case in.op == opEnd && len(labels) > 0:
			labels = labels[:len(labels)-1]
			if len(labels) == d.head+d.blocks-closed && closed < d.blocks {
				closed++
			}
			// An if that holds a jump alone is a conditional jump.
			if n := len(out); out[n-1].op == opBr && out[n-1].arg > 0 && out[n-2].is(opIf, voidBlock) {
				out = append(out[:n-2], simple(opBrIf, out[n-1].arg-1))
				continue
			}
		case in.op == opBr && d.loops && len(labels)-1-int(in.arg) == d.head:
			n := len(out)
			if !out[n-1].is(opLocalSet, localPCB) || out[n-2].op != opI32Const {
				break
			}
			place := int(out[n-2].arg)
			if place < 0 || place >= len(d.places) || int(d.places[place]) < closed {
				break // it lies further up
			}
			target := d.head + d.blocks - int(d.places[place])
			out = append(out[:n-2], simple(opBr, int64(len(labels)-1-target)))
			continue
		}
		out = append(out, in)
	}
	return out
}

// dispatch is the beginning of a function.
type dispatch struct {
	at     int      // the index of the br_table
	labels []byte   // what has been opened there, the opcodes
	places []uint64 // for each value of PC_B, which of the blocks ends there, counted from inside
	blocks int      // how many blocks there are
	head   int      // the index in labels of the loop around the blocks
	loops  bool     // there is one; a function without jumps has none
}

// findDispatch returns nil for a function that has none, or uses PC_B for something else.
func findDispatch(code []instruction) *dispatch {
	var d *dispatch
	var labels []byte
	for i, in := range code {
		switch {
		case (in.op == opLocalGet || in.op == opLocalTee) && in.arg == localPCB:
			if d == nil && i+1 < len(code) && code[i+1].op == opI32Eqz {
				continue // the test in front of the table
			}
			if d != nil || i+1 == len(code) || code[i+1].op != opBrTable {
				return nil
			}
			d = &dispatch{at: i + 1, places: code[i+1].list}
			for _, depth := range d.places {
				d.blocks = max(d.blocks, int(depth)+1)
			}
			d.head = len(labels) - 1 - d.blocks
			if d.head < -1 {
				return nil
			}
			d.loops = d.head >= 0 && labels[d.head] == opLoop
			d.labels = append(d.labels, labels...)
		case d == nil && in.opens():
			labels = append(labels, in.op)
		case d == nil && in.op == opEnd && len(labels) > 0:
			labels = labels[:len(labels)-1]
		}
	}
	return d
}
