package bodygraph

import (
	"strconv"
	"strings"

	"github.com/witnessos/witnessos/internal/drawing/glyph"
)

func title(c Chart) string {
	t := "Human Design bodygraph"
	if c.Name != "" {
		t += " of " + c.Name
	}
	return t
}

// describe says in words what the drawing shows, for those who do not see it.
func (d *drawing) describe() string {
	c := d.chart
	var s strings.Builder
	for _, fact := range [][2]string{
		{"", c.Born}, {"Type ", c.Type}, {"Profile ", c.Profile}, {"Authority ", c.Authority},
		{"Definition ", c.Definition}, {"Strategy ", c.Strategy}, {"Cross ", c.Cross},
	} {
		if fact[1] != "" {
			s.WriteString(fact[0] + fact[1] + ". ")
		}
	}
	var on, off, channels []string
	for _, ct := range centers {
		if d.isCenterDefined(ct.key) {
			on = append(on, ct.name)
		} else {
			off = append(off, ct.name)
		}
	}
	for _, ch := range c.Channels {
		channels = append(channels, channelName(ch.Gates, ch.Name))
	}
	s.WriteString("Defined centers: " + list(on) + ". Open centers: " + list(off) + ". ")
	s.WriteString("Defined channels: " + list(channels) + ".")
	for _, side := range []Side{c.Personality, c.Design} {
		if len(side.Activations) > 0 {
			s.WriteString(" " + sideTitle(side) + ".")
		}
	}
	return s.String()
}

func list(items []string) string {
	if len(items) == 0 {
		return "none"
	}
	return strings.Join(items, ", ")
}

func sideTitle(s Side) string {
	var all []string
	for _, a := range s.Activations {
		all = append(all, activationTitle(a))
	}
	return s.Label + ": " + list(all)
}

func activationTitle(a Activation) string { return glyph.Name(a.Body) + " " + gateLine(a) }

func channelName(pair [2]int, name string) string {
	n := strconv.Itoa(pair[0]) + "–" + strconv.Itoa(pair[1])
	if name != "" {
		n += " " + name
	}
	return n
}

func channelTitle(pair [2]int, defined *Channel) string {
	if defined == nil {
		return "Channel " + channelName(pair, "") + ", open"
	}
	return "Channel " + channelName(pair, defined.Name) + ", defined"
}

func (d *drawing) centerTitle(ct center) string {
	t := ct.name + " center, open"
	if d.isCenterDefined(ct.key) {
		t = ct.name + " center, defined"
	}
	var active []string
	for _, g := range ct.gates {
		if d.active[g] != 0 {
			active = append(active, strconv.Itoa(g))
		}
	}
	return t + "; active gates: " + list(active)
}

func (d *drawing) gateTitle(g int) string {
	t := "Gate " + strconv.Itoa(g)
	switch d.active[g] {
	case personality:
		return t + ", " + d.chart.Personality.Label
	case design:
		return t + ", " + d.chart.Design.Label
	case both:
		return t + ", " + d.chart.Personality.Label + " and " + d.chart.Design.Label
	}
	return t + ", not active"
}
