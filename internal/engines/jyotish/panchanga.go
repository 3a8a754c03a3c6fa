package jyotish

// Panchanga is what the Sun and the Moon make of an instant: four of its five limbs. The fifth
// is [Vara].
type Panchanga struct {
	Sun, Moon  float64 // sidereal, degrees in [0, 360)
	Elongation float64 // Moon − Sun, degrees in [0, 360)
	Sum        float64 // Sun + Moon, degrees in [0, 360)
	Mansion    Mansion // of the Moon

	Tithi  int // 1 to 30: up to 15 Shukla, the waxing half; 15 Purnima, 30 Amavasya
	Karana int // half of a tithi, 0 to 59
	Yoga   int // 0 to 26
}

// PanchangaOf the sidereal longitudes of the Sun and the Moon.
func PanchangaOf(sun, moon float64) Panchanga {
	p := Panchanga{
		Sun: Wrap360(sun), Moon: Wrap360(moon),
		Elongation: Wrap360(moon - sun), Sum: Wrap360(sun + moon),
		Mansion: MansionAt(moon),
	}
	p.Karana = part(p.Elongation, 60)
	p.Tithi = p.Karana/2 + 1
	p.Yoga = part(p.Sum, 27)
	return p
}

// PanchangaAt an instant (JD TT) of the track.
func (t *Track) PanchangaAt(jdTT float64) Panchanga {
	return PanchangaOf(t.SunAt(jdTT), t.MoonAt(jdTT))
}

// Paksha is the half of the lunar month: Shukla while the Moon waxes, else Krishna.
func (p Panchanga) Paksha() string {
	if p.Tithi <= 15 {
		return "Shukla"
	}
	return "Krishna"
}

// TithiGroup is one of the five groups in which the tithis of a half month come round.
type TithiGroup string

// The groups, with their days of the half month.
const (
	Nanda  TithiGroup = "Nanda"  // 1, 6, 11
	Bhadra TithiGroup = "Bhadra" // 2, 7, 12
	Jaya   TithiGroup = "Jaya"   // 3, 8, 13
	Rikta  TithiGroup = "Rikta"  // 4, 9, 14
	Purna  TithiGroup = "Purna"  // 5, 10, 15
)

// Group is the group of the tithi. Amavasya counts as Purna here; it is [Panchanga.Tithi] 30.
func (p Panchanga) Group() TithiGroup {
	return [...]TithiGroup{Nanda, Bhadra, Jaya, Rikta, Purna}[(p.Tithi-1)%5]
}

var yogaNames = [27]string{
	"Vishkambha", "Priti", "Ayushman", "Saubhagya", "Shobhana", "Atiganda", "Sukarma", "Dhriti", "Shula",
	"Ganda", "Vriddhi", "Dhruva", "Vyaghata", "Harshana", "Vajra", "Siddhi", "Vyatipata", "Variyana",
	"Parigha", "Shiva", "Siddha", "Sadhya", "Shubha", "Shukla", "Brahma", "Indra", "Vaidhriti",
}

// YogaName is the name of the yoga.
func (p Panchanga) YogaName() string { return yogaNames[p.Yoga] }

// HarshYoga reports whether the almanacs advise against beginnings in the yoga.
func (p Panchanga) HarshYoga() bool {
	switch p.YogaName() {
	case "Vishkambha", "Atiganda", "Shula", "Ganda", "Vyaghata", "Vajra", "Vyatipata", "Parigha", "Vaidhriti":
		return true
	}
	return false
}

var movableKaranas = [7]string{"Bava", "Balava", "Kaulava", "Taitila", "Gara", "Vanija", "Vishti"}

// KaranaName is the name of the karana: seven come round eight times, four stand by the new moon.
func (p Panchanga) KaranaName() string {
	switch p.Karana {
	case 0:
		return "Kimstughna"
	case 57:
		return "Shakuni"
	case 58:
		return "Chatushpada"
	case 59:
		return "Naga"
	}
	return movableKaranas[(p.Karana-1)%7]
}
