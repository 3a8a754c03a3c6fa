package vedicclock

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/witnessos/witnessos/internal/decimal"
	"github.com/witnessos/witnessos/internal/engines"
	"github.com/witnessos/witnessos/internal/engines/jyotish"
	"github.com/witnessos/witnessos/internal/engines/vimshottari"
)

// focuses are the wishes asked for, or what the phase of the hour suggests.
func (p *presenter) focuses() []string {
	if len(p.in.Focus) > 0 {
		return p.in.Focus
	}
	switch p.Slot.Organ.Element() {
	case Wood:
		return []string{"career"}
	case Fire:
		return []string{"creativity"}
	case Earth:
		return []string{"health"}
	case Metal:
		return []string{"spiritual"}
	}
	return []string{"energy"}
}

func (p *presenter) optimization() Optimization {
	focuses := p.focuses()
	text := &p.texts.organs[p.Slot.Organ]
	o := Optimization{
		Primary:   focuses[0],
		Secondary: append([]string{}, focuses[1:]...),
		Practices: []string{p.texts.focus(focuses[0])},
		Timing: "The hours of the " + p.Slot.Organ.String() + " run until " + p.hour(p.SlotTimes.End) + ", those of the " +
			((p.Slot.Organ + 1) % Organs).String() + " follow." + p.best(),
		Energy: "The watch is " + phrase(p.Slot.Direction()) + ". " + p.texts.element(string(p.Slot.Organ.Element())) +
			" Better left for another hour: " + strings.Join(text.avoid, ", ") + ".",
		Integration: p.texts.relation(p.Resonance.Relation),
	}
	for _, f := range focuses[1:] {
		o.Practices = append(o.Practices, p.texts.focus(f))
	}
	if p.Hora != nil {
		o.Practices = append(o.Practices, "Hour of "+p.Hora.Lord.String()+", until "+p.hour(p.Hora.End)+": "+p.texts.hora(p.Hora.Lord))
	}
	return o
}

func phrase(direction string) string {
	switch direction {
	case "ascending":
		return "young, and its energy rises"
	case "peak":
		return "at its peak"
	}
	return "drawing to its end"
}

// best names the strongest of the windows ahead; of equal ones, the first.
func (p *presenter) best() string {
	if len(p.Windows) == 0 {
		return ""
	}
	best := &p.Windows[0]
	for i := range p.Windows {
		if p.Windows[i].Resonance.Score > best.Resonance.Score {
			best = &p.Windows[i]
		}
	}
	day := p.Target.Clocks.Day(best.Start)
	return " Of the windows ahead, that of the " + best.Organ.String() + " on " + day.String() + ", " + p.hour(best.Start) + " to " +
		p.hour(best.End) + ", scores highest by the convention of this service (" + number(best.Resonance.Score) + ")."
}

func (p *presenter) curriculum() string {
	return p.texts.tithis[p.Panchanga.Tithi-1].text + " " + p.texts.varas[p.Day.Vara].text
}

func (p *presenter) homework() []string {
	text := &p.texts.organs[p.Slot.Organ]
	list := sentences(text.optimal[:2])
	return append(list, p.texts.focus(p.focuses()[0]))
}

// progress are things that one can see for oneself.
func (p *presenter) progress() []string {
	text := &p.texts.organs[p.Slot.Organ]
	list := []string{
		"By " + p.hour(p.SlotTimes.End) + " there was room for this: " + text.optimal[0] + ".",
		"You noticed the pull of this, and could leave it: " + text.avoid[0] + ".",
	}
	if tithi := &p.Limbs[0]; !tithi.End.IsZero() {
		day := p.Target.Clocks.Day(tithi.End)
		list = append(list, "You looked up at the Moon before the tithi turns, on "+day.String()+" at "+p.hour(tithi.End)+".")
	}
	return list
}

var conventions = Conventions{
	Auspiciousness: "0.5 + tithi + yoga + karana, between 0 and 1; tithi: -0.2 for 4, 9, 14 of a half month and Amavasya, +0.2 for 5, 10, 15, else +0.1; " +
		"yoga: -0.2 for Vishkambha, Atiganda, Shula, Ganda, Vyaghata, Vajra, Vyatipata, Parigha and Vaidhriti, else +0.1; karana: -0.1 for Vishti, else +0.1",
	Harmony:   "phase of the Moon's sign (air for metal) and of the organ: same 1, Moon generates 0.8, is generated 0.75, is controlled 0.5, controls 0.4",
	Resonance: "mean of harmony_level and auspiciousness_score; over 0.7 counts as optimal",
	Direction: "thirds of the slot: ascending, peak, descending; the organ twelve hours away rests",
	Windows:   "organ slots that lie wholly within the hours ahead, scored at their middle",
	Focus:     "as asked for, else by the phase of the hour: wood career, fire creativity, earth health, metal spiritual, water energy",
}

// reading is the part of the result that all engines share.
func (p *presenter) reading(r *Result) engines.Reading {
	now := &p.Panchanga
	raw := Raw{
		Tithi: now.Tithi, Karana: now.Karana, Yoga: now.Yoga + 1, Nakshatra: int(now.Mansion.Nakshatra) + 1, Pada: now.Mansion.Pada,
		Vara: int(p.Day.Vara), Elongation: now.Elongation, Sum: now.Sum, Sun: now.Sun, Moon: now.Moon,
		BirthMoon: p.Dasha.Moon.Longitude, Ayanamsa: p.Ayanamsa, ErrorBound: limbBound(),
		Harmony: p.Resonance.Harmony, Auspiciousness: p.Resonance.Auspiciousness, Conventions: conventions,
	}
	for level := range p.Lords {
		raw.DashaMargins[level] = decimal.Round(p.Lords[level].Margin, 2)
	}
	return engines.Reading{
		Confidence:      p.confidence(r),
		Text:            p.text(r),
		Recommendations: sentences(p.texts.organs[p.Slot.Organ].optimal),
		RealityPatches:  []string{p.texts.focus(p.focuses()[0])},
		Archetypes:      p.archetypes(),
		Signals:         p.signals(),
		Warnings:        p.warnings(),
		Raw:             raw,
	}
}

// confidence counts lords and limbs that are open, and what was filled in.
func (p *presenter) confidence(r *Result) float64 {
	c := p.Birth.Confidence()
	for _, l := range r.Vimshottari.Levels {
		if !l.Certain || l.Fragile {
			c.Fragile++
		}
	}
	for _, l := range r.Panchanga.Limbs {
		if l.Fragile {
			c.Fragile++
		}
	}
	for _, w := range p.Target.Warnings {
		if w.Kind.IsDefault() {
			c.Assumed++
		}
	}
	return c.Score()
}

func (p *presenter) warnings() []string {
	if p.Day.BySunrise {
		return nil
	}
	return []string{"The Sun does not both rise and set at the target place around this time: the weekday is that of the calendar, and there are no planetary hours"}
}

func (p *presenter) archetypes() []string {
	list := []string{vimshottari.Archetype(p.Periods[jyotish.Mahadasha].Lord)}
	if day := vimshottari.Archetype(jyotish.VaraLord(p.Day.Vara)); day != list[0] {
		list = append(list, day)
	}
	return list
}

// signals are the facts that other engines' results can be compared with.
func (p *presenter) signals() []engines.Signal {
	maha := p.Periods[jyotish.Mahadasha].Lord
	list := []engines.Signal{
		{Kind: engines.SignalArchetype, Value: vimshottari.Archetype(maha), Weight: 1, Source: "mahadasha lord " + maha.String()},
		{Kind: engines.SignalElement, Value: p.Panchanga.Mansion.Sign.Element(), Weight: 0.7, Source: "sidereal Moon in " + p.Panchanga.Mansion.Sign.String()},
		{Kind: engines.SignalElement, Value: string(p.Slot.Organ.Element()), Weight: 0.6, Source: "organ clock, " + p.Slot.Organ.String()},
		{Kind: engines.SignalTheme, Value: vimshottari.ThemeKey(maha), Weight: 1, Source: maha.String() + " mahadasha"},
		{Kind: engines.SignalTheme, Value: phaseTheme(p.Slot.Organ.Element()), Weight: 0.5, Source: "organ clock, " + p.Slot.Organ.String()},
	}
	end := p.Periods[jyotish.Pratyantardasha].End
	if !end.After(p.Target.UTC.Add(time.Duration(p.in.PredictionHours) * time.Hour)) {
		day := p.Target.Clocks.Day(end)
		list = append(list, engines.Signal{Kind: engines.SignalTiming, Value: day.String(), Weight: 0.4, Source: "end of the pratyantardasha"})
	}
	return engines.Distinct(list)
}

// phaseTheme maps the five phases to the themes that engines share.
func phaseTheme(phase Phase) string {
	switch phase {
	case Wood:
		return engines.ThemeBeginnings
	case Fire:
		return engines.ThemeExpression
	case Earth:
		return engines.ThemeCare
	case Metal:
		return engines.ThemeStructure
	}
	return engines.ThemeRest
}

// text is the whole result for people; analysis_depth decides how much of it.
func (p *presenter) text(r *Result) string {
	var b strings.Builder
	b.Grow(5 << 10)
	now, v := &r.Panchanga, &r.Vimshottari
	b.WriteString("Three clocks on " + r.TargetInfo.Date.String() + " at " + r.TargetInfo.Time + "\n\n")
	b.WriteString("Organ clock: " + r.Organ.Primary + ", " + r.Organ.Element + ", until " + p.hour(p.SlotTimes.End) + "\n" + r.Organ.Description)
	b.WriteString("\n\nPanchanga: " + now.Tithi + ", " + now.Vara + ", " + now.Nakshatra + " " + strconv.Itoa(now.Pada) + ", " + now.Yoga + ", " + now.Karana +
		"\n" + r.Curriculum)
	b.WriteString("\n\nDasha: " + v.Mahadasha + " / " + v.Antardasha + " / " + v.Pratyantardasha + "\n" + sentence(v.LifeLesson) + " " + v.KarmicFocus)
	b.WriteString("\n\nMoon and hour: " + r.Synthesis.Vedic + " and " + r.Synthesis.TCM + ", " + r.Synthesis.Quality + "\n" + r.Synthesis.Description)
	if p.in.Depth != "basic" {
		b.WriteString("\n\nFocus: " + r.Practice.Primary + "\n" + strings.Join(r.Practice.Practices, " "))
		b.WriteString("\n\nTiming\n" + r.Practice.Timing)
		for i := range r.Panchanga.Limbs {
			limb := &r.Panchanga.Limbs[i]
			day := p.Target.Clocks.Day(p.Limbs[i].End)
			b.WriteString("\n" + sentence(limb.Limb)[:len(limb.Limb)] + " " + limb.Name + " ends on " + day.String() + " at " + p.hour(p.Limbs[i].End) + ".")
		}
	}
	if p.in.Depth == "comprehensive" {
		for _, limb := range r.Panchanga.Limbs[1:] {
			b.WriteString("\n\n" + limb.Name + "\n" + limb.Description)
		}
		b.WriteString("\n\nEnergy\n" + r.Practice.Energy + "\n\nBy these signs\n" + strings.Join(r.Progress, " "))
	}
	b.WriteString("\n\nScore " + number(r.Resonance) + " of 1, a convention of this service: the mean of harmony " + number(r.Synthesis.Harmony) +
		" and auspiciousness " + number(now.Auspiciousness) + ".")
	if doubt := p.doubt(); doubt != "" {
		b.WriteString("\n\nHow certain this is\n" + doubt)
	}
	b.WriteString("\n\n" + p.texts.note())
	return b.String()
}

// doubt says what the time of birth leaves open; empty when nothing is.
func (p *presenter) doubt() string {
	var parts []string
	for level := range p.Lords {
		if l := &p.Lords[level]; !l.Certain {
			parts = append(parts, "The lord of the "+strings.ToLower(jyotish.Level(level).String())+" can be "+jyotish.Either(l.Possible)+", depending on the time of birth.")
		}
	}
	return strings.Join(slices.Compact(parts), " ")
}

func number(x float64) string { return strconv.FormatFloat(x, 'f', -1, 64) }
