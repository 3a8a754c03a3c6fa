package iching

import (
	"sync"

	"github.com/witnessos/witnessos/internal/schema"
)

// relative is a hexagram in short.
func relative(f Figure) Relative {
	p := f.page()
	return Relative{
		Number: f.Number(), Name: p.name, Chinese: p.chinese, Pinyin: p.pinyin,
		Symbol:   string(rune(0x4DC0 + f.Number() - 1)),
		Binary:   f.String(),
		Trigrams: []string{f.Upper().name(), f.Lower().name()},
		Keywords: p.keywords, Meaning: p.meaning,
	}
}

// described keeps the hexagrams that were asked for, with their JSON: 64 with and 64 without the
// texts of their lines. They never change, and writing them took most of the time of a cast.
var described sync.Map

func describe(f Figure, withLines bool) Hexagram {
	key := int(f) << 1
	if withLines {
		key++
	}
	if kept, ok := described.Load(key); ok {
		return kept.(Hexagram)
	}
	h := compose(f, withLines)
	h.encoded, _ = h.encode() // texts and numbers always have a JSON form
	described.Store(key, h)
	return h
}

func compose(f Figure, withLines bool) Hexagram {
	p := f.page()
	h := Hexagram{
		Relative:     relative(f),
		UpperTrigram: f.Upper().trait(), LowerTrigram: f.Lower().trait(),
		Lines:    make([]string, Lines),
		Judgment: p.judgment, Image: p.image, Divination: p.advice,
	}
	for i, line := range Resting(f).lines() {
		h.Lines[i] = line.Type
	}
	if withLines {
		h.LineTexts = &LineTexts{p.lines[0], p.lines[1], p.lines[2], p.lines[3], p.lines[4], p.lines[5]}
		h.Seventh = p.seventh
	}
	return h
}

// AppendJSON writes what reflection would, from the kept JSON.
func (h Hexagram) AppendJSON(b []byte) ([]byte, error) {
	if h.encoded == nil {
		encoded, err := h.encode()
		return append(b, encoded...), err
	}
	return append(b, h.encoded...), nil
}

func (h Hexagram) encode() ([]byte, error) {
	type bare Hexagram // the same fields, without AppendJSON
	return schema.AppendObject(nil, bare(h))
}
