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

	calculations int           // of each engine, in each round
	calculating  time.Duration // that many take at most
	engineWarmUp time.Duration // of each engine

	startUps  int           // in Node, of each program
	slice     time.Duration // of a job in Node, in each round
	jobWarmUp time.Duration // of a job in Node
}

var (
	full = plan{rounds: 11, warmUp: 3 * time.Second, load: 2 * time.Second, clients: 20, exchanges: 2000, latency: 1500 * time.Millisecond, coldStarts: 11,
		calculations: 200, calculating: 500 * time.Millisecond, engineWarmUp: 2 * time.Second, startUps: 21, slice: 150 * time.Millisecond, jobWarmUp: time.Second}
	short = plan{rounds: 3, warmUp: time.Second, load: time.Second, clients: 20, exchanges: 500, latency: time.Second, coldStarts: 3,
		calculations: 100, calculating: 250 * time.Millisecond, engineWarmUp: time.Second, startUps: 5, slice: 80 * time.Millisecond, jobWarmUp: 500 * time.Millisecond}
)

// The routes. What they cost is the same for every variant only as far as README.md says.
var (
	listEngines = newRequest("GET", "/engines", "")
	numerology  = newRequest("POST", "/engines/numerology/calculate",
		`{"input":{"full_name":"John Doe","birth_date":"1980-09-04"}}`)
)
