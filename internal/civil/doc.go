// Instants come in through one door: Resolve takes a Date, a Time and a Zone to UTC and says what is
// doubtful about it, and DaySpan does so for a day whose time is not known. doc/time.md has the
// policy and its sources. The zone of coordinates is found by package zonemap, which only
// programs that need it carry.
package civil
