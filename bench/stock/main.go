// Command stock is the peer in plain Go: a net/http handler in the template of syumai/workers,
// which starts a new instance of the program for every request. It has the two routes that are
// measured and none of the router's middleware. bench/README.md says what it answers.
package main

import (
	"crypto/rand"
	"encoding/json"
	"fmt"
	"net/http"
	"time"

	"github.com/syumai/workers"

	"github.com/witnessos/witnessos/bench/bodies"
)

func main() {
	http.HandleFunc("GET /engines", engines)
	http.HandleFunc("POST /engines/numerology/calculate", calculate)
	workers.Serve(nil) // http.DefaultServeMux
}

func engines(w http.ResponseWriter, _ *http.Request) {
	answer(w, 200, struct {
		Success   bool            `json:"success"`
		Engines   json.RawMessage `json:"engines"`
		Details   json.RawMessage `json:"engineDetails"`
		Total     int             `json:"total"`
		Count     int             `json:"count"`
		Service   string          `json:"service"`
		Ephemeris bool            `json:"swiss_ephemeris_available"`
		RequestID string          `json:"requestId"`
		Timestamp string          `json:"timestamp"`
	}{true, bodies.Names, bodies.Details, 15, 15, "witnessos-engines", false, uuid(), now()})
}

// calculate reads the input of a calculation and answers with as much as a calculation does. It
// calculates nothing: what it costs is JSON in and JSON out.
func calculate(w http.ResponseWriter, r *http.Request) {
	var body struct {
		Input struct {
			FullName  string `json:"full_name"`
			BirthDate string `json:"birth_date"`
		} `json:"input"`
	}
	if err := json.NewDecoder(r.Body).Decode(&body); err != nil || body.Input.FullName == "" || body.Input.BirthDate == "" {
		answer(w, 400, map[string]any{"success": false, "error": "VALIDATION_ERROR"})
		return
	}
	answer(w, 200, struct {
		Success bool            `json:"success"`
		Data    json.RawMessage `json:"data"`
		// Ours has the members of data once more beside it.
		Members   json.RawMessage `json:"members"`
		Name      string          `json:"full_name"`
		BirthDate string          `json:"birth_date"`
		RequestID string          `json:"requestId"`
		Timestamp string          `json:"timestamp"`
	}{true, bodies.Numerology, bodies.Numerology, body.Input.FullName, body.Input.BirthDate, uuid(), now()})
}

func answer(w http.ResponseWriter, status int, body any) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(body)
}

func now() string { return time.Now().UTC().Format("2006-01-02T15:04:05.000Z") }

// uuid is a version 4 UUID.
func uuid() string {
	var b [16]byte
	_, _ = rand.Read(b[:]) // never fails
	b[6] = b[6]&0x0f | 0x40
	b[8] = b[8]&0x3f | 0x80
	return fmt.Sprintf("%x-%x-%x-%x-%x", b[:4], b[4:6], b[6:8], b[8:10], b[10:])
}
