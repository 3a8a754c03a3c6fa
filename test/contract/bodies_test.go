package contract

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
)

// bodies: how they are read is the same for every endpoint that takes one.
func bodies(t *testing.T, c *client) {
	// What {} is answered with: the fields are missing, the body is fine.
	empty := map[string]string{
		"POST /engines/{n}/calculate":                         "INVALID_INPUT",
		"POST /engines/calculate":                             "MISSING_PARAMS",
		"POST /engines/batch":                                 "INVALID_PARAMS",
		"POST /engines/validate":                              "MISSING_PARAMS",
		"POST /batch":                                         "INVALID_BATCH_REQUEST",
		"POST /workflows/natal":                               "MISSING_PROFILE",
		"POST /workflows/career":                              "MISSING_PROFILE",
		"POST /workflows/spiritual":                           "MISSING_DATA",
		"POST /workflows/shadow":                              "MISSING_PROFILE",
		"POST /workflows/relationships":                       "MISSING_PROFILES",
		"POST /workflows/daily":                               "MISSING_PROFILE",
		"POST /workflows/custom":                              "MISSING_ENGINES",
		"POST /durable/engine-coordinator/calculate-batch":    "INVALID_PARAMS",
		"POST /durable/engine-coordinator/cancel-calculation": "MISSING_PARAMS",
		"POST /api/consciousness-profile":                     "MISSING_DATA",
		"POST /api/onboarding/tier1":                          "MISSING_DATA",
		"POST /api/onboarding/tier2":                          "MISSING_DATA",
		"POST /api/onboarding/tier3":                          "MISSING_DATA",
		"POST /readings":                                      "MISSING_DATA",
		"POST /readings/store":                                "MISSING_DATA",
		"POST /api/analytics/action":                          "MISSING_DATA",
		"POST /api/developer/keys":                            "VALIDATION_ERROR",
		"POST /auth/register":                                 "MISSING_FIELDS",
		"POST /auth/login":                                    "MISSING_CREDENTIALS",
		"POST /auth/request-reset":                            "MISSING_EMAIL",
		"POST /api/backend/auth/request-reset":                "MISSING_EMAIL",
		"POST /auth/reset-password":                           "MISSING_FIELDS",
		"POST /api/backend/auth/reset-password":               "MISSING_FIELDS",
		// These need no fields; accounts_test.go has them.
		"POST /auth/logout":  "",
		"POST /auth/refresh": "",
		// This has nothing to say but that it is gone.
		"POST /validate/user": "",
	}
	for _, e := range endpoints() {
		if e.method != "POST" {
			continue
		}
		check(t, e.name, e.path, func(t *testing.T) {
			for name, body := range map[string]string{
				"cut off": `{"a":1`, "a list": `[]`, "a list of objects": `[{"input":{}}]`, "a text": `"x"`, "a number": `1`,
				"null": `null`, "true": `true`, "more behind it": `{"a":1}x`, "two of them": `{}{}`, "a form": `a=1&b=2`,
				"single quotes": `{'a':1}`, "XML": `<a/>`, "NaN": `{"a":NaN}`, "a control character": "{\"a\":\"\x01\"}",
			} {
				r := c.post(t, e.path, body, c.As(ada))
				assert.Equal(t, 400, r.Status, "%s: %s", name, r.Body)
				assert.Equal(t, "INVALID_JSON", r.at("code"), "%s: %s", name, r.Body)
			}
			want, known := empty[e.name]
			assert.True(t, known, "a new endpoint: what does it say to {}?")
			if known && want == "" {
				c.post(t, e.path, "{"+strings.Repeat(" ", mebibyte), c.As(ada)).fails(t, 413, "PAYLOAD_TOO_LARGE")
				return
			}
			nothing, object := c.post(t, e.path, "", c.As(ada)), c.post(t, e.path, "{}", c.As(ada))
			assert.Equal(t, 400, object.Status)
			assert.Equal(t, object.Status, nothing.Status, "no body is {}")
			assert.Equal(t, object.at("code"), nothing.at("code"))
			assert.Equal(t, object.at("message"), nothing.at("message"))
			assert.Equal(t, want, object.at("code"))
			c.post(t, e.path, "{"+strings.Repeat(" ", mebibyte), c.As(ada)).fails(t, 413, "PAYLOAD_TOO_LARGE")
			if e.access == "none" || e.access == "opt" {
				c.chunked(t, e.path, "{"+strings.Repeat(" ", mebibyte)).fails(t, 413, "PAYLOAD_TOO_LARGE")
			}
		})
	}
	for _, kind := range []string{"text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "application/json; charset=utf-8", "nonsense", ""} {
		check(t, "POST /engines/{n}/calculate", "Content-Type "+kind, func(t *testing.T) {
			c.post(t, "/engines/numerology/calculate", person, "Content-Type: "+kind).succeeds(t, 200)
		})
	}
	// One mebibyte is the most there may be; the filling is an unknown field, which is ignored.
	full := func(head, tail string) string {
		return head + strings.Repeat("x", mebibyte-len(head)-len(tail)) + tail
	}
	for _, test := range []struct{ endpoint, path, body string }{
		{"POST /engines/{n}/calculate", "/engines/numerology/calculate", full(`{"input":{"full_name":"Ada Example","birth_date":"1990-06-15"},"filling":"`, `"}`)},
		{"POST /engines/{n}/calculate", "/engines/numerology/calculate", full(`{"input":{"full_name":"Ada Example","birth_date":"1990-06-15","filling":"`, `"}}`)},
		{"POST /engines/calculate", "/engines/calculate", full(`{"engineName":"biorhythm","input":{"birth_date":"1990-06-15","filling":"`, `"}}`)},
		{"POST /engines/validate", "/engines/validate", full(`{"engineName":"biorhythm","input":{"birth_date":"1990-06-15","filling":"`, `"}}`)},
		{"POST /engines/batch", "/engines/batch", full(`{"engines":[{"engineName":"biorhythm","input":{"birth_date":"1990-06-15","filling":"`, `"}}]}`)},
		{"POST /batch", "/batch", full(`{"calculations":[{"engine":"biorhythm","input":{"birth_date":"1990-06-15","filling":"`, `"}}]}`)},
	} {
		check(t, test.endpoint, "exactly 1 MiB", func(t *testing.T) {
			assert.Len(t, test.body, mebibyte)
			c.post(t, test.path, test.body).succeeds(t, 200)
		})
		check(t, test.endpoint, "one byte more", func(t *testing.T) {
			c.post(t, test.path, test.body+" ").fails(t, 413, "PAYLOAD_TOO_LARGE")
		})
	}
	check(t, "POST /durable/engine-coordinator/calculate-batch", "exactly 1 MiB", func(t *testing.T) {
		body := full(`{"engines":[{"engine":"biorhythm","input":{"birth_date":"1990-06-15","filling":"`, `"}}]}`)
		c.post(t, "/durable/engine-coordinator/calculate-batch", body, c.As(ada)).succeeds(t, 202)
	})
	check(t, "POST /engines/{n}/calculate", "undeclared length", func(t *testing.T) {
		c.chunked(t, "/engines/numerology/calculate", person).succeeds(t, 200)
	})
	check(t, "any path", "bodies of methods that have none", func(t *testing.T) {
		c.do(t, "DELETE", "/engines", "{").fails(t, 405, "METHOD_NOT_ALLOWED")
	})
}

// person is a calculation that nearly every check can do with.
const person = `{"input":{"full_name":"Ada Example","birth_date":"1990-06-15"}}`
