// Package timeline is the record of what an account has had calculated, entry by entry.
package timeline
