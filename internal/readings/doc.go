// Package readings keeps what a person has had calculated and wants to keep, and compares it.
//
// A reading is what a client sent: its results as they were, with fields of its own that mean nothing
// to us. Every statement filters by the owner. What is read for comparison never leaves the database
// whole: signals and a few texts are cut out of the stored results there, for a bounded number of
// readings (outputs.go), while counts are made by the database over all of them (statistics.go).
package readings
