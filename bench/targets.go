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
	extraLimit = 1.0   // ms that a calculation may take over a plain route
	coldLimit  = 150.0 // ms for the first request

	batchLimit   = 15.0   // ms for all public engines in one request
	skyLimit     = 150.0  // µs for the sky of a natal and a design chart
	designLimit  = 1000.0 // µs for human_design
	startUpLimit = 5.0    // ms that the engine Worker's program may take to start over an empty one
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
}

// targets judges ours. Ratios are taken round by round, so that a slow moment of the machine counts
// on both sides of the division.
func (r *result) targets() []target {
	ours, stock, hono := r.series[0], r.series[1], r.series[2]
	toStock, toHono := ratios(ours.rps, stock.rps), ratios(ours.rps, hono.rps)
	list := []target{
		{"GET /engines beside stock", fmt.Sprintf("≥ %d×", overStock), spread("%.1f×", toStock), median(toStock) >= overStock},
		{"GET /engines beside hono", fmt.Sprintf("≥ %.2f×", ofHono), spread("%.2f×", toHono), median(toHono) >= ofHono},
		{"POST numerology p50 over GET /engines", fmt.Sprintf("< %.1f ms", extraLimit), spread("%+.3f ms", ours.extra), median(ours.extra) < extraLimit},
		{"first request after a cold start", fmt.Sprintf("< %.0f ms", coldLimit), spread("%.1f ms", ours.cold), median(ours.cold) < coldLimit},
	}
	list = append(append(list, r.calculationTargets()...), r.nodeTargets()...)
	for _, s := range r.sizes {
		if s.variant == r.variants[0].name {
			list = append(list, target{s.worker + ", gzipped", fmt.Sprintf("≤ %.2f MB", megabytes(gzippedLimit(s.worker))),
				fmt.Sprintf("%.2f MB", megabytes(s.gzipped)), s.gzipped <= gzippedLimit(s.worker)})
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
	missed := 0
	for _, t := range r.targets() {
		verdict := "reached"
		if !t.reached {
			verdict = "MISSED"
			missed++
		}
		fmt.Fprintf(table, "%s\t%s\t%s\t%s\n", verdict, t.name, t.wanted, t.measured)
	}
	table.Flush()
	if missed > 0 {
		fmt.Fprintf(w, "\n%d of the targets MISSED on this machine in this run.\n", missed)
	}
}
