package vedicclock

import (
	"strings"
	"time"

	"github.com/witnessos/witnessos/internal/decimal"
	"github.com/witnessos/witnessos/internal/engines"
	"github.com/witnessos/witnessos/internal/engines/birth"
	"github.com/witnessos/witnessos/internal/engines/jyotish"
	"github.com/witnessos/witnessos/internal/engines/vimshottari"
	"github.com/witnessos/witnessos/internal/ephemeris"
)

func calculate(_ engines.Env, in Input) (Result, error) {
	o := Options{TrueSolarTime: in.TrueSolarTime}
	if in.IncludePredictions {
		o.WindowHours = in.PredictionHours
	}
	s, err := Read(in.Birth(), in.target, o)
	if err != nil {
		return Result{}, err
	}
	p := presenter{State: s, in: &in, texts: texts()}
	r := Result{
		Vimshottari:   p.vimshottari(),
		Panchanga:     p.panchanga(),
		Organ:         p.organ(),
		Synthesis:     p.synthesis(),
		Resonance:     s.Resonance.Score,
		OptimalWindow: s.Resonance.Optimal(),
		Windows:       p.windows(),
		TargetInfo:    p.target(),
		BirthInfo:     s.Birth.Info(),
		Computation:   s.Birth.Computation(birth.Method{Ayanamsa: &s.Ayanamsa}),
	}
	r.Practice = p.optimization()
	r.Curriculum = p.curriculum()
	r.Homework = p.homework()
	r.Progress = p.progress()
	r.Reading = p.reading(&r)
	return r, nil
}

// presenter puts a state into words.
type presenter struct {
	*State
	in    *Input
	texts *library
}

// local writes an instant as the clocks of the target show it, with their offset.
func (p *presenter) local(t time.Time) string {
	day, clock, kept := p.Target.Clocks.Show(t.Round(time.Second))
	text := clock.String()
	if len(text) == len("15:04") {
		text += ":00"
	}
	return day.String() + "T" + text + kept.Offset.String()
}

// hour is the local time of day, to the minute.
func (p *presenter) hour(t time.Time) string {
	_, clock, _ := p.Target.Clocks.Show(t.Round(time.Minute))
	return clock.String()
}

// moonBound is the error bound of the Moon, arcseconds, limbBound that of Sun and Moon together.
func moonBound() float64 { return ephemeris.ErrorBound(ephemeris.Moon) }
func limbBound() float64 { return moonBound() + ephemeris.ErrorBound(ephemeris.Sun) }

func (p *presenter) vimshottari() VimshottariContext {
	left := func(level jyotish.Level) float64 {
		return p.Dasha.Years(p.Periods[level].End.Sub(p.Target.UTC))
	}
	maha, antar := p.Periods[jyotish.Mahadasha].Lord, p.Periods[jyotish.Antardasha].Lord
	v := VimshottariContext{
		Mahadasha:       maha.String(),
		MahadashaYears:  decimal.Round(left(jyotish.Mahadasha), 4),
		Antardasha:      antar.String(),
		AntardashaMonth: decimal.Round(12*left(jyotish.Antardasha), 3),
		Pratyantardasha: p.Periods[jyotish.Pratyantardasha].Lord.String(),
		LifeLesson:      vimshottari.Theme(maha),
		KarmicFocus:     vimshottari.AntardashaText(maha, antar),
		BirthNakshatra:  p.Dasha.Moon.Nakshatra.String(),
		BirthPada:       p.Dasha.Moon.Pada,
	}
	for level, period := range p.Periods {
		l := &p.Lords[level]
		v.Levels = append(v.Levels, Level{
			Type: period.Level.String(), Lord: period.Lord.String(),
			StartUTC: birth.Timestamp(period.Start), EndUTC: birth.Timestamp(period.End),
			Certain: l.Certain, Possible: l.Possible, Fragile: l.Margin <= moonBound(),
		})
	}
	return v
}

// tithiQuality puts the group of a tithi into a word.
func tithiQuality(p *jyotish.Panchanga) string {
	if p.Tithi == newMoon {
		return "still"
	}
	switch p.Group() {
	case jyotish.Nanda:
		return "joyful"
	case jyotish.Bhadra:
		return "steady"
	case jyotish.Jaya:
		return "bold"
	case jyotish.Rikta:
		return "emptying"
	}
	return "full"
}

func (p *presenter) panchanga() PanchangaState {
	now := &p.Panchanga
	return PanchangaState{
		Tithi:          p.texts.tithis[now.Tithi-1].name,
		Vara:           p.Day.Vara.String(),
		Nakshatra:      now.Mansion.Nakshatra.String(),
		Yoga:           now.YogaName(),
		Karana:         now.KaranaName(),
		Element:        now.Mansion.Sign.Element(),
		EnergyQuality:  tithiQuality(now),
		Auspiciousness: p.Resonance.Auspiciousness.Score,
		Terms:          p.Resonance.Auspiciousness,
		Pada:           now.Mansion.Pada,
		MoonSign:       now.Mansion.Sign.String(),
		Paksha:         now.Paksha(),
		Limbs:          p.limbs(),
		VaraState:      p.vara(),
		Hora:           p.hora(),
	}
}

func (p *presenter) limbs() []LimbState {
	var list []LimbState
	now := &p.Panchanga
	for i := range p.Limbs {
		limb := &p.Limbs[i]
		state := LimbState{
			Start: p.local(limb.Start), End: p.local(limb.End), EndUTC: birth.Timestamp(limb.End),
			Fraction: decimal.Round(limb.Fraction, 6), Margin: decimal.Round(limb.Margin, 2),
		}
		bound := limbBound()
		switch limb.Limb {
		case ephemeris.Tithi:
			state.Limb, state.Number = "tithi", now.Tithi
			state.Name, state.Description = p.texts.tithis[now.Tithi-1].name, p.texts.tithis[now.Tithi-1].text
		case ephemeris.Nakshatra:
			bound = moonBound()
			n := now.Mansion.Nakshatra
			state.Limb, state.Number, state.Name = "nakshatra", int(n)+1, n.String()
			state.Description = "The name means: " + vimshottari.NakshatraMeaning(n) + ". Its lord is " + n.Lord().String() + "."
		case ephemeris.Yoga:
			state.Limb, state.Number, state.Name = "yoga", now.Yoga+1, now.YogaName()
			state.Description = p.texts.yoga(now.YogaName())
		case ephemeris.Karana:
			state.Limb, state.Number, state.Name = "karana", now.Karana+1, now.KaranaName()
			state.Description = p.texts.karana(now.KaranaName())
		default:
			continue // the pada stands beside its nakshatra
		}
		state.Fragile = limb.Margin <= bound
		list = append(list, state)
	}
	return list
}

func (p *presenter) vara() VaraState {
	text := &p.texts.varas[p.Day.Vara]
	v := VaraState{
		Name: text.name, Lord: jyotish.VaraLord(p.Day.Vara).String(), Description: text.text,
		BySunrise: p.Day.BySunrise,
	}
	if p.Day.BySunrise {
		rise, set, next := p.local(p.Day.Sunrise), p.local(p.Day.Sunset), p.local(p.Day.NextSunrise)
		v.Sunrise, v.Sunset, v.NextSunrise = &rise, &set, &next
	}
	return v
}

func (p *presenter) hora() *HoraState {
	h := p.Hora
	if h == nil {
		return nil
	}
	return &HoraState{
		Lord: h.Lord.String(), Number: h.Number, Night: h.Night,
		Start: p.local(h.Start), End: p.local(h.End), Description: p.texts.hora(h.Lord),
	}
}

func (p *presenter) organ() OrganState {
	o := p.Slot.Organ
	text := &p.texts.organs[o]
	state := OrganState{
		Primary: o.String(), Secondary: o.Partner().String(), Element: string(o.Element()),
		Direction: p.Slot.Direction(), Resting: o.Opposite().String(),
		Start: p.local(p.SlotTimes.Start), End: p.local(p.SlotTimes.End),
		Fraction: decimal.Round(p.Slot.Fraction, 4), Time: "civil",
		Optimal: text.optimal, Avoid: text.avoid, Description: text.text,
	}
	if p.in.TrueSolarTime {
		state.Time = "true solar time"
	}
	return state
}

// relationQuality puts a relation into a word.
func relationQuality(r Relation) string {
	switch r {
	case Same:
		return "resonant"
	case Generates:
		return "flowing"
	case Generated:
		return "nourishing"
	case Controlled:
		return "contained"
	}
	return "pressing"
}

func (p *presenter) synthesis() ElementalSynthesis {
	element := p.Panchanga.Mansion.Sign.Element()
	return ElementalSynthesis{
		Vedic: element, VedicPhase: string(PhaseOf(element)), TCM: string(p.Slot.Organ.Element()),
		Relation: string(p.Resonance.Relation), Harmony: p.Resonance.Harmony,
		Quality:     relationQuality(p.Resonance.Relation),
		Description: p.texts.relation(p.Resonance.Relation),
		Practices:   sentences(p.texts.organs[p.Slot.Organ].optimal),
	}
}

// opportunity is what the hours of a phase are traditionally good for, in a word.
func opportunity(phase Phase) string {
	switch phase {
	case Wood:
		return "planning"
	case Fire:
		return "connection"
	case Earth:
		return "nourishment"
	case Metal:
		return "order"
	}
	return "rest"
}

func (p *presenter) windows() []Ahead {
	list := make([]Ahead, 0, len(p.Windows))
	for i := range p.Windows {
		w := &p.Windows[i]
		list = append(list, Ahead{
			Start: p.local(w.Start), End: p.local(w.End), StartUTC: birth.Timestamp(w.Start), EndUTC: birth.Timestamp(w.End),
			Organ: w.Organ.String(), Opportunity: opportunity(w.Organ.Element()), EnergyQuality: relationQuality(w.Resonance.Relation),
			Activities: p.texts.organs[w.Organ].optimal, Potency: w.Resonance.Score,
		})
	}
	return list
}

func (p *presenter) target() TargetInfo {
	t := p.Target
	info := TargetInfo{
		Date: t.Date, Time: t.Time.String(), UTC: birth.Timestamp(t.UTC), Timezone: t.Zone, Offset: t.Offset.String(),
		Latitude: t.Place.Latitude, Longitude: t.Place.Longitude,
	}
	if p.in.TrueSolarTime {
		solar := t.UTC.Add(p.SolarOffset).Format("15:04:05")
		info.SolarTime = &solar
	}
	return info
}

// sentence turns a phrase of the texts into one.
func sentence(phrase string) string { return strings.ToUpper(phrase[:1]) + phrase[1:] + "." }

func sentences(phrases []string) []string {
	list := make([]string, len(phrases))
	for i, phrase := range phrases {
		list[i] = sentence(phrase)
	}
	return list
}
