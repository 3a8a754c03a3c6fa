// Package plan says which engines a workflow runs and what each of them is told.
//
// One table (table.go) serves both modes: a caller who waits, and an instance in the background. A
// request is read into an Ask; its Steps are the calculations, in order. A step whose engine cannot
// do with what the profile holds is left out and says what is missing; nothing is filled in that the
// person did not say. Without a time of birth the engines of the sky are told so, and mark what then
// stays open.
//
// The package calculates nothing and asks nobody, so the same request always makes the same plan.
package plan
