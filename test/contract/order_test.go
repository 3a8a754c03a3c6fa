package contract

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
)

const mebibyte = 1 << 20

// orderOfChecks: of several things that are wrong with a request, the first in the order of §1.1 is
// the one that is told: route, authorisation, body, fields, onboarding.
func orderOfChecks(t *testing.T, c *client) {
	var (
		tooLong   = strings.Repeat("x", mebibyte+1) // and no JSON either
		bad       = "Authorization: Bearer bad"
		newcomer  = c.As(tierOne)
		numbers   = `"input":{"full_name":"Ada Example","birth_date":"1990-06-15"}`
		malformed = `{"input":`
	)
	for _, test := range []struct {
		name, method, path, body string
		header                   string
		status                   int
		code                     string
	}{
		{"no such path: before the credential and the body", "POST", "/nothing", tooLong, bad, 404, "ENDPOINT_NOT_FOUND"},
		{"wrong method: before the credential and the body", "PUT", "/workflows/natal", tooLong, bad, 405, "METHOD_NOT_ALLOWED"},
		{"no credential: before the size", "POST", "/workflows/natal?async=true", tooLong, "", 401, "AUTHENTICATION_REQUIRED"},
		{"size: where a credential is optional", "POST", "/workflows/natal", tooLong, bad, 413, "PAYLOAD_TOO_LARGE"},
		{"bad credential: before the size", "POST", "/durable/engine-coordinator/calculate-batch", tooLong, bad, 401, "INVALID_TOKEN"},
		{"size: before JSON", "POST", "/engines/calculate", tooLong, "", 413, "PAYLOAD_TOO_LARGE"},
		{"size: of a signed-in caller", "POST", "/durable/engine-coordinator/calculate-batch", tooLong, c.As(ada), 413, "PAYLOAD_TOO_LARGE"},
		{"JSON: before the name of the engine", "POST", "/engines/palmistry/calculate", malformed, "", 400, "INVALID_JSON"},
		{"JSON: before the fields", "POST", "/engines/calculate", malformed, "", 400, "INVALID_JSON"},
		{"JSON: before onboarding", "POST", "/engines/numerology/calculate", malformed, newcomer, 400, "INVALID_JSON"},
		{"the engine's name: before its input", "POST", "/engines/palmistry/calculate", `{}`, "", 404, "ENGINE_NOT_FOUND"},
		{"the engine's name: before onboarding", "POST", "/engines/palmistry/calculate", "{" + numbers + "}", newcomer, 404, "ENGINE_NOT_FOUND"},
		{"input: before onboarding", "POST", "/engines/numerology/calculate", `{}`, newcomer, 400, "INVALID_INPUT"},
		{"options: before onboarding", "POST", "/engines/numerology/calculate", "{" + numbers + `,"options":{"useCache":"yes"}}`, newcomer, 400, "VALIDATION_ERROR"},
		{"fields of the engine: before onboarding", "POST", "/engines/numerology/calculate", `{"input":{"full_name":"Ada"}}`, newcomer, 400, "VALIDATION_ERROR"},
		{"onboarding: before the work", "POST", "/engines/numerology/calculate", "{" + numbers + "}", newcomer, 403, "INSUFFICIENT_ONBOARDING"},
	} {
		endpoint := test.method + " " + pattern(test.path)
		if _, known := access[endpoint]; !known {
			endpoint = "any path"
		}
		check(t, endpoint, test.name, func(t *testing.T) {
			var header []string
			if test.header != "" {
				header = append(header, test.header)
			}
			c.do(t, test.method, test.path, test.body, header...).fails(t, test.status, test.code)
		})
	}
	check(t, "any path", "OPTIONS comes before everything", func(t *testing.T) {
		for _, path := range []string{"/", "/nothing", "/engines/palmistry/calculate", "/workflows/natal", "/%zz", "/a//b"} {
			r := c.rawRequest(t, "OPTIONS "+path+" HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer bad\r\nConnection: close\r\n\r\n")
			assert.Equal(t, 200, r.Status, path)
			assert.Empty(t, r.Body)
		}
	})
}

// pattern names an endpoint as the route table does.
func pattern(path string) string {
	path, _, _ = strings.Cut(path, "?")
	for _, engine := range []string{"numerology", "biorhythm", "palmistry"} {
		path = strings.Replace(path, "/"+engine+"/", "/{n}/", 1)
	}
	return path
}
