package main

import (
	"strconv"

	"github.com/witnessos/witnessos/internal/engines/human_design"
	"github.com/witnessos/witnessos/internal/engines/mandala"
	"github.com/witnessos/witnessos/internal/ephemeris"
	"github.com/witnessos/witnessos/internal/rawjson"
	"github.com/witnessos/witnessos/internal/stamp"
)

// bodygraphs computes n charts, derives what swiss.mjs derives and writes the same JSON, without a
// word of text: how the engine compares on the very same job. It returns the bytes written.
//
//go:wasmexport bodygraphs
func bodygraphs(n int32) (written int32) {
	for i := range n {
		natal, err := mandala.NatalAt(births[int(i)%len(births)])
		if err != nil {
			panic(err)
		}
		chart := humandesign.ChartOf(natal)
		written += int32(len(appendChart(make([]byte, 0, 4<<10), &chart)))
	}
	return written
}

func appendChart(b []byte, c *humandesign.Chart) []byte {
	b = append(append(b, `{"birth":"`...), clock(c, mandala.Personality)...)
	b = append(append(b, `","design_moment":"`...), clock(c, mandala.Design)...)
	b = append(append(b, `","type":"`...), c.Type...)
	b = append(append(b, `","authority":"`...), c.Authority...)
	b = append(append(b, `","profile":"`...), c.Profile.String()...)
	b = append(append(b, `","definition":"`...), c.Definition()...)
	b = appendNames(append(b, `","centers":[`...), c.Defined.Names())
	b = appendNames(append(b, `],"channels":[`...), c.Channels.Names())
	b = appendSide(append(b, `],"personality":[`...), c, mandala.Personality)
	b = appendSide(append(b, `],"design":[`...), c, mandala.Design)
	return append(b, "]}"...)
}

func clock(c *humandesign.Chart, side mandala.Side) string {
	instant, err := ephemeris.FromTT(c.Natal.Sides[side].TT)
	if err != nil {
		panic(err)
	}
	return stamp.Of(instant.UTC())
}

func appendNames(b []byte, names []string) []byte {
	for i, name := range names {
		if i > 0 {
			b = append(b, ',')
		}
		b = rawjson.AppendString(b, name)
	}
	return b
}

func appendSide(b []byte, c *humandesign.Chart, side mandala.Side) []byte {
	for body := range mandala.Body(mandala.BodyCount) {
		a := c.Activation(side, body)
		if body > 0 {
			b = append(b, ',')
		}
		b = rawjson.AppendString(append(b, `{"body":`...), body.String())
		b = strconv.AppendFloat(append(b, `,"longitude":`...), a.Longitude, 'f', -1, 64)
		b = strconv.AppendInt(append(b, `,"gate":`...), int64(a.Gate), 10)
		b = strconv.AppendInt(append(b, `,"line":`...), int64(a.Line), 10)
		b = strconv.AppendInt(append(b, `,"color":`...), int64(a.Color), 10)
		b = strconv.AppendInt(append(b, `,"tone":`...), int64(a.Tone), 10)
		b = append(strconv.AppendInt(append(b, `,"base":`...), int64(a.Base), 10), '}')
	}
	return b
}
