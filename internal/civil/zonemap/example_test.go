package zonemap_test

import (
	"fmt"
	"time"

	"github.com/witnessos/witnessos/internal/civil"
	"github.com/witnessos/witnessos/internal/civil/zonemap"
)

func Example() {
	choice, err := zonemap.Choose(zonemap.Hints{Place: &civil.Place{Latitude: 52.52, Longitude: 13.405}})
	if err != nil {
		fmt.Println(err)
		return
	}
	m, err := choice.Resolve(civil.MustParse("2024-10-27"), civil.MustParseTime("02:30"))
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(m.UTC.Format(time.RFC3339), m.Zone, m.Offset, m.Abbreviation, choice.Source)
	for _, w := range m.Warnings {
		fmt.Println(w.Kind)
	}
	fmt.Println(m.Span(10 * time.Minute).Length())
	// Output:
	// 2024-10-27T00:30:00Z Europe/Berlin +02:00 CEST coordinates
	// zone_inferred
	// ambiguous_time
	// 1h20m0s
}
