package edge

import (
	"encoding/binary"
	"strings"
)

// message is one thing that the shell tells Go. Its text is lines or JSON, its body is bytes.
type message struct {
	kind uint32
	id   uint32
	text string
	body []byte
}

// Kinds of messages; shell.mjs has the same list.
const (
	messageEvent   = 1 // an event began; id is the event's
	messageResult  = 2 // a host call ended; id is the call's
	messageAbandon = 3 // an event is over; whatever of it still runs shall end
)

// unframe takes a synchronous result apart: the length of its text, the text, the body.
func unframe(buf []byte) (text string, body []byte) {
	n := 4 + int(binary.LittleEndian.Uint32(buf))
	return string(buf[4:n]), buf[n:]
}

// lines reads the text of an event one line at a time.
type lines struct{ rest string }

func (l *lines) next() string {
	line, rest, _ := strings.Cut(l.rest, "\n")
	l.rest = rest
	return line
}
