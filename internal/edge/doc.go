// Package edge is the runtime of a Worker: the one warm Go program behind all its entry points,
// and the ports to the platform (KV, D1, RPC, Durable Objects, Workflows, WebSockets, fetch,
// randomness, PBKDF2).
//
// It is the only package that touches JavaScript. Its other half is shell.mjs; doc/runtime.md
// explains both. A Worker's main function names its handlers and calls Serve:
//
//	edge.Serve(edge.Worker{
//		Fetch:    router.Handle,
//		Services: map[string]edge.Service{"EngineService": engines},
//	})
//
// Three rules hold for all code that runs in a Worker:
//
//   - A goroutine waits for host calls of its own event and for nothing else: no Go timers, no
//     lock or channel across a host call. Use Sleep and WithTimeout.
//   - The context carries the event. A host call made with another event's context, or after the
//     event has ended, fails with ErrEventOver.
//   - What must survive the event belongs in storage. Go globals are shared by every event of the
//     isolate, by all Durable Objects of a class too, and are gone after a crash.
//
// Without a host (in native tests) every host call fails with ErrNoHost.
package edge
