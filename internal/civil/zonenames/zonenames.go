// Package zonenames is the names of the tz database without its clocks, for programs that have to
// tell whether a zone exists and leave it to others to know what time it is there. It is a fortieth
// of the database.
package zonenames

import (
	_ "embed"
	"strings"
)

// names has each name in a line of its own. It is made by ../tzdata/generate.
//
//go:embed names.txt
var names string

// Known reports whether the tz database has a zone of that name, case as in the database.
func Known(name string) bool {
	return name != "" && !strings.Contains(name, "\n") && strings.Contains("\n"+names, "\n"+name+"\n")
}
