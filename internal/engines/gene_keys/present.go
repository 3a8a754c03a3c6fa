package genekeys

import (
	"strconv"
	"strings"

	"github.com/witnessos/witnessos/internal/decimal"
	"github.com/witnessos/witnessos/internal/engines"
	"github.com/witnessos/witnessos/internal/engines/mandala"
)

// reading is the part of the result that all engines share.
func (c *chart) reading(r *Result) engines.Reading {
	confidence := c.birth.Confidence()
	confidence.Fragile = len(c.fragile)
	reading := engines.Reading{
		Confidence: confidence.Score(),
		Text:       c.text(r),
		Signals:    c.signals(),
		Raw: Raw{
			PersonalityTT: decimal.Round(c.natal.Sides[mandala.Personality].TT, 8),
			DesignTT:      decimal.Round(c.natal.Sides[mandala.Design].TT, 8),
			Fragile:       append([]string{}, c.fragile...),
			Conventions:   []string{"The order and the names of pathways and rings follow common usage."},
		},
	}
	if r.TimeRange != nil {
		reading.Warnings = append(reading.Warnings, r.TimeRange.Summary)
	}
	var near []string
	for _, f := range c.fragile {
		if !strings.HasSuffix(f, "over the time range") {
			near = append(near, f)
		}
	}
	if len(near) > 0 {
		reading.Warnings = append(reading.Warnings, "Too close to a boundary to be sure of the line: "+list(near))
	}
	for _, s := range [...]Sphere{LifesWork, Evolution, Radiance, Purpose} {
		if key := c.key(s); key != nil {
			k := &keys()[*key]
			reading.Archetypes = append(reading.Archetypes, k.Gift)
			if s == LifesWork || s == Evolution {
				reading.Recommendations = append(reading.Recommendations, k.GiftDescription)
				reading.RealityPatches = append(reading.RealityPatches, "When you notice this today, stop for a breath: "+k.ShadowDescription)
			}
		}
	}
	return reading
}

// text is the whole result for people.
func (c *chart) text(r *Result) string {
	var b strings.Builder
	b.Grow(8 << 10)
	b.WriteString("Gene Keys profile for " + r.BirthInfo.BirthDate)
	if r.BirthInfo.BirthTime != nil {
		b.WriteString(" " + *r.BirthInfo.BirthTime + " (UTC" + r.Computation.Offset + ")")
	} else {
		b.WriteString(", time unknown")
	}
	if r.TimeRange != nil {
		b.WriteString("\n\n" + r.TimeRange.Summary)
	}
	for _, s := range [...]*Sequence{r.ActivationSequence, r.VenusSequence, r.PearlSequence} {
		if s == nil {
			continue
		}
		b.WriteString("\n\n" + strings.ToUpper(s.Name) + ": " + s.Purpose + "\n" + s.Description)
		for i := range s.Gates {
			gateText(&b, &s.Gates[i])
		}
	}
	if p := r.Partner; p != nil {
		b.WriteString("\n\nProgramming partner of your first key: " + strconv.Itoa(p.Number) + ", " + p.Shadow + " to " + p.Gift + " to " + p.Siddhi +
			"\n" + p.Description)
	}
	b.WriteString("\n\nYour level today\n" + r.Frequency)
	b.WriteString("\n\n" + r.Attribution)
	return b.String()
}

// gateText writes a sphere: its own words the first time, then those of the key.
func gateText(b *strings.Builder, g *Gate) {
	b.WriteString("\n\n" + g.Name)
	if g.GeneKey == nil {
		b.WriteString(": open, because the time of birth is unknown")
		return
	}
	b.WriteString(": key " + strconv.Itoa(g.GeneKey.Number))
	if g.Line != nil {
		b.WriteString(", line " + strconv.Itoa(*g.Line))
	}
	b.WriteString(" (" + g.GeneKey.Shadow + ", " + g.GeneKey.Gift + ", " + g.GeneKey.Siddhi + ")\n" + g.GeneKey.Description)
}

// signals are the facts that other engines' results can be compared with: the themes of the
// keys. Their numbers are no signals here, because the keys of the first sequence are the
// gates of the incarnation cross, which human_design reports; saying the same twice would
// make two readings of one sky confirm each other.
func (c *chart) signals() []engines.Signal {
	var all []engines.Signal
	for _, s := range [...]struct {
		sphere Sphere
		weight float64
	}{{LifesWork, 0.8}, {Evolution, 0.6}, {Radiance, 0.5}, {Purpose, 0.5}, {Attraction, 0.4}, {Core, 0.4}, {Pearl, 0.4}} {
		if key := c.key(s.sphere); key != nil && (c.birth.Exact() || len(c.places[s.sphere]) == 1) {
			all = append(all, engines.Signal{
				Kind: engines.SignalTheme, Value: theme(*key), Weight: s.weight, Source: s.sphere.String() + ", key " + strconv.Itoa(*key),
			})
		}
	}
	return engines.Distinct(all)
}

// theme maps the keys to the themes that engines share, by what their gifts are about.
func theme(key int) string {
	switch key {
	case 41, 51, 53:
		return engines.ThemeBeginnings
	case 6, 44, 59:
		return engines.ThemePartnership
	case 1, 8, 12, 56:
		return engines.ThemeExpression
	case 18, 29, 32, 50, 60:
		return engines.ThemeStructure
	case 3, 35:
		return engines.ThemeChange
	case 27, 37:
		return engines.ThemeCare
	case 13, 24, 61, 63:
		return engines.ThemeInquiry
	case 21, 26, 38, 54:
		return engines.ThemeAgency
	case 33, 42:
		return engines.ThemeCompletion
	case 4, 11, 17, 43, 64:
		return engines.ThemeInsight
	case 9, 14, 16, 48:
		return engines.ThemeMastery
	case 7, 31, 45:
		return engines.ThemeService
	case 10, 15, 28, 34, 39, 46, 58:
		return engines.ThemeVitality
	case 19, 22, 25, 30, 36:
		return engines.ThemeFeeling
	case 2, 20, 23, 57, 62:
		return engines.ThemeClarity
	case 5, 40, 52:
		return engines.ThemeRest
	case 55:
		return engines.ThemeTransition
	}
	return engines.ThemeTransformation // 47, 49
}
