package router

import (
	"slices"
	"strconv"

	"github.com/witnessos/witnessos/internal/web"
)

// addCORS adds the headers of cross-origin access. There are no cookies, so credentials are never
// allowed.
func (r *Router) addCORS(h *web.Header, req *web.Request) {
	switch origin := req.Header.Get("Origin"); {
	case r.Config.CORSOrigins == nil:
		h.Add("Access-Control-Allow-Origin", "*")
	case slices.Contains(r.Config.CORSOrigins, origin):
		h.Add("Access-Control-Allow-Origin", origin)
		h.Add("Vary", "Origin")
	default:
		h.Add("Vary", "Origin")
	}
	h.Add("Access-Control-Allow-Methods", "GET, POST, PUT, DELETE, OPTIONS")
	h.Add("Access-Control-Allow-Headers", "Content-Type, Authorization, X-Requested-With, X-API-Key, Prefer")
	h.Add("Access-Control-Expose-Headers",
		"X-RateLimit-Limit, X-RateLimit-Remaining, X-RateLimit-Reset, Retry-After, X-Request-ID, X-Response-Time")
}

// FailureHeaders are for replies that the router cannot make itself. They do not know the request,
// so an allowed origin is named only when all are.
func (r *Router) FailureHeaders() (h web.Header) {
	r.addCORS(&h, &web.Request{})
	return h
}

// preflight answers OPTIONS on any path before anything else happens.
func (r *Router) preflight(req *web.Request) *web.Response {
	out := &web.Response{Status: 200}
	r.addCORS(&out.Header, req)
	out.Header.Add("Access-Control-Max-Age", "86400")
	out.Header.Add("X-Request-ID", req.ID)
	out.Header.Add("X-Response-Time", "0ms")
	out.Header.Add("X-Content-Type-Options", "nosniff")
	// It is not counted, so there is nothing to say of what remains. It never has a credential.
	if !r.Config.RateOff {
		out.Header.Add("X-RateLimit-Limit", strconv.Itoa(r.Config.RateAnonMax))
	}
	return out
}
