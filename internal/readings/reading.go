package readings

import (
	"encoding/json"
	"slices"
	"strconv"

	"github.com/witnessos/witnessos/internal/api"
	"github.com/witnessos/witnessos/internal/rawjson"
	"github.com/witnessos/witnessos/internal/sqldb"
)

// Reading is a stored reading.
type Reading struct {
	ID        string
	Owner     int64
	Type      string
	Engines   json.RawMessage // a list of names
	Input     json.RawMessage // of the calculation, where the results do not repeat it
	Results   json.RawMessage // nil where they were too long for the reply
	Rest      json.RawMessage // the object of the client's members that have no column
	Notes     *string
	Favorite  bool
	CreatedAt string
	UpdatedAt string
}

// columns are what a Reading is read from, but for its results.
const columns = `public_id, user_id, reading_type, engines_used, input_data, payload, notes, favorite, created_at, COALESCE(updated_at, created_at) AS updated_at`

func readingOf(row sqldb.Row) Reading {
	r := Reading{
		ID: row.Text("public_id"), Owner: row.Int("user_id"), Type: row.Text("reading_type"),
		Engines: json.RawMessage(row.Text("engines_used")), Input: json.RawMessage(row.Text("input_data")),
		Results: json.RawMessage(row.Text("results")), Rest: json.RawMessage(row.Text("payload")),
		Favorite: row.Bool("favorite"), CreatedAt: row.Text("created_at"), UpdatedAt: row.Text("updated_at"),
	}
	if !row.Null("notes") {
		notes := row.Text("notes")
		r.Notes = &notes
	}
	return r
}

// JSON is the reading as every route returns it: columns, the aliases of its parts, and what else the
// client has put into it.
func (r *Reading) JSON() json.RawMessage {
	parts := r.parts()
	o := (&api.Object{}).
		Set("id", r.ID).Set("userId", strconv.FormatInt(r.Owner, 10)).Set("type", r.Type).
		Set("engines", r.Engines).Set("results", r.Results)
	if r.Notes == nil {
		o.Set("notes", nil)
	} else {
		o.Set("notes", *r.Notes)
	}
	o.Set("favorite", r.Favorite).Set("isFavorite", r.Favorite).
		Set("timestamp", r.CreatedAt).Set("createdAt", r.CreatedAt).Set("updatedAt", r.UpdatedAt)
	var engines []string
	if _ = json.Unmarshal(r.Engines, &engines); len(engines) > 0 {
		o.Set("engineName", engines[0])
	} else {
		o.Set("engineName", nil)
	}
	o.Set("inputParameters", parts.input).Set("result", parts.output)
	if r.Results == nil { // fetched alone it has them
		o.Set("omitted", []string{"results", "inputParameters", "result", "metadata"})
	}
	others, _ := rawjson.Members(r.Rest)
	o.Set("metadata", metadata(member(others, "metadata"), parts.metadata))
	for _, m := range others {
		if m.Name != "metadata" {
			o.Set(m.Name, m.Value)
		}
	}
	return o.JSON()
}

// parts of results.
type parts struct{ input, output, metadata json.RawMessage }

func (r *Reading) parts() parts {
	if r.Results == nil {
		return parts{}
	}
	members, _ := rawjson.Members(r.Results) // none of results that are no object
	p := parts{member(members, "input"), member(members, "output"), member(members, "metadata")}
	if absent(p.input) {
		p.input = r.Input
	}
	if absent(p.output) {
		p.output = r.Results
	}
	return p
}

// metadata says where a reading comes from: what the client stated, else what the results state. What
// else the client stated stays.
func metadata(stated, results json.RawMessage) *api.Object {
	own, _ := rawjson.Members(stated)
	engine, _ := rawjson.Members(results)
	find := func(names ...string) any {
		for _, members := range [][]rawjson.Member{own, engine} {
			for _, name := range names {
				if value := member(members, name); !absent(value) {
					return value
				}
			}
		}
		return nil
	}
	o := &api.Object{}
	if source := find("source"); source != nil {
		o.Set("source", source)
	} else {
		o.Set("source", "api")
	}
	o.Set("timestamp", find("timestamp")).Set("executionTime", find("executionTime", "calculationTime")).Set("version", find("version"))
	for _, m := range own {
		if !slices.Contains([]string{"source", "timestamp", "executionTime", "version"}, m.Name) {
			o.Set(m.Name, m.Value)
		}
	}
	return o
}

// member is the value of that name; nil when there is none.
func member(members []rawjson.Member, name string) json.RawMessage {
	for _, m := range members {
		if m.Name == name {
			return m.Value
		}
	}
	return nil
}
