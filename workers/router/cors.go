package router

import (
	"slices"
	"strconv"

	"github.com/witnessos/witnessos/internal/web"
)

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
