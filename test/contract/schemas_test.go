package contract

import (
	"bytes"
	"net/url"
	"os"
	"strings"
	"sync"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/witnessos/witnessos/workers/router"
)

const schemaFile = "testdata/schemas.json"

// schemas are the JSON Schemas of the bodies of the contract, by endpoint as in access; "failure" is
// that of all errors. Every reply of every check is held against them (client.checked).
var schemas = sync.OnceValues(func() (map[string]*jsonschema.Schema, error) {
	raw, err := os.ReadFile(schemaFile)
	if err != nil {
		return nil, err
	}
	document, err := jsonschema.UnmarshalJSON(bytes.NewReader(raw))
	if err != nil {
		return nil, err
	}
	compiler := jsonschema.NewCompiler()
	if err := compiler.AddResource(schemaFile, document); err != nil {
		return nil, err
	}
	compiled := map[string]*jsonschema.Schema{}
	for name := range document.(map[string]any)["$defs"].(map[string]any) {
		pointer := strings.ReplaceAll(strings.ReplaceAll(name, "~", "~0"), "/", "~1")
		if compiled[name], err = compiler.Compile(schemaFile + "#/$defs/" + url.PathEscape(pointer)); err != nil {
			return nil, err
		}
	}
	return compiled, nil
})

// checkSchema holds a body against the schema of its endpoint.
func checkSchema(t *testing.T, r *reply, method, path, what string) {
	t.Helper()
	known, err := schemas()
	require.NoError(t, err)
	name := "failure"
	if r.Status < 400 {
		name = endpointOf(method, path)
	}
	schema := known[name]
	if schema == nil {
		return // TestSchemas says whose schema may be missing
	}
	body, err := jsonschema.UnmarshalJSON(bytes.NewReader(r.Body))
	require.NoError(t, err, what)
	assert.NoError(t, schema.Validate(body), what)
}

// endpointOf returns the row of the route table that a path stands for, as in access; "" for none.
func endpointOf(method, path string) string {
	path, _, _ = strings.Cut(path, "?")
	segments := strings.Split(strings.Trim(path, "/"), "/")
	best := ""
	for _, r := range router.Routes() {
		pattern := strings.Split(strings.Trim(r.Path, "/"), "/")
		if r.Method != method || len(pattern) != len(segments) {
			continue
		}
		fits, exact := true, true
		for i, s := range pattern {
			parameter := strings.HasPrefix(s, "{")
			fits = fits && (parameter || s == segments[i])
			exact = exact && !parameter
		}
		if fits && (best == "" || exact) {
			best = r.Path
		}
	}
	name := method + " " + best
	if _, listed := access[name]; !listed {
		name = method + " " + strings.TrimPrefix(best, "/api")
	}
	return name
}

// unschemed are the endpoints that have no body of their own: they only refuse, or open a socket.
func unschemed(endpoint string) bool {
	_, path, _ := strings.Cut(endpoint, " ")
	return path == "/timeline/entry" || path == "/validate/user" || path == "/durable/engine-coordinator/ws"
}

// TestSchemas: there is one for every endpoint that there is, and none for others.
func TestSchemas(t *testing.T) {
	known, err := schemas()
	require.NoError(t, err)
	for endpoint := range access {
		check(t, endpoint, endpoint, func(t *testing.T) {
			assert.Equal(t, !unschemed(endpoint), known[endpoint] != nil)
		})
	}
	for name := range known {
		if strings.Contains(name, " ") {
			assert.Contains(t, access, name)
		}
	}
}
