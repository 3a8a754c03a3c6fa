package main

// The dispatch of a function has an entry for each of its basic blocks, since a jump might come that way. When
// the jumps are direct, most blocks have no other entry, but an engine of WebAssembly has to believe that a
// function may begin in any of them, without the values that were computed before.

// fewerPlaces returns a function whose dispatch leads only to places where a goroutine can come back to it, or
// where a jump through the dispatch leads. In the place of the others stands a trap.
func fewerPlaces(code []instruction) []instruction {
	d := findDispatch(code)
	if d == nil {
		return code
	}
	used, ok := d.usedPlaces(code)
	if !ok {
		return code
	}
	places := make([]uint64, len(d.places))
	traps := 0
	for i, block := range d.places {
		if used[block] {
			places[i] = block + 1
		} else {
			traps++
		}
	}
	if traps == 0 {
		return code
	}
	// The trap is the innermost block, in front of the first place.
	start := d.at
	for !code[start-1].opens() {
		start--
	}
	out := append(make([]instruction, 0, len(code)+3), code[:start]...)
	out = append(out, simple(opBlock, voidBlock))
	for _, in := range code[start:d.at] {
		if in.op == opBrIf {
			in = simple(opBrIf, in.arg+1)
		}
		out = append(out, in)
	}
	out = append(out, instruction{op: opBrTable, list: places}, simple(opEnd, 0), simple(opUnreachable, 0))
	return append(out, code[d.at+1:]...)
}

// usedPlaces tells for each block of the dispatch whether the place where it ends can be entered through it; ok
// is false when that cannot be known.
func (d *dispatch) usedPlaces(code []instruction) (used []bool, ok bool) {
	used = make([]bool, d.blocks)
	use := func(place int64) {
		if place >= 0 && place < int64(len(d.places)) {
			used[d.places[place]] = true
		}
	}
	use(0)
	depth, passed := 0, 0 // blocks that are open inside of a place; places so far
	for i := d.at + 1; i < len(code); i++ {
		switch in := code[i]; {
		case in.opens():
			depth++
		case in.op == opEnd && depth > 0:
			depth--
		case in.op == opEnd:
			passed++
		case in.op == opI64Const:
			use(in.arg & 0xffff) // it may be where a call returns to, of which these bits are PC_B
		case (in.op == opCall || in.op == opCallTable) && passed > 0 && passed <= d.blocks:
			// A function that recovers from a panic goes on in front of a call, of runtime.deferreturn.
			used[passed-1] = true
		case in.is(opLocalSet, localPCB):
			if code[i-1].op != opI32Const {
				return nil, false
			}
			use(code[i-1].arg)
		}
	}
	return used, true
}
