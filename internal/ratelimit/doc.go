// Package ratelimit counts requests in fixed windows, exactly and across isolates, at the cost of
// far fewer round trips than requests.
//
// The truth about a bucket ("user:7", "ip:192.0.2.1", …) is in one place, a Durable Object of that
// name, which holds a Window. It does not count requests but leases: it grants an isolate the right
// to admit a few, and never grants more in a window than the limit. In each isolate a Limiter
// spends such leases without asking, asks for another when it has none left, and remembers until
// the window's end that a bucket is empty. So the limit is never exceeded, except by
// requests that pass because the authority cannot be reached; what may be lost is what has been
// leased and not used.
//
// Windows are aligned to the Unix epoch: one of 60 s begins at each full minute. So all isolates
// know when a window ends without asking, whoever used the bucket first.
//
// # Size of a lease
//
// An isolate asks for 1 + demand/4, where its demand is the number of requests that it has admitted
// in this window, or half of those in the window before if that is more, less what it holds. It asks
// so when it holds no more than a 64th of what it has admitted, which is for the requests that come
// while it waits, and only once at a time; those that find nothing ask for one each, for themselves,
// because no request can wait for another one's answer. The authority grants at most an eighth of what
// remains, but at least one. Hence:
//
//   - An isolate that is alone admits exactly the limit.
//   - A bucket that is used in one place rarely strands nothing: the first leases are of one.
//   - At no time does an isolate hold more than a quarter of its demand. When the authority has
//     nothing left, at least 4/5 of the limit has been used, in the worst case that every other
//     isolate falls silent just after its largest lease; 7/10 when each of them was also busy in
//     the window before. Isolates that go on spend what they hold, up to the limit.
//   - 1000 requests in one isolate cost about 70 round trips, and about 50 once the window before
//     was like it.
//
// Beyond that, the lease of a request that dies while it asks is lost, and so is what an isolate
// holds when it is shut down or forgets the bucket.
//
// # Several windows at once
//
// An API key has a limit for each minute, hour and day. Its bucket has a window of each length, with
// leases of its own, and a request takes one of each or none (TakeAll). What it got in vain stays with
// its isolate for the next request, so that a caller whom the minute refuses does not use up his hour.
// Each window admits no more than its limit for the same reason as one alone.
package ratelimit
