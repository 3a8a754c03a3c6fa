package nadabrahman

import (
	"encoding/hex"
	"strings"

	"github.com/witnessos/witnessos/internal/engines"
	"github.com/witnessos/witnessos/internal/engines/draw"
	"github.com/witnessos/witnessos/internal/schema"
	"github.com/witnessos/witnessos/internal/sha256"
)

// choice is what a raga was drawn from.
type choice struct {
	raga *Raga
	from []*Raga
	by   string
}

// calculate draws a raga and a phrase and follows the formulas.
func calculate(_ engines.Env, in Input) (Result, error) {
	v, defaulted := in.values()
	seed, err := in.seed()
	if err != nil {
		return Result{}, err
	}
	c := in.choose(v, seed)
	notes := c.raga.phrase(v.phraseLength(), seed.Generator("nadabrahman", "phrase"))
	var r Result
	in.present(&r, c, v, notes)
	r.InputsDefaulted = defaulted
	r.Seed, r.RNG = string(seed), draw.RNG
	r.Reading.Seed, r.Reading.RNG = r.Seed, r.RNG
	return r, nil
}

// choose draws the raga: within the family of the hour or the one asked for, and under strain among
// three slow ones.
func (in *Input) choose(v Values, seed draw.Seed) choice {
	var c choice
	switch {
	case v.Stress > strained:
		c.from, c.by = calming(), "stress_level"
	case in.RagaFamily != "":
		c.from, c.by = family(in.RagaFamily), "raga_family"
	case in.TimeOfDay != "":
		c.from, c.by = family(in.TimeOfDay), "time_of_day"
	default:
		c.from, c.by = family(familyAt(in.hour())), "local_hour"
	}
	c.raga = c.from[seed.Generator("nadabrahman", "raga").IntN(len(c.from))]
	return c
}

// hour is that of a normalised input whose hour decides.
func (in *Input) hour() int { return 10*int(in.TargetTime[0]-'0') + int(in.TargetTime[1]-'0') }

// seed is the one that was given. Otherwise it is the fingerprint of everything that was given and
// of the local date, without the hour and without what only changes the presentation, so that a
// listener hears the same raga of a family all day and in every mode.
func (in *Input) seed() (draw.Seed, error) {
	if in.Seed != "" {
		return in.Seed, nil
	}
	subject := *in
	subject.TargetTime, subject.TrainingMode, subject.DesignType, subject.IncludeSVG = "", "", "", false
	raw, err := schema.AppendPlain(nil, &subject)
	if err != nil {
		return "", err
	}
	hash := sha256.Sum256(append([]byte("nadabrahman\x00"), raw...))
	return draw.Seed(hex.EncodeToString(hash[:16])), nil
}

// rhythm drums the eight beats, denser with more energy.
func rhythm(energy float64) HeartRhythm {
	h := HeartRhythm{Instrument: "tabla", Taal: "Keherwa", Intensity: energy}
	for i, bol := range strings.Fields(thekas[third(energy)]) {
		h.Pattern[i] = bol
		switch {
		case i == 0:
			h.Accents[i] = 3
		case bol == "-":
			h.Accents[i] = 0
		case strings.HasPrefix(bol, "D") || bol == "Ge":
			h.Accents[i] = 2
		default:
			h.Accents[i] = 1
		}
	}
	return h
}
