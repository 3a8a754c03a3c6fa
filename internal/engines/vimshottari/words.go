package vimshottari

import (
	"slices"
	"strconv"
	"strings"

	"github.com/witnessos/witnessos/internal/engines"
	"github.com/witnessos/witnessos/internal/engines/jyotish"
)

const favorConvention = "Jupiter, Venus, Mercury and the Moon are called gentle (saumya) and the Sun, Mars, Saturn, Rahu and Ketu stern (krura) " +
	"by tradition, wherever they stand in a chart. The lists sort the antardashas of the forecast by that alone: themes to expect, not a forecast of events."

// gentle lords, by the convention above.
func gentle(l jyotish.Lord) bool {
	switch l {
	case jyotish.Jupiter, jyotish.Venus, jyotish.Mercury, jyotish.Moon:
		return true
	}
	return false
}

// range of a period as text, from birth on.
func (p *presenter) dates(d jyotish.Period) string {
	return p.date(p.fromBirth(d.Start)).String() + " to " + p.date(d.End).String()
}

func (p *presenter) currentAnalysis() string {
	var b strings.Builder
	for level, now := range p.Now {
		switch jyotish.Level(level) {
		case jyotish.Mahadasha:
			b.WriteString("You are in the " + now.Lord.String() + " mahadasha (" + p.dates(now) + "): " + p.texts.lords[now.Lord].theme + ". ")
		case jyotish.Antardasha:
			b.WriteString("Within it runs the antardasha of " + now.Lord.String() + " (" + p.dates(now) + "). " +
				p.texts.antardashas[p.Now[0].Lord][now.Lord] + " ")
		default:
			b.WriteString("The finest hand on the dial is the pratyantardasha of " + now.Lord.String() + " (" + p.dates(now) + "): " +
				p.texts.lords[now.Lord].theme + ".")
		}
	}
	return b.String()
}

// opportunities speaks of the next periods that begin within the forecast.
func (p *presenter) opportunities() string {
	var parts []string
	for _, n := range p.Ahead {
		if n.Level == jyotish.Pratyantardasha || len(parts) == 3 {
			continue
		}
		title := n.Lord.String() + " " + strings.ToLower(n.Level.String())
		if n.Level == jyotish.Antardasha {
			title += " of " + n.Lords[0].String()
		}
		parts = append(parts, "From "+p.date(n.Start).String()+", "+title+": "+strings.Join(p.texts.lords[n.Lord].opportunities, ", ")+".")
	}
	if len(parts) == 0 {
		antar := p.Now[jyotish.Antardasha]
		return "No mahadasha or antardasha changes within the forecast. Until " + p.date(antar.End).String() + ", the " + antar.Lord.String() +
			" antardasha goes on to offer " + strings.Join(p.texts.lords[antar.Lord].opportunities, ", ") + "."
	}
	return strings.Join(parts, " ")
}

func (p *presenter) guidance() string {
	maha := &p.texts.lords[p.Now[0].Lord]
	return maha.text + " Things to try: " + strings.Join(maha.recommendations, ", ") + "."
}

// karmicThemes are those of the lord that life began under and of the lords of now.
func (p *presenter) karmicThemes() []string {
	var list []string
	var seen []jyotish.Lord
	add := func(l jyotish.Lord, role string) {
		if !slices.Contains(seen, l) {
			seen = append(seen, l)
			list = append(list, l.String()+", "+role+": "+p.texts.lords[l].theme)
		}
	}
	add(p.Dasha.Moon.Nakshatra.Lord(), "lord of the birth nakshatra")
	for level, now := range p.Now {
		add(now.Lord, "current "+strings.ToLower(jyotish.Level(level).String()))
	}
	return list
}

func (p *presenter) lifePhase() string {
	age := p.date(p.Current).YearsSince(p.Birth.Date)
	phase := p.texts.phase(age)
	return phase.name + " (age " + strconv.Itoa(age) + "). " + phase.text
}

// favor sorts the antardashas that run within the forecast.
func (p *presenter) favor() (favorable, challenging []string) {
	favorable, challenging = []string{}, []string{}
	for _, maha := range p.Mahadashas {
		if !maha.End.After(p.Current) || !maha.Start.Before(p.Until) {
			continue
		}
		for _, antar := range maha.Subs() {
			if !antar.End.After(p.Current) || !antar.Start.Before(p.Until) {
				continue
			}
			text := &p.texts.lords[antar.Lord]
			line := p.dates(antar) + ": " + antar.Lord.String() + " in the " + maha.Lord.String() + " mahadasha, "
			if gentle(antar.Lord) {
				favorable = append(favorable, line+strings.Join(text.opportunities, ", "))
			} else {
				challenging = append(challenging, line+strings.Join(text.challenges, ", "))
			}
		}
	}
	return favorable, challenging
}

// Archetype names the figure of a lord.
func Archetype(l jyotish.Lord) string {
	return [jyotish.LordCount]string{
		"The Hermit", "The Lover", "The Sovereign", "The Mother", "The Warrior",
		"The Explorer", "The Teacher", "The Elder", "The Messenger",
	}[l]
}

// ThemeKey maps the lords to the themes that engines share.
func ThemeKey(l jyotish.Lord) string {
	return [jyotish.LordCount]string{
		engines.ThemeInsight, engines.ThemePartnership, engines.ThemeAgency, engines.ThemeFeeling, engines.ThemeVitality,
		engines.ThemeChange, engines.ThemeInquiry, engines.ThemeStructure, engines.ThemeExpression,
	}[l]
}

func (p *presenter) archetypes() []string {
	var list []string
	for _, now := range p.Now {
		if a := Archetype(now.Lord); !slices.Contains(list, a) {
			list = append(list, a)
		}
	}
	return list
}

// weights of the levels in signals.
var weights = [jyotish.LevelCount]float64{1, 0.7, 0.4}

func (p *presenter) signals() []engines.Signal {
	list := []engines.Signal{
		{Kind: engines.SignalArchetype, Value: Archetype(p.Now[0].Lord), Weight: 1, Source: "mahadasha lord " + p.Now[0].Lord.String()},
		{Kind: engines.SignalElement, Value: p.Dasha.Moon.Sign.Element(), Weight: 0.6, Source: "sidereal Moon in " + p.Dasha.Moon.Sign.String()},
	}
	for level, now := range p.Now {
		list = append(list, engines.Signal{Kind: engines.SignalTheme, Value: ThemeKey(now.Lord), Weight: weights[level],
			Source: now.Lord.String() + " " + strings.ToLower(now.Level.String())})
	}
	for _, n := range p.Ahead {
		list = append(list, engines.Signal{Kind: engines.SignalTiming, Value: p.date(n.Start).String(), Weight: weights[n.Level],
			Source: n.Lord.String() + " " + strings.ToLower(n.Level.String()) + " begins"})
	}
	return engines.Distinct(list)
}

// text is the whole result for people.
func (p *presenter) text(r *Result) string {
	var b strings.Builder
	b.Grow(6 << 10)
	n := &r.Timeline.BirthNakshatra
	b.WriteString("Vimshottari dasha on " + r.CalculationDate.String() + "\n\n")
	b.WriteString("Birth Moon in " + n.Name + ", pada " + strconv.Itoa(n.Pada) + " (" + n.Meaning + ")\n")
	b.WriteString("Lord " + n.RulingPlanet + ", deity " + n.Deity + ", symbol " + n.Symbol + ", " + n.Nature + " gana. " +
		"The first mahadasha, that of " + n.RulingPlanet + ", had " + fixed(r.Timeline.BalanceYears, 2) + " years left at birth.\n" + n.Description)
	b.WriteString("\n\nNow\n" + r.CurrentPeriodAnalysis + "\n\n" + p.texts.lords[p.Now[0].Lord].text)
	b.WriteString("\n\nPhase of life: " + r.Timeline.LifePhaseAnalysis)
	b.WriteString("\n\nMahadashas\n")
	for i, d := range r.Timeline.AllMahadashas {
		if i > 0 {
			b.WriteByte('\n')
		}
		b.WriteString(d.StartDate.String() + " to " + d.EndDate.String() + "  " + d.Planet + ": " + d.Theme)
	}
	b.WriteString("\n\nAhead\n" + r.UpcomingOpportunities)
	if doubt := p.doubt(); doubt != "" {
		b.WriteString("\n\nHow certain this is\n" + doubt)
	}
	b.WriteString("\n\n" + p.texts.note)
	return b.String()
}

// doubt says what the time of birth leaves open; empty when nothing is.
func (p *presenter) doubt() string {
	var parts []string
	for _, f := range p.Facts {
		name := strings.ReplaceAll(f.Name, "_", " ")
		switch {
		case !f.Certain:
			parts = append(parts, "The "+name+" can be "+jyotish.Either(f.Possible)+", depending on the time of birth.")
		case f.Fragile:
			parts = append(parts, "The "+name+" lies within the error bound of the ephemeris from its neighbour.")
		}
	}
	return strings.Join(parts, " ")
}
