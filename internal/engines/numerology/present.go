package numerology

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/witnessos/witnessos/internal/civil"
	"github.com/witnessos/witnessos/internal/engines"
)

// periodsConvention explains two lists that no tradition fixes.
const periodsConvention = "Convention of this product: favorable_periods are the months of calculation_year whose " +
	"personal month equals the life path or the expression (single digits); challenge_periods are those whose " +
	"personal month equals the current challenge."

// present puts a chart into words.
func present(c Chart, in Input) Result {
	life, name := c.LifePath, c.Name
	r := Result{
		FullName:  in.FullName,
		BirthDate: in.BirthDate,

		LifePath:     life.Number,
		Expression:   name.Expression.Number,
		SoulUrge:     Number(name.SoulUrge.Number),
		Personality:  Number(name.Personality.Number),
		Maturity:     c.Maturity.Number,
		PersonalYear: c.Personal.Year,

		PersonalMonth: c.Personal.Month,
		PersonalDay:   c.Personal.Day,
		Birthday:      c.Birthday,
		Attitude:      c.Attitude,

		LifePathSteps:     Steps{life.Month, life.Day, life.Year, life.Sum},
		LifePathAllDigits: life.AllDigits,

		LifeExpressionBridge:  c.Bridges.LifePathExpression,
		SoulPersonalityBridge: c.Bridges.SoulUrgePersonality,
		Bridges:               BridgeSet(c.Bridges),

		Masters:     c.Masters,
		KarmicDebts: c.KarmicDebts,
		Pinnacles:   c.Pinnacles,
		Challenges:  c.Challenges,

		System:          in.System,
		CalculationYear: in.CurrentYear,
		CalculationDate: in.TargetDate,

		NameBreakdown:   Breakdown{name.Letters, name.Words, sums(name)},
		CoreMeanings:    c.coreMeanings(),
		Interpretations: c.interpretations(),
		Meanings:        c.meanings(),

		YearlyGuidance:     text("personal year", c.Personal.Year) + " " + label("personal year", c.Personal.Year, "Practice"),
		LifePurpose:        c.lifePurpose(),
		CompatibilityNotes: compatibilityNotes(life.Number),
	}
	for i, p := range c.Pinnacles {
		r.PinnacleNumbers[i] = p.Number
	}
	if c.Preferred != nil {
		expression, soul, personality := c.Preferred.Expression.Number, c.Preferred.SoulUrge.Number, c.Preferred.Personality.Number
		r.Preferred = &PreferredSet{in.PreferredName, expression, Number(soul), Number(personality), PreferredMeanings{
			titled("expression", expression), titled("soul urge", soul), titled("personality", personality)}}
	}
	r.FavorablePeriods, r.ChallengePeriods = c.periods(in.CurrentYear)
	r.Reading = c.reading(in, &r)
	return r
}

func sums(n NameNumbers) Sums {
	return Sums{n.Expression.Sum, n.SoulUrge.Sum, n.Personality.Sum}
}

func (c *Chart) coreMeanings() CoreMeanings {
	return CoreMeanings{
		LifePath:    titled("life path", c.LifePath.Number),
		Expression:  titled("expression", c.Name.Expression.Number),
		SoulUrge:    titled("soul urge", c.Name.SoulUrge.Number),
		Personality: titled("personality", c.Name.Personality.Number),
	}
}

func (c *Chart) interpretations() TextSet {
	return TextSet{
		LifePath:     text("life path", c.LifePath.Number),
		Expression:   text("expression", c.Name.Expression.Number),
		SoulUrge:     text("soul urge", c.Name.SoulUrge.Number),
		Personality:  text("personality", c.Name.Personality.Number),
		Maturity:     text("maturity", c.Maturity.Number),
		PersonalYear: text("personal year", c.Personal.Year),
	}
}

func (c *Chart) meanings() Meanings {
	m := Meanings{
		Birthday:      text("birthday", c.Birthday),
		Attitude:      text("attitude", c.Attitude),
		PersonalMonth: text("personal month", c.Personal.Month),
		PersonalDay:   text("personal day", c.Personal.Day),
		Masters:       numbered("master", c.Masters),
		KarmicDebts:   numbered("karmic debt", c.KarmicDebts),
		Bridges: BridgeTexts{
			text("bridge", c.Bridges.LifePathExpression), bridge(c.Bridges.SoulUrgePersonality),
			bridge(c.Bridges.LifePathSoulUrge), bridge(c.Bridges.ExpressionPersonality),
		},
	}
	for i := range c.Pinnacles {
		m.Pinnacles[i] = text("pinnacle", c.Pinnacles[i].Number)
		m.Challenges[i] = text("challenge", c.Challenges[i])
	}
	return m
}

func numbered(section string, numbers []int) []NumberedText {
	list := make([]NumberedText, len(numbers))
	for i, n := range numbers {
		list[i] = NumberedText{n, text(section, n)}
	}
	return list
}

// bridge is the text of a bridge; empty when one of its sides does not exist.
func bridge(distance *int) string {
	if distance == nil {
		return ""
	}
	return text("bridge", *distance)
}

// lifePurpose reads life path, expression and soul urge as one sentence each.
func (c *Chart) lifePurpose() string {
	purpose := "What your path keeps practising is " + label("life path", c.LifePath.Number, "Short") +
		". The ability you bring to it is " + label("expression", c.Name.Expression.Number, "Short") + "."
	if soul := c.Name.SoulUrge.Number; soul != 0 {
		purpose += " What keeps you going underneath is a wish for " + label("soul urge", soul, "Short") + "."
	}
	return purpose
}

// periods picks months of a year by their personal month; see periodsConvention.
func (c *Chart) periods(year int) (favorable, challenging []string) {
	favorable, challenging = []string{}, []string{}
	life, expression := reduce9(c.LifePath.Number), reduce9(c.Name.Expression.Number)
	challenge := c.Challenges[c.Season]
	for month := time.January; month <= time.December; month++ {
		number := personalMonth(c.Personal.Year, int(month))
		when := month.String() + " " + strconv.Itoa(year) + ": personal month " + strconv.Itoa(number) + ", "
		switch number {
		case life:
			favorable = append(favorable, when+"in step with your life path")
		case expression:
			favorable = append(favorable, when+"in step with your expression")
		}
		if number == challenge {
			challenging = append(challenging, when+"which touches your current challenge, "+label("challenge", challenge, "Short"))
		}
	}
	return favorable, challenging
}

// reading is the part of the result that all engines share.
func (c *Chart) reading(in Input, r *Result) engines.Reading {
	season := c.Challenges[c.Season]
	reading := engines.Reading{
		Confidence: engines.Confidence{}.Score(),
		Text:       c.text(in, r),
		Recommendations: []string{
			label("life path", c.LifePath.Number, "Practice"),
			label("personal year", c.Personal.Year, "Practice"),
			text("bridge", c.Bridges.LifePathExpression),
		},
		RealityPatches: []string{
			in.TargetDate.String() + ", a personal day " + strconv.Itoa(c.Personal.Day) + ": " + text("personal day", c.Personal.Day),
			in.TargetDate.Month.String() + " " + strconv.Itoa(in.TargetDate.Year) + ", a personal month " + strconv.Itoa(c.Personal.Month) + ": " + text("personal month", c.Personal.Month),
			"Your current challenge is " + label("challenge", season, "Short") + ". " + text("challenge", season),
		},
		Archetypes: c.archetypes(),
		Signals:    c.signals(in.CurrentYear, in.TargetDate),
		Raw: Raw{
			Sums:         sums(c.Name),
			MaturitySum:  c.Maturity.Sum,
			CurrentAge:   in.TargetDate.YearsSince(in.BirthDate),
			CurrentIndex: c.Season,
			Periods:      periodsConvention,
		},
	}
	if c.Name.SoulUrge.Number == 0 {
		reading.Warnings = append(reading.Warnings, "The name has no vowels under y_rule '"+string(in.YRule)+"', so there is no soul urge number")
	}
	if c.Name.Personality.Number == 0 {
		reading.Warnings = append(reading.Warnings, "The name has no consonants, so there is no personality number")
	}
	return reading
}

// archetypes names the figures of the life path and, if it is another, of the expression.
func (c *Chart) archetypes() []string {
	figures := []string{
		label("life path", c.LifePath.Number, "Archetype"),
		label("life path", c.Name.Expression.Number, "Archetype"),
	}
	return slices.Compact(figures)
}

// text is the whole result for people.
func (c *Chart) text(in Input, r *Result) string {
	var b strings.Builder
	b.Grow(4 << 10)
	b.WriteString("The numbers of " + in.FullName + ", born " + in.BirthDate.String() + " (" + systemName(in.System) + " letters)")
	paragraph := func(title, text string) {
		if text != "" {
			b.WriteString("\n\n" + title + "\n" + text)
		}
	}
	core, texts := r.CoreMeanings, r.Interpretations
	paragraph("Life path "+core.LifePath, texts.LifePath)
	paragraph("Expression "+core.Expression, texts.Expression)
	paragraph("Soul urge "+core.SoulUrge, texts.SoulUrge)
	paragraph("Personality "+core.Personality, texts.Personality)
	paragraph("Maturity "+titled("maturity", c.Maturity.Number), texts.Maturity)
	for _, master := range c.Masters {
		paragraph("Master number "+titled("master", master), text("master", master))
	}
	for _, debt := range c.KarmicDebts {
		paragraph("Karmic debt "+titled("karmic debt", debt), text("karmic debt", debt))
	}
	pinnacle, challenge := c.Pinnacles[c.Season].Number, c.Challenges[c.Season]
	paragraph("Current pinnacle "+titled("pinnacle", pinnacle), text("pinnacle", pinnacle))
	paragraph("Current challenge "+titled("challenge", challenge), text("challenge", challenge))
	paragraph("Personal year "+strconv.Itoa(in.CurrentYear)+", "+titled("personal year", c.Personal.Year), texts.PersonalYear)
	return b.String()
}

// signals are the facts that other engines' results can be compared with.
func (c *Chart) signals(year int, on civil.Date) []engines.Signal {
	sources := [...]struct {
		number int
		weight float64
		name   string
	}{
		{c.LifePath.Number, 1, "life path"},
		{c.Name.Expression.Number, 0.8, "expression"},
		{c.Personal.Year, 0.6, "personal year"},
	}
	var list []engines.Signal
	for _, s := range sources {
		list = append(list,
			engines.Signal{Kind: engines.SignalNumber, Value: strconv.Itoa(s.number), Weight: s.weight, Source: s.name},
			engines.Signal{Kind: engines.SignalTheme, Value: label("life path", s.number, "Theme"), Weight: s.weight, Source: s.name})
	}
	month := on.String()[:len("YYYY-MM")]
	return engines.Distinct(append(list,
		engines.Signal{Kind: engines.SignalTiming, Value: strconv.Itoa(year), Weight: 0.5, Source: "personal year " + strconv.Itoa(c.Personal.Year)},
		engines.Signal{Kind: engines.SignalTiming, Value: month, Weight: 0.3, Source: "personal month " + strconv.Itoa(c.Personal.Month)}))
}
