package humandesign

import (
	_ "embed"
	"strconv"
	"sync"

	"github.com/witnessos/witnessos/internal/engines/mandala"
	"github.com/witnessos/witnessos/internal/engines/prose"
)

//go:embed texts.md
var textFile string

//go:embed gates.md
var gateFile string

var texts = sync.OnceValue(func() prose.Book { return prose.Parse(textFile) })

// gateText is what there is to say about a gate and its lines.
type gateText struct {
	name, keynote, gift, shadow, text string
	encoded                           string // as members of a GateDetail

	lines [mandala.Lines + 1]struct {
		keynote, text string
		encoded       string
	}
}

// gateTexts are looked up 26 times for a chart, so they are kept by number and not by name.
var gateTexts = sync.OnceValue(func() *[mandala.Gates + 1]gateText {
	book := prose.Parse(gateFile)
	var table [mandala.Gates + 1]gateText
	for gate := 1; gate <= mandala.Gates; gate++ {
		e, g := book.Entry("gate", strconv.Itoa(gate)), &table[gate]
		g.name, g.text = capital(e.Labels["Theme"]), e.Text
		g.keynote, g.gift, g.shadow = e.Labels["Keynote"], e.Labels["Gift"], e.Labels["Shadow"]
		for line := 1; line <= mandala.Lines; line++ {
			e := book.Entry("line", mandala.Place{Gate: gate, Line: line}.String())
			g.lines[line].keynote, g.lines[line].text = e.Labels["Keynote"], e.Text
		}
		g.encodeWords()
	}
	return &table
})

// centerText is what there is to say about a center.
type centerText struct {
	function, text, defined, undefined string
	encoded                            string // as members of a CenterInfo
}

var centerTexts = sync.OnceValue(func() *[CenterCount]centerText {
	var table [CenterCount]centerText
	for c := range table {
		name, t := Center(c).String(), &table[c]
		e := texts().Entry("center", name)
		t.function, t.text = e.Labels["Function"], e.Text
		t.defined, t.undefined = texts().Text("center defined", name), texts().Text("center undefined", name)
		t.encodeWords()
	}
	return &table
})

// channelTexts are the channels as charts show those that are defined.
var channelTexts = sync.OnceValue(func() *[ChannelCount]ChannelBrief {
	var table [ChannelCount]ChannelBrief
	for i := range table {
		channel, d := Channel(i), &table[i]
		e := texts().Entry("channel", channel.String())
		*d = ChannelBrief{
			Number: channel.String(), Name: e.Labels["Name"], Gates: channel.Gates(), Defined: true,
			Centers: centerNames(channel), Circuit: e.Labels["Circuit"], Description: e.Text,
		}
		d.encode()
	}
	return &table
})

// entry is the name of an authority in the texts.
func (a Authority) entry() string {
	switch a {
	case EgoManifested:
		return "Ego Manifested"
	case EgoProjected:
		return "Ego Projected"
	}
	return string(a)
}
