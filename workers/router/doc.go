// Package router is the Worker that the world talks to: it knows the routes, who is calling, what
// they may do, and how replies look. It calculates nothing itself; engines, forecasts and AI are
// services behind it.
//
// A request takes these steps, in this order (handle.go):
//
//	OPTIONS → request id → credential → rate limit → route (404, 405) → authorisation (401, 403)
//	→ body (413, 400) → the route's handler (fields, onboarding, work)
//
// The route table is routes.go. Handlers return a reply or an error; handle.go gives both their
// envelope and headers.
package router
