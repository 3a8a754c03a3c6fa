package router

import (
	"context"
	"net/netip"
	"strconv"
	"time"

	"github.com/witnessos/witnessos/internal/api"
	"github.com/witnessos/witnessos/internal/ratelimit"
	"github.com/witnessos/witnessos/internal/web"
)

// admission is what the rate limit said about a request.
type admission struct {
	allowed    bool
	retryAfter time.Duration
	decision   ratelimit.Decision
}

// countRequest counts a request against its bucket: the user of a verified token, or the address.
// An unverified token never earns a bucket of its own.
func (r *Router) countRequest(ctx context.Context, c *call) admission {
	bucket, limit := "ip:"+clientAddress(c.Request), r.Config.RateAnonMax
	if c.token.claims != nil {
		bucket, limit = "user:"+c.token.claims.Subject, r.Config.RateMax
	}
	d := r.Limiter.Take(ctx, bucket, limit, r.Config.RateWindow)
	return admission{allowed: d.Allowed, retryAfter: d.RetryAfter, decision: d}
}

// refusal is the error of a request that is not admitted.
func (a admission) refusal() *api.Error {
	e := *api.ErrRateLimited
	e.RetryAfter = a.retryAfter
	return &e
}

func (a admission) addTo(h *web.Header) {
	h.Add("X-RateLimit-Limit", strconv.Itoa(a.decision.Limit))
	if a.decision.Known {
		h.Add("X-RateLimit-Remaining", strconv.Itoa(a.decision.Remaining))
		h.Add("X-RateLimit-Reset", api.Time(a.decision.Reset))
	}
}

// clientAddress returns the address that the platform vouches for; of IPv6 its /64, which is what
// one customer has.
func clientAddress(req *web.Request) string {
	addr, err := netip.ParseAddr(req.Header.Get("CF-Connecting-IP"))
	if err != nil {
		return "unknown"
	}
	if addr = addr.Unmap(); addr.Is6() {
		prefix, _ := addr.Prefix(64)
		return prefix.String()
	}
	return addr.String()
}
