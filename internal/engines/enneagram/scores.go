package enneagram

import (
	"strconv"

	"github.com/witnessos/witnessos/internal/rawjson"
)

// The numbers of a result by the names of types, centers and instincts. They write their own JSON, in the
// bytes of encoding/json for maps: with reflection a map of nine takes longer than the scoring.

// TypeScores are those of the types by their numbers; nil is not known.
type TypeScores map[string]*float64

// AppendJSON writes the scores in the order of the types.
func (s TypeScores) AppendJSON(b []byte) ([]byte, error) {
	b = append(b, '{')
	for t := Type(1); t <= 9; t++ {
		value, ok := s[t.String()]
		if !ok {
			continue
		}
		b = appendName(b, t.String())
		if value == nil {
			b = append(b, "null"...)
		} else {
			b = rawjson.AppendFloat(b, *value)
		}
	}
	return append(b, '}'), nil
}

// shares are numbers from 0 to 1, in the order of their names.
type shares []share

type share struct {
	name  string
	value float64
}

// AppendJSON writes them as an object.
func (s shares) AppendJSON(b []byte) ([]byte, error) {
	b = append(b, '{')
	for i := range s {
		b = rawjson.AppendFloat(appendName(b, s[i].name), s[i].value)
	}
	return append(b, '}'), nil
}

// itemSums are those of the types, by number; index 0 is unused.
type itemSums []ItemSum

// AppendJSON writes those of the types that were asked about as an object.
func (s itemSums) AppendJSON(b []byte) ([]byte, error) {
	b = append(b, '{')
	for t := range s {
		sum := &s[t]
		if sum.Answered == 0 {
			continue
		}
		b = append(appendName(b, Type(t).String()),
			`{"answered":`+strconv.Itoa(sum.Answered)+`,"points":`+strconv.Itoa(sum.Points)+`,"most":`+strconv.Itoa(sum.Most)+"}"...)
	}
	return append(b, '}'), nil
}

func appendName(b []byte, name string) []byte {
	before := `,"`
	if b[len(b)-1] == '{' {
		before = `"`
	}
	return append(b, before+name+`":`...)
}
