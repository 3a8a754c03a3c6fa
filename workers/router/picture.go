package router

import (
	"context"
	"encoding/json"
	"strings"

	"github.com/witnessos/witnessos/internal/api"
	"github.com/witnessos/witnessos/internal/rawjson"
	"github.com/witnessos/witnessos/internal/web"
)

const svgType = "image/svg+xml"

// wantsPicture reports whether the client asked for a drawing in place of JSON.
func (c *call) wantsPicture() bool {
	return c.query.Get("format") == "svg" || strings.Contains(c.Header.Get("Accept"), svgType)
}

// picture answers a calculation with the drawing of its result. It is the same calculation with
// the engine's include_svg switched on.
func (r *Router) picture(ctx context.Context, c *call, name string) (*reply, error) {
	if input, isObject := c.body.object("input"); isObject {
		input["include_svg"] = json.RawMessage("true")
		raw, err := json.Marshal(input)
		if err != nil {
			return nil, err
		}
		c.body["input"] = raw
	}
	_, result, err := r.runEngine(ctx, c, name)
	if err != nil {
		return nil, err
	}
	quoted, _, err := rawjson.Take(result.Data, "svg")
	if err != nil {
		return nil, err
	}
	var drawing string
	if quoted == nil || json.Unmarshal(quoted, &drawing) != nil {
		return nil, api.Field("format", "json: engine '"+name+"' makes no drawing", "svg")
	}
	return &reply{raw: &web.Response{
		Status: 200,
		Header: web.Header{{Name: "Content-Type", Value: svgType}},
		Body:   []byte(drawing),
	}}, nil
}
