// Package analytics answers questions about cycles ahead and about what an account has done.
//
// Cycles come from the biorhythm engine, which looks at the days ahead (Outlook); trends, timings,
// energy and insights are read from its days, and nothing in them is derived from what anybody has
// asked for. Activity (Record, Patterns) is what clients tell of their users' actions, and the
// readings that users keep.
package analytics
