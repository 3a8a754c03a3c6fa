package rpc

import (
	"bytes"
	"encoding/json"
	"errors"

	"github.com/witnessos/witnessos/internal/web"
)

// bulky is a message that holds large JSON texts which are passed on and not read, such as what an
// engine has calculated. encoding/json would read them several times on the way between two Workers;
// as texts of their own they are copied.
type bulky interface {
	// Bulk returns where the texts are, in the same order on both sides. The list may depend on the
	// rest of the message, which is there first.
	Bulk() []*json.RawMessage
}

// A message with such texts is a JSON text sequence (RFC 7464): the message without them, which gives
// their lengths in bytes as "bulk", and then each of them. Without, or written by somebody else, it
// is one JSON text.
const (
	recordSeparator = 0x1e
	lineFeed        = '\n'
)

// cutBulk takes the large texts out of a message. The second result puts them back.
func cutBulk(body any) (texts []json.RawMessage, restore func()) {
	b, ok := body.(bulky)
	if !ok {
		return nil, func() {}
	}
	places := b.Bulk()
	texts = make([]json.RawMessage, len(places))
	for i, place := range places {
		texts[i], *place = *place, nil
	}
	return texts, func() {
		for i, place := range places {
			*place = texts[i]
		}
	}
}

// sequence puts the texts that were cut out of a message behind it.
func sequence(message []byte, texts []json.RawMessage) web.Pieces {
	const around = 2 // bytes around each text
	first := append(append(make([]byte, 0, len(message)+2*around), recordSeparator), message...)
	pieces := append(make(web.Pieces, 0, 2+2*len(texts)), first)
	for _, text := range texts {
		pieces = append(pieces, []byte{lineFeed, recordSeparator}, text)
	}
	return append(pieces, []byte{lineFeed})
}

// firstText returns the message of what sequence may have written, and what comes behind it.
func firstText(raw []byte) (message, rest []byte) {
	if len(raw) == 0 || raw[0] != recordSeparator {
		return raw, nil
	}
	message, rest, _ = bytes.Cut(raw[1:], []byte{lineFeed})
	return message, rest
}

var errSequence = errors.New("rpc: the texts of the message are not where it says")

// pasteBulk puts the texts of the given lengths into a message that has been read.
func pasteBulk(body any, lengths []int, rest []byte) error {
	var places []*json.RawMessage
	if b, ok := body.(bulky); ok && lengths != nil {
		places = b.Bulk()
	}
	if len(places) != len(lengths) {
		return errSequence
	}
	for i, n := range lengths {
		if n < 0 || n > len(rest)-2 || rest[0] != recordSeparator || rest[n+1] != lineFeed {
			return errSequence
		}
		if n > 0 {
			*places[i] = rest[1 : n+1 : n+1]
		}
		rest = rest[n+2:]
	}
	if len(rest) > 0 {
		return errSequence
	}
	return nil
}
