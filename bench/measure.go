package main

import (
	"context"
	"fmt"
	"time"
)

// series are the results of one variant, a value a round.
type series struct {
	rps              []float64 // GET /engines from many clients
	cpu              []float64 // µs that workerd computed for a request in the same run; nil where unknown
	listP50, listP99 []float64 // ms, GET /engines from one client
	calcP50, calcP99 []float64 // ms, POST /engines/numerology/calculate from one client
	extra            []float64 // ms, calcP50 − listP50 of the same round
	cold             []float64 // ms, one a start
	listSize         int       // bytes of the body of GET /engines
	calcSize         int       // bytes of the body of the calculation
	members          []string  // of the body of GET /engines, sorted
}

// measure runs the plan. Rounds take the variants in turn, so that what else happens on the machine
// hits all of them alike. Of ours without limits only the throughput is measured, just before that of
// ours.
func measure(ctx context.Context, p plan, variants []*variant, unlimited *variant) (*result, error) {
	r := &result{plan: p, variants: variants, series: make([]series, len(variants)), before: loadAverage()}
	servers := make([]*server, len(variants))
	for i, v := range variants {
		s, err := v.start(ctx)
		if err != nil {
			return nil, err
		}
		defer s.stop()
		servers[i] = s
		if err := r.series[i].check(s.addr, v.middleware); err != nil {
			return nil, fmt.Errorf("%s: %w", v.name, err)
		}
	}
	if err := sameWork(r.series, variants); err != nil {
		return nil, err
	}
	ours := servers[0]
	free, err := unlimited.start(ctx)
	if err != nil {
		return nil, err
	}
	defer free.stop()
	if err := countsNothing(free.addr); err != nil {
		return nil, fmt.Errorf("%s: %w", unlimited.name, err)
	}
	if r.calculations, err = calculations(ours.addr); err != nil {
		return nil, fmt.Errorf("ours: %w\n%s", err, ours.log)
	}
	for i, v := range variants {
		progress("warming up %s", v.name)
		if err := warmUp(servers[i].addr, p); err != nil {
			return nil, fmt.Errorf("%s: %w\n%s", v.name, err, servers[i].log)
		}
	}
	progress("warming up %s", unlimited.name)
	if err := warmUp(free.addr, p); err != nil {
		return nil, fmt.Errorf("%s: %w\n%s", unlimited.name, err, free.log)
	}
	for round := range p.rounds {
		progress("round %d of %d", round+1, p.rounds)
		_, rps, err := throughput(free.addr, listEngines, p.clients, p.load)
		if err != nil {
			return nil, fmt.Errorf("%s: %w\n%s", unlimited.name, err, free.log)
		}
		r.unlimited = append(r.unlimited, rps)
		for i, v := range variants {
			if err := r.series[i].round(servers[i], p); err != nil {
				return nil, fmt.Errorf("%s: %w\n%s", v.name, err, servers[i].log)
			}
		}
	}
	// Behind the rounds of the variants: V8 compiles the engines anew while they warm up, and that would
	// count as theirs.
	progress("warming up the engines")
	if err := warmUpCalculations(ours.addr, r.calculations, p); err != nil {
		return nil, fmt.Errorf("ours: %w\n%s", err, ours.log)
	}
	for range p.rounds {
		if err := roundOfCalculations(ours, r.calculations, p); err != nil {
			return nil, fmt.Errorf("ours: %w\n%s", err, ours.log)
		}
	}
	for _, s := range append(servers, free) {
		s.stop()
	}
	progress("cold starts")
	for range p.coldStarts {
		for i, v := range variants {
			ms, err := coldStart(ctx, v)
			if err != nil {
				return nil, fmt.Errorf("cold start of %s: %w", v.name, err)
			}
			r.series[i].cold = append(r.series[i].cold, ms)
		}
	}
	if r.node, err = measureInNode(ctx, p); err != nil {
		return nil, err
	}
	r.after = loadAverage()
	return r, r.measureSizes()
}

func warmUp(addr string, p plan) error {
	if _, _, err := throughput(addr, numerology, p.clients, p.warmUp/2); err != nil {
		return err
	}
	_, _, err := throughput(addr, listEngines, p.clients, p.warmUp/2)
	return err
}

func (s *series) round(server *server, p plan) error {
	addr := server.addr
	before, _ := server.cpuTime()
	total, rps, err := throughput(addr, listEngines, p.clients, p.load)
	if err != nil {
		return err
	}
	if after, known := server.cpuTime(); known {
		s.cpu = append(s.cpu, 1000*milliseconds(after-before)/float64(total))
	}
	list, err := latencies(addr, listEngines, p.exchanges, p.latency)
	if err != nil {
		return err
	}
	calc, err := latencies(addr, numerology, p.exchanges, p.latency)
	if err != nil {
		return err
	}
	s.rps = append(s.rps, rps)
	s.listP50, s.listP99 = append(s.listP50, percentile(list, 50)), append(s.listP99, percentile(list, 99))
	s.calcP50, s.calcP99 = append(s.calcP50, percentile(calc, 50)), append(s.calcP99, percentile(calc, 99))
	s.extra = append(s.extra, percentile(calc, 50)-percentile(list, 50))
	return nil
}

// coldStart returns the milliseconds that the first request to a new workerd takes.
func coldStart(ctx context.Context, v *variant) (float64, error) {
	s, err := v.start(ctx)
	if err != nil {
		return 0, err
	}
	defer s.stop()
	d, err := firstReply(s.addr, listEngines)
	if err != nil {
		return 0, fmt.Errorf("%w\n%s", err, s.log)
	}
	return milliseconds(d), nil
}

func milliseconds(d time.Duration) float64 { return float64(d) / float64(time.Millisecond) }
