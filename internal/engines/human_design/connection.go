package humandesign

import (
	"math/bits"

	"github.com/witnessos/witnessos/internal/engines/birth"
)

// Bond is how two people share a channel.
type Bond string

// The bonds of a connection chart.
const (
	Electromagnetic Bond = "electromagnetic" // each has one, different, gate
	Companionship   Bond = "companionship"   // both have the whole channel
	Dominance       Bond = "dominance"       // one has the whole channel, the other none of it
	Compromise      Bond = "compromise"      // one has the whole channel, the other one gate
)

// BondOf classifies a channel between two sets of gates. It is empty when the two make no
// whole channel, or when both lack the same gate.
func BondOf(c Channel, mine, theirs GateSet) Bond {
	set := c.set()
	a, b := mine&set, theirs&set
	gatesA, gatesB := bits.OnesCount64(uint64(a)), bits.OnesCount64(uint64(b))
	switch {
	case gatesA == 2 && gatesB == 2:
		return Companionship
	case gatesA+gatesB == 3:
		return Compromise
	case max(gatesA, gatesB) == 2:
		return Dominance
	case gatesA == 1 && gatesB == 1 && a != b:
		return Electromagnetic
	}
	return ""
}

// Connection is two charts laid over each other.
type Connection struct {
	Partner         Person          `json:"partner"`
	Electromagnetic []SharedChannel `json:"electromagnetic"`
	Companionship   []SharedChannel `json:"companionship"`
	Dominance       []SharedChannel `json:"dominance"`
	Compromise      []SharedChannel `json:"compromise"`
	Meanings        ConnectionTexts `json:"meanings"`
	Together        TogetherBrief   `json:"together"`
	Caution         string          `json:"caution,omitempty" doc:"When a time of birth is not certain."`
}

// ConnectionTexts explain the four bonds.
type ConnectionTexts struct {
	Electromagnetic string `json:"electromagnetic"`
	Companionship   string `json:"companionship"`
	Dominance       string `json:"dominance"`
	Compromise      string `json:"compromise"`
}

// Person is the chart of the partner in short.
type Person struct {
	Type       string     `json:"type"`
	Strategy   string     `json:"strategy"`
	Authority  string     `json:"authority"`
	Profile    string     `json:"profile"`
	Definition string     `json:"definition"`
	Cross      string     `json:"incarnation_cross"`
	Gates      []int      `json:"gates"`
	Channels   []string   `json:"channels"`
	Centers    []string   `json:"defined_centers"`
	BirthInfo  birth.Info `json:"birth_info"`
}

// SharedChannel is a channel of the connection.
type SharedChannel struct {
	Channel string    `json:"channel"`
	Name    string    `json:"name"`
	Centers [2]string `json:"centers"`
	Self    []int     `json:"self_gates"`
	Partner []int     `json:"partner_gates"`
	Holder  string    `json:"holder" doc:"Who has the whole channel: self, partner, both or neither."`
}

// TogetherBrief is the bodygraph of all gates of both.
type TogetherBrief struct {
	Channels        []string `json:"channels"`
	Defined         []string `json:"defined_centers"`
	Open            []string `json:"open_centers"`
	Definition      string   `json:"definition"`
	NewlyDefined    []string `json:"centers_defined_only_together"`
	DefinedByEither int      `json:"defined_count"`
	UndefinedByBoth int      `json:"open_count"`
}

func connectionOf(mine, theirs *Chart, b *birth.Birth) *Connection {
	c := &Connection{
		Partner:         person(theirs, b),
		Electromagnetic: []SharedChannel{}, Companionship: []SharedChannel{}, Dominance: []SharedChannel{}, Compromise: []SharedChannel{},
		Meanings: ConnectionTexts{
			texts().Text("connection", string(Electromagnetic)), texts().Text("connection", string(Companionship)),
			texts().Text("connection", string(Dominance)), texts().Text("connection", string(Compromise)),
		},
	}
	for channel := range Channel(ChannelCount) {
		shared := func() SharedChannel { return shareChannel(channel, mine, theirs) }
		switch BondOf(channel, mine.Gates, theirs.Gates) {
		case Electromagnetic:
			c.Electromagnetic = append(c.Electromagnetic, shared())
		case Companionship:
			c.Companionship = append(c.Companionship, shared())
		case Dominance:
			c.Dominance = append(c.Dominance, shared())
		case Compromise:
			c.Compromise = append(c.Compromise, shared())
		}
	}
	both := StructureOf(mine.Gates | theirs.Gates)
	open := CenterSet(1<<CenterCount-1) &^ both.Defined
	c.Together = TogetherBrief{
		Channels: both.Channels.Names(), Defined: both.Defined.Names(), Open: open.Names(), Definition: both.Definition(),
		NewlyDefined:    (both.Defined &^ (mine.Defined | theirs.Defined)).Names(),
		DefinedByEither: both.Defined.Len(), UndefinedByBoth: open.Len(),
	}
	return c
}

func shareChannel(c Channel, mine, theirs *Chart) SharedChannel {
	holder := "neither"
	switch a, b := mine.Channels.Has(c), theirs.Channels.Has(c); {
	case a && b:
		holder = "both"
	case a:
		holder = "self"
	case b:
		holder = "partner"
	}
	return SharedChannel{
		Channel: c.String(), Name: texts().Label("channel", c.String(), "Name"), Centers: centerNames(c),
		Self: (mine.Gates & c.set()).Gates(), Partner: (theirs.Gates & c.set()).Gates(), Holder: holder,
	}
}

func centerNames(c Channel) [2]string {
	pair := c.Centers()
	return [2]string{pair[0].String(), pair[1].String()}
}

func person(c *Chart, b *birth.Birth) Person {
	return Person{
		Type: string(c.Type), Strategy: texts().Label("type", string(c.Type), "Strategy"), Authority: string(c.Authority),
		Profile: profileText(c.Profile), Definition: c.Definition(), Cross: texts().Label("cross", c.Cross.entry(), "Name"),
		Gates: c.Gates.Gates(), Channels: c.Channels.Names(), Centers: c.Defined.Names(), BirthInfo: b.Info(),
	}
}
