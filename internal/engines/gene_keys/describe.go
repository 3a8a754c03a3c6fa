package genekeys

import (
	"slices"
	"strconv"
	"strings"

	"github.com/witnessos/witnessos/internal/decimal"
	"github.com/witnessos/witnessos/internal/engines/birth"
	"github.com/witnessos/witnessos/internal/engines/mandala"
)

// describe fills in all of a result that depends on the spheres alone.
func (c *chart) describe() Result {
	r := Result{
		Profile:     Profile{BirthDate: c.birth.Date.String()},
		BirthInfo:   c.birth.Info(),
		Computation: c.birth.Computation(birth.Method{}),
		Attribution: texts().Text("notice", "attribution"),
		Frequency: "A chart shows which keys are yours. At which of their three levels you live them today cannot be computed from a date " +
			"of birth, so no number is given here. You can ask yourself: which of the shadow sentences did I meet this week, and which of the gifts?",
	}
	c.sequences(&r)
	c.primary(&r)
	r.Pathways = c.pathways()
	r.Rings = c.rings()
	c.guidance(&r)
	return r
}

// sequences describes the sequences that are shown, and their spheres.
func (c *chart) sequences(r *Result) {
	p := &r.Profile
	infos := [SphereCount]*SphereInfo{}
	fill := func(i int) (*Sequence, []*SphereInfo) {
		s := &sequences[i]
		briefs := []*SphereInfo{}
		if !c.in.shows(s) {
			return nil, briefs
		}
		e := texts().Entry("sequence", s.key)
		q := &Sequence{Name: e.Labels["Name"], Purpose: e.Labels["Purpose"], Description: e.Text}
		for _, sphere := range s.spheres {
			infos[sphere] = c.sphereInfo(sphere, sphere.String())
			briefs = append(briefs, infos[sphere])
			q.Gates = append(q.Gates, c.gate(sphere))
		}
		return q, briefs
	}
	p.Activation, p.ActivationBriefs = fill(0)
	p.Venus, p.VenusBriefs = fill(1)
	p.PearlWay, p.PearlBriefs = fill(2)
	r.ActivationSequence, r.VenusSequence, r.PearlSequence = p.Activation, p.Venus, p.PearlWay

	p.LifesWork, p.Evolution, p.Radiance, p.Purpose = infos[LifesWork], infos[Evolution], infos[Radiance], infos[Purpose]
	p.Attraction, p.IQ, p.EQ, p.SQ, p.Core = infos[Attraction], infos[IQ], infos[EQ], infos[SQ], infos[Core]
	p.Vocation, p.Culture, p.Brand, p.Pearl = infos[Vocation], infos[Culture], infos[Brand], infos[Pearl]
	if p.Core != nil || p.Vocation != nil {
		p.VQ = c.sphereInfo(Core, "VQ")
	}
	p.AllKeys = c.allKeys()
}

// sphereInfo describes a sphere with the texts of a name.
func (c *chart) sphereInfo(s Sphere, name string) *SphereInfo {
	a := s.Activation(c.natal)
	e := texts().Entry("sphere", name)
	return &SphereInfo{
		Name: name, GeneKey: c.key(s), Line: c.line(s), Planet: a.Body.String(), Side: spheres[s].side.String(),
		Description: e.Text, Purpose: e.Labels["Purpose"],
		Longitude: degrees(a.Longitude), Margin: decimal.Round(a.Margin(mandala.LineLevel), 2), ErrorBound: decimal.Round(a.Bound, 2),
		Uncertain: a.Uncertain(mandala.LineLevel),
	}
}

func (c *chart) gate(s Sphere) Gate {
	a := s.Activation(c.natal)
	g := Gate{
		Name: s.String(), Description: texts().Text("sphere", s.String()), Line: c.line(s),
		Method: "gate and line of the " + spheres[s].side.String() + " " + a.Body.String(),
	}
	if key := c.key(s); key != nil {
		g.GeneKey = &keys()[*key]
	}
	if g.Line != nil {
		g.LineDescription = texts().Text("line", strconv.Itoa(*g.Line))
	}
	return g
}

// shown lists the spheres of the sequences that are shown, each once, in their order.
func (c *chart) shown() []Sphere {
	var list []Sphere
	for i := range sequences {
		if c.in.shows(&sequences[i]) {
			for _, s := range sequences[i].spheres {
				if !slices.Contains(list, s) {
					list = append(list, s)
				}
			}
		}
	}
	return list
}

func (c *chart) allKeys() []KeyBrief {
	all := []KeyBrief{}
	for _, s := range c.shown() {
		key := c.key(s)
		if key == nil {
			continue
		}
		i := slices.IndexFunc(all, func(k KeyBrief) bool { return k.Number == *key })
		if i < 0 {
			k := &keys()[*key]
			all = append(all, KeyBrief{k.Number, k.Name, k.Shadow, k.Gift, k.Siddhi, nil})
			i = len(all) - 1
		}
		all[i].Spheres = append(all[i].Spheres, s.String())
	}
	return all
}

// primary is the key of Life's Work and the one opposite to it.
func (c *chart) primary(r *Result) {
	key := c.key(LifesWork)
	if key == nil {
		return
	}
	r.PrimaryKey, r.Profile.PrimaryKey = &keys()[*key], key
	if c.in.IncludePartner {
		partner := Partner(*key)
		r.Partner, r.Profile.Partner = &keys()[partner], &partner
	}
}

func (c *chart) pathways() []Pathway {
	list := []Pathway{}
	for _, p := range pathways {
		if s := &sequences[p.sequence]; c.in.shows(s) {
			list = append(list, Pathway{p.name, s.key, p.from.String(), p.to.String(), texts().Text("pathway", p.name)})
		}
	}
	return list
}

func (c *chart) rings() []RingInfo {
	list := []RingInfo{}
	for _, s := range c.shown() {
		key := c.key(s)
		if key == nil {
			continue
		}
		name := Ring(*key)
		i := slices.IndexFunc(list, func(r RingInfo) bool { return r.Name == name })
		if i < 0 {
			list = append(list, RingInfo{name, AminoAcid(*key), keys()[*key].RingKeys, nil, texts().Text("ring", name)})
			i = len(list) - 1
		}
		list[i].Spheres = append(list[i].Spheres, s.String())
	}
	return list
}

// guidance fills in the lists of sentences.
func (c *chart) guidance(r *Result) {
	r.KeyInsights, r.Pathworking, r.Themes, r.Opportunities = []string{}, []string{}, []string{}, []string{}
	for _, s := range c.shown() {
		key := c.key(s)
		if key == nil || s == Brand || s == Vocation && slices.Contains(c.shown(), Core) {
			continue
		}
		k := &keys()[*key]
		r.KeyInsights = append(r.KeyInsights, s.String()+", key "+strconv.Itoa(*key)+": from "+k.Shadow+" through "+k.Gift+" to "+k.Siddhi+".")
		if len(r.Themes) < 4 {
			r.Themes = append(r.Themes, "from "+k.Shadow+" to "+k.Gift)
			r.Opportunities = append(r.Opportunities, s.String()+": "+k.GiftDescription)
		}
	}
	for _, p := range r.Pathways {
		sentence := p.Name + ", from " + p.From + " to " + p.To + ": " + p.Description
		if f := c.in.PathworkingFocus; f == p.Name || f == p.From || f == p.To {
			r.Pathworking = slices.Insert(r.Pathworking, 0, sentence)
		} else {
			r.Pathworking = append(r.Pathworking, sentence)
		}
	}
	if k := r.PrimaryKey; k != nil {
		r.PrimaryLifeTheme = k.LifeTheme
		r.LifeThemeAnalysis = k.Description
		r.GuidanceSummary = "Your first key is " + strconv.Itoa(k.Number) + ": " + k.LifeTheme + ". Its shadow is " + k.Shadow +
			", its gift " + k.Gift + ", its siddhi " + k.Siddhi + "."
	} else {
		r.GuidanceSummary = "The Sun changed its gate on the day of birth, so without a time the first key stays open."
		r.LifeThemeAnalysis = r.GuidanceSummary
	}
}

// degrees rounds a longitude to a millionth of a degree, in [0, 360).
func degrees(longitude float64) float64 {
	if longitude = decimal.Round(longitude, 6); longitude >= 360 {
		return 0
	}
	return longitude
}

// list joins names as people do: a, b and c.
func list(names []string) string {
	if n := len(names); n > 1 {
		return strings.Join(names[:n-1], ", ") + " and " + names[n-1]
	}
	return strings.Join(names, "")
}
