// Package usage is the log of who called what, and the statistics made from it.
package usage
