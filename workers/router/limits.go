package router

import (
	"context"
	"net/netip"
	"strconv"
	"time"

	"github.com/witnessos/witnessos/internal/api"
	"github.com/witnessos/witnessos/internal/apikeys"
	"github.com/witnessos/witnessos/internal/ratelimit"
	"github.com/witnessos/witnessos/internal/web"
)

// admission is what the rate limit said about a request.
type admission struct {
	allowed  bool
	decision ratelimit.Decision
	window   string // of a key's: minute, hour or day
}

// countRequest counts a request against its bucket: the user of a verified token, the API key, or the
// address. An unverified token or key never earns a bucket of its own.
func (r *Router) countRequest(ctx context.Context, c *call) admission {
	if r.Config.RateOff {
		return admission{allowed: true}
	}
	if c.token.key != nil {
		return r.countKey(ctx, c.token.key)
	}
	bucket, limit := "ip:"+clientAddress(c.Request), r.Config.RateAnonMax
	if c.token.claims != nil {
		bucket, limit = "user:"+c.token.claims.Subject, r.Config.RateMax
	}
	d := r.Limiter.Take(ctx, bucket, limit, r.Config.RateWindow)
	return admission{allowed: d.Allowed, decision: d}
}

// keyWindows are the windows of an API key's limits.
var keyWindows = [...]struct {
	name   string
	length time.Duration
}{{"minute", time.Minute}, {"hour", time.Hour}, {"day", 24 * time.Hour}}

// keyRules are the limits of a key, in the order of keyWindows.
func keyRules(l apikeys.Limits) []ratelimit.Rule {
	rules := make([]ratelimit.Rule, len(keyWindows))
	for i, limit := range []int{l.PerMinute, l.PerHour, l.PerDay} {
		rules[i] = ratelimit.Rule{Limit: limit, Window: keyWindows[i].length}
	}
	return rules
}

func keyBucket(id string) string { return "key:" + id }

func (r *Router) countKey(ctx context.Context, key *apikeys.Credential) admission {
	decisions, which := r.Limiter.TakeAll(ctx, keyBucket(key.ID), keyRules(key.Limits))
	d := decisions[which]
	return admission{allowed: d.Allowed, decision: d, window: keyWindows[which].name}
}

// refusal is the 429 of a request that was not admitted.
func (a admission) refusal() *api.Error {
	e := *api.ErrRateLimited
	e.RetryAfter = a.decision.RetryAfter
	if a.window != "" {
		e.Details = map[string]string{"window": a.window}
	}
	return &e
}

func (a admission) addTo(h *web.Header) {
	if a.decision == (ratelimit.Decision{}) { // nothing is counted
		return
	}
	h.Add("X-RateLimit-Limit", strconv.Itoa(a.decision.Limit))
	if a.decision.Known {
		h.Add("X-RateLimit-Remaining", strconv.Itoa(a.decision.Remaining))
		h.Add("X-RateLimit-Reset", api.Time(a.decision.Reset))
	}
}

// clientAddress returns the address that the platform vouches for; of IPv6 its /64, which is what
// one customer has.
func clientAddress(req *web.Request) string {
	text := req.Header.Get("CF-Connecting-IP")
	addr, err := netip.ParseAddr(text)
	if err != nil {
		return "unknown"
	}
	if addr.Is4() { // whose text has one form only
		return text
	}
	if addr = addr.Unmap(); addr.Is6() {
		prefix, _ := addr.Prefix(64)
		return prefix.String()
	}
	return addr.String()
}
