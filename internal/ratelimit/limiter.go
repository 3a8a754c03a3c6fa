package ratelimit

import (
	"container/list"
	"context"
	"sync"
	"time"
)

// DefaultCapacity is a number of buckets that takes about 2 MB.
const DefaultCapacity = 8192

// Decision is what became of one request.
type Decision struct {
	Allowed bool
	Limit   int
	// Known is false when the authority could not be reached. Then the request is allowed, and
	// Remaining and Reset are not set.
	Known bool
	// Remaining is what is left of the window as far as this isolate knows: the limit less what was
	// admitted here and leased to others. It does not grow within a window.
	Remaining int
	Reset     time.Time // end of the window
	// RetryAfter is the time from a refusal until Reset in whole seconds, rounded up, at least 1 s.
	RetryAfter time.Duration

	window time.Duration
}

func refused(k key, limit int, reset, now time.Time) Decision {
	wait := (reset.Sub(now) + time.Second - 1).Truncate(time.Second)
	return Decision{Limit: limit, Known: true, Reset: reset, RetryAfter: max(time.Second, wait), window: k.window}
}

// refuses tells a refusal from a decision that was not taken.
func (d Decision) refuses() bool { return !d.Allowed && d.Known }

// Limiter decides for one isolate. It holds no lock while it asks the authority, and may be used by
// several goroutines.
type Limiter struct {
	authority Authority
	now       func() time.Time
	capacity  int

	mu     sync.Mutex
	shares map[key]*list.Element // of *share
	recent list.List             // the same, the most recently used in front
}

// NewLimiter returns a Limiter that remembers at most so many windows of buckets. When there are
// more, those that have ended go first as far as they are at the end of the line, then the one that
// has not been used for the longest time.
func NewLimiter(authority Authority, now func() time.Time, capacity int) *Limiter {
	return &Limiter{authority: authority, now: now, capacity: max(1, capacity), shares: map[key]*list.Element{}}
}

// Take counts one request against a bucket. window is in whole milliseconds, at least one. A limit
// of 0 refuses everything.
func (l *Limiter) Take(ctx context.Context, bucket string, limit int, window time.Duration) Decision {
	k := key{bucket, window}
	if limit <= 0 {
		now := l.now()
		return refused(k, 0, windowEnd(now, window), now)
	}
	asker, want, d, ok := l.takeLocally(k, limit)
	if ok {
		return d
	}
	lease, err := l.authority.Lease(ctx, bucket, LeaseRequest{Limit: limit, Window: window, Want: want})
	return l.takeFrom(asker, limit, lease, err)
}

// takeLocally decides without the authority if possible. Otherwise the request is entered as one
// that asks for a lease of that size.
func (l *Limiter) takeLocally(k key, limit int) (asker *share, want int, d Decision, ok bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	now := l.now()
	s := l.current(k, limit, now)
	if !s.runsLow() {
		if d, ok = s.decide(now); ok {
			return nil, 0, d, true
		}
	}
	want = s.want()
	s.asking++
	return s, want, Decision{}, false
}

// takeFrom decides about a request that has asked. Meanwhile others may have asked and spent, and
// the window may have changed.
func (l *Limiter) takeFrom(asker *share, limit int, lease Lease, err error) Decision {
	l.mu.Lock()
	defer l.mu.Unlock()
	d, _ := l.settle(asker, limit, lease, err)
	return d
}

// settle is takeFrom for those who hold the lock. It also returns the share that admitted, if one did.
func (l *Limiter) settle(asker *share, limit int, lease Lease, err error) (Decision, *share) {
	now := l.now()
	asker.asking--
	k := asker.key
	s := l.current(k, limit, now)
	if err != nil {
		if d, ok := s.decide(now); ok {
			return d, s.ifAllowed(d)
		}
		return Decision{Allowed: true, Limit: limit}, nil
	}
	switch lease.Reset.Compare(s.reset) {
	case -1: // from a window that is over by this isolate's clock: it serves for this request alone
		s = newShare(k, limit, lease.Reset, nil)
	case +1: // the authority's clock is ahead
		s = l.put(newShare(k, limit, lease.Reset, s))
	}
	s.add(lease)
	if d, ok := s.decide(now); ok {
		return d, s.ifAllowed(d)
	}
	// Nothing was granted although something was left, which a Window does not do. The limit holds.
	return refused(k, limit, s.reset, now), nil
}

// Return takes back a request that was allowed but is not to count (a login that succeeded, where
// only failures count). An error means that it stays counted. Other isolates that have found the
// bucket empty meanwhile do not learn of it.
func (l *Limiter) Return(ctx context.Context, bucket string, d Decision) error {
	if !d.Allowed || !d.Known {
		return nil
	}
	lease, err := l.authority.Lease(ctx, bucket, LeaseRequest{Limit: d.Limit, Window: d.window, Return: 1, Until: d.Reset})
	if err != nil {
		return err
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	if e, ok := l.shares[key{bucket, d.window}]; ok {
		s := e.Value.(*share)
		if s.reset.Equal(lease.Reset) && s.limit == d.Limit {
			s.known, s.left, s.shown = true, lease.Remaining, s.limit
			s.used = max(0, s.used-1)
		}
	}
	return nil
}

// current returns the share of the window that now is in.
func (l *Limiter) current(k key, limit int, now time.Time) *share {
	e, ok := l.shares[k]
	if !ok {
		return l.put(newShare(k, limit, windowEnd(now, k.window), nil))
	}
	s := e.Value.(*share)
	if !now.Before(s.reset) {
		return l.put(newShare(k, limit, windowEnd(now, k.window), s))
	}
	l.recent.MoveToFront(e)
	s.setLimit(limit)
	return s
}

// put enters a share in the place of the one before, or makes room for it.
func (l *Limiter) put(s *share) *share {
	if e, ok := l.shares[s.key]; ok {
		e.Value = s
		l.recent.MoveToFront(e)
		return s
	}
	now := l.now()
	for oldest := l.recent.Back(); oldest != nil; oldest = l.recent.Back() {
		last := oldest.Value.(*share)
		if len(l.shares) < l.capacity && now.Before(last.reset) {
			break
		}
		l.recent.Remove(oldest)
		delete(l.shares, last.key)
	}
	l.shares[s.key] = l.recent.PushFront(s)
	return s
}
