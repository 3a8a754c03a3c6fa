package router

import (
	"slices"
	"strconv"

	"github.com/witnessos/witnessos/internal/web"
)

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

// addOrigin names the origin of a request where not all are allowed, and this one is.
func (r *Router) addOrigin(h *web.Header, req *web.Request) {
	if r.Config.CORSOrigins == nil {
		return
	}
	if origin := req.Header.Get("Origin"); slices.Contains(r.Config.CORSOrigins, origin) {
		h.Add("Access-Control-Allow-Origin", origin)
	}
}

// preflight answers OPTIONS on any path before anything else happens.
func (r *Router) preflight(req *web.Request) *web.Response {
	out := &web.Response{Status: 200}
	r.addOrigin(&out.Header, req)
	out.Header.Add("Access-Control-Max-Age", "86400")
	out.Header.Add("X-Request-ID", req.ID)
	out.Header.Add("X-Response-Time", "0ms")
	// It is not counted, so there is nothing to say of what remains. It never has a credential.
	if !r.Config.RateOff {
		out.Header.Add("X-RateLimit-Limit", strconv.Itoa(r.Config.RateAnonMax))
	}
	return out
}
