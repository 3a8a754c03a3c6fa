package contract

import (
	"fmt"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/witnessos/witnessos/internal/svg/svgtest"
)

// engineList: GET /engines with its aliases, and GET /engines/health.
func engineList(t *testing.T, c *client) {
	for _, path := range []string{"/engines", "/engines/list", "/api/engines", "/api/engines/list"} {
		check(t, "GET /engines", path, func(t *testing.T) {
			r := c.get(t, path)
			r.succeeds(t, 200)
			assert.Equal(t, order, texts(r.at("engines")))
			for _, e := range r.at("engines").([]any) {
				assert.IsType(t, "", e, "texts, not objects")
			}
			checkDetails(t, r.at("engineDetails"))
			assert.EqualValues(t, 15, r.at("total"))
			assert.EqualValues(t, 15, r.at("count"))
			assert.IsType(t, true, r.at("swiss_ephemeris_available"))
			assert.Equal(t, "witnessos-engines", r.at("service"))
		})
	}
	check(t, "GET /engines", "format=detailed", func(t *testing.T) {
		r := c.get(t, "/engines?format=detailed")
		r.succeeds(t, 200)
		checkDetails(t, r.at("engines"))
		assert.Equal(t, r.at("engineDetails"), r.at("engines"))
		assert.Equal(t, keys(c.get(t, "/engines").body), keys(r.body))
	})
	check(t, "GET /engines", "another format is none", func(t *testing.T) {
		assert.Equal(t, order, texts(c.get(t, "/engines?format=xml").at("engines")))
	})
	for _, path := range []string{"/engines/health", "/api/engines/health"} {
		check(t, "GET /engines/health", path, func(t *testing.T) {
			r := c.get(t, path)
			r.succeeds(t, 200)
			assert.Contains(t, []any{"healthy", "degraded"}, r.at("status"))
			assert.Equal(t, order, texts(r.at("engines")))
			assert.Equal(t, "engine-service", r.at("service"))
		})
	}
}

func checkDetails(t *testing.T, list any) {
	t.Helper()
	require.Equal(t, order, texts(each(list, "name")))
	for i, name := range order {
		e := at(list, i)
		assert.Equal(t, true, at(e, "available"), name)
		assert.Equal(t, "/engines/"+name+"/calculate", at(e, "endpoint"))
		for _, field := range []string{"name", "description", "category", "difficulty"} {
			assert.NotEmpty(t, at(e, "metadata", field), "%s: %s", name, field)
		}
		assert.Equal(t, "go-wasm", at(e, "metadata", "backend"))
	}
}

// metadata: nested for some readers and flat for others.
func metadata(t *testing.T, c *client) {
	const endpoint = "GET /engines/{n}/metadata"
	for _, name := range order {
		check(t, endpoint, name, func(t *testing.T) {
			r := c.get(t, "/engines/"+name+"/metadata")
			r.succeeds(t, 200)
			assert.Equal(t, name, r.at("engine"))
			nested := r.at("metadata")
			for _, field := range []string{"name", "description", "version"} {
				assert.NotEmpty(t, r.at(field), field)
				assert.Equal(t, r.at(field), at(nested, field), field)
			}
			for _, field := range []string{"category", "difficulty"} {
				assert.NotEmpty(t, r.at(field), field)
			}
			assert.Equal(t, "go-wasm", r.at("backend"))
			assert.Equal(t, "witnessos-engines", r.at("service"))
			assert.NotEmpty(t, at(nested, "outputs"))
			required := texts(r.at("requiredInputs"))
			var marked []string
			for _, field := range keys(at(nested, "inputs")) {
				in := at(nested, "inputs", field)
				// A place may come in three forms, and what is refused or ignored in any.
				if at(in, "oneOf") == nil && !slices.Contains([]string{"complexity", "image_data", "video_data", "velocity"}, field) {
					assert.NotEmpty(t, at(in, "type"), field)
				}
				assert.NotEmpty(t, at(in, "description"), field)
				if at(in, "required") == true {
					marked = append(marked, field)
				}
			}
			assert.ElementsMatch(t, required, marked)
			demanded := fmt.Sprint(r.at("inputSchema", "required"), r.at("inputSchema", "allOf"))
			for _, field := range required {
				assert.Contains(t, demanded, field, "the schema demands it, under one of its spellings")
			}
			assert.Equal(t, "object", r.at("inputSchema", "type"))
			assert.Equal(t, keys(at(nested, "inputs")), keys(r.at("inputSchema", "properties")))
			assert.Equal(t, "object", r.at("outputSchema", "type"))
			if birth := at(nested, "inputs", "birth_date"); birth != nil {
				assert.Equal(t, "date", at(birth, "format"))
			}

			require.NotEmpty(t, r.at("examples"))
			for _, example := range r.at("examples").([]any) {
				input := at(example, "input")
				v := c.post(t, "/engines/validate", object{"engineName": name, "input": input})
				assert.Equal(t, true, v.at("valid"), "%v", input)
				calculated := c.post(t, "/engines/"+name+"/calculate", object{"input": input})
				calculated.succeeds(t, 200)
				for _, output := range texts(at(nested, "outputs")) {
					assert.Contains(t, keys(r.at("outputSchema", "properties")), output)
				}
				for _, key := range texts(r.at("outputSchema", "required")) {
					assert.Contains(t, keys(calculated.at("data")), key, "what the schema promises is there")
				}
			}
		})
		check(t, endpoint, name+" under its aliases", func(t *testing.T) {
			want := c.get(t, "/engines/"+name+"/metadata")
			for _, path := range []string{"/engines/metadata/" + name, "/api/engines/" + name + "/metadata", "/api/engines/metadata/" + name} {
				got := c.get(t, path)
				got.succeeds(t, 200)
				for _, own := range []string{"requestId", "timestamp"} {
					delete(got.body, own)
					delete(want.body, own)
				}
				assert.Equal(t, want.body, got.body, path)
			}
		})
	}
	for _, name := range []string{"palmistry", "NUMEROLOGY", "numerology%20", "human%20design", "bio-rhythm", "..%2fnumerology"} {
		check(t, endpoint, "unknown: "+name, func(t *testing.T) {
			r := c.get(t, "/engines/"+name+"/metadata")
			r.fails(t, 404, "ENGINE_NOT_FOUND")
			assert.Contains(t, r.at("message"), "Engine '")
		})
	}
	check(t, endpoint, "the message names what was asked for", func(t *testing.T) {
		assert.Equal(t, "Engine 'palmistry' not found", c.get(t, "/engines/palmistry/metadata").at("message"))
	})
	check(t, endpoint, "other spellings carry the canonical name", func(t *testing.T) {
		for alias, name := range aliases {
			assert.Equal(t, name, c.get(t, "/engines/"+alias+"/metadata").at("engine"))
		}
	})
}

// aliases are the accepted spellings of names.
var aliases = map[string]string{
	"human-design": "human_design", "gene-keys": "gene_keys", "sacred-geometry": "sacred_geometry", "sigil-forge": "sigil_forge",
	"face-reading": "face_reading", "vedicclock-tcm": "vedicclock_tcm", "i-ching": "iching",
	"biofield_viewer": "biofield", "biofield-viewer": "biofield",
}

// questions: what a client has to ask before it can calculate.
func questions(t *testing.T, c *client) {
	const endpoint = "GET /engines/{n}/questions"
	for _, path := range []string{"/engines/enneagram/questions", "/api/engines/enneagram/questions"} {
		check(t, endpoint, path, func(t *testing.T) {
			r := c.get(t, path)
			r.succeeds(t, 200)
			assert.EqualValues(t, 45, r.at("count"))
			answers := object{}
			for i := range 45 {
				assert.NotEmpty(t, r.at("questions", i, "text"))
				answers[r.at("questions", i, "id").(string)] = 1 + i%5
			}
			require.Len(t, answers, 45)
			assert.EqualValues(t, 5, r.at("scale", 4, "value"))
			result := c.post(t, "/engines/enneagram/calculate", object{"input": object{r.at("field").(string): answers}})
			result.succeeds(t, 200)
		})
	}
	check(t, endpoint, "engines that ask nothing, and no engine", func(t *testing.T) {
		c.get(t, "/engines/tarot/questions").fails(t, 404, "QUESTIONS_NOT_FOUND")
		c.get(t, "/engines/palmistry/questions").fails(t, 404, "ENGINE_NOT_FOUND")
	})
}

// pictures: the drawing in place of JSON.
func pictures(t *testing.T, c *client) {
	const endpoint = "POST /engines/{n}/calculate"
	born := `{"input":{"full_name":"Ada Example","birth_date":"1990-06-15","birth_time":"08:30","birth_location":[52.52,13.405],"timezone":"Europe/Berlin",
		"question":"What now?","intention":"rest","identification_method":"self_select","selected_type":5}}`
	for _, name := range []string{
		"numerology", "human_design", "tarot", "iching", "enneagram", "sacred_geometry", "vimshottari", "sigil_forge", "biorhythm", "astrology",
	} {
		check(t, endpoint, name+" as a picture", func(t *testing.T) {
			for _, r := range []*reply{
				c.post(t, "/engines/"+name+"/calculate?format=svg", born),
				c.post(t, "/engines/"+name+"/calculate", born, "Accept: image/svg+xml"),
			} {
				require.Equal(t, 200, r.Status, "%s", r.Body)
				require.Equal(t, "image/svg+xml", r.Header.Get("Content-Type"))
				svgtest.Check(t, string(r.Body))
			}
		})
	}
	check(t, endpoint, "engines that draw nothing", func(t *testing.T) {
		for _, name := range []string{"gene_keys", "vedicclock_tcm"} {
			r := c.post(t, "/engines/"+name+"/calculate?format=svg", born)
			r.fails(t, 400, "VALIDATION_ERROR")
			assert.Equal(t, "format", r.at("details", "field"))
		}
	})
	check(t, endpoint, "a bad input is told as JSON", func(t *testing.T) {
		r := c.post(t, "/engines/astrology/calculate?format=svg", `{"input":{"birth_date":"x"}}`)
		r.fails(t, 400, "VALIDATION_ERROR")
	})
}
