package faults

import (
	"encoding/json"
	"io"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"
)

// Methods of the services, as services.mjs names them.
const (
	calculateEngine   = "EngineService/calculateEngine"
	validateEngine    = "EngineService/validateEngine"
	getEngineMetadata = "EngineService/getEngineMetadata"
	getQuestions      = "EngineService/getQuestions"
	listEngines       = "EngineService/listEngines"
	batchCalculate    = "EngineService/batchCalculate"
	engineHealth      = "EngineService/healthCheck"
	forecastHealth    = "ForecastService/healthCheck"
	synthesize        = "AIService/synthesizeWorkflow"
	aiHealth          = "AIService/healthCheck"
)

// services are the three services behind the router, played by the test: each method answers as
// its script says, and remembers its calls.
type services struct {
	mu      sync.Mutex
	scripts map[string]*script
}

type script struct {
	answers []answer // one for each call; the last one for all that follow
	calls   []request
	asked   chan struct{} // one token for each call
}

// request is the wire format of a call, and when it came.
type request struct {
	Version   int             `json:"v"`
	RequestID string          `json:"requestId"`
	Deadline  int64           `json:"deadline"`
	Params    json.RawMessage `json:"params"`
	texts     []string
	at        time.Time
}

// answer is what becomes of one call.
type answer func(w http.ResponseWriter, r *http.Request, in request)

// play gives a method a new script, and forgets its calls.
func (s *services) play(method string, answers ...answer) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.scripts[method] = &script{answers: answers, asked: make(chan struct{}, 10_000)}
}

// mend lets every method answer as it should.
func (s *services) mend() {
	for method, a := range healthy {
		s.play(method, a)
	}
}

// calls returns the calls of a method since its script began.
func (s *services) calls(method string) []request {
	s.mu.Lock()
	defer s.mu.Unlock()
	return append([]request{}, s.scripts[method].calls...)
}

// await waits until a method has been called once more.
func (s *services) await(t *testing.T, method string) {
	t.Helper()
	s.mu.Lock()
	asked := s.scripts[method].asked
	s.mu.Unlock()
	select {
	case <-asked:
	case <-time.After(30 * time.Second):
		t.Fatalf("nobody called %s", method)
	}
}

func (s *services) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	in := request{at: time.Now()}
	body, _ := io.ReadAll(r.Body)
	// The message comes first, and the large texts of it behind (package rpc).
	texts := strings.Split(strings.TrimPrefix(string(body), "\x1e"), "\x1e")
	in.texts = texts[1:]
	if err := json.Unmarshal([]byte(texts[0]), &in); err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	s.mu.Lock()
	p := s.scripts[strings.TrimPrefix(r.URL.Path, "/")]
	a := p.answers[min(len(p.calls), len(p.answers)-1)]
	p.calls = append(p.calls, in)
	s.mu.Unlock()
	p.asked <- struct{}{}
	a(w, r, in)
}
