package edge

import (
	"bytes"
	"runtime"
	"syscall/js"
	"time"
	"unsafe"
)

// The functions that shell.mjs gives to Go; their contracts are written there.

//go:wasmimport edge reply
func hostReply(event uint32, status int32, text unsafe.Pointer, textLen int32, body unsafe.Pointer, bodyLen int32, rest unsafe.Pointer, count int32, more int32)

//go:wasmimport edge done
func hostDone(event uint32)

//go:wasmimport edge call
func hostCall(event, call uint32, text unsafe.Pointer, textLen int32, body unsafe.Pointer, bodyLen int32, timeout int32) int32

//go:wasmimport edge result
func hostResult(call uint32, buf unsafe.Pointer, room int32)

//go:wasmimport edge random
func hostRandom(buf unsafe.Pointer, size int32)

// description returns what the shell tells about the surroundings, as JSON.
func description() []byte { return []byte(js.Global().Get("context").Get("boot").String()) }

// setHeaders tells the shell what to put on every reply, as a JSON object, and which headers of requests
// are wanted, as a list of names with commas; "" stands for all.
func setHeaders(replies []byte, wanted string) {
	js.Global().Get("context").Set("headers", string(replies))
	js.Global().Get("context").Set("wanted", wanted)
}

// listen tells the shell that the program is ready to take messages, and where it is to put them.
func listen() {
	js.Global().Get("context").Set("inbox", uintptr(unsafe.Pointer(&inbox[0])))
	js.Global().Get("context").Set("inboxSize", len(inbox))
}

// inbox is where the shell puts the text and the body of a message. What does not fit in goes into a
// parcel, which room makes.
var (
	inbox  [16 << 10]byte
	parcel []byte
)

// room makes a place for the next message, which is larger than the inbox.
//
//go:wasmexport room
func room(size int32) unsafe.Pointer {
	parcel = take(int(size))[:size]
	return unsafe.Pointer(unsafe.SliceData(parcel))
}

// deliver is the shell's way in, at the given time in Unix milliseconds. It takes the message that lies in
// the inbox, or in a parcel, the body first and the text behind it, and runs the goroutines that it
// starts or continues until all of them wait. It returns false when it could not see them so far; then
// the shell resumes the program, which runs whatever can run.
//
// It is an export and no js.Func, because syscall/js reads the arguments of a callback property by
// property, and leaves finalizers, which costs more than a small request. Resuming goes through
// syscall/js too, so it is the exception.
//
//go:wasmexport deliver
func deliver(kind, id uint32, bodyLen, textLen int32, now float64) bool {
	turn = max(turn, int64(now))
	m := message{kind: kind, id: id}
	if end := bodyLen + textLen; parcel != nil {
		m.text, m.body = string(parcel[bodyLen:end]), parcel[:bodyLen]
		parcel = nil
	} else {
		m.text, m.body = string(inbox[bodyLen:end]), bytes.Clone(inbox[:bodyLen])
	}
	receive(m)
	// One turn of the scheduler is nearly always enough. It is not for a goroutine that prints.
	const patience = 8
	for range patience {
		if awake == 0 {
			return true
		}
		runtime.Gosched()
	}
	return awake == 0
}

// staticcheck does not know go:wasmexport.
var (
	_ = deliver
	_ = room
)

// turn is the time of the last delivery in Unix milliseconds. It never runs backwards.
var turn int64

// Now is the present, in whole milliseconds. The platform's clock stands still between its messages, so
// each message says how late it is: asking takes two calls out of Wasm.
func Now() time.Time { return time.UnixMilli(turn) }

// outbox says where the further pieces of a reply's body are: address and length of each. The garbage
// collector does not see addresses there.
var outbox [][2]uint32

func sendReply(event uint32, status int, text string, body []byte, rest [][]byte, more bool) {
	var flag int32
	if more {
		flag = 1
	}
	outbox = outbox[:0]
	for _, piece := range rest {
		outbox = append(outbox, [2]uint32{uint32(uintptr(unsafe.Pointer(unsafe.SliceData(piece)))), uint32(len(piece))})
	}
	hostReply(event, int32(status),
		unsafe.Pointer(unsafe.StringData(text)), int32(len(text)),
		unsafe.Pointer(unsafe.SliceData(body)), int32(len(body)),
		unsafe.Pointer(unsafe.SliceData(outbox)), int32(len(outbox)), flag)
	runtime.KeepAlive(text)
	runtime.KeepAlive(body)
	runtime.KeepAlive(rest)
}

func sendDone(event uint32) { hostDone(event) }

// startCall returns the framed result when the host had it at once, or false when it will come as
// a message.
func startCall(event, call uint32, text string, body []byte, timeoutMS int32) ([]byte, bool) {
	n := hostCall(event, call,
		unsafe.Pointer(unsafe.StringData(text)), int32(len(text)),
		unsafe.Pointer(unsafe.SliceData(body)), int32(len(body)), timeoutMS)
	runtime.KeepAlive(text)
	runtime.KeepAlive(body)
	if n < 0 {
		return nil, false
	}
	out := make([]byte, n)
	hostResult(call, unsafe.Pointer(unsafe.SliceData(out)), n)
	return out, true
}

func fillRandom(p []byte) {
	if len(p) > 0 {
		hostRandom(unsafe.Pointer(&p[0]), int32(len(p)))
	}
}

// park keeps main from returning, which would end the program.
func park() { select {} }
