package router

import (
	"encoding/json"

	"github.com/witnessos/witnessos/internal/api"
	"github.com/witnessos/witnessos/internal/rawjson"
	"github.com/witnessos/witnessos/workflows"
)

// compatibilityIn is where each engine puts its comparison of two persons.
func compatibilityIn(engine string) string {
	if engine == "human_design" {
		return "connection"
	}
	return "compatibility"
}

// comparison is what an engine found between two persons; nil when it did not compare them.
func (o *outcome) comparison() json.RawMessage {
	if !o.Compares || !o.Success {
		return nil
	}
	part, _, err := rawjson.Take(o.Data, compatibilityIn(o.Engine))
	if err != nil || len(part) == 0 || part[0] != '{' {
		return nil
	}
	return part
}

// compatibility is the block of two persons, by engine. A part that is not there says why.
func (w *run) compatibility() *api.Object {
	block := &api.Object{}
	for i := range w.outcomes {
		o := &w.outcomes[i]
		if !o.Compares {
			continue
		}
		part := o.comparison()
		switch {
		case part != nil:
			members, _ := rawjson.Members(part)
			shown := (&api.Object{}).Set("success", true)
			if o.TimeUnknown {
				shown.Set("timeUnknown", true)
			}
			block.Set(o.Engine, shown.Members(members))
		case o.Success:
			block.Set(o.Engine, (&api.Object{}).Set("engine", o.Engine).Set("success", false).
				Set("error", "Engine '"+o.Engine+"' does not compare two persons").Set("code", "COMPARISON_NOT_AVAILABLE"))
		default:
			lone := *o
			lone.Subject = ""
			block.Set(o.Engine, lone.refusal())
		}
	}
	return block.Set("indicators", w.indicators())
}

// indicator is one measure of a comparison, as its engine states it.
type indicator struct {
	Engine  string  `json:"engine"`
	Measure string  `json:"measure"`
	Value   float64 `json:"value"`
}

// measured are the parts of comparisons that are measures or for people to read.
type measured struct {
	Overall      *float64 `json:"overall_score"`
	LifePathText string   `json:"life_path_text"`
	Core         *struct {
		Lasting float64 `json:"lasting"`
	} `json:"core_mean"`
	Description     string            `json:"description"`
	Electromagnetic []json.RawMessage `json:"electromagnetic"`
	Text            string            `json:"text"`
}

func (w *run) measured(each func(o *outcome, m *measured)) {
	for i := range w.outcomes {
		o := &w.outcomes[i]
		if part := o.comparison(); part != nil {
			var m measured
			if json.Unmarshal(part, &m) == nil {
				each(o, &m)
			}
		}
	}
}

func (w *run) indicators() []indicator {
	list := []indicator{}
	w.measured(func(o *outcome, m *measured) {
		if m.Overall != nil {
			list = append(list, indicator{o.Engine, "overall_score", *m.Overall})
		}
		if m.Core != nil {
			list = append(list, indicator{o.Engine, "core_mean.lasting", m.Core.Lasting})
		}
		if m.Electromagnetic != nil {
			list = append(list, indicator{o.Engine, "electromagnetic_channels", float64(len(m.Electromagnetic))})
		}
	})
	return list
}

// insights are those of the reading. Of two persons, what lies between them comes first.
func (w *run) insights() []string {
	const most = 5
	list := []string{}
	w.measured(func(o *outcome, m *measured) {
		for _, text := range []string{m.LifePathText, m.Description, m.Text} {
			if text != "" {
				list = append(list, "Between you, "+workflows.DisplayName(o.Engine)+": "+workflows.Brief(text, 2))
			}
		}
	})
	list = append(list, w.reading.KeyInsights...)
	return list[:min(most, len(list))]
}
