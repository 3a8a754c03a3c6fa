package main

import (
	"fmt"
	"io"
	"slices"
	"strings"
	"text/tabwriter"
)

// The numbers to reach.
const (
	overStock  = 30    // times the throughput of stock
	ofHono     = 0.5   // of the throughput of hono
	ofFree     = 0.8   // of the throughput of ours without the rate limit
	extraLimit = 1.0   // ms that a calculation may take over a plain route
	coldLimit  = 150.0 // ms for the first request

	batchLimit   = 15.0   // ms for all public engines in one request
	skyLimit     = 150.0  // µs for the sky of a natal and a design chart
	designLimit  = 1000.0 // µs for human_design
	startUpLimit = 5.0    // ms that the engine Worker's program may take to start over an empty one

	// yardstick is what twelve longitudes took swisseph-wasm, in µs, where the times above were set.
	yardstick = 42.0
)

// gzippedLimit is the size that a Worker's Wasm may have, in bytes after gzip: the engine Worker
// carries the tables and texts of all engines.
func gzippedLimit(worker string) int64 {
	if strings.Contains(worker, "engine") {
		return 2_500_000
	}
	return 2_200_000
}

// target is a number to reach and what became of it.
type target struct {
	name, wanted, measured string
	reached                bool
	// share is how much of the wanted time was taken, where a time is wanted; otherwise 0.
	share float64
}

// timed is a target of so many units of time at most.
func timed(name, unit string, limit float64, format string, values []float64) target {
	share := median(values) / limit
	return target{name, fmt.Sprintf("≤ %g %s", limit, unit), spread(format+" "+unit, values), share <= 1, share}
}

// verdict judges a target on a machine that is so many times slower than where the times were set.
func (t *target) verdict(slowness float64) string {
	switch {
	case t.reached:
		return "reached"
	case t.share > 0 && t.share <= slowness:
		return "reached at reference speed"
	}
	return "MISSED"
}

// slowness compares this machine with the one where the times were set; 1 when it is not known.
func (r *result) slowness() float64 {
	if r.node == nil || len(r.node.Series["swissTwelve"]) == 0 {
		return 1
	}
	return median(r.node.Series["swissTwelve"]) / yardstick
}

// targets judges ours. Ratios are taken round by round, so that a slow moment of the machine counts
// on both sides of the division.
func (r *result) targets() []target {
	ours, stock, hono := r.series[0], r.series[1], r.series[2]
	toStock, toHono, toFree := ratios(ours.rps, stock.rps), ratios(ours.rps, hono.rps), ratios(ours.rps, r.unlimited)
	list := []target{
		{name: "GET /engines beside stock", wanted: fmt.Sprintf("≥ %d×", overStock), measured: spread("%.1f×", toStock), reached: median(toStock) >= overStock},
		{name: "GET /engines beside hono", wanted: fmt.Sprintf("≥ %.2f×", ofHono), measured: spread("%.2f×", toHono), reached: median(toHono) >= ofHono},
		{name: "GET /engines with rate limits over without", wanted: fmt.Sprintf("≥ %.2f×", ofFree), measured: spread("%.2f×", toFree), reached: median(toFree) >= ofFree},
		timed("POST numerology p50 over GET /engines", "ms", extraLimit, "%+.3f", ours.extra),
		timed("first request after a cold start", "ms", coldLimit, "%.1f", ours.cold),
	}
	list = append(append(list, r.calculationTargets()...), r.nodeTargets()...)
	for _, s := range r.sizes {
		if s.variant == r.variants[0].name {
			list = append(list, target{name: s.worker + ", gzipped", wanted: fmt.Sprintf("≤ %.2f MB", megabytes(gzippedLimit(s.worker))),
				measured: fmt.Sprintf("%.2f MB", megabytes(s.gzipped)), reached: s.gzipped <= gzippedLimit(s.worker)})
		}
	}
	return list
}

// spread writes the median and, in parentheses, the least and the greatest value.
func spread(format string, values []float64) string {
	return fmt.Sprintf(format+" ("+format+" … "+format+")", median(values), slices.Min(values), slices.Max(values))
}

func (r *result) printTargets(w io.Writer) {
	table := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	missed, slowness := 0, r.slowness()
	for _, t := range r.targets() {
		verdict := t.verdict(slowness)
		if verdict == "MISSED" {
			missed++
		}
		fmt.Fprintf(table, "%s\t%s\t%s\t%s\n", verdict, t.name, t.wanted, t.measured)
	}
	table.Flush()
	fmt.Fprintf(w, "\nCPU: %.2f times the time of the reference machine, by twelve longitudes of swisseph-wasm.\n", slowness)
	if missed > 0 {
		fmt.Fprintf(w, "\n%d of the targets MISSED on this machine in this run.\n", missed)
	}
}
