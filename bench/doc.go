// Command bench measures the system beside two peers, in raw workerd, on one machine, in one run.
//
//	go run ./bench          the full measurement, about three minutes
//	go run ./bench -quick   a shorter one
//	go run ./bench -record  renew the bodies that the peers answer with
//
// The variants are ours (router, engine, forecast and AI Workers), stock (the template of
// syumai/workers: a Go instance per request) and hono (JavaScript). README.md says what each does,
// how the numbers come about and how to read the table.
package main
