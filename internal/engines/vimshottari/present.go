package vimshottari

import (
	"strconv"
	"strings"
	"time"

	"github.com/witnessos/witnessos/internal/civil"
	"github.com/witnessos/witnessos/internal/decimal"
	"github.com/witnessos/witnessos/internal/engines"
	"github.com/witnessos/witnessos/internal/engines/birth"
	"github.com/witnessos/witnessos/internal/engines/jyotish"
	"github.com/witnessos/witnessos/internal/ephemeris"
)

func calculate(_ engines.Env, in Input) (Result, error) {
	b := in.Birth()
	c, err := Cast(b, in.current, in.YearsForecast, in.YearLength)
	if err != nil {
		return Result{}, err
	}
	p := presenter{Chart: c, texts: texts(), sub: in.IncludeSubPeriods}
	r := Result{
		Timeline:       p.timeline(),
		BirthInfo:      b.Info(),
		CalculationUTC: birth.Timestamp(c.Current),
		Computation:    b.Computation(birth.Method{Ayanamsa: &c.Ayanamsa}),
		Stability:      p.stability(),
	}
	r.CalculationDate = p.date(c.Current)
	if in.IncludeSVG {
		r.SVG = picture(&r, c)
	}
	r.CurrentPeriodAnalysis = p.currentAnalysis()
	r.UpcomingOpportunities = p.opportunities()
	r.KarmicGuidance = p.guidance()
	r.FavorablePeriods, r.ChallengingPeriods = p.favor()
	r.Reading = p.reading(&r, in.YearLength)
	return r, nil
}

// presenter puts a chart into words.
type presenter struct {
	*Chart
	texts *library
	sub   bool // whether to list sub-periods
}

func (p *presenter) timeline() Timeline {
	t := Timeline{
		BirthNakshatra:         p.nakshatra(),
		BalanceYears:           decimal.Round(p.Dasha.BalanceYears(), 6),
		CurrentMahadasha:       p.now(jyotish.Mahadasha),
		CurrentAntardasha:      p.now(jyotish.Antardasha),
		CurrentPratyantardasha: p.now(jyotish.Pratyantardasha),
		UpcomingPeriods:        []Period{},
		LifePhaseAnalysis:      p.lifePhase(),
		KarmicThemes:           p.karmicThemes(),
	}
	for _, maha := range p.Mahadashas {
		period := p.period(Nested{maha, []jyotish.Lord{maha.Lord}})
		if p.sub {
			period.SubPeriods = p.spans(maha)
		}
		t.AllMahadashas = append(t.AllMahadashas, period)
	}
	if p.sub {
		t.CurrentAntardasha.SubPeriods = p.spans(p.Now[jyotish.Antardasha])
	}
	for _, upcoming := range p.Ahead {
		t.UpcomingPeriods = append(t.UpcomingPeriods, p.period(upcoming))
	}
	return t
}

func (p *presenter) nakshatra() Nakshatra {
	moon := p.Dasha.Moon
	text := &p.texts.nakshatras[moon.Nakshatra]
	return Nakshatra{
		Name: moon.Nakshatra.String(), Number: int(moon.Nakshatra) + 1, Pada: moon.Pada,
		RulingPlanet:  moon.Nakshatra.Lord().String(),
		Degrees:       decimal.Round(moon.Degrees(), 6),
		Fraction:      decimal.Round(moon.Fraction, 7),
		MoonLongitude: decimal.Round(moon.Longitude, 6),
		MoonSign:      moon.Sign.String(),
		Symbol:        text.symbol, Deity: text.deity, Nature: text.gana, Meaning: text.meaning,
		Characteristics: text.characteristics, Description: text.text,
	}
}

// now is a current period, with the lords above it.
func (p *presenter) now(level jyotish.Level) Period {
	var lords []jyotish.Lord
	for _, above := range p.Now[:level+1] {
		lords = append(lords, above.Lord)
	}
	return p.period(Nested{p.Now[level], lords})
}

// period describes a period. One that runs at birth is shown from birth on.
func (p *presenter) period(n Nested) Period {
	text := &p.texts.lords[n.Lord]
	start := p.fromBirth(n.Start)
	d := Period{
		Planet: n.Lord.String(), Type: n.Level.String(), Lords: names(n.Lords),
		StartDate: p.date(start), EndDate: p.date(n.End),
		StartUTC: birth.Timestamp(start), EndUTC: birth.Timestamp(n.End),
		DurationYears: decimal.Round(p.Dasha.Years(n.End.Sub(start)), 6),
		IsCurrent:     n.Contains(p.Current), IsUpcoming: start.After(p.Current),
		Theme: text.theme, Opportunities: text.opportunities, Challenges: text.challenges, Recommendations: text.recommendations,
	}
	if n.Start.Before(start) {
		full := decimal.Round(p.Dasha.Years(n.Length()), 6)
		d.FullStartUTC, d.FullYears = birth.Timestamp(n.Start), &full
	}
	switch n.Level {
	case jyotish.Mahadasha:
		d.Description = text.text
	case jyotish.Antardasha:
		d.Description = p.texts.antardashas[n.Lords[0]][n.Lord]
	}
	return d
}

// spans lists the parts of a period, of which those before birth are left out.
func (p *presenter) spans(parent jyotish.Period) []Span {
	list := make([]Span, 0, jyotish.LordCount)
	var endDate, endUTC string // of one part are the start of the next
	for _, sub := range parent.Subs() {
		if !sub.End.After(p.Birth.UTC) {
			continue
		}
		start := p.fromBirth(sub.Start)
		if len(list) == 0 {
			endDate, endUTC = p.date(start).String(), birth.Timestamp(start)
		}
		span := Span{
			Planet: sub.Lord.String(), StartDate: endDate, StartUTC: endUTC,
			Years:     decimal.Round(p.Dasha.Years(sub.End.Sub(start)), 6),
			IsCurrent: sub.Contains(p.Current),
		}
		endDate, endUTC = p.date(sub.End).String(), birth.Timestamp(sub.End)
		span.EndDate, span.EndUTC = endDate, endUTC
		list = append(list, span)
	}
	return list
}

func (p *presenter) fromBirth(start time.Time) time.Time {
	if start.Before(p.Birth.UTC) {
		return p.Birth.UTC
	}
	return start
}

func (p *presenter) date(t time.Time) civil.Date { return p.Birth.Clocks.Day(t) }

// stability tells how the dates move with the birth: by the share of the nakshatra that the Moon
// passes, times the years of its lord.
func (p *presenter) stability() Stability {
	const day = 24 * time.Hour
	yearDays := float64(p.years(1)) / float64(day)
	perArcsec := float64(p.Dasha.Moon.Nakshatra.Lord().Years()) * yearDays / (jyotish.NakshatraSize * 3600)
	s := Stability{
		Exact:         p.Birth.Exact(),
		Facts:         p.Facts,
		DaysPerArcsec: decimal.Round(perArcsec, 4),
		// The dates follow the Moon backwards, and the birth itself forwards.
		DaysPerMinute: decimal.Round(perArcsec*p.moonPerDay*3600/(24*60)-1.0/(24*60), 3),
	}
	either := max(p.Birth.UTC.Sub(p.Birth.Span.From), p.Birth.Span.To.Sub(p.Birth.UTC)).Minutes()
	s.UncertainDays = decimal.Round(either*s.DaysPerMinute+perArcsec*ephemeris.ErrorBound(ephemeris.Moon), 2)
	return s
}

// reading is the part of the result that all engines share.
func (p *presenter) reading(r *Result, yearLength float64) engines.Reading {
	maha, antar := &p.texts.lords[p.Now[0].Lord], &p.texts.lords[p.Now[1].Lord]
	raw := Raw{
		MoonLongitude: p.Dasha.Moon.Longitude, Fraction: p.Dasha.Moon.Fraction, Balance: p.Dasha.BalanceYears(),
		Ayanamsa: p.Ayanamsa, YearLength: yearLength, ErrorBound: ephemeris.ErrorBound(ephemeris.Moon),
		Intervals:      "[start, end): a period contains its first instant and not its last",
		FavorRule:      favorConvention,
		ConfidenceRule: "0.1 less for each of nakshatra and current lords that the birth time or the error bound leaves open (0.3 at most), 0.3 for a missing time, 0.1 per assumed input",
	}
	for n := range jyotish.LordCount {
		raw.Sequence[n], raw.Years[n] = jyotish.Lord(n).String(), jyotish.Lord(n).Years()
	}
	confidence := p.Birth.Confidence()
	for _, f := range p.Facts {
		if deciding(f.Name) && (!f.Certain || f.Fragile) {
			confidence.Fragile++
		}
	}
	return engines.Reading{
		Confidence:      confidence.Score(),
		Text:            p.text(r),
		Recommendations: append(append([]string{}, sentences(maha.recommendations)...), sentences(antar.recommendations)...),
		RealityPatches:  []string{sentence(p.texts.lords[p.Now[2].Lord].recommendations[0])},
		Archetypes:      p.archetypes(),
		Signals:         p.signals(),
		Raw:             raw,
	}
}

// deciding reports whether a fact counts for the confidence: the rest follows from these.
func deciding(fact string) bool { return fact == "nakshatra" || strings.HasPrefix(fact, "current_") }

func names(lords []jyotish.Lord) []string {
	list := make([]string, len(lords))
	for i, l := range lords {
		list[i] = l.String()
	}
	return list
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

func fixed(x float64, digits int) string { return strconv.FormatFloat(x, 'f', digits, 64) }
