package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"net"
	"net/http"
	"slices"
	"time"
)

// sizeTolerance is how far the bodies of the variants may differ in size and still be compared.
const sizeTolerance = 0.10

// check sees that both routes answer 200 with a JSON object that says success, before anything is
// measured, behind a router's middleware where the variant has one, and notes the sizes.
func (s *series) check(addr string, middleware bool) error {
	list, err := ask(addr, listEngines)
	if err != nil {
		return fmt.Errorf("GET /engines: %w", err)
	}
	calc, err := ask(addr, numerology)
	if err != nil {
		return fmt.Errorf("POST /engines/numerology/calculate: %w", err)
	}
	if middleware {
		if err := errors.Join(list.doesDuties(), calc.doesDuties()); err != nil {
			return err
		}
	}
	s.listSize, s.calcSize = list.size, calc.size
	s.members = slices.Sorted(maps.Keys(list.members))
	return nil
}

// answer is a reply's JSON object.
type answer struct {
	header  http.Header
	members map[string]json.RawMessage
	size    int
}

// ask sends one request with an ordinary client, which understands more of HTTP than the lean one.
func ask(addr string, r request) (answer, error) {
	c, err := net.DialTimeout("tcp", addr, slack)
	if err != nil {
		return answer{}, err
	}
	defer c.Close()
	_ = c.SetDeadline(time.Now().Add(slack))
	if _, err := c.Write(r); err != nil {
		return answer{}, err
	}
	response, err := http.ReadResponse(bufio.NewReader(c), nil)
	if err != nil {
		return answer{}, err
	}
	body, err := io.ReadAll(response.Body)
	if err != nil {
		return answer{}, err
	}
	if response.StatusCode != 200 {
		return answer{}, fmt.Errorf("status %d: %.300s", response.StatusCode, body)
	}
	a := answer{header: response.Header, size: len(body)}
	if err := json.Unmarshal(body, &a.members); err != nil {
		return answer{}, fmt.Errorf("%w: %.300s", err, body)
	}
	if string(a.members["success"]) != "true" {
		return answer{}, fmt.Errorf("no success: %.300s", body)
	}
	return a, nil
}

// duties are the headers that show what a router's middleware does for every request. The rate
// limit says what remains only when it really counts.
var duties = []string{
	"X-Request-Id", "X-Response-Time", "X-Content-Type-Options",
	"Access-Control-Allow-Origin", "Access-Control-Allow-Methods", "Access-Control-Allow-Headers", "Access-Control-Expose-Headers",
	"X-Ratelimit-Limit", "X-Ratelimit-Remaining", "X-Ratelimit-Reset",
}

func (a answer) doesDuties() error {
	for _, name := range duties {
		if a.header.Get(name) == "" {
			return fmt.Errorf("the reply has no %s, so its middleware does not do what is to be measured", name)
		}
	}
	return nil
}

// countsNothing sees that the rate limit is off, so that its share is what is measured.
func countsNothing(addr string) error {
	list, err := ask(addr, listEngines)
	if err == nil && list.header.Get("X-Ratelimit-Limit") != "" {
		err = errors.New("the rate limit counts, although it is to be off")
	}
	return err
}

var errRecord = errors.New("record the bodies of the peers again: go run ./bench -record")

// sameWork sees that the variants answer with the same members and about as many bytes, so that
// a change of ours cannot leave the peers with less work, or more.
func sameWork(all []series, variants []*variant) error {
	ours := all[0]
	for i, s := range all {
		if !slices.Equal(s.members, ours.members) {
			return fmt.Errorf("GET /engines of %s has the members %v, ours %v; %w", variants[i].name, s.members, ours.members, errRecord)
		}
		if !near(s.listSize, ours.listSize) || !near(s.calcSize, ours.calcSize) {
			return fmt.Errorf("the bodies of %s have %d and %d bytes, ours %d and %d; %w",
				variants[i].name, s.listSize, s.calcSize, ours.listSize, ours.calcSize, errRecord)
		}
	}
	return nil
}

func near(a, b int) bool {
	difference := float64(a - b)
	return max(difference, -difference) <= sizeTolerance*float64(b)
}
