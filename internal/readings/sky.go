package readings

import (
	"math"
	"strings"
	"time"

	"github.com/witnessos/witnessos/internal/stamp"
)

// Sky is where the bodies stand at equal times of successive days, in degrees of tropical longitude.
type Sky struct {
	From time.Time // of the first sample; the others follow day by day
	At   []map[string]float64
}

var signs = [...]string{
	"Aries", "Taurus", "Gemini", "Cancer", "Leo", "Virgo", "Libra", "Scorpio", "Sagittarius", "Capricorn", "Aquarius", "Pisces",
}

var phases = [...]string{
	"new_moon", "waxing_crescent", "first_quarter", "waxing_gibbous", "full_moon", "waning_gibbous", "last_quarter", "waning_crescent",
}

// Phase is that of the Moon at the first sample: eight sectors of 45°, centred on 0°, 45° and so on.
func (s *Sky) Phase() string {
	return phases[int(wrap360(s.At[0]["moon"]-s.At[0]["sun"]+22.5)/45)%len(phases)]
}

// Influences are the Moon's sign and phase.
func (s *Sky) Influences() []string {
	sign := signs[int(wrap360(s.At[0]["moon"])/30)%len(signs)]
	return []string{"Moon in " + sign, strings.ReplaceAll(s.Phase(), "_", " ")}
}

var aspects = [...]struct {
	name  string
	angle float64
}{{"conjunction", 0}, {"sextile", 60}, {"square", 90}, {"trine", 120}, {"opposition", 180}}

// planets are those whose aspects with the Sun count.
var planets = [...]string{"mercury", "venus", "mars", "jupiter", "saturn"}

// Aspects are the exact aspects of the Sun with Mercury to Saturn between the first and the last
// sample, by time: "Sun trine Saturn (2025-07-24)".
func (s *Sky) Aspects() []string {
	type exact struct {
		at   float64 // days
		text string
	}
	var found []exact
	for _, planet := range planets {
		for _, aspect := range aspects {
			for _, angle := range [...]float64{aspect.angle, -aspect.angle} {
				for _, at := range s.crossings(planet, angle) {
					day := stamp.Of(s.From.Add(time.Duration(at * float64(24*time.Hour))))[:len("2006-01-02")]
					found = append(found, exact{at, "Sun " + aspect.name + " " + strings.ToUpper(planet[:1]) + planet[1:] + " (" + day + ")"})
				}
				if aspect.angle == 0 || aspect.angle == 180 {
					break // both sides are one
				}
			}
		}
	}
	list := []string{}
	for _, i := range best(len(found), len(found), func(i, j int) bool { return found[i].at < found[j].at }) {
		list = append(list, found[i].text)
	}
	return list
}

// crossings are the times, in days from the first sample, when the planet is so many degrees ahead of
// the Sun. Between samples the distance follows the cubic through the four nearest, which is good to
// a few seconds of arc.
func (s *Sky) crossings(planet string, angle float64) (times []float64) {
	n := len(s.At)
	distance := make([]float64, n)
	for i, at := range s.At {
		distance[i] = wrap180(at[planet] - at["sun"] - angle)
		if i > 0 { // without jumps
			distance[i] = distance[i-1] + wrap180(distance[i]-distance[i-1])
		}
	}
	const samples = 4
	if n < samples {
		return nil
	}
	for i := 0; i+1 < n; i++ {
		from, to := distance[i], distance[i+1]
		if from == 0 {
			times = append(times, float64(i))
		}
		if from*to >= 0 || math.Abs(from) > 90 {
			continue
		}
		k := min(max(i-1, 0), n-samples)
		low, high := float64(i), float64(i+1)
		for high-low > 1e-6 {
			if middle := (low + high) / 2; cubic(distance[k:k+samples], middle-float64(k))*from > 0 {
				low = middle
			} else {
				high = middle
			}
		}
		times = append(times, low)
	}
	return times
}

// cubic is the polynomial through four values at 0, 1, 2 and 3 (Lagrange).
func cubic(y []float64, x float64) float64 {
	return -y[0]*(x-1)*(x-2)*(x-3)/6 + y[1]*x*(x-2)*(x-3)/2 - y[2]*x*(x-1)*(x-3)/2 + y[3]*x*(x-1)*(x-2)/6
}

func wrap360(x float64) float64 {
	if x = math.Mod(x, 360); x < 0 {
		x += 360
	}
	return x
}

func wrap180(x float64) float64 { return wrap360(x+180) - 180 }
