// Package tzdata is the tz database, part of the binary, for programs that have no file system:
// what time/tzdata is to other Go programs, in little more than half the compressed size.
//
// The database has 598 names for 436 different histories, because many names are links
// (Asia/Calcutta to Asia/Kolkata). The archive of the standard library holds each name's copy,
// between headers of a zip; here each history is there once.
//
// The bytes are those of lib/time/zoneinfo.zip of the Go release that ran ./generate, so
// tzdata.Load and time.LoadLocation give the same clocks. Version tells which release of the
// database it is. The tz database is in the public domain.
package tzdata
