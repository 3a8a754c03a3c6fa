package astrology

import (
	"github.com/witnessos/witnessos/internal/engines"
	"github.com/witnessos/witnessos/internal/engines/birth"
)

// Input is what the engine accepts. Ascendant and houses need a place and a time.
type Input struct {
	birth.Input
	Zodiac      string `json:"zodiac" enum:"tropical,sidereal" default:"tropical" doc:"Zodiac of all longitudes; sidereal is Lahiri."`
	Node        string `json:"node,omitempty" enum:"true,mean" doc:"Lunar node; default: true in the tropical zodiac, mean in the sidereal one."`
	HouseSystem string `json:"house_system" enum:"whole_sign,equal,placidus" default:"whole_sign" doc:"System that the houses of bodies are counted by; all three are listed."`
	IncludeSVG  bool   `json:"include_svg,omitempty" doc:"Whether to draw the chart: data.svg."`
}

// Normalize resolves the birth and fills in the customary node.
func (in *Input) Normalize(env engines.Env, check *engines.Check) {
	in.Input.Normalize(env, check, "")
	if in.Node == "" && check.OK("node") {
		in.Node = "true"
		if in.Zodiac == "sidereal" {
			in.Node = "mean"
		}
	}
}
