// Package usage is the log of who called what, and the statistics made from it.
//
// A row of the log is a request of a known caller to a route that exists. Statistics are counted by the
// database over the rows of one account, which an index finds by time; what comes back is never more
// than a few hundred rows.
package usage
