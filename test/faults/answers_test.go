package faults

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"time"
)

// secret is in everything that a faulty service says, and must never reach a client.
const secret = "kaputt at EngineService (/srv/engine/internal.js:12:34), key sk-12345"

// healthy is how each method answers when nothing is wrong.
var healthy = map[string]answer{
	calculateEngine: func(w http.ResponseWriter, _ *http.Request, in request) {
		var p struct {
			EngineName string `json:"engineName"`
		}
		_ = json.Unmarshal(in.Params, &p)
		write(w, result(calculation(p.EngineName)))
	},
	validateEngine:    succeeds(`{"valid":true,"errors":[],"fieldErrors":[],"warnings":[],"normalizedInput":{},"metadata":{"engineName":"numerology"}}`),
	getEngineMetadata: succeeds(`{"engine":"numerology","description":"An engine of the test."}`),
	getQuestions:      succeeds(`{"engine":"numerology","questions":[]}`),
	listEngines:       succeeds(`["numerology"]`),
	batchCalculate: func(w http.ResponseWriter, _ *http.Request, in request) {
		var p struct {
			Engines []struct {
				EngineName string `json:"engineName"`
			} `json:"engines"`
		}
		_ = json.Unmarshal(in.Params, &p)
		var results []string
		for _, e := range p.Engines {
			results = append(results, calculation(e.EngineName))
		}
		n := len(results)
		write(w, result(fmt.Sprintf(`{"results":[%s],"summary":{"total":%d,"successful":%d,"failed":0,"cached":0}}`, strings.Join(results, ","), n, n)))
	},
	engineHealth:   succeeds(`{"status":"healthy","engines":["numerology"],"ephemeris":true,"version":"7.0-test","timestamp":"2025-07-19T08:00:00.000Z"}`),
	forecastHealth: succeeds(`{"status":"healthy","dependencies":{"engine":"healthy","ai":"healthy"},"circuitBreakers":{},"timestamp":"2025-07-19T08:00:00.000Z"}`),
	aiHealth:       succeeds(`{"status":"degraded","models":{},"timestamp":"2025-07-19T08:00:00.000Z","error":"No AI provider configured"}`),
	synthesize: succeeds(`{"success":false,"code":"AI_NOT_AVAILABLE","error":"No AI provider configured",
		"metadata":{"model":"","attemptedModels":[],"tokensUsed":null,"processingTime":0,"cached":false,"timestamp":"2025-07-19T08:00:00.000Z"}}`),
}

func calculation(engine string) string {
	return fmt.Sprintf(`{"engineName":%q,"success":true,"data":{"engine_name":%q,"answer":42},"warnings":[],
		"metadata":{"engineName":%q,"calculationTime":0.5,"cached":false,"timestamp":"2025-07-19T08:00:00.000Z"}}`, engine, engine, engine)
}

func result(json string) string { return `{"v":1,"ok":true,"result":` + json + `}` }

func write(w http.ResponseWriter, reply string) { _, _ = w.Write([]byte(reply)) }

// replies answers with these bytes.
func replies(reply string) answer {
	return func(w http.ResponseWriter, _ *http.Request, _ request) { write(w, reply) }
}

func succeeds(json string) answer { return replies(result(json)) }

// fails answers ok:false. What is below 500 has a message for clients.
func fails(status int, code string, retryable bool) answer {
	message := secret
	if status < 500 {
		message = "This is not how to ask"
	}
	return replies(fmt.Sprintf(`{"v":1,"ok":false,"error":{"code":%q,"status":%d,"message":%q,"details":{"field":"x"},"retryable":%t}}`,
		code, status, message, retryable))
}

// broken fails at the first try.
var broken = fails(500, "INTERNAL_ERROR", false)

// does makes services.mjs do something else than reply with bytes.
func does(what string) answer {
	return func(w http.ResponseWriter, _ *http.Request, _ request) {
		w.Header().Set("X-Do", what)
		write(w, secret)
	}
}

// disconnects closes the connection on which the service does its work.
func disconnects(w http.ResponseWriter, _ *http.Request, _ request) {
	connection, _, err := w.(http.Hijacker).Hijack()
	if err == nil {
		_ = connection.Close()
	}
}

// hangs never answers.
func hangs(_ http.ResponseWriter, r *http.Request, _ request) { <-r.Context().Done() }

// held answers once the channel is closed, unless the caller has given up by then.
func held(until <-chan struct{}, a answer) answer {
	return func(w http.ResponseWriter, r *http.Request, in request) {
		select {
		case <-until:
			a(w, r, in)
		case <-r.Context().Done():
		}
	}
}

// slowly answers after a while.
func slowly(d time.Duration, a answer) answer {
	return func(w http.ResponseWriter, r *http.Request, in request) {
		time.Sleep(d)
		a(w, r, in)
	}
}

func times(n int, a answer) []answer {
	all := make([]answer, n)
	for i := range all {
		all[i] = a
	}
	return all
}
