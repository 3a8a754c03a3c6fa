package accuracy

import (
	"fmt"
	"io"
	"strings"

	"github.com/witnessos/witnessos/internal/ephemeris"
)

// Write prints the report as tables, in Markdown, so that they can be pasted into documentation.
func (r *Report) Write(w io.Writer) {
	fmt.Fprintf(w, "Against %s.\n", r.Source)
	for _, g := range Groups {
		n := r.Bodies[g][ephemeris.Moon].Longitude.Count()
		if n == 0 && r.Bodies[g][ephemeris.Mars].Longitude.Count() == 0 {
			continue
		}
		if g == BehindSun {
			fmt.Fprintf(w, "\n### %s\n\n", g)
		} else {
			fmt.Fprintf(w, "\n### %s, %d instants\n\n", g, n)
		}
		fmt.Fprintln(w, "| body | longitude″ median | 95 % | max | rms | latitude″ max | distance max | speed″/d 99 % | max |")
		fmt.Fprintln(w, "|---|--:|--:|--:|--:|--:|--:|--:|--:|")
		for _, b := range Order {
			if e := &r.Bodies[g][b]; e.Longitude.Count() > 0 {
				fmt.Fprintf(w, "| %s |%s |%s |%s |%s |\n", b, angles(&e.Longitude),
					number(&e.Latitude, " %.3f", e.Latitude.worst), number(&e.Distance, " %.1e", e.Distance.worst),
					number(&e.Speed, " %.3f | %.3f", e.Speed.Quantile(0.99), e.Speed.worst))
			}
		}
	}
	fmt.Fprint(w, "\n### Angles and events\n\n| quantity | samples | median | 95 % | max | rms |\n|---|--:|--:|--:|--:|--:|\n")
	a := &r.Angles
	for _, row := range []struct {
		name   string
		sample *Sample
	}{
		{"nutation in longitude, ″", &r.Nutation},
		{"true obliquity, ″", &r.Obliquity},
		{"sidereal time 1850–2050, ″", &a.Sidereal},
		{"midheaven 1850–2050, ″", &a.Midheaven},
		{"ascendant 1850–2050, ″ by its rate", &a.Ascendant},
		{"sidereal time, other years, ″", &a.SiderealOutside},
		{"sunrise and sunset, s", &r.Sun},
		{"end of tithi, s", r.Limbs["tithi"]},
		{"end of nakshatra, s", r.Limbs["nakshatra"]},
		{"end of yoga, s", r.Limbs["yoga"]},
	} {
		if s := row.sample; s != nil && s.Count() > 0 {
			fmt.Fprintf(w, "| %s | %d |%s |\n", row.name, s.Count(), angles(s))
		}
	}
}

func angles(s *Sample) string {
	return fmt.Sprintf(" %.3f | %.3f | %.3f | %.3f", s.Quantile(0.5), s.Quantile(0.95), s.worst, s.RMS())
}

// number prints values, or as many dashes when there is nothing to print.
func number(s *Sample, format string, values ...any) string {
	if s.Count() == 0 {
		return strings.Repeat(" – |", len(values)-1) + " –"
	}
	return fmt.Sprintf(format, values...)
}
