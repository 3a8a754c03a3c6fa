// Package timeline is the record of what an account has had calculated, entry by entry.
//
// Entries are written behind the replies of what they record (Add), listed in pages, counted, and
// linked or rated by their owner. A user's entries of earlier releases, which kept them in KV, are
// copied once, at the user's first request.
package timeline
