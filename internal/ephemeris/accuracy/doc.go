// Package accuracy measures the ephemeris against reference positions and says what may be expected
// of it.
//
// The reference is a file of positions that another program computed from JPL's DE431 (see
// internal/ephemeris/generate, which makes it). [Measure] evaluates the ephemeris at the same
// instants; [Report.Violations] holds the differences against [Limits]. The tests of this package
// assert that there are none, and `make accuracy` prints the whole as a table.
package accuracy
