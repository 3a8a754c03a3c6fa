package humandesign

import (
	"slices"

	"github.com/witnessos/witnessos/internal/civil"
	"github.com/witnessos/witnessos/internal/engines/birth"
	"github.com/witnessos/witnessos/internal/engines/mandala"
	"github.com/witnessos/witnessos/internal/ephemeris"
)

// Transit is the sky of a day over a chart.
type Transit struct {
	Date        string              `json:"date"`
	Time        *string             `json:"time" doc:"Null when the whole day was asked for; longitudes are then those of noon."`
	UTC         string              `json:"utc"`
	Timezone    string              `json:"timezone"`
	Activations []TransitActivation `json:"activations"`
	Gates       []int               `json:"gates" doc:"All gates of the moment, or of the day."`
	Completed   []TransitChannel    `json:"completed_channels" doc:"One gate from the chart, the other from the sky."`
	OnTheirOwn  []TransitChannel    `json:"transit_channels" doc:"Both gates from the sky, and the chart does not have the channel."`
	Centers     []string            `json:"centers_defined_by_transit" doc:"Centers that are open in the chart."`
	Warnings    []string            `json:"warnings"`
}

// TransitActivation is a body of the day.
type TransitActivation struct {
	Body       string   `json:"body"`
	Gate       int      `json:"gate"`
	Line       int      `json:"line"`
	Longitude  float64  `json:"longitude"`
	Retrograde bool     `json:"retrograde"`
	Natal      bool     `json:"natal" doc:"The chart has the gate too."`
	Lines      []string `json:"lines_of_the_day,omitempty" doc:"All lines that the body passes through, as gate.line; when the whole day was asked for."`
}

// TransitChannel is a channel that the sky adds to a chart.
type TransitChannel struct {
	Channel   string    `json:"channel"`
	Name      string    `json:"name"`
	Centers   [2]string `json:"centers"`
	Natal     []int     `json:"natal_gates"`
	Transit   []int     `json:"transit_gates"`
	Bodies    []string  `json:"bodies" doc:"Which bring the gates of the sky."`
	PartOfDay bool      `json:"part_of_day" doc:"The sky does not hold the gates for the whole day."`

	names []string // of the bodies, for people
}

// transitOf lays the sky of a moment, or of a whole day, over a chart.
func transitOf(c *Chart, in *Input) (*Transit, error) {
	clock, err := civil.ParseTime(in.TransitTime)
	wholeDay := err != nil
	if wholeDay {
		clock = civil.MustParseTime("12:00")
	}
	moment, err := civil.Resolve(in.TransitDate, clock, in.transit)
	if err != nil {
		return nil, err
	}
	instant, err := ephemeris.FromUTC(moment.UTC)
	if err != nil {
		return nil, err
	}
	imprint, err := mandala.ImprintAt(instant.TT)
	if err != nil {
		return nil, err
	}
	sky := passing{imprint: imprint}
	t := &Transit{
		Date: moment.Date.String(), UTC: birth.Timestamp(moment.UTC), Timezone: moment.Zone,
		Warnings: civil.Sentences(moment.Warnings),
	}
	if wholeDay {
		if err := sky.day(moment, in.transit); err != nil {
			return nil, err
		}
	} else {
		text := clock.String()
		t.Time = &text
		sky.stand()
	}
	t.Gates = sky.gates().Gates()
	for b := range imprint.Activations {
		a := &imprint.Activations[b]
		row := TransitActivation{
			Body: a.Body.Key(), Gate: a.Gate, Line: a.Line, Longitude: degrees(a.Longitude), Retrograde: a.Retrograde(), Natal: c.Gates.Has(a.Gate),
		}
		if wholeDay {
			for _, place := range sky.visited[b] {
				row.Lines = append(row.Lines, place.String())
			}
		}
		t.Activations = append(t.Activations, row)
	}
	t.addChannels(c, &sky)
	return t, nil
}

// passing is the sky of a moment or of a day.
type passing struct {
	imprint *mandala.Imprint
	visited [mandala.BodyCount][]mandala.Place
	states  []GateSet // one after the other; what is in one of them is there at one time
}

// stand makes it the sky of the moment alone.
func (p *passing) stand() {
	var set GateSet
	for b := range p.imprint.Activations {
		p.visited[b] = []mandala.Place{p.imprint.Activations[b].Place()}
		set |= gateBit(p.imprint.Activations[b].Gate)
	}
	p.states = []GateSet{set}
}

// day makes it the sky of a local day, given its noon.
func (p *passing) day(noon civil.Moment, zone civil.Zone) error {
	motion, err := mandala.MotionOf(p.imprint)
	if err != nil {
		return err
	}
	span, _, err := civil.DaySpan(noon.Date, zone)
	if err != nil {
		return err
	}
	const day = 24 * 3600
	crossings := motion.Crossings(span.From.Sub(noon.UTC).Seconds()/day, span.To.Sub(noon.UTC).Seconds()/day)

	var places [mandala.BodyCount]mandala.Place
	for b := range p.visited {
		p.visited[b] = mandala.Visited(crossings, &p.imprint.Activations[b], mandala.Personality)
		places[b] = p.visited[b][0]
	}
	p.add(&places)
	for i, c := range crossings {
		places[c.Body] = c.To
		if i+1 == len(crossings) || crossings[i+1].Days != c.Days {
			p.add(&places)
		}
	}
	return nil
}

func (p *passing) add(places *[mandala.BodyCount]mandala.Place) {
	var set GateSet
	for _, place := range places {
		set |= gateBit(place.Gate)
	}
	if len(p.states) == 0 || p.states[len(p.states)-1] != set {
		p.states = append(p.states, set)
	}
}

// gates are all gates at any time.
func (p *passing) gates() (all GateSet) {
	for _, s := range p.states {
		all |= s
	}
	return all
}

// channels are those that the sky and a chart make together at some time, and those that they
// make all the time.
func (p *passing) channels(natal GateSet) (sometimes, always ChannelSet) {
	always = 1<<ChannelCount - 1
	for _, s := range p.states {
		whole := (natal | s).whole()
		sometimes |= whole
		always &= whole
	}
	return sometimes, always
}

func (t *Transit) addChannels(c *Chart, sky *passing) {
	t.Completed, t.OnTheirOwn = []TransitChannel{}, []TransitChannel{}
	sometimes, always := sky.channels(c.Gates)
	var reached CenterSet
	for _, channel := range (sometimes &^ c.Channels).Channels() {
		natal := c.Gates & channel.set()
		brought := channel.set() &^ natal
		row := TransitChannel{
			Channel: channel.String(), Name: texts().Label("channel", channel.String(), "Name"), Centers: centerNames(channel),
			Natal: natal.Gates(), Transit: brought.Gates(), Bodies: []string{}, PartOfDay: !always.Has(channel),
		}
		for b := range sky.visited {
			if slices.ContainsFunc(sky.visited[b], func(p mandala.Place) bool { return brought.Has(p.Gate) }) {
				row.Bodies = append(row.Bodies, mandala.Body(b).Key())
				row.names = append(row.names, mandala.Body(b).String())
			}
		}
		if natal == 0 {
			t.OnTheirOwn = append(t.OnTheirOwn, row)
		} else {
			t.Completed = append(t.Completed, row)
		}
		pair := channel.Centers()
		reached |= setOf(pair[0], pair[1])
	}
	t.Centers = (reached &^ c.Defined).Names()
}
