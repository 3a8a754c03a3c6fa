package bodygraph

// The geometry of the bodygraph, in units of the sheet (800 wide). The figure is symmetric
// about x = 400 but for the Heart, which has no counterpart, and for the four integration
// gates 10, 20, 34 and 57, which meet in one junction on the left.
//
// Every gate but those four belongs to one channel, and those four share one figure: so every
// gate has exactly one arm, from its place in a center to the middle of its channel or to the
// junction, and 64 arms make up all 36 channels.

type point struct{ x, y float64 }

// gateRadius is that of the disc on which a gate's number stands.
const gateRadius = 9.5

type center struct {
	key, name string
	shape     []point // corners, before rounding
	radius    float64 // of the rounded corners
	gates     []int
}

var centers = [9]center{
	{"head", "Head", []point{{400, 166}, {468, 258}, {332, 258}}, 10, []int{64, 61, 63}},
	{"ajna", "Ajna", []point{{328, 290}, {472, 290}, {400, 400}}, 10, []int{47, 24, 4, 17, 43, 11}},
	{"throat", "Throat", []point{{340, 430}, {460, 430}, {460, 542}, {340, 542}}, 10,
		[]int{62, 23, 56, 16, 20, 31, 8, 33, 35, 12, 45}},
	{"g", "G", []point{{400, 564}, {478, 642}, {400, 720}, {322, 642}}, 10,
		[]int{1, 7, 13, 10, 25, 15, 46, 2}},
	{"heart", "Heart", []point{{540, 660}, {608, 748}, {476, 748}}, 9, []int{21, 51, 26, 40}},
	{"spleen", "Spleen", []point{{118, 754}, {258, 842}, {118, 930}}, 10,
		[]int{48, 57, 44, 50, 32, 28, 18}},
	{"sacral", "Sacral", []point{{340, 784}, {460, 784}, {460, 888}, {340, 888}}, 10,
		[]int{34, 5, 14, 29, 59, 9, 3, 42, 27}},
	{"solar_plexus", "Solar Plexus", []point{{682, 754}, {542, 842}, {682, 930}}, 10,
		[]int{36, 22, 37, 6, 49, 55, 30}},
	{"root", "Root", []point{{340, 928}, {460, 928}, {460, 1040}, {340, 1040}}, 10,
		[]int{58, 38, 54, 53, 60, 52, 19, 39, 41}},
}

// gates holds the place of each gate's number; index 0 is unused.
var gates = [65]point{
	64: {374, 244}, 61: {400, 244}, 63: {426, 244},

	47: {374, 305}, 24: {400, 305}, 4: {426, 305}, 17: {374, 333}, 11: {426, 333}, 43: {400, 373},

	62: {374, 444}, 23: {400, 444}, 56: {426, 444},
	16: {355, 470}, 20: {355, 500}, 35: {445, 468}, 12: {445, 491}, 45: {445, 514},
	31: {374, 528}, 8: {400, 528}, 33: {426, 528},

	1: {400, 583}, 7: {374, 606}, 13: {426, 606}, 10: {342, 642}, 25: {458, 642},
	15: {374, 678}, 46: {426, 678}, 2: {400, 701},

	21: {540, 690}, 51: {521, 710}, 26: {506, 733}, 40: {577, 733},

	48: {135, 782}, 57: {167, 802}, 44: {199, 822}, 50: {231, 842}, 32: {199, 862}, 28: {167, 882}, 18: {135, 902},

	5: {374, 798}, 14: {400, 798}, 29: {426, 798}, 34: {355, 816}, 27: {355, 842}, 59: {445, 842},
	42: {374, 874}, 3: {400, 874}, 9: {426, 874},

	36: {665, 782}, 22: {633, 802}, 37: {601, 822}, 6: {569, 842}, 49: {601, 862}, 55: {633, 882}, 30: {665, 902},

	53: {374, 942}, 60: {400, 942}, 52: {426, 942}, 54: {355, 968}, 38: {355, 994}, 58: {355, 1020},
	19: {445, 968}, 39: {445, 994}, 41: {445, 1020},
}

// route is a channel's way from gate to gate: straight, or a cubic curve with two control
// points.
type route struct {
	gates  [2]int
	c1, c2 point
}

// routes are the thirty channels outside the integration figure, in the order in which they
// are painted: 26–44 has to pass between G and Sacral, under the three channels that join
// them, on every bodygraph there is.
var routes = [30]route{
	{gates: [2]int{44, 26}, c1: point{262, 784}, c2: point{360, 734}},

	{gates: [2]int{64, 47}}, {gates: [2]int{61, 24}}, {gates: [2]int{63, 4}},
	{gates: [2]int{17, 62}}, {gates: [2]int{43, 23}}, {gates: [2]int{11, 56}},
	{gates: [2]int{31, 7}}, {gates: [2]int{8, 1}}, {gates: [2]int{33, 13}},
	{gates: [2]int{15, 5}}, {gates: [2]int{2, 14}}, {gates: [2]int{46, 29}},
	{gates: [2]int{42, 53}}, {gates: [2]int{3, 60}}, {gates: [2]int{9, 52}},

	{gates: [2]int{16, 48}, c1: point{230, 470}, c2: point{135, 592}},
	{gates: [2]int{35, 36}, c1: point{570, 468}, c2: point{665, 592}},
	{gates: [2]int{12, 22}, c1: point{554, 491}, c2: point{633, 604}},
	{gates: [2]int{45, 21}, c1: point{510, 518}, c2: point{540, 582}},
	{gates: [2]int{25, 51}, c1: point{490, 648}, c2: point{510, 672}},
	{gates: [2]int{40, 37}, c1: point{590, 762}, c2: point{598, 792}},

	{gates: [2]int{27, 50}}, {gates: [2]int{59, 6}},

	{gates: [2]int{32, 54}, c1: point{199, 937}, c2: point{260, 968}},
	{gates: [2]int{28, 38}, c1: point{167, 957}, c2: point{240, 994}},
	{gates: [2]int{18, 58}, c1: point{135, 977}, c2: point{220, 1020}},
	{gates: [2]int{49, 19}, c1: point{601, 937}, c2: point{540, 968}},
	{gates: [2]int{55, 39}, c1: point{633, 957}, c2: point{560, 994}},
	{gates: [2]int{30, 41}, c1: point{665, 977}, c2: point{580, 1020}},
}

// junction is where the arms of gates 10, 20, 34 and 57 meet.
var junction = point{209, 642}

// integration are the arms of those four gates, each ending at the junction. The arms of 20
// and 57 are one smooth line, the mirror image of 12–22.
var integration = [4]struct {
	gate   int
	c1, c2 point
}{
	{34, point{310, 786}, point{236, 732}},
	{10, point{300, 642}, point{250, 642}},
	{57, point{167, 752}, point{180, 694}},
	{20, point{300, 500}, point{238, 590}},
}

// integrationChannels are the six channels among the four gates.
var integrationChannels = [6][2]int{{10, 20}, {10, 34}, {10, 57}, {20, 34}, {20, 57}, {34, 57}}
