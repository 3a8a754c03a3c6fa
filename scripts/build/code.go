package main

import (
	"encoding/binary"
	"errors"
	"fmt"
)

// Opcodes that are looked for or written (core specification, 5.4).
const (
	opUnreachable = 0x00
	opBlock       = 0x02
	opLoop        = 0x03
	opIf          = 0x04
	opElse        = 0x05
	opEnd         = 0x0b
	opBr          = 0x0c
	opBrIf        = 0x0d
	opBrTable     = 0x0e
	opReturn      = 0x0f
	opCall        = 0x10
	opCallTable   = 0x11 // call_indirect
	opLocalGet    = 0x20
	opLocalSet    = 0x21
	opLocalTee    = 0x22
	opI32Load     = 0x28 // the first of the loads
	opI32Store    = 0x36 // the first of the stores
	opI64Store32  = 0x3e // the last of them
	opI32Const    = 0x41
	opI64Const    = 0x42
	opI32Eqz      = 0x45
	opI64Add      = 0x7c
	opI32Wrap     = 0xa7 // i32.wrap_i64
	opI64Extend   = 0xad // i64.extend_i32_u
	opPrefix      = 0xfc // of instructions with a second number
)

// voidBlock is the type of a block without parameters and results, the byte 0x40 as the number that it is
// read as.
const voidBlock = 0x40 - 0x80

// instruction is one instruction of a function.
type instruction struct {
	op   byte
	arg  int64    // the argument; of an access to memory the alignment
	more int64    // of an access to memory the offset
	list []uint64 // of br_table the depths, the last of which is the default
	text []byte   // as it was read; nil when it has been changed
}

// simple is an instruction with at most one argument.
func simple(op byte, arg int64) instruction { return instruction{op: op, arg: arg} }

func (in instruction) is(op byte, arg int64) bool { return in.op == op && in.arg == arg }

// opens reports whether a block begins with it.
func (in instruction) opens() bool { return in.op == opBlock || in.op == opLoop || in.op == opIf }

// access reports whether it loads from memory or stores to it.
func (in instruction) access() bool { return in.op >= opI32Load && in.op <= opI64Store32 }

func (in instruction) stores() bool { return in.op >= opI32Store && in.op <= opI64Store32 }

// append writes the instruction.
func (in instruction) append(b []byte) []byte {
	if in.text != nil {
		return append(b, in.text...)
	}
	b = append(b, in.op)
	switch {
	case in.opens():
		return appendSigned(b, in.arg)
	case in.op == opBrTable:
		b = binary.AppendUvarint(b, uint64(len(in.list)-1))
		for _, depth := range in.list {
			b = binary.AppendUvarint(b, depth)
		}
		return b
	case in.access():
		return binary.AppendUvarint(binary.AppendUvarint(b, uint64(in.arg)), uint64(in.more))
	case in.op == opI32Const:
		return appendSigned(b, in.arg)
	case in.op == opBr || in.op == opBrIf || in.op >= opLocalGet && in.op <= opLocalTee:
		return binary.AppendUvarint(b, uint64(in.arg))
	}
	return b
}

var errCode = errors.New("this is no code as Go's linker writes it")

// rewriteCode takes the body of a code section and returns it with each function's instructions as f
// returns them.
func rewriteCode(body []byte, f func([]instruction) []instruction) ([]byte, error) {
	r := reader{text: body}
	count := r.unsigned()
	out := binary.AppendUvarint(make([]byte, 0, len(body)), count)
	var code []instruction
	for i := range count {
		size := int(r.unsigned())
		start := r.at
		if size <= 0 || start+size > len(body) {
			return nil, errCode
		}
		r.locals()
		locals := body[start:min(r.at, start+size)]
		code = code[:0]
		for r.at < start+size {
			code = append(code, r.instruction())
		}
		if r.err != nil || r.at != start+size {
			return nil, fmt.Errorf("function %d: %w", i, errCode)
		}
		text := append([]byte{}, locals...)
		for _, in := range f(code) {
			text = in.append(text)
		}
		out = append(binary.AppendUvarint(out, uint64(len(text))), text...)
	}
	if r.err != nil || r.at != len(body) {
		return nil, errCode
	}
	return out, nil
}

// reader reads code. When it meets something else it reads zeros and keeps the error.
type reader struct {
	text []byte
	at   int
	err  error
}

func (r *reader) byte() byte {
	if r.at >= len(r.text) {
		r.err = errCode
		r.at++ // so that nobody reads for ever
		return 0
	}
	r.at++
	return r.text[r.at-1]
}

func (r *reader) unsigned() uint64 {
	v, n := binary.Uvarint(r.text[min(r.at, len(r.text)):])
	return uint64(r.number(int64(v), n))
}

func (r *reader) signed() int64 {
	return r.number(signed(r.text[min(r.at, len(r.text)):]))
}

func (r *reader) number(v int64, n int) int64 {
	if n <= 0 {
		r.err = errCode
		r.at++
		return 0
	}
	r.at += n
	return v
}

// locals reads the declarations of a function's locals.
func (r *reader) locals() {
	for range r.unsigned() {
		r.unsigned()
		if r.byte(); r.err != nil {
			return
		}
	}
}

// instruction reads one.
func (r *reader) instruction() (in instruction) {
	start := r.at
	in.op = r.byte()
	switch op := in.op; {
	case in.opens() || op == opI32Const || op == opI64Const:
		in.arg = r.signed()
	case op == opBr || op == opBrIf || op == opCall || op >= opLocalGet && op <= 0x26 || op == 0x3f || op == 0x40:
		in.arg = int64(r.unsigned()) // a depth, or the index of a function, local, global, table or memory
	case op == opBrTable:
		for range r.unsigned() + 1 {
			if in.list = append(in.list, r.unsigned()); r.err != nil {
				return in
			}
		}
	case op == opCallTable || in.access():
		in.arg = int64(r.unsigned())
		in.more = int64(r.unsigned())
	case op == 0x43: // f32.const
		r.at += 4
	case op == 0x44: // f64.const
		r.at += 8
	case op == opPrefix:
		r.prefixed(&in)
	case op == 0x00 || op == 0x01 || op == opElse || op == opEnd || op == opReturn || op == 0x1a || op == 0x1b || op >= opI32Eqz && op <= 0xc4:
	default:
		r.err = errCode
	}
	if r.at > len(r.text) {
		r.err = errCode
		return in
	}
	in.text = r.text[start:r.at]
	return in
}

// prefixed reads the rest of a conversion that saturates, or of an instruction on whole ranges of memory.
func (r *reader) prefixed(in *instruction) {
	in.arg = int64(r.unsigned())
	switch in.arg {
	case 0, 1, 2, 3, 4, 5, 6, 7:
	case 10: // memory.copy
		r.unsigned()
		r.unsigned()
	case 11: // memory.fill
		r.unsigned()
	default:
		r.err = errCode
	}
}
