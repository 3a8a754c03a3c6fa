// Package birth is what all chart engines share about a birth: the inputs that say when and
// where it was, in every accepted spelling, how they become an instant, and the account of
// that which every chart gives.
//
// An engine embeds [Input] in its input struct, calls Normalize from its own Normalize, and
// asks for the [Birth] when it calculates:
//
//	type Input struct {
//		birth.Input
//		Partner *birth.Input `json:"partner,omitempty"`
//	}
//	func (in *Input) Normalize(env engines.Env, check *engines.Check) {
//		in.Input.Normalize(env, check, "")
//		in.Partner.Normalize(env, check, "partner.") // nil is fine
//	}
//	func calculate(env engines.Env, in Input) (Result, error) {
//		b := in.Birth() // instant, span, warnings
//		r := Result{BirthInfo: b.Info(), Computation: b.Computation(birth.Method{Node: birth.TrueNode})}
//		...
//	}
//
// Nothing is guessed in silence. A zone that was looked up from the coordinates, or assumed,
// a local time that came twice or not at all, and a zone of uncertain history are warnings;
// a time that is unknown, or known to some minutes, is a [civil.Span] of instants.
package birth
