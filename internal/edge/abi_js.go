package edge

import (
	"runtime"
	"syscall/js"
	"time"
	"unsafe"
)

// The functions that shell.mjs gives to Go; their contracts are written there.

//go:wasmimport edge next
func hostNext(sizes unsafe.Pointer) int32

//go:wasmimport edge take
func hostTake(buf unsafe.Pointer, room int32) int32

//go:wasmimport edge reply
func hostReply(event uint32, status int32, text unsafe.Pointer, textLen int32, body unsafe.Pointer, bodyLen int32, more int32)

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

// setHeaders tells the shell what to put on every reply, as a JSON object.
func setHeaders(headers []byte) {
	js.Global().Get("context").Set("headers", string(headers))
}

// listen tells the shell that the program is ready to take messages.
func listen() { js.Global().Get("context").Set("listening", true) }

// deliver is the shell's way in: it takes all waiting messages. The goroutines that they start or
// continue run afterwards, when the shell resumes the program. An export and no js.Func, because
// syscall/js reads the arguments of a callback property by property, which costs more than a small
// request.
//
//go:wasmexport deliver
func deliver() {
	turn = time.Time{}
	for {
		m, ok := nextMessage()
		if !ok {
			return
		}
		receive(m)
	}
}

// turn is the time of the messages that were delivered last, once somebody has asked for it.
var turn time.Time

// Now is the present. The platform's clock stands still between its messages, and asking it takes two
// calls out of Wasm; so it is asked once for each delivery.
func Now() time.Time {
	if turn.IsZero() {
		turn = time.Now()
	}
	return turn
}

var _ = deliver // staticcheck does not know go:wasmexport

func nextMessage() (message, bool) {
	var sizes [3]uint32
	bodyLen := hostNext(unsafe.Pointer(&sizes))
	if bodyLen < 0 {
		return message{}, false
	}
	// One more byte than needed, so that there is always an address to give.
	buf := make([]byte, int(bodyLen)+int(sizes[2])+1)
	n := hostTake(unsafe.Pointer(&buf[0]), int32(len(buf)))
	return message{
		kind: sizes[0],
		id:   sizes[1],
		text: string(buf[bodyLen : bodyLen+n]),
		body: buf[:bodyLen:bodyLen],
	}, true
}

func sendReply(event uint32, status int, text string, body []byte, more bool) {
	var flag int32
	if more {
		flag = 1
	}
	hostReply(event, int32(status),
		unsafe.Pointer(unsafe.StringData(text)), int32(len(text)),
		unsafe.Pointer(unsafe.SliceData(body)), int32(len(body)), flag)
	runtime.KeepAlive(text)
	runtime.KeepAlive(body)
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
