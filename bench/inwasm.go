package main

import (
	"fmt"
	"io"
	"text/tabwriter"
)

// job is a line of the table of what runs in Node, by the names that measure.mjs gives to each side.
type job struct {
	name               string
	ours, swiss, natal string
}

var jobs = []job{
	{"twelve longitudes, once", "", "swissTwelve", ""},
	{"natal and design sky", "sky", "swissSky", ""},
	{"human_design, derivations as JSON", "bodygraph", "swissDesign", "natalDesign"},
	{"human_design, input to reply", "design", "", ""},
}

func (r *result) printInNode(w io.Writer) {
	n := r.node
	if n == nil {
		return
	}
	table := tabwriter.NewWriter(w, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintf(table, "%-*s\tours\tswisseph-wasm\tnatalengine\t\n", labelWidth, "CPU in Node, µs")
	cell := func(name string) string {
		if values := n.Series[name]; len(values) > 0 {
			return fmt.Sprintf("%.0f", median(values))
		}
		return "-"
	}
	for _, j := range jobs {
		fmt.Fprintf(table, "%-*s\t%s\t%s\t%s\t\n", labelWidth, j.name, cell(j.ours), cell(j.swiss), cell(j.natal))
	}
	table.Flush()
	if twelve := n.Series["swissTwelve"]; len(twelve) > 0 {
		fmt.Fprintf(w, "our natal and design sky takes %s of what twelve longitudes take swisseph-wasm, %s of what its own natal and design sky takes\n",
			spread("%.2f×", ratios(n.Series["sky"], twelve)), spread("%.2f×", ratios(n.Series["sky"], n.Series["swissSky"])))
	}
	if n.Agreeing != nil {
		fmt.Fprintf(w, "ours and swisseph-wasm agree on %.1f %% of the charts\n", 100**n.Agreeing)
	}
	for peer, why := range n.Missing {
		fmt.Fprintf(w, "%s was not measured: %s\n", peer, why)
	}
	fmt.Fprintln(w)

	fmt.Fprintf(table, "%-*s\tengine\tempty program\tdifference\t\n", labelWidth, "start-up in Node, ms")
	for _, line := range []struct {
		name string
		startUp
	}{{"compiled module", n.compiled}, {"compiled as it runs (lazily)", n.lazy}} {
		fmt.Fprintf(table, "%-*s\t%.2f\t%.2f\t%+.2f\t\n", labelWidth, line.name, median(line.engine), median(line.empty), median(line.over()))
	}
	table.Flush()
	fmt.Fprintln(w)
}

func (r *result) nodeTargets() (list []target) {
	n := r.node
	if n == nil {
		return nil
	}
	sky, design, over := n.Series["sky"], n.Series["design"], n.compiled.over()
	list = append(list,
		timed("natal and design sky in Wasm", "µs", skyLimit, "%.0f", sky),
		timed("human_design in Wasm, CPU", "µs", designLimit, "%.0f", design),
		n.fasterThan("human_design beside natalengine", "design", "natalDesign", "natal"),
		n.fasterThan("derivations beside swisseph-wasm with derivations", "bodygraph", "swissDesign", "swiss"),
		timed("engine's start-up over an empty program", "ms", startUpLimit, "%+.2f", over),
	)
	return list
}

// fasterThan compares a job with a peer's. A peer that is not there was not beaten.
func (n *inNode) fasterThan(name, ours, peer, script string) target {
	t := target{name: name, wanted: "< 1.00×"}
	if len(n.Series[peer]) == 0 {
		t.measured = n.Missing[script]
		return t
	}
	share := ratios(n.Series[ours], n.Series[peer])
	t.measured, t.reached = spread("%.2f×", share), median(share) < 1
	return t
}
