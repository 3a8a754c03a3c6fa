package router

import "github.com/witnessos/witnessos/internal/web"

// Headers are those of every reply: of cross-origin access, as far as it does not depend on who asks,
// and that a reply is what it says it is. There are no cookies, so credentials are never allowed.
func (r *Router) Headers() (h web.Header) {
	h.Add("X-Content-Type-Options", "nosniff")
	if r.Config.CORSOrigins == nil {
		h.Add("Access-Control-Allow-Origin", "*")
	} else {
		h.Add("Vary", "Origin")
	}
	h.Add("Access-Control-Allow-Methods", "GET, POST, PUT, DELETE, OPTIONS")
	h.Add("Access-Control-Allow-Headers", "Content-Type, Authorization, X-Requested-With, X-API-Key, Prefer")
	h.Add("Access-Control-Expose-Headers",
		"X-RateLimit-Limit, X-RateLimit-Remaining, X-RateLimit-Reset, Retry-After, X-Request-ID, X-Response-Time")
	return h
}

// Wanted are the headers of requests that the router looks at, or passes on to an object.
func Wanted() []string {
	return []string{
		"accept", "authorization", "cf-connecting-ip", "connection", "content-type", "origin",
		"prefer", "sec-websocket-protocol", "upgrade", "user-agent", "x-api-key",
	}
}
