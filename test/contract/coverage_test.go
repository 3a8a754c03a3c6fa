package contract

import (
	"fmt"
	"io"
	"strings"
	"sync"
	"testing"
	"text/tabwriter"
)

// covered is what has been checked, for the table at the end.
var covered = &coverage{rows: map[string]*tally{}}

// coverage counts cases by endpoint.
type coverage struct {
	mu    sync.Mutex
	order []string
	rows  map[string]*tally
}

type tally struct {
	cases, failed int
	topics        []string
}

// check runs a case of an endpoint ("POST /batch", or "any path") as a subtest.
func check(t *testing.T, endpoint, name string, run func(*testing.T)) {
	t.Helper()
	ok := t.Run(name, run)
	topic, _, _ := strings.Cut(strings.TrimPrefix(t.Name(), "Test"), "#")
	covered.add(endpoint, strings.ReplaceAll(topic, "_", " "), ok)
}

func (c *coverage) add(endpoint, topic string, ok bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	row := c.rows[endpoint]
	if row == nil {
		row = &tally{}
		c.rows[endpoint] = row
		c.order = append(c.order, endpoint)
	}
	row.cases++
	if !ok {
		row.failed++
	}
	for _, known := range row.topics {
		if known == topic {
			return
		}
	}
	row.topics = append(row.topics, topic)
}

// print writes the table.
func (c *coverage) print(to io.Writer) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if len(c.order) == 0 {
		return
	}
	w := tabwriter.NewWriter(to, 0, 0, 2, ' ', 0)
	fmt.Fprintln(w, "\nendpoint\tcases\tresult\tin")
	all, failed := 0, 0
	for _, endpoint := range c.order {
		row := c.rows[endpoint]
		result := "ok"
		if row.failed > 0 {
			result = fmt.Sprintf("%d FAILED", row.failed)
		}
		fmt.Fprintf(w, "%s\t%d\t%s\t%s\n", endpoint, row.cases, result, strings.Join(row.topics, ", "))
		all, failed = all+row.cases, failed+row.failed
	}
	fmt.Fprintf(w, "all\t%d\t%d failed\t\n", all, failed)
	_ = w.Flush()
}
