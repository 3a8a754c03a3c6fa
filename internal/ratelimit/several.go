package ratelimit

import (
	"context"
	"time"

	"github.com/witnessos/witnessos/internal/edge"
)

// Rule is one of several limits that hold for a bucket at once.
type Rule struct {
	Limit  int
	Window time.Duration // in whole milliseconds, each rule's own
}

// TakeAll counts one request against several windows of a bucket. It is admitted when each of them
// admits it, and otherwise it counts in none: what the others have given stays with this isolate, for
// the requests after it. The decisions are in the order of the rules, and decisions[which] is the one
// to tell the client of: of those that refuse, the one that does so for longest; otherwise the one
// that has the least left. A refused request has no decisions but the refusals.
func (l *Limiter) TakeAll(ctx context.Context, bucket string, rules []Rule) (decisions []Decision, which int) {
	s := &several{Limiter: l, bucket: bucket, rules: rules, taken: make([]taking, len(rules))}
	if s.takeLocally() {
		s.ask(ctx)
	}
	return s.outcome()
}

// several is a request that wants something of each of several windows.
type several struct {
	*Limiter
	bucket string
	rules  []Rule
	taken  []taking
}

// taking is what has come of one of the windows.
type taking struct {
	decision Decision
	from     *share // that admitted, which gets it back when another window refuses
	asker    *share // that has to ask
	request  LeaseRequest
	lease    Lease
	err      error
}

// takeLocally takes what is held here and reports whether something has to be asked for. Nothing is
// taken and nothing asked when a window is known to be empty.
func (s *several) takeLocally() (asks bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	now := s.now()
	shares := make([]*share, len(s.rules))
	empty := false
	for i, rule := range s.rules {
		k := key{s.bucket, rule.Window}
		if rule.Limit <= 0 {
			s.taken[i].decision = refused(k, 0, windowEnd(now, rule.Window), now)
			empty = true
			continue
		}
		shares[i] = s.current(k, rule.Limit, now)
		if shares[i].empty() {
			s.taken[i].decision, _ = shares[i].decide(now)
			empty = true
		}
	}
	if empty {
		return false
	}
	for i, share := range shares {
		t := &s.taken[i]
		if !share.runsLow() {
			if d, ok := share.decide(now); ok {
				t.decision, t.from = d, share
				continue
			}
		}
		t.asker = share
		t.request = LeaseRequest{Limit: s.rules[i].Limit, Window: s.rules[i].Window, Want: share.want()}
		share.asking++
		asks = true
	}
	return asks
}

// ask asks for what is not held here, for all windows at the same time.
func (s *several) ask(ctx context.Context) {
	var questions []func()
	for i := range s.taken {
		if t := &s.taken[i]; t.asker != nil {
			questions = append(questions, func() { t.lease, t.err = s.authority.Lease(ctx, s.bucket, t.request) })
		}
	}
	edge.Together(questions...)
	s.mu.Lock()
	defer s.mu.Unlock()
	for i := range s.taken {
		if t := &s.taken[i]; t.asker != nil {
			t.decision, t.from = s.settle(t.asker, t.request.Limit, t.lease, t.err)
		}
	}
}

// outcome gives back what was taken in vain, and chooses what the client is told.
func (s *several) outcome() (decisions []Decision, which int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	decisions = make([]Decision, len(s.taken))
	which = -1
	for i, t := range s.taken {
		decisions[i] = t.decision
		if t.decision.refuses() && (which < 0 || t.decision.Reset.After(decisions[which].Reset)) {
			which = i
		}
	}
	if which >= 0 {
		for i, t := range s.taken {
			if t.from != nil {
				t.from.giveBack()
				decisions[i] = Decision{Limit: t.decision.Limit}
			}
		}
		return decisions, which
	}
	which = 0
	for i, d := range decisions {
		if d.Known && (!decisions[which].Known || d.Remaining < decisions[which].Remaining) {
			which = i
		}
	}
	return decisions, which
}

// Used returns how much of a window is used, without using any: what has been leased to anyone, less
// what this isolate still holds.
func (l *Limiter) Used(ctx context.Context, bucket string, rule Rule) (int, error) {
	lease, err := l.authority.Lease(ctx, bucket, LeaseRequest{Limit: rule.Limit, Window: rule.Window})
	if err != nil {
		return 0, err
	}
	used := rule.Limit - lease.Remaining
	l.mu.Lock()
	defer l.mu.Unlock()
	if e, ok := l.shares[key{bucket, rule.Window}]; ok && e.Value.(*share).reset.Equal(lease.Reset) {
		used -= e.Value.(*share).held
	}
	return max(0, used), nil
}

// End is when the window ends that an instant is in.
func End(at time.Time, window time.Duration) time.Time { return windowEnd(at, window) }
