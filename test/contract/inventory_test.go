package contract

import (
	"net/http"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/witnessos/witnessos/workers/router"
)

// access is who may call each endpoint, as the indices of the contract have it (part 1 §2.1, part 2
// §2.4). natal, career and spiritual take a credential in their asynchronous form only.
var access = map[string]string{
	"GET /":                                               "none",
	"GET /api":                                            "none",
	"GET /health":                                         "none",
	"GET /engines":                                        "none",
	"GET /engines/list":                                   "none",
	"GET /engines/health":                                 "none",
	"GET /engines/{n}/metadata":                           "none",
	"GET /engines/{n}/questions":                          "none",
	"GET /engines/metadata/{n}":                           "none",
	"POST /engines/{n}/calculate":                         "opt",
	"POST /engines/calculate":                             "opt",
	"POST /engines/batch":                                 "opt",
	"POST /engines/validate":                              "none",
	"POST /batch":                                         "opt",
	"POST /workflows/natal":                               "opt",
	"POST /workflows/career":                              "opt",
	"POST /workflows/spiritual":                           "opt",
	"POST /workflows/shadow":                              "opt",
	"POST /workflows/relationships":                       "opt",
	"POST /workflows/daily":                               "opt",
	"POST /workflows/custom":                              "opt",
	"GET /workflows/{type}/{instance}":                    "JWT+",
	"POST /durable/engine-coordinator/calculate-batch":    "JWT+",
	"GET /durable/engine-coordinator/calculation-status":  "JWT+",
	"POST /durable/engine-coordinator/cancel-calculation": "JWT+",
	"GET /durable/engine-coordinator/ws":                  "JWT+",

	"GET /api/developer/keys":         "JWT",
	"POST /api/developer/keys":        "JWT",
	"GET /api/developer/keys/{id}":    "JWT",
	"PUT /api/developer/keys/{id}":    "JWT",
	"DELETE /api/developer/keys/{id}": "JWT",
	"GET /api/developer/usage":        "JWT",
	"GET /api/developer/rate-limits":  "JWT",
	"GET /api/developer/scopes":       "JWT",
	"GET /analytics/usage":            "JWT+",
}

// closedDoor is what a family of paths says to those who have no credential, or a bad one.
func closedDoor(path string) (missing, message string) {
	if strings.HasPrefix(path, "/api/developer/") {
		return "UNAUTHORIZED", "Invalid token"
	}
	return "AUTHENTICATION_REQUIRED", "Invalid or expired token"
}

// families also exist under /api (G6).
var families = []string{"health", "engines", "batch", "ai", "auth", "workflows", "forecast", "readings"}

// endpoint is a row of the route table with a path that can be asked for.
type endpoint struct {
	name         string // as in access, without /api
	method, path string
	access       string
}

// endpoints are all rows, the forms under /api included.
func endpoints() []endpoint {
	sample := strings.NewReplacer("{n}", "enneagram", "{type}", "natal", "{instance}", "00000000-0000-4000-8000-000000000000", "{id}", "nobodys")
	var list []endpoint
	for _, r := range router.Routes() {
		name := r.Method + " " + r.Path
		if _, known := access[name]; !known {
			name = r.Method + " " + strings.TrimPrefix(r.Path, "/api")
		}
		list = append(list, endpoint{name, r.Method, sample.Replace(r.Path), access[name]})
	}
	return list
}

// inventory: the route table is that of the contract, and every row answers as its class demands.
func inventory(t *testing.T, c *client) {
	check(t, "any path", "the table is complete and no more", func(t *testing.T) {
		want := map[string]string{}
		for name, class := range access {
			method, path, _ := strings.Cut(name, " ")
			want[name] = class
			for _, family := range families {
				if path == "/"+family || strings.HasPrefix(path, "/"+family+"/") {
					want[method+" /api"+path] = class
				}
			}
		}
		got := map[string]string{}
		for _, r := range router.Routes() {
			got[r.Method+" "+r.Path] = r.Access
		}
		assert.Equal(t, want, got)
	})
	never := "Bearer nobody.signed.this"
	for _, e := range endpoints() {
		check(t, e.name, e.method+" "+e.path, func(t *testing.T) {
			body := ""
			if e.method == "POST" {
				body = "{}"
			}
			anonymous := c.do(t, e.method, e.path, body)
			forged := c.do(t, e.method, e.path, body, "Authorization: "+never)
			known := c.do(t, e.method, e.path, body, c.As(ada))
			assert.NotEqual(t, 401, known.Status, "a valid token opens it: %s", known.Body)
			assert.NotContains(t, []int{404, 405}, anonymous.Status)
			switch e.access {
			case "JWT", "JWT+":
				missing, message := closedDoor(e.path)
				anonymous.fails(t, 401, missing)
				forged.fails(t, 401, "INVALID_TOKEN")
				assert.Equal(t, message, forged.at("message"))
				assert.Equal(t, "no-store", known.Header.Get("Cache-Control"), "an authenticated reply is not stored")
			default:
				assert.NotEqual(t, 401, anonymous.Status)
				assert.Equal(t, anonymous.Status, forged.Status, "a bad token is no token")
				if anonymous.Status < 400 {
					assert.Empty(t, anonymous.Header.Get("Cache-Control"))
				}
			}

			assert.Equal(t, anonymous.Status, c.do(t, e.method, e.path+"/", body).Status, "one trailing slash is ignored")
			if e.path != "/" {
				c.do(t, e.method, e.path+"//", body).fails(t, 404, "ENDPOINT_NOT_FOUND")
			}
			c.do(t, "OPTIONS", e.path, "")
			c.do(t, e.method, strings.TrimSuffix(e.path, "/")+"/more/of/it", body).fails(t, 404, "ENDPOINT_NOT_FOUND")

			refused := c.do(t, "PATCH", e.path, body)
			refused.fails(t, 405, "METHOD_NOT_ALLOWED")
			allowed := regexp.MustCompile(`, *`).Split(refused.Header.Get("Allow"), -1)
			assert.Contains(t, allowed, e.method)
			assert.Contains(t, allowed, "OPTIONS")
			assert.Equal(t, contains(allowed, "GET"), contains(allowed, "HEAD"))
			for _, method := range []string{"GET", "POST", "PUT", "DELETE"} {
				if !contains(allowed, method) {
					c.do(t, method, e.path, body).fails(t, 405, "METHOD_NOT_ALLOWED")
				}
			}
			if e.method == http.MethodGet {
				assert.Equal(t, anonymous.Status, c.do(t, "HEAD", e.path, "").Status, "HEAD is GET without a body")
				assert.Equal(t, known.Status, c.do(t, "HEAD", e.path, "", c.As(ada)).Status)
			}
		})
	}
}

func contains(list []string, item string) bool {
	for _, one := range list {
		if one == item {
			return true
		}
	}
	return false
}
