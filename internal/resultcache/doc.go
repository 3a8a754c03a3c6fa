// Package resultcache remembers the results of engines in KV, in front of the service that
// calculates them. The service is pure and holds no storage; the Worker that has the KV namespaces
// puts this decorator around its client.
//
// A result is found again by what its input means: the service normalises the input, so that all
// spellings of one question, and its defaults such as today's date, give one key:
//
//	cache:{engine}:{scope}:{hash}     hash = SHA-256 over engine version and normalised input
//
// Results that anyone would get are shared. Engines that draw keep a user's draw for that user
// alone; for anonymous callers they draw anew each time. Results from biometric input are never
// kept, nor are failures.
//
// Nothing here can fail a calculation: a KV that does not answer is a miss, and everything is
// written after the reply.
package resultcache
