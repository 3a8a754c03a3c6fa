// Package analytics answers questions about cycles ahead and about what an account has done.
package analytics
