// Command bench measures the system beside its peers, on one machine, in one run.
//
//	go run ./bench          the full measurement, about five minutes
//	go run ./bench -quick   a shorter one
//	go run ./bench -record  renew the bodies that the peers answer with
//
// In raw workerd the variants are ours (router, engine, forecast and AI Workers), stock (the template
// of syumai/workers: a Go instance per request), hono (JavaScript) and relay (JavaScript that only
// passes bytes on over RPC), and of ours every engine and a batch of them. In Node they are the sky and
// the human_design engine in WebAssembly beside two npm packages (peers), and the start of the engine's
// program beside that of an empty one. README.md says what each does, how the numbers come about and
// how to read the tables.
package main
