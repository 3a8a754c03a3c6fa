package genekeys

import (
	"strings"

	"github.com/witnessos/witnessos/internal/engines"
	"github.com/witnessos/witnessos/internal/engines/birth"
)

// Input is what the engine accepts.
type Input struct {
	birth.Input
	FullName         string `json:"full_name,omitempty" alias:"name,birth_name" maxLength:"200" doc:"Accepted and not used: a profile does not depend on it."`
	FocusSequence    string `json:"focus_sequence" enum:"activation,venus,pearl,all" default:"all" doc:"Sequence to show."`
	IncludePartner   bool   `json:"include_programming_partner" default:"true" doc:"Whether to describe the programming partner of the first key."`
	PathworkingFocus string `json:"pathworking_focus,omitempty" maxLength:"200" doc:"Sphere or pathway with which the guidance begins, such as Attraction."`
}

// Normalize resolves the birth, and the focus to the spelling of its sphere or pathway.
func (in *Input) Normalize(env engines.Env, check *engines.Check) {
	in.FullName = "" // must not matter, hence must not reach caches and signatures
	in.Input.Normalize(env, check, "")
	in.PathworkingFocus = strings.TrimSpace(in.PathworkingFocus)
	if in.PathworkingFocus == "" {
		return
	}
	name, ok := focus(in.PathworkingFocus)
	if !ok {
		check.Warn("Field 'pathworking_focus' names neither a sphere nor a pathway and was ignored")
	}
	in.PathworkingFocus = name
}

// focus finds a sphere or a pathway by its name.
func focus(text string) (string, bool) {
	for _, s := range spheres {
		if strings.EqualFold(s.name, text) {
			return s.name, true
		}
	}
	for _, p := range pathways {
		if strings.EqualFold(p.name, text) {
			return p.name, true
		}
	}
	return "", false
}

// shows reports whether a sequence is to be shown.
func (in *Input) shows(s *sequence) bool {
	return in.FocusSequence == "all" || in.FocusSequence == s.key
}
