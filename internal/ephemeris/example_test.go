package ephemeris_test

import (
	"fmt"
	"time"

	"github.com/witnessos/witnessos/internal/ephemeris"
)

// The sky over the first walk on the Moon.
func ExampleChart() {
	i, err := ephemeris.FromUTC(time.Date(1969, 7, 21, 2, 56, 15, 0, time.UTC))
	if err != nil {
		fmt.Println(err)
		return
	}
	sky, err := ephemeris.Chart(i.TT)
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, b := range []ephemeris.Body{ephemeris.Sun, ephemeris.Moon, ephemeris.Mars} {
		p := sky.Positions[b]
		fmt.Printf("%-4s %8.4f° %+.4f°/d\n", b, p.Longitude, p.Speed)
	}
	fmt.Printf("sidereal Moon %.4f°\n", sky.Sidereal(ephemeris.Moon))
	// Output:
	// Sun  118.1754° +0.9547°/d
	// Moon 191.4147° +12.8160°/d
	// Mars 242.8202° +0.1708°/d
	// sidereal Moon 167.9822°
}

// The design moment of a birth, on the clock.
func ExampleDesignMoment() {
	birth, _ := ephemeris.FromUTC(time.Date(1948, 4, 9, 5, 14, 0, 0, time.UTC))
	jd, err := ephemeris.DesignMoment(birth.TT)
	if err != nil {
		fmt.Println(err)
		return
	}
	design, _ := ephemeris.FromTT(jd)
	fmt.Println(design.UTC().Format(time.DateTime))
	// Output: 1948-01-12 13:28:24
}

// Outside the tables there is an error and never a position.
func ExampleRangeError() {
	_, err := ephemeris.Chart(2299160.5) // 1582-10-15
	fmt.Println(err)
	// Output: ephemeris: JD 2299160.500000 TT is outside 1600-01-01 to 2400-01-01 (JD 2305447.5 to 2597641.5)
}

// The tithi of an evening, and when it ends.
func ExampleLimbEnd() {
	i, _ := ephemeris.FromUTC(time.Date(2025, 7, 10, 12, 0, 0, 0, time.UTC))
	state, _ := ephemeris.LimbAt(ephemeris.Tithi, i.TT)
	jd, _ := ephemeris.LimbEnd(ephemeris.Tithi, i.TT)
	end, _ := ephemeris.FromTT(jd)
	fmt.Printf("tithi %d, until %s\n", state.Index+1, end.UTC().Format(time.DateTime))
	// Output: tithi 15, until 2025-07-10 20:36:47
}
