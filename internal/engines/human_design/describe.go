package humandesign

import (
	"math"
	"math/bits"
	"strconv"
	"strings"
	"time"

	"github.com/witnessos/witnessos/internal/decimal"
	"github.com/witnessos/witnessos/internal/engines/birth"
	"github.com/witnessos/witnessos/internal/engines/mandala"
	"github.com/witnessos/witnessos/internal/ephemeris"
)

// describe fills in all of a result that depends on the chart alone.
func describe(in *Input, b *birth.Birth, c *Chart) Result {
	typeName, strategy := string(c.Type), texts().Label("type", string(c.Type), "Strategy")
	authority, profile, definition := string(c.Authority), profileText(c.Profile), c.Definition()
	cross := crossDetail(c)
	channels := describeChannels(c)
	personality, design := briefs(c, mandala.Personality), briefs(c, mandala.Design)
	centers := listCenters(c)

	r := Result{
		Type: &typeName, Strategy: &strategy, Authority: &authority, Profile: &profile, Definition: &definition,
		ProfileInfo:     &ProfileInfo{c.Profile.Personality, c.Profile.Design, texts().Text("profile", c.Profile.String())},
		Centers:         centers,
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
		Centers:          describeCenters(centers),
		Personality:      personality,
		Design:           design,
		DefinedChannels:  channels,
		DefinitionType:   definition,
		Definition:       texts().Text("definition", definition),
		Cross:            cross,
		CrossBrief:       *r.Cross,
		Variables:        describeVariables(c),
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

// What follows fills in lists of values in place: a value that is returned is copied once for each
// call on its way.

func briefs(c *Chart, side mandala.Side) *gateBriefs {
	all := &gateBriefs{}
	for b, d := range (*byBody[GateBrief])(all).list() {
		a := c.Activation(side, mandala.Body(b))
		d.Gate, d.Line, d.Planet, d.Longitude = a.Gate, a.Line, a.Body.String(), degrees(a.Longitude)
	}
	return all
}

func details(c *Chart, side mandala.Side, detailed bool) *gateDetails {
	all := &gateDetails{}
	for b, d := range (*byBody[GateDetail])(all).list() {
		a := c.Activation(side, mandala.Body(b))
		gate := &gateTexts()[a.Gate]
		d.Number, d.Name, d.Planet = a.Gate, gate.name, a.Body.String()
		d.Line, d.Color, d.Tone, d.Base = a.Line, a.Color, a.Tone, a.Base
		d.Longitude = degrees(a.Longitude)
		if detailed {
			line := &gate.lines[a.Line]
			d.Keynote, d.Gift, d.Shadow, d.Description = gate.keynote, gate.gift, gate.shadow, gate.text
			d.LineKeynote, d.LineDescription = line.keynote, line.text
		}
	}
	return all
}

func listCenters(c *Chart) *centerBriefs {
	all := &centerBriefs{}
	for i, d := range (*byCenter[CenterBrief])(all).list() {
		center := Center(i)
		d.Name, d.Defined = center.String(), c.Defined.Has(center)
		d.Gates, d.Channels = (c.Gates & center.Gates()).Gates(), channelsOf(c, center)
	}
	return all
}

func describeCenters(briefs *centerBriefs) *centerInfos {
	all := &centerInfos{}
	words, from := centerTexts(), (*byCenter[CenterBrief])(briefs).list()
	for i, d := range (*byCenter[CenterInfo])(all).list() {
		d.Name, d.Defined, d.Gates, d.Channels = from[i].Name, from[i].Defined, from[i].Gates, from[i].Channels
		d.Function, d.Description = words[i].function, words[i].text
		d.WhenDefined, d.WhenUndefined = words[i].defined, words[i].undefined
	}
	return all
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
	for rest := c.Channels; rest != 0; rest &= rest - 1 {
		channel := Channel(bits.TrailingZeros64(uint64(rest)))
		if pair := channel.Centers(); pair[0] == center || pair[1] == center {
			list = append(list, channel.String())
		}
	}
	return list
}

func describeChannels(c *Chart) channelBriefs {
	list := make(channelBriefs, 0, bits.OnesCount64(uint64(c.Channels)))
	for rest := c.Channels; rest != 0; rest &= rest - 1 {
		list = append(list, channelTexts()[bits.TrailingZeros64(uint64(rest))])
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

func describeVariables(c *Chart) *VariableInfo {
	return &VariableInfo{
		Notation:   c.Variable.String(),
		byVariable: newByVariable(func(v Variable) ArrowInfo { return arrowInfo(c, v) }),
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
	list := make([]ActivationDetail, mandala.SideCount*mandala.BodyCount)
	for side := range mandala.Side(mandala.SideCount) {
		for b := range mandala.Body(mandala.BodyCount) {
			list[int(side)*mandala.BodyCount+int(b)].describe(c.Activation(side, b), side)
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

func (d *ActivationDetail) describe(a *mandala.Activation, side mandala.Side) {
	d.Side, d.Body = side.String(), a.Body.Key()
	d.Gate, d.Line, d.Color, d.Tone, d.Base = a.Gate, a.Line, a.Color, a.Tone, a.Base
	d.Longitude, d.Speed, d.Retrograde = degrees(a.Longitude), decimal.Round(a.Speed, 6), a.Retrograde()
	d.ErrorBound, d.Uncertain = arcsec(a.Bound), []string{}
	for i, margin := range [len(levels)]*float64{&d.Margins.Gate, &d.Margins.Line, &d.Margins.Color, &d.Margins.Tone, &d.Margins.Base} {
		exact := a.Margin(levels[i].level)
		if exact < a.Bound {
			d.Uncertain = append(d.Uncertain, levels[i].name)
		}
		*margin = arcsec(exact)
	}
	d.Margin = d.Margins.Line
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
			Days:           decimal.Round(b.Instant.TT-jd, 6),
			JDTT:           decimal.Round(jd, 8),
			Uncertainty:    decimal.Round(math.Abs(2*sun.Bound/3600/sun.Speed)*secondsPerDay, 1),
		},
	}
}
