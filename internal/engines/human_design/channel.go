package humandesign

import "math/bits"

// Channel joins two gates of different centers: an index of the table below, 0 to 35.
type Channel int

// ChannelCount is the number of channels.
const ChannelCount = 36

// channels are in the order of their gates. Gates 10, 20, 34 and 57 form six of them among
// themselves; every other gate belongs to one.
var channels = [ChannelCount]struct {
	name    string
	gates   [2]int    // ascending
	centers [2]Center // in the order of the gates
}{
	{"1-8", [2]int{1, 8}, [2]Center{G, Throat}},
	{"2-14", [2]int{2, 14}, [2]Center{G, Sacral}},
	{"3-60", [2]int{3, 60}, [2]Center{Sacral, Root}},
	{"4-63", [2]int{4, 63}, [2]Center{Ajna, Head}},
	{"5-15", [2]int{5, 15}, [2]Center{Sacral, G}},
	{"6-59", [2]int{6, 59}, [2]Center{SolarPlexus, Sacral}},
	{"7-31", [2]int{7, 31}, [2]Center{G, Throat}},
	{"9-52", [2]int{9, 52}, [2]Center{Sacral, Root}},
	{"10-20", [2]int{10, 20}, [2]Center{G, Throat}},
	{"10-34", [2]int{10, 34}, [2]Center{G, Sacral}},
	{"10-57", [2]int{10, 57}, [2]Center{G, Spleen}},
	{"11-56", [2]int{11, 56}, [2]Center{Ajna, Throat}},
	{"12-22", [2]int{12, 22}, [2]Center{Throat, SolarPlexus}},
	{"13-33", [2]int{13, 33}, [2]Center{G, Throat}},
	{"16-48", [2]int{16, 48}, [2]Center{Throat, Spleen}},
	{"17-62", [2]int{17, 62}, [2]Center{Ajna, Throat}},
	{"18-58", [2]int{18, 58}, [2]Center{Spleen, Root}},
	{"19-49", [2]int{19, 49}, [2]Center{Root, SolarPlexus}},
	{"20-34", [2]int{20, 34}, [2]Center{Throat, Sacral}},
	{"20-57", [2]int{20, 57}, [2]Center{Throat, Spleen}},
	{"21-45", [2]int{21, 45}, [2]Center{Heart, Throat}},
	{"23-43", [2]int{23, 43}, [2]Center{Throat, Ajna}},
	{"24-61", [2]int{24, 61}, [2]Center{Ajna, Head}},
	{"25-51", [2]int{25, 51}, [2]Center{G, Heart}},
	{"26-44", [2]int{26, 44}, [2]Center{Heart, Spleen}},
	{"27-50", [2]int{27, 50}, [2]Center{Sacral, Spleen}},
	{"28-38", [2]int{28, 38}, [2]Center{Spleen, Root}},
	{"29-46", [2]int{29, 46}, [2]Center{Sacral, G}},
	{"30-41", [2]int{30, 41}, [2]Center{SolarPlexus, Root}},
	{"32-54", [2]int{32, 54}, [2]Center{Spleen, Root}},
	{"34-57", [2]int{34, 57}, [2]Center{Sacral, Spleen}},
	{"35-36", [2]int{35, 36}, [2]Center{Throat, SolarPlexus}},
	{"37-40", [2]int{37, 40}, [2]Center{SolarPlexus, Heart}},
	{"39-55", [2]int{39, 55}, [2]Center{Root, SolarPlexus}},
	{"42-53", [2]int{42, 53}, [2]Center{Sacral, Root}},
	{"47-64", [2]int{47, 64}, [2]Center{Ajna, Head}},
}

// String is the pair of gates: "10-34".
func (c Channel) String() string { return channels[c].name }

// Gates are the two gates, the lower one first.
func (c Channel) Gates() [2]int { return channels[c].gates }

// Centers are those of the gates, in their order.
func (c Channel) Centers() [2]Center { return channels[c].centers }

// set holds both gates.
func (c Channel) set() GateSet {
	return gateBit(channels[c].gates[0]) | gateBit(channels[c].gates[1])
}

// ChannelSet is a set of channels; channel c is bit c.
type ChannelSet uint64

// Has reports whether a channel is in the set.
func (s ChannelSet) Has(c Channel) bool { return s&(1<<c) != 0 }

// Channels lists the set in the order of gates, never nil.
func (s ChannelSet) Channels() []Channel {
	list := make([]Channel, 0, bits.OnesCount64(uint64(s)))
	for ; s != 0; s &= s - 1 {
		list = append(list, Channel(bits.TrailingZeros64(uint64(s))))
	}
	return list
}

// Names lists the set in the order of gates, never nil.
func (s ChannelSet) Names() []string {
	list := make([]string, 0, bits.OnesCount64(uint64(s)))
	for _, c := range s.Channels() {
		list = append(list, c.String())
	}
	return list
}

// whole is the set of channels of which both gates are in the set of gates.
func (gates GateSet) whole() (s ChannelSet) {
	for c := range Channel(ChannelCount) {
		if set := c.set(); gates&set == set {
			s |= 1 << c
		}
	}
	return s
}
