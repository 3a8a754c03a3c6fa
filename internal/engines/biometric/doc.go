// Package biometric is what the engines that work on measurements of a person share: the consent
// that they need, a birth of which only parts are known, and the two traditional clocks that their
// results can be laid beside.
//
// Nothing here keeps anything. The input of such an engine must not come back in its result
// either: see engines.Reading.Input.
package biometric

import (
	"github.com/witnessos/witnessos/internal/engines"
	"github.com/witnessos/witnessos/internal/schema"
)

// Consent reports a field that must be true and is not. That it is there is a matter of its tag.
func Consent(check *engines.Check, field string, given bool) {
	if given {
		return
	}
	Refuse(check, field, schema.CodeInvalidValue, "true", false,
		"must be true: nothing is calculated from biometric data without consent")
}

// Unread is the place of an input that clients of earlier versions send and that is never read: a
// picture or a film. It is true when there was one, and is not repeated in a normalised input
// (",omitempty").
type Unread bool

// UnmarshalJSON notes that there is something, whatever it is.
func (u *Unread) UnmarshalJSON([]byte) error {
	*u = true
	return nil
}

// JSONSchema accepts anything.
func (Unread) JSONSchema() *schema.Schema {
	return &schema.Schema{Description: "Not read: measure or decode on the device of the person, and send what was measured."}
}
