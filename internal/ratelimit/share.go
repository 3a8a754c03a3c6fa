package ratelimit

import "time"

// share is what an isolate holds and knows of one window of a bucket.
type share struct {
	key    key
	limit  int
	reset  time.Time // end of the window
	held   int       // leased and not used
	used   int       // admitted here
	before int       // admitted here in the window before
	known  bool      // left is the authority's word
	left   int       // what the authority could still grant, when it last told
	shown  int       // the last Remaining that was told to a client
	asking int       // requests that wait for the authority
}

// key: the windows of a bucket are counted apart.
type key struct {
	bucket string
	window time.Duration
}

func newShare(k key, limit int, reset time.Time, last *share) *share {
	s := &share{key: k, limit: limit, reset: reset, shown: limit}
	if last != nil && last.reset.Add(k.window).Equal(reset) {
		s.before = last.used
	}
	return s
}

// setLimit makes the share ask again if the limit has changed.
func (s *share) setLimit(limit int) {
	if s.limit != limit {
		s.limit, s.shown, s.known = limit, limit, false
	}
}

// want is the size of the next lease (see the package comment).
func (s *share) want() int {
	if s.asking > 0 {
		return 1
	}
	return 1 + max(s.used, s.before/2)/4 - s.held
}

// reserve is the part of what was admitted here that is left for the others while one asks.
const reserve = 64

// runsLow reports whether a request is to ask although something is left for those beside it.
func (s *share) runsLow() bool {
	return s.asking == 0 && s.held <= s.used/reserve && !(s.known && s.left <= 0)
}

// add takes in the authority's answer. Answers may overtake each other: the lowest rest is the
// newest.
func (s *share) add(l Lease) {
	if !s.known || l.Remaining < s.left {
		s.known, s.left = true, l.Remaining
	}
	s.held += l.Granted
}

// empty reports whether nothing is left, here or anywhere, as far as is known.
func (s *share) empty() bool { return s.held <= 0 && s.known && s.left <= 0 }

// giveBack takes back a request that was admitted from this share and is not to count.
func (s *share) giveBack() {
	s.held++
	s.used = max(0, s.used-1)
}

// ifAllowed is the share when it admitted, which is what a request may give back.
func (s *share) ifAllowed(d Decision) *share {
	if d.Allowed {
		return s
	}
	return nil
}

// decide admits from what is held, or refuses when the bucket is known to be empty. ok is false
// when only the authority can tell.
func (s *share) decide(now time.Time) (d Decision, ok bool) {
	switch {
	case s.held > 0:
		s.held--
		s.used++
	case s.empty():
		return refused(s.key, s.limit, s.reset, now), true
	default:
		return Decision{}, false
	}
	s.shown = max(0, min(s.shown, s.left+s.held))
	return Decision{
		Allowed: true, Limit: s.limit, Known: true, Remaining: s.shown, Reset: s.reset, window: s.key.window,
	}, true
}
