package main

import "time"

// plan says how much is measured.
type plan struct {
	rounds     int           // each measures every variant once, in turn
	warmUp     time.Duration // of each variant, before the first round
	load       time.Duration // of each throughput run
	clients    int           // of a throughput run
	exchanges  int           // of each latency run
	latency    time.Duration // a latency run's length at most, for the slow
	coldStarts int           // of each variant
}

var (
	full  = plan{rounds: 11, warmUp: 3 * time.Second, load: 2 * time.Second, clients: 20, exchanges: 2000, latency: 1500 * time.Millisecond, coldStarts: 11}
	short = plan{rounds: 3, warmUp: time.Second, load: time.Second, clients: 20, exchanges: 500, latency: time.Second, coldStarts: 3}
)

// The routes. What they cost is the same for every variant only as far as README.md says.
var (
	listEngines = newRequest("GET", "/engines", "")
	numerology  = newRequest("POST", "/engines/numerology/calculate",
		`{"input":{"full_name":"John Doe","birth_date":"1980-09-04"}}`)
)
