package main

import (
	"bytes"
	"encoding/binary"
	"errors"
)

// What this reads of Go's moduledata and of its table of buckets (runtime.findfuncbucket).
const (
	tableAt       = 8 + 6*24 // a pointer and six slices come first
	minPCAt       = tableAt + 8
	maxPCAt       = tableAt + 16
	bucketBytes   = 4096 // of code, for each bucket
	sizeOfBucket  = 20
	functionBytes = 1 << 16 // of code: on Wasm a function's number stands in these bits of an address
)

var errNoBuckets = errors.New("no table of buckets as Go writes it since 1.26")

// dropBuckets clears what nobody reads of the table by which Go finds a function by an address of its
// code. It has a bucket for each 4,096 addresses, as on machines where code is dense, but on Wasm each
// function has 65,536 addresses to itself, and only its first one is looked up. What is zero need not be
// copied into memory when a program starts: of 6 MB that is all but 5 %.
func dropBuckets(image []byte) error {
	at := tableOfFunctions(image)
	if at < 0 {
		return errNoTable
	}
	word := func(at int) int { return int(binary.LittleEndian.Uint64(image[at:])) }
	const funcnameAt = 8 + 3*8 // in the head: the offset of the names, where the first slice begins
	start := binary.LittleEndian.AppendUint64(binary.LittleEndian.AppendUint64(nil, uint64(at)), uint64(at+word(at+funcnameAt)))
	module := bytes.Index(image, start)
	if module < 0 || bytes.Contains(image[module+1:], start) || len(image) < module+maxPCAt+8 {
		return errNoBuckets
	}
	table, code := word(module+tableAt), word(module+maxPCAt)-word(module+minPCAt)
	buckets := code / bucketBytes // the last one may be shorter, and is left alone
	if code <= 0 || table <= 0 || table+buckets*sizeOfBucket > len(image) {
		return errNoBuckets
	}
	for i := range buckets {
		bucket := image[table+i*sizeOfBucket:][:sizeOfBucket]
		if i%(functionBytes/bucketBytes) == 0 {
			const first = 5 // bytes: an index, and what to add for the first 256 addresses
			bucket = bucket[first:]
		}
		clear(bucket)
	}
	return nil
}
