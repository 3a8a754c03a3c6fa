package humandesign

import (
	"math"
	"strconv"
	"strings"
	"time"

	"github.com/witnessos/witnessos/internal/engines/birth"
	"github.com/witnessos/witnessos/internal/engines/mandala"
	"github.com/witnessos/witnessos/internal/ephemeris"
)

// describe fills in all of a result that depends on the chart alone.
func describe(in *Input, b *birth.Birth, c *Chart) Result {
	typeName, strategy := string(c.Type), texts().Label("type", string(c.Type), "Strategy")
	authority, profile, definition := string(c.Authority), profileText(c.Profile), c.Definition()
	cross := crossDetail(c)
	channels := channelBriefs(c)
	personality, design := briefs(c, mandala.Personality), briefs(c, mandala.Design)

	r := Result{
		Type: &typeName, Strategy: &strategy, Authority: &authority, Profile: &profile, Definition: &definition,
		ProfileInfo:     &ProfileInfo{c.Profile.Personality, c.Profile.Design, texts().Text("profile", c.Profile.String())},
		Centers:         newByCenter(func(center Center) CenterBrief { return centerBrief(c, center) }),
		Channels:        c.Channels.Names(),
		Gates:           c.Gates.Gates(),
		DefinedChannels: channels,
		Cross:           &CrossBrief{cross.Name, c.Cross.Gates, cross.Description},
		Personality:     personality,
		Design:          design,
		Activations:     activations(c),
		BirthInfo:       b.Info(),
		Computation:     b.Computation(birth.Method{Node: birth.TrueNode}),
	}
	info := typeInfo(c, strategy)
	r.Chart = ChartDetail{
		Reference:        reference(b),
		TypeInfo:         info,
		Profile:          profileDetail(c.Profile),
		PersonalityGates: details(c, mandala.Personality, in.DetailedGates),
		DesignGates:      details(c, mandala.Design, in.DetailedGates),
		Centers:          describeCenters(c),
		Personality:      personality,
		Design:           design,
		DefinedChannels:  channels,
		DefinitionType:   definition,
		Definition:       texts().Text("definition", definition),
		Cross:            cross,
		CrossBrief:       *r.Cross,
		Variables: VariableInfo{
			Notation:   c.Variable.String(),
			byVariable: newByVariable(func(v Variable) ArrowInfo { return arrowInfo(c, v) }),
		},
	}
	if in.IncludeDesign {
		r.DesignInfo = designInfo(b, c)
	}
	r.TypeAnalysis = info.Description
	r.ProfileAnalysis = profile + ". " + r.ProfileInfo.Description
	r.CentersAnalysis = centersAnalysis(c)
	r.GatesAnalysis = gatesAnalysis(c)
	r.StrategyGuidance = texts().Text("strategy", typeName)
	r.AuthorityGuidance = texts().Text("authority", c.Authority.entry())
	r.DeconditioningGuidance = texts().Text("deconditioning", typeName)
	r.Attribution = texts().Text("notice", "attribution")
	return r
}

func reference(b *birth.Birth) string {
	if b.TimeUnknown {
		return "12:00 local time, because the time of birth is unknown; see time_range for what is certain"
	}
	return "the time of birth as given"
}

func profileText(p Profile) string { return p.String() + " " + p.Name() }

// percentage is the share of a type among people, as the tradition states it.
func (t Type) percentage() float64 {
	switch t {
	case Generator:
		return 37
	case ManifestingGenerator:
		return 33
	case Projector:
		return 20
	case Manifestor:
		return 9
	}
	return 1
}

func typeInfo(c *Chart, strategy string) TypeInfo {
	e := texts().Entry("type", string(c.Type))
	return TypeInfo{
		Name: string(c.Type), Strategy: strategy, Authority: string(c.Authority),
		Signature: e.Labels["Signature"], NotSelf: e.Labels["NotSelf"], Percentage: c.Type.percentage(),
		Description: e.Text, LifePurpose: texts().Text("purpose", string(c.Type)),
	}
}

func profileDetail(p Profile) ProfileDetail {
	e := texts().Entry("profile", p.String())
	return ProfileDetail{
		PersonalityLine: p.Personality, DesignLine: p.Design, Name: p.Name(), Description: e.Text,
		LifeTheme: e.Labels["Theme"], Role: e.Labels["Role"],
		PersonalityText: texts().Text("profile line", strconv.Itoa(p.Personality)),
		DesignText:      texts().Text("profile line", strconv.Itoa(p.Design)),
	}
}

func briefs(c *Chart, side mandala.Side) *gateBriefs {
	g := gateBriefs(newByBody(func(b mandala.Body) GateBrief { return gateBrief(c, side, b) }))
	return &g
}

func details(c *Chart, side mandala.Side, detailed bool) *gateDetails {
	g := gateDetails(newByBody(func(b mandala.Body) GateDetail { return gateDetail(c, side, b, detailed) }))
	return &g
}

func describeCenters(c *Chart) *centerInfos {
	all := centerInfos(newByCenter(func(center Center) CenterInfo { return centerInfo(c, center) }))
	return &all
}

func gateBrief(c *Chart, side mandala.Side, b mandala.Body) GateBrief {
	a := c.Activation(side, b)
	return GateBrief{a.Gate, a.Line, b.String(), degrees(a.Longitude)}
}

func gateDetail(c *Chart, side mandala.Side, b mandala.Body, detailed bool) GateDetail {
	a := c.Activation(side, b)
	gate := &gateTexts()[a.Gate]
	d := GateDetail{
		Number: a.Gate, Name: gate.name, Planet: b.String(),
		Line: a.Line, Color: a.Color, Tone: a.Tone, Base: a.Base, Longitude: degrees(a.Longitude),
	}
	if detailed {
		d.Keynote, d.Gift, d.Shadow, d.Description = gate.keynote, gate.gift, gate.shadow, gate.text
		d.LineKeynote, d.LineDescription = gate.lines[a.Line].keynote, gate.lines[a.Line].text
	}
	return d
}

func capital(s string) string {
	if s == "" {
		return s
	}
	return strings.ToUpper(s[:1]) + s[1:]
}

// channelsOf lists the defined channels of a center.
func channelsOf(c *Chart, center Center) []string {
	list := []string{}
	for _, channel := range c.Channels.Channels() {
		if pair := channel.Centers(); pair[0] == center || pair[1] == center {
			list = append(list, channel.String())
		}
	}
	return list
}

func centerBrief(c *Chart, center Center) CenterBrief {
	return CenterBrief{center.String(), c.Defined.Has(center), (c.Gates & center.Gates()).Gates(), channelsOf(c, center)}
}

func centerInfo(c *Chart, center Center) CenterInfo {
	brief := centerBrief(c, center)
	e := texts().Entry("center", brief.Name)
	return CenterInfo{
		Name: brief.Name, Defined: brief.Defined, Gates: brief.Gates, Channels: brief.Channels,
		Function: e.Labels["Function"], Description: e.Text,
		WhenDefined:   texts().Text("center defined", brief.Name),
		WhenUndefined: texts().Text("center undefined", brief.Name),
	}
}

func channelBriefs(c *Chart) []ChannelBrief {
	list := []ChannelBrief{}
	for _, channel := range c.Channels.Channels() {
		e := texts().Entry("channel", channel.String())
		list = append(list, ChannelBrief{
			Number: channel.String(), Name: e.Labels["Name"], Gates: channel.Gates(), Defined: true,
			Centers: centerNames(channel), Circuit: e.Labels["Circuit"], Description: e.Text,
		})
	}
	return list
}

func crossDetail(c *Chart) CrossDetail {
	e := texts().Entry("cross", c.Cross.entry())
	g := c.Cross.Gates
	return CrossDetail{
		Name: e.Labels["Name"], Type: string(c.Cross.Angle), Gates: CrossGates{g[0], g[1], g[2], g[3]},
		Theme: e.Labels["Theme"], Description: e.Text, Notation: c.Cross.String(),
	}
}

func arrowInfo(c *Chart, v Variable) ArrowInfo {
	arrow := &c.Variable[v]
	direction := "right"
	if arrow.Left {
		direction = "left"
	}
	color := texts().Entry("variable", v.String()+" "+strconv.Itoa(arrow.Color))
	return ArrowInfo{
		Arrow: direction, Color: arrow.Color, Name: color.Labels["Name"], Tone: arrow.Tone,
		Margin: arcsec(arrow.Margin), Uncertain: arrow.Uncertain,
		ColorMargin: arcsec(c.Activation(variables[v].side, variables[v].body).Margin(mandala.ColorLevel)),
		Description: color.Text, ArrowText: texts().Text("arrow", v.String()+" "+direction),
	}
}

func activations(c *Chart) []ActivationDetail {
	list := make([]ActivationDetail, 0, mandala.SideCount*mandala.BodyCount)
	for side := range mandala.Side(mandala.SideCount) {
		for b := range mandala.Body(mandala.BodyCount) {
			list = append(list, activationDetail(c.Activation(side, b), side))
		}
	}
	return list
}

var levels = [...]struct {
	name  string
	level mandala.Level
}{
	{"gate", mandala.GateLevel}, {"line", mandala.LineLevel}, {"color", mandala.ColorLevel},
	{"tone", mandala.ToneLevel}, {"base", mandala.BaseLevel},
}

func activationDetail(a *mandala.Activation, side mandala.Side) ActivationDetail {
	var margins [len(levels)]float64
	uncertain := []string{}
	for i, l := range levels {
		margins[i] = a.Margin(l.level)
		if margins[i] < a.Bound {
			uncertain = append(uncertain, l.name)
		}
		margins[i] = arcsec(margins[i])
	}
	return ActivationDetail{
		Side: side.String(), Body: a.Body.Key(),
		Gate: a.Gate, Line: a.Line, Color: a.Color, Tone: a.Tone, Base: a.Base,
		Longitude: degrees(a.Longitude), Speed: round(a.Speed, 1e6), Retrograde: a.Retrograde(),
		Margin:     margins[1],
		Margins:    Margins{margins[0], margins[1], margins[2], margins[3], margins[4]},
		ErrorBound: arcsec(a.Bound), Uncertain: uncertain,
	}
}

func designInfo(b *birth.Birth, c *Chart) *DesignInfo {
	jd := c.Natal.Sides[mandala.Design].TT
	sun := c.Activation(mandala.Design, mandala.Sun)
	utc := ""
	if instant, err := ephemeris.FromTT(jd); err == nil { // it is in range: its sky was computed
		utc = birth.Timestamp(instant.UTC())
	}
	const secondsPerDay = float64(24 * time.Hour / time.Second)
	return &DesignInfo{
		Datetime: utc,
		Method:   "the latest moment before birth at which the apparent longitude of the Sun was 88 degrees less, by Newton's method",
		SolarArc: SolarArc{
			Arc:            ephemeris.DesignArc,
			PersonalitySun: degrees(c.Activation(mandala.Personality, mandala.Sun).Longitude),
			DesignSun:      degrees(sun.Longitude),
			Days:           round(b.Instant.TT-jd, 1e6),
			JDTT:           round(jd, 1e8),
			Uncertainty:    round(math.Abs(2*sun.Bound/3600/sun.Speed)*secondsPerDay, 10),
		},
	}
}
