package main

import (
	"fmt"
	"sync"
	"time"
)

// slack is how long a reply may take beyond the time of its run.
const slack = 20 * time.Second

// throughput sends a request over and over from so many clients, each of which waits for its
// reply. It returns how many were completed, and how many a second. Any reply but 200 is an error.
func throughput(addr string, r request, clients int, d time.Duration) (total int, rps float64, err error) {
	conns := make([]*conn, clients)
	for i := range conns {
		c, err := dial(addr)
		if err != nil {
			return 0, 0, err
		}
		defer c.Close()
		conns[i] = c
	}
	var (
		wait   sync.WaitGroup
		counts = make([]int, clients)
		errs   = make([]error, clients)
		start  = time.Now()
		end    = start.Add(d)
	)
	for i, c := range conns {
		_ = c.SetDeadline(end.Add(slack))
		wait.Go(func() { counts[i], errs[i] = c.repeat(r, end) })
	}
	wait.Wait()
	elapsed := time.Since(start)
	for i := range conns {
		if errs[i] != nil {
			return 0, 0, errs[i]
		}
		total += counts[i]
	}
	return total, float64(total) / elapsed.Seconds(), nil
}

func (c *conn) repeat(r request, end time.Time) (n int, err error) {
	for time.Now().Before(end) {
		if err := c.expect200(r); err != nil {
			return n, err
		}
		n++
	}
	return n, nil
}

func (c *conn) expect200(r request) error {
	status, err := c.exchange(r)
	if err == nil && status != 200 {
		err = fmt.Errorf("status %d: %.300s", status, c.body)
	}
	return err
}

// latencies returns the times of n requests, one after another on one connection. It stops early
// when they have taken longer than the limit.
func latencies(addr string, r request, n int, limit time.Duration) ([]time.Duration, error) {
	c, err := dial(addr)
	if err != nil {
		return nil, err
	}
	defer c.Close()
	end := time.Now().Add(limit)
	_ = c.SetDeadline(end.Add(slack))
	times := make([]time.Duration, 0, n)
	for at := time.Now(); len(times) < n && at.Before(end); {
		if err := c.expect200(r); err != nil {
			return nil, err
		}
		now := time.Now()
		times = append(times, now.Sub(at))
		at = now
	}
	return times, nil
}

// firstReply returns the time from the start of sending a request until its reply is complete.
func firstReply(addr string, r request) (time.Duration, error) {
	c, err := dial(addr)
	if err != nil {
		return 0, err
	}
	defer c.Close()
	start := time.Now()
	_ = c.SetDeadline(start.Add(slack))
	err = c.expect200(r)
	return time.Since(start), err
}
