package router

import (
	"encoding/json"

	"github.com/witnessos/witnessos/internal/api"
	"github.com/witnessos/witnessos/internal/rawjson"
	"github.com/witnessos/witnessos/workflows/plan"
)

// present is the result of an engine in data.results. In a daily workflow the former Raycast client
// reads the interpretations of the oracles as objects; everything else is the engine's own.
func (w *run) present(o *outcome) json.RawMessage {
	if w.Type != plan.Daily {
		return o.Data
	}
	switch o.Engine {
	case "iching":
		return presentCast(o.Data)
	case "tarot":
		return presentCards(o.Data)
	}
	return o.Data
}

// presentCast adds hexagram.chinese_name and makes interpretation {judgment, guidance}.
func presentCast(data json.RawMessage) json.RawMessage {
	var cast struct {
		Hexagram       map[string]json.RawMessage `json:"hexagram"`
		Interpretation json.RawMessage            `json:"interpretation"`
		Guidance       json.RawMessage            `json:"guidance_summary"`
	}
	if json.Unmarshal(data, &cast) != nil || cast.Hexagram == nil {
		return data
	}
	hexagram := object(cast.Hexagram)
	if name, found := hexagram.first("chinese_name", "chineseName", "chinese"); found {
		hexagram["chinese_name"] = name
	}
	guidance := cast.Guidance
	if len(guidance) == 0 {
		guidance = cast.Interpretation
	}
	return replaced(data, "hexagram", hexagram, "interpretation",
		(&api.Object{}).Set("judgment", hexagram["judgment"]).Set("guidance", guidance))
}

// presentCards makes interpretation {overall_message}.
func presentCards(data json.RawMessage) json.RawMessage {
	var cards struct {
		Interpretation json.RawMessage `json:"interpretation"`
		Theme          json.RawMessage `json:"overall_theme"`
	}
	if json.Unmarshal(data, &cards) != nil {
		return data
	}
	message := cards.Interpretation
	if len(message) == 0 {
		message = cards.Theme
	}
	return replaced(data, "interpretation", (&api.Object{}).Set("overall_message", message))
}

// replaced is an object with other values for some of its members: name, value, name, value …
func replaced(data json.RawMessage, pairs ...any) json.RawMessage {
	o := &api.Object{}
	members, err := rawjson.Members(data)
	if err != nil {
		return data
	}
	for _, m := range members {
		own := true
		for i := 0; i < len(pairs); i += 2 {
			own = own && m.Name != pairs[i]
		}
		if own {
			o.Set(m.Name, m.Value)
		}
	}
	for i := 0; i < len(pairs); i += 2 {
		o.Set(pairs[i].(string), pairs[i+1])
	}
	return o.JSON()
}
