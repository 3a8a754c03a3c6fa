package analytics

import "github.com/witnessos/witnessos/internal/civil"

// Trend is where a core cycle stands and goes.
type Trend struct {
	Cycle        string        `json:"cycle"`
	Phase        string        `json:"currentPhase"` // high, low, critical, rising or falling
	NextCritical civil.Date    `json:"nextCritical"` // after today, as the next
	NextPeak     civil.Date    `json:"nextPeak"`
	Strength     int           `json:"strength"` // 0 to 100
	Direction    string        `json:"trend"`    // improving, declining or stable
	Forecast     []ForecastDay `json:"forecast"`
}

// ForecastDay is a day as trends show it.
type ForecastDay struct {
	Date         civil.Date `json:"date"`
	Physical     float64    `json:"physical"`
	Emotional    float64    `json:"emotional"`
	Intellectual float64    `json:"intellectual"`
	Overall      float64    `json:"overall"`
}

// notable is the change, in percentage points, from which on a cycle is no longer stable.
const notable = 5

// Trends are the trends of the core cycles with so many days of forecast. The outlook has to reach
// DaysFor them.
func Trends(o *Outlook, days int) []Trend {
	forecast := make([]ForecastDay, days)
	for i, d := range o.first(days) {
		forecast[i] = ForecastDay{d.Date, d.Physical, d.Emotional, d.Intellectual, d.Overall}
	}
	trends, today := []Trend{}, o.Days[0].Date
	for _, c := range o.cycles() {
		trends = append(trends, Trend{
			Cycle:        c.Name,
			Phase:        phase(c.Phase),
			NextCritical: c.NextCritical,
			NextPeak:     c.nextPeak(today),
			Strength:     c.strength(),
			Direction:    direction(o, c.Name),
			Forecast:     forecast,
		})
	}
	return trends
}

// phase is a phase of the engine in the words of this interface.
func phase(of string) string {
	switch of {
	case "peak":
		return "high"
	case "valley":
		return "low"
	}
	return of
}

// direction compares the mean of the seven days after today with today.
func direction(o *Outlook, cycle string) string {
	sum := 0.0
	for _, d := range o.Days[1:trendDays] {
		sum += d.value(cycle)
	}
	switch change := sum/Week - o.Days[0].value(cycle); {
	case change > notable:
		return "improving"
	case change < -notable:
		return "declining"
	}
	return "stable"
}
