package accuracy

import (
	"fmt"
	"math"

	"github.com/witnessos/witnessos/internal/ephemeris"
)

// Group is a set of instants that is judged as one.
type Group string

// The groups. Instants are random in the first two; behind the Sun's disc, where nothing can be
// seen and little matters, bodies are judged apart.
const (
	Era1600   Group = "1600–2400"      // uniform over the whole range
	Era1800   Group = "1800–2100"      // all random ones of these years
	Targeted  Group = "hard places"    // stations, segment borders, ends of the range, extremes
	BehindSun Group = "behind the Sun" // inside the disc, on the far side
)

// Groups are all of them, in the order to print.
var Groups = [...]Group{Era1800, Era1600, Targeted, BehindSun}

// Errors are the differences of one body in one group: ephemeris − reference.
type Errors struct {
	Longitude Sample // arcseconds
	Latitude  Sample // arcseconds
	Distance  Sample // parts of the distance
	Speed     Sample // arcseconds a day
}

// Report holds all differences.
type Report struct {
	Source    string
	Bodies    map[Group]*[ephemeris.BodyCount]Errors
	Nutation  Sample // in longitude, arcseconds
	Obliquity Sample // arcseconds
	Angles    AngleErrors
	Sun       Sample             // sunrises and sunsets of both kinds, seconds
	Limbs     map[string]*Sample // ends by kind, seconds
}

// NewReport is a report without differences.
func NewReport(source string) *Report {
	r := &Report{Source: source, Bodies: map[Group]*[ephemeris.BodyCount]Errors{}, Limbs: map[string]*Sample{}}
	for _, g := range Groups {
		r.Bodies[g] = &[ephemeris.BodyCount]Errors{}
	}
	return r
}

// Measure evaluates the ephemeris at all instants of a reference.
func Measure(ref *Reference) (*Report, error) {
	r := NewReport(ref.Source)
	for i := range ref.Instants {
		if err := r.AddInstant(&ref.Instants[i]); err != nil {
			return nil, err
		}
	}
	for i := range ref.Ascendant {
		if err := r.ascendant(&ref.Ascendant[i]); err != nil {
			return nil, err
		}
	}
	for i := range ref.Rise {
		if err := r.rise(&ref.Rise[i]); err != nil {
			return nil, err
		}
	}
	for i := range ref.Events {
		if err := r.event(&ref.Events[i]); err != nil {
			return nil, err
		}
	}
	return r, nil
}

// randomSets are the names of sets of random instants.
var randomSets = map[string]bool{"1600-2400": true, "1850-2100": true}

const year1800, year2100 = 2378496.5, 2488069.5 // JD of 1 January

func groupsOf(in *Instant) (groups []Group) {
	if !randomSets[in.Set] {
		return []Group{Targeted}
	}
	if in.Set == "1600-2400" {
		groups = append(groups, Era1600)
	}
	if in.TT >= year1800 && in.TT < year2100 {
		groups = append(groups, Era1800)
	}
	return groups
}

// AddInstant evaluates the ephemeris at one instant and adds the differences.
func (r *Report) AddInstant(in *Instant) error {
	sky, err := ephemeris.Chart(in.TT)
	if err != nil {
		return err
	}
	r.Nutation.add(3600*(sky.Nutation-in.Nutation), in.TT)
	r.Obliquity.add(3600*(sky.Obliquity-in.Obliquity), in.TT)
	sun := in.Place(0)
	for i, b := range Order {
		want, got := in.Place(i), sky.Positions[b]
		groups := groupsOf(in)
		elongation := separation(want, sun)
		planet := b >= ephemeris.Mercury && b <= ephemeris.Chiron
		if planet && elongation < discRadius && want.Distance > sun.Distance {
			groups = []Group{BehindSun}
		}
		for _, g := range groups {
			e := &r.Bodies[g][b]
			e.Longitude.add(3600*math.Remainder(got.Longitude-want.Longitude, 360), in.TT)
			if want.HasLatitude {
				e.Latitude.add(3600*(got.Latitude-want.Latitude), in.TT)
			}
			if want.HasDistance {
				e.Distance.add(got.Distance/want.Distance-1, in.TT)
			}
			if !planet || elongation > speedNearSun {
				e.Speed.add(3600*(got.Speed-want.Speed), in.TT)
			}
		}
	}
	return nil
}

const (
	discRadius   = 0.28 // degrees; that of the Sun is at most 0.272
	speedNearSun = 2.0  // degrees; nearer, the two treatments of the light bent at the Sun differ in their rates
)

// separation of two places, degrees.
func separation(a, b Place) float64 {
	sa, ca := math.Sincos(a.Latitude * math.Pi / 180)
	sb, cb := math.Sincos(b.Latitude * math.Pi / 180)
	c := sa*sb + ca*cb*math.Cos((a.Longitude-b.Longitude)*math.Pi/180)
	return math.Acos(min(1, c)) * 180 / math.Pi
}

func (r *Report) rise(v *Rise) error {
	place := ephemeris.Place{Latitude: v.Latitude, Longitude: v.Longitude}
	for _, kind := range []struct{ altitude, rise, set float64 }{
		{ephemeris.UpperLimb, v.Rise, v.Set}, {ephemeris.DiscCentre, v.HinduRise, v.HinduSet},
	} {
		day, err := ephemeris.Daylight(v.Midnight, place, kind.altitude)
		if err != nil {
			return err
		}
		if !day.Rise.Occurs || !day.Set.Occurs {
			return fmt.Errorf("no sunrise or sunset at JD %f, %+v", v.Midnight, place)
		}
		r.Sun.add(86400*(day.Rise.UT1-kind.rise), v.Midnight)
		r.Sun.add(86400*(day.Set.UT1-kind.set), v.Midnight)
	}
	return nil
}

func (r *Report) event(v *Event) error {
	t, err := ephemeris.LimbReaches(v.Limb(), v.From, v.Target)
	if err != nil {
		return err
	}
	if r.Limbs[v.Kind] == nil {
		r.Limbs[v.Kind] = &Sample{}
	}
	r.Limbs[v.Kind].add(86400*(t-v.TT), v.From)
	return nil
}
