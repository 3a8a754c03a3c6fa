package main

import (
	"fmt"
	"io"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"text/tabwriter"
)

// result is everything that was measured. Of the variants the first is ours, then stock, hono and relay.
type result struct {
	plan          plan
	variants      []*variant
	series        []series
	unlimited     []float64 // req/s of GET /engines from many clients, of ours without the rate limit
	calculations  []calculation
	node          *inNode // what was measured in Node
	sizes         []size
	before, after string // load averages
}

// labelWidth is that of the first column, which stands to the left while the others stand to the right.
const labelWidth = 36

func (r *result) print(w io.Writer) {
	r.printConditions(w)
	table := tabwriter.NewWriter(w, 0, 0, 2, ' ', tabwriter.AlignRight)
	line := func(name, format string, value func(series) float64) {
		cells := []string{fmt.Sprintf("%-*s", labelWidth, name)}
		for _, s := range r.series {
			cells = append(cells, fmt.Sprintf(format, value(s)))
		}
		fmt.Fprintln(table, strings.Join(cells, "\t")+"\t")
	}
	head := []string{strings.Repeat(" ", labelWidth)}
	for _, v := range r.variants {
		head = append(head, v.name)
	}
	fmt.Fprintln(table, strings.Join(head, "\t")+"\t")
	line(fmt.Sprintf("GET /engines, %d clients, req/s", r.plan.clients), "%.0f", func(s series) float64 { return median(s.rps) })
	line("    slowest round", "%.0f", func(s series) float64 { return slices.Min(s.rps) })
	line("    fastest round", "%.0f", func(s series) float64 { return slices.Max(s.rps) })
	fmt.Fprintf(table, "%-*s\t%.0f\t\t\t\t\n", labelWidth, "    without rate limits", median(r.unlimited))
	if len(r.series[0].cpu) > 0 {
		line("    CPU of workerd, µs a request", "%.0f", func(s series) float64 { return median(s.cpu) })
	}
	line("GET /engines, 1 client, p50 ms", "%.3f", func(s series) float64 { return median(s.listP50) })
	line("    p99", "%.3f", func(s series) float64 { return median(s.listP99) })
	line("POST numerology, 1 client, p50 ms", "%.3f", func(s series) float64 { return median(s.calcP50) })
	line("    p99", "%.3f", func(s series) float64 { return median(s.calcP99) })
	line("POST over GET, p50 ms", "%+.3f", func(s series) float64 { return median(s.extra) })
	line("first request, cold, ms", "%.1f", func(s series) float64 { return median(s.cold) })
	line("    slowest start", "%.1f", func(s series) float64 { return slices.Max(s.cold) })
	line("body of GET /engines, bytes", "%.0f", func(s series) float64 { return float64(s.listSize) })
	line("body of POST numerology, bytes", "%.0f", func(s series) float64 { return float64(s.calcSize) })
	table.Flush()

	fmt.Fprintln(w)
	r.printCalculations(w)
	r.printInNode(w)
	for _, s := range r.sizes {
		fmt.Fprintf(table, "%-*s\t%.2f MB\tgzip %.2f MB\t\n", labelWidth, s.variant+": "+s.worker, megabytes(s.raw), megabytes(s.gzipped))
	}
	table.Flush()

	fmt.Fprintln(w)
	r.printTargets(w)
}

func (r *result) printConditions(w io.Writer) {
	fmt.Fprintf(w, "raw %s, %s/%s, %d CPUs, %s\n", workerdVersion(), runtime.GOOS, runtime.GOARCH, runtime.NumCPU(), runtime.Version())
	fmt.Fprintf(w, "medians of %d rounds and %d cold starts", r.plan.rounds, r.plan.coldStarts)
	if r.before != "" {
		fmt.Fprintf(w, "; load average %s before, %s after", r.before, r.after)
	}
	fmt.Fprint(w, "\n\n")
}

func workerdVersion() string {
	out, err := exec.Command(filepath.Join(binaries, "workerd"), "--version").Output()
	if err != nil {
		return "workerd"
	}
	return strings.TrimSpace(string(out))
}

// megabytes are millions of bytes.
func megabytes(bytes int64) float64 { return float64(bytes) / 1e6 }
