package facereading

import (
	"encoding/json"
	"math"
	"strings"

	"github.com/witnessos/witnessos/internal/civil"
	"github.com/witnessos/witnessos/internal/decimal"
	"github.com/witnessos/witnessos/internal/engines"
	"github.com/witnessos/witnessos/internal/engines/biometric"
	vedicclock "github.com/witnessos/witnessos/internal/engines/vedicclock_tcm"
	"github.com/witnessos/witnessos/internal/schema"
)

// reader turns a normalised input into a result.
type reader struct {
	in     *Input
	ratios *proportions
	scores []ElementScore // from the highest to the lowest; empty when they were not measured or asked for
	houses []Prominence
	years  []Prominence // of the stations that were measured
	result Result
}

func calculate(env engines.Env, in Input) (Result, error) {
	p := reader{in: &in, ratios: in.proportions()}
	r := &p.result
	r.Mode, r.ProcessedAt, r.HealthAdvice = in.Mode, env.Timestamp(), []string{}
	r.Facial = p.facial()
	if p.ratios.measured() > 0 {
		p.readElements()
		p.readHouses()
	}
	p.readAge()
	if err := p.integrate(); err != nil {
		return Result{}, err
	}
	p.advise()
	r.Privacy = Privacy{
		Consent: in.Consent, Requested: in.Retention, Anonymized: in.Anonymize, Statement: texts().Text("note", "privacy"),
	}
	var err error
	if r.Reading, err = p.reading(); err != nil {
		return Result{}, err
	}
	if in.IncludeSVG {
		r.SVG = p.picture()
	}
	return *r, nil
}

// keyPoints are those of the mesh that a person would point at.
var keyPoints = [...]struct {
	name  string
	point int
}{
	{"forehead_top", foreheadTop}, {"between_brows", glabella}, {"nose_bridge", noseBridge}, {"nose_tip", noseTip}, {"nose_base", noseBase},
	{"chin", chin}, {"right_eye_outer", rightEyeOuter}, {"right_eye_inner", rightEyeInner}, {"left_eye_inner", leftEyeInner},
	{"left_eye_outer", leftEyeOuter}, {"right_cheek", rightCheek}, {"left_cheek", leftCheek}, {"right_mouth_corner", rightMouth},
	{"left_mouth_corner", leftMouth}, {"right_jaw", 172}, {"left_jaw", 397}, {"right_brow_outer", 70}, {"left_brow_outer", 300},
}

func (p *reader) facial() *FacialLandmarks {
	f := p.in.face
	if f == nil {
		return nil
	}
	decimals := 4
	if p.in.Anonymize {
		decimals = 2
	}
	l := &FacialLandmarks{
		Total: len(f.points), KeyPoints: make(map[string]Place, len(keyPoints)), Bounds: f.bounds,
		Frontality: decimal.Round(f.frontal, 4), Symmetry: decimal.Round(f.ratios.symmetry, 4), Hairline: true,
	}
	for _, k := range keyPoints {
		at := &f.points[k.point]
		l.KeyPoints[k.name] = Place{decimal.Round(at.X, decimals), decimal.Round(at.Y, decimals)}
	}
	if p.in.Config != nil {
		l.Confidence = p.in.Config.Confidence
	}
	return l
}

func (p *reader) readElements() {
	if !p.in.Elements {
		return
	}
	p.scores = scoreElements(p.ratios)
	e := &FiveElements{Temperament: []string{}, Health: []string{}}
	p.result.Elements = e
	if p.scores == nil {
		return
	}
	for i := range p.scores {
		s := &p.scores[i]
		*e.share(vedicclock.Phase(s.Element)) = &s.Share
	}
	first, second := &p.scores[0], &p.scores[1]
	said := textsOf(first.Element)
	words := title(first.Element) + ", " + said.short + ", with " + second.Element + ", " + textsOf(second.Element).short
	e.Dominant, e.Secondary, e.Type, e.Description = &first.Element, &second.Element, &words, &said.description
	e.Temperament = said.temperament
	e.Fragile = first.Share-second.Share < fragileWithin
}

// share is the place of an element's percentage.
func (e *FiveElements) share(element vedicclock.Phase) **float64 {
	switch element {
	case vedicclock.Wood:
		return &e.Wood
	case vedicclock.Fire:
		return &e.Fire
	case vedicclock.Earth:
		return &e.Earth
	case vedicclock.Metal:
		return &e.Metal
	}
	return &e.Water
}

// dominant is the element that the face bears most of; empty when it was not measured.
func (p *reader) dominant() string {
	if p.scores == nil {
		return ""
	}
	return p.scores[0].Element
}

func (p *reader) readHouses() {
	if !p.in.Houses {
		return
	}
	h := &TwelveHouses{}
	h.name()
	for i, palace := range h.list() {
		score, ok := p.ratios.prominence(housesOf[i].key, housesOf[i].ratios)
		if !ok {
			continue
		}
		if p.houses == nil { // which it stays if nothing was measured
			p.houses = make([]Prominence, 0, len(housesOf))
		}
		p.houses = append(p.houses, score)
		said := band(score.Score)
		palace.Score, palace.Emphasis = &p.houses[len(p.houses)-1].Score, &emphases[said]
		palace.Reading = &palaceTexts()[i].readings[said]
		palace.Estimated = housesOf[i].ratios[0].ratio == upperThird
	}
	h.OverallHarmony, h.DominantHouses = harmony(p.houses), mostMarked(p.houses)
	p.result.Houses = h
}

func (p *reader) readAge() {
	if !p.in.AgePoints {
		return
	}
	a := &AgePoints{Insights: []string{}, Favorable: []Ahead{}, Challenging: []Ahead{}}
	p.result.AgePoints = a
	age := p.in.today.YearsSince(p.in.BirthDate)
	now := stationAt(age)
	for i := range stations {
		s := &stations[i]
		score, measured := p.ratios.prominence(s.location, s.ratios)
		if i == now {
			a.enter(i, age)
		}
		if !measured {
			continue
		}
		if p.years == nil {
			p.years = make([]Prominence, 0, len(stations))
		}
		p.years = append(p.years, score)
		said := band(score.Score)
		if i == now {
			a.Quality, a.Phase.Score = &emphases[said], &p.years[len(p.years)-1].Score
		}
		if age > s.to {
			continue
		}
		switch ahead := (Ahead{s.location, s.from, s.to, score.Score}); said {
		case marked:
			a.Favorable = append(a.Favorable, ahead)
		case slight:
			a.Challenging = append(a.Challenging, ahead)
		}
	}
	if now >= 0 {
		s := &stations[now]
		phase := title(texts().Label("age", s.name, "Name")) + ", " + years(s.from, s.to)
		p.result.LifePhase = &phase
	}
}

// enter fills in the station that the age point is in.
func (a *AgePoints) enter(i, age int) {
	s := &stations[i]
	a.Age, a.Location = &age, &s.location
	a.Phase = &Station{FromAge: s.from, ToAge: s.to, Year: age - s.from + 1, Left: s.to - age}
	if i+1 < len(stations) {
		a.Phase.Next = &stations[i+1].location
	}
	a.Insights = []string{texts().Text("age", s.name)}
}

// integrate lays the element of the face beside the birth Moon and the watch of the birth.
func (p *reader) integrate() error {
	i := &p.result.Integration
	missing := biometric.Lines{}
	b := p.in.birth
	sum, count := 0.0, 0.0
	beside := func(other vedicclock.Phase) (s Beside) {
		if face := p.dominant(); face != "" {
			h := biometric.HarmonyOf(vedicclock.Phase(face), other)
			text := texts().Text("relation", h.Relation)
			s = Beside{&face, &h.Relation, &h.Score, &text}
			sum += h.Score
			count++
		}
		return s
	}
	if p.in.Vedic {
		moon, ok, err := biometric.MoonAt(b)
		switch {
		case err != nil:
			return err
		case ok:
			i.Vedic = &MoonBeside{moon, beside(moon.Phase)}
		case b.TimeUnknown || !biometric.ZoneKnown(b):
			missing.Add("vedic_element_correlation: the sign of the birth Moon needs birth_time, and a timezone or a place")
		default:
			missing.Add("vedic_element_correlation: the Moon changed its sign within the time that the birth can have been")
		}
	}
	if p.in.TCM {
		if b.TimeUnknown {
			missing.Add("tcm_organ_correlation: the organ clock needs birth_time")
		} else {
			watch := biometric.WatchAt(b.Time.Seconds())
			i.TCM = &WatchBeside{watch, beside(watch.Phase)}
		}
	}
	if count > 0 {
		mean := decimal.Round(sum/count, 4)
		i.Alignment = &mean
	}
	i.Unavailable = missing
	return nil
}

// quality is the quality of the input and the confidence that follows from it, from 0.1 to 1. Without
// a face the result follows from the calendar, and only an assumed zone weakens it.
func (p *reader) quality() (Quality, float64) {
	q := Quality{Detection: 1, Frontality: 1, Completeness: 1, Shape: 1}
	if p.in.Mode == birthDataOnly {
		c := engines.Confidence{}
		if !biometric.ZoneKnown(p.in.birth) {
			c.Assumed++
		}
		return q, c.Score()
	}
	if c := p.in.Config; c != nil && c.Confidence != nil {
		q.Detection = *c.Confidence
	}
	if p.in.face != nil {
		q.Frontality = decimal.Round(p.in.face.frontal, 4)
	}
	q.Completeness = decimal.Round(float64(p.ratios.measured())/float64(ratioCount), 4)
	if p.in.unscaled {
		q.Shape = 0.9
	}
	if e := p.result.Elements; e != nil && e.Fragile {
		q.Fragile = 0.1
	}
	return q, decimal.Round(math.Max(0.1, q.Detection*q.Frontality*q.Completeness*q.Shape-q.Fragile), 4)
}

// shown is the input as raw_data repeats it: without the face, and without the birth if so asked.
func (in *Input) shown() (json.RawMessage, error) {
	short := *in
	short.Landmarks, short.Ratios = nil, nil
	if in.Anonymize {
		short.BirthDate, short.Person = civil.Date{}, biometric.Person{}
	}
	return schema.AppendPlain(nil, &short)
}

func title(s string) string { return strings.ToUpper(s[:1]) + s[1:] }
