// Package svg writes SVG documents: sized by their viewBox, described for screen readers,
// with a light and a dark set of colours, and nothing in them but shapes and text. There is
// no way to write a script or a reference to another file, and every text is escaped.
//
// A document is written from front to back into one text:
//
//	d := svg.New(svg.Head{ID: "dot", Title: "A dot", Desc: "One dot.", Width: 10, Height: 10})
//	d.Circle("ink", 5, 5, 3)
//	out := d.String()
//
// Attributes stand between apostrophes: in JSON, where most drawings travel, a quotation mark takes a
// backslash, and there are thousands of them.
//
// The same calls give the same bytes, natively and in Wasm: numbers are rounded to a
// hundredth of a unit before they are printed, and nothing depends on the order of a map.
package svg
