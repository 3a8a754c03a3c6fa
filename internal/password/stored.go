package password

import (
	"encoding/base64"
	"strconv"
	"strings"
)

const (
	plainForm    = "pbkdf2-sha256"
	pepperedForm = "pbkdf2-sha256-pepper"
)

// stored is a hash, read.
type stored struct {
	iterations int
	salt, hash []byte
	peppered   bool
	bare       bool // of the earlier form
}

// nobody stands in for what cannot be read, so that its verification takes as long.
var nobody = stored{iterations: Iterations, salt: make([]byte, saltSize), hash: make([]byte, hashSize)}

// String is the text that goes into the database.
func (s stored) String() string {
	form := plainForm
	if s.peppered {
		form = pepperedForm
	}
	return form + "$" + strconv.Itoa(s.iterations) + "$" +
		base64.StdEncoding.EncodeToString(s.salt) + "$" + base64.StdEncoding.EncodeToString(s.hash)
}

// parse reads a stored hash of any form. It takes no more iterations than the platform does.
func parse(text string) (s stored, ok bool) {
	form, rest, structured := strings.Cut(text, "$")
	if !structured {
		both, err := base64.StdEncoding.DecodeString(text)
		if err != nil || len(both) != saltSize+hashSize {
			return stored{}, false
		}
		return stored{iterations: Iterations, salt: both[:saltSize], hash: both[saltSize:], bare: true}, true
	}
	if form != plainForm && form != pepperedForm {
		return stored{}, false
	}
	count, rest, _ := strings.Cut(rest, "$")
	salt, hash, _ := strings.Cut(rest, "$")
	s.peppered = form == pepperedForm
	var wrong [3]error
	s.iterations, wrong[0] = strconv.Atoi(count)
	s.salt, wrong[1] = base64.StdEncoding.DecodeString(salt)
	s.hash, wrong[2] = base64.StdEncoding.DecodeString(hash)
	if wrong != [3]error{} || s.iterations < 1 || s.iterations > Iterations || len(s.salt) == 0 || len(s.hash) != hashSize {
		return stored{}, false
	}
	return s, true
}
