// Package workflows holds the Workflows of the router Worker: long work that survives restarts,
// deployments and failing services. Each is one Go function that reads from top to bottom.
//
// The platform runs such a function from the top whenever it brings an instance back. Steps that
// have finished give their stored results at once, so everything between the steps must do the same
// on every run: time, randomness and I/O happen inside steps only. A step may run again after a
// crash in its middle, so each is idempotent.
//
// A step returns its value or an error. The platform tries it again as its options say; an error
// that cannot get better is marked edge.Permanent. What a workflow does without the value of a step
// that has used up its retries is decided by the workflow, after the step.
//
// Instances is the other side: how the router creates instances and asks for their state.
//
// Workflows also run for a caller who waits (package router). Both modes take their engines from
// package plan, and read the results in the same way: SynthesisOf a model's answer, or else Fallback.
package workflows
