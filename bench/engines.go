package main

import (
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"
	"text/tabwriter"

	"github.com/witnessos/witnessos/internal/engines"
)

// quickEngines are those whose calculations are to cost next to nothing over a plain route.
var quickEngines = []string{
	"numerology", "tarot", "iching", "enneagram", "sacred_geometry", "sigil_forge", "biorhythm",
	"face_reading", "biofield", "nadabrahman",
}

// calculation is a request to the engine Worker through the router, and what one client saw of it.
type calculation struct {
	name string
	request
	bytes int       // of the reply's body
	p50   []float64 // ms, a value a round
	over  []float64 // ms, p50 less that of the plain route in the same round
	cpu   []float64 // ms that workerd computed for one; nil where unknown
}

// calculations are those of every engine, with the example that it serves, and last the batch.
func calculations(addr string) ([]calculation, error) {
	var list []calculation
	var batch []string
	for _, entry := range engines.Catalog() {
		example, err := exampleOf(addr, entry.Name)
		if err != nil {
			return nil, fmt.Errorf("metadata of %s: %w", entry.Name, err)
		}
		list = append(list, calculation{name: entry.Name, request: newRequest("POST", "/engines/"+entry.Name+"/calculate", `{"input":`+string(example)+`}`)})
		if entry.Public {
			input, err := about(onePerson, example)
			if err != nil {
				return nil, fmt.Errorf("example of %s: %w", entry.Name, err)
			}
			batch = append(batch, `{"engine":"`+entry.Name+`","input":`+string(input)+`}`)
		}
	}
	list = append(list, calculation{
		name:    fmt.Sprintf("batch of %d", len(batch)),
		request: newRequest("POST", "/engines/batch", `{"engines":[`+strings.Join(batch, ",")+`]}`),
	})
	for i := range list {
		c := &list[i]
		reply, err := ask(addr, c.request)
		if err == nil {
			err = complete(reply)
		}
		if err != nil {
			return nil, fmt.Errorf("%s: %w", c.name, err)
		}
		c.bytes = reply.size
	}
	return list, nil
}

// complete sees that no item of a batch failed. What is no batch is complete.
func complete(reply answer) error {
	if reply.members["results"] == nil {
		return nil
	}
	var items []struct {
		Engine  string `json:"engine"`
		Success bool   `json:"success"`
		Error   string `json:"error"`
	}
	if err := json.Unmarshal(reply.members["results"], &items); err != nil {
		return err
	}
	for _, item := range items {
		if !item.Success {
			return fmt.Errorf("%s: %s", item.Engine, item.Error)
		}
	}
	return nil
}

func exampleOf(addr, engine string) (json.RawMessage, error) {
	reply, err := ask(addr, newRequest("GET", "/engines/"+engine+"/metadata", ""))
	if err != nil {
		return nil, err
	}
	var examples []engines.Example
	if err := json.Unmarshal(reply.members["examples"], &examples); err != nil {
		return nil, err
	}
	if len(examples) == 0 {
		return nil, fmt.Errorf("no example")
	}
	return examples[0].Input, nil
}

// onePerson is whom the batch is about.
var onePerson = map[string]json.RawMessage{
	"full_name":      json.RawMessage(`"Ada Example"`),
	"birth_date":     json.RawMessage(`"1990-06-15"`),
	"birth_time":     json.RawMessage(`"08:30"`),
	"timezone":       json.RawMessage(`"Europe/Berlin"`),
	"birth_location": json.RawMessage(`[52.52,13.405]`),
}

// about returns an input in which everything that it says of a person is said of this one.
func about(person map[string]json.RawMessage, input json.RawMessage) (json.RawMessage, error) {
	var members map[string]json.RawMessage
	if err := json.Unmarshal(input, &members); err != nil {
		return nil, err
	}
	for name, value := range person {
		if _, there := members[name]; there {
			members[name] = value
		}
	}
	return json.Marshal(members)
}

// roundOfCalculations measures the plain route and then each calculation.
func roundOfCalculations(s *server, list []calculation, p plan) error {
	times, err := latencies(s.addr, listEngines, p.exchanges, p.calculating)
	if err != nil {
		return err
	}
	plain := percentile(times, 50)
	for i := range list {
		c := &list[i]
		before, _ := s.cpuTime()
		times, err := latencies(s.addr, c.request, p.calculations, p.calculating)
		if err != nil {
			return fmt.Errorf("%s: %w", c.name, err)
		}
		if after, known := s.cpuTime(); known {
			c.cpu = append(c.cpu, milliseconds(after-before)/float64(len(times)))
		}
		p50 := percentile(times, 50)
		c.p50, c.over = append(c.p50, p50), append(c.over, p50-plain)
	}
	return nil
}

// warmUpCalculations takes its time: V8 compiles for speed only what has run thousands of times.
func warmUpCalculations(addr string, list []calculation, p plan) error {
	for _, c := range list {
		if _, _, err := throughput(addr, c.request, 4, p.engineWarmUp); err != nil {
			return fmt.Errorf("%s: %w", c.name, err)
		}
	}
	return nil
}

func (r *result) printCalculations(w io.Writer) {
	if len(r.calculations) == 0 {
		return
	}
	table := tabwriter.NewWriter(w, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintf(table, "%-*s\tp50 ms\tover GET\tCPU ms\tbytes\t\n", labelWidth, "ours through router and RPC")
	for _, c := range r.calculations {
		cpu := "-"
		if len(c.cpu) > 0 {
			cpu = fmt.Sprintf("%.2f", mean(c.cpu)) // of some ticks each: a median would jump
		}
		fmt.Fprintf(table, "%-*s\t%.3f\t%+.3f\t%s\t%d\t\n", labelWidth, c.name, median(c.p50), median(c.over), cpu, c.bytes)
	}
	table.Flush()
	fmt.Fprintln(w)
}

// calculationTargets leaves out the engines without one, which follow the sky.
func (r *result) calculationTargets() (list []target) {
	for i, c := range r.calculations {
		switch {
		case i == len(r.calculations)-1:
			list = append(list, timed("POST /engines/batch, all public engines, p50", "ms", batchLimit, "%.2f", c.p50))
		case slices.Contains(quickEngines, c.name):
			list = append(list, timed(c.name+" p50 over the plain route", "ms", extraLimit, "%+.3f", c.over))
		}
	}
	return list
}
