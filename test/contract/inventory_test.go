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
	"GET /validate/user":                                  "none", // all of them: 410
	"POST /validate/user":                                 "none",
	"PUT /validate/user":                                  "none",
	"DELETE /validate/user":                               "none",
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
	"GET /timeline":                                       "JWT+",
	"GET /timeline/recent":                                "JWT+",
	"GET /timeline/stats":                                 "JWT+",
	"GET /timeline/date/{date}":                           "JWT+",
	"GET /timeline/type/{type}":                           "JWT+",
	"PUT /timeline/entry/{id}":                            "JWT+",
	"DELETE /timeline/entry/{id}":                         "JWT+",
	"PUT /timeline/entry":                                 "JWT+", // without an id: 400
	"DELETE /timeline/entry":                              "JWT+",
	"GET /analytics/biorhythm":                            "JWT+",
	"GET /analytics/optimal-timing":                       "JWT+",
	"GET /analytics/energy-cycles":                        "JWT+",
	"GET /analytics/insights":                             "JWT+",
	"POST /api/analytics/action":                          "JWT+",
	"GET /api/analytics/patterns":                         "JWT+",
	"GET /api/analytics/user-stats":                       "JWT+",
	"POST /api/consciousness-profile":                     "JWT+",
	"GET /api/consciousness-profile":                      "JWT+",
	"DELETE /api/consciousness-profile":                   "JWT+",
	"POST /api/onboarding/tier1":                          "JWT+",
	"POST /api/onboarding/tier2":                          "JWT+",
	"POST /api/onboarding/tier3":                          "JWT+",
	"GET /api/onboarding/status":                          "JWT+",
	"GET /api/user/onboarding-status":                     "JWT+",
	"PUT /api/user/profile/update":                        "JWT+",
	"GET /api/user/preferences":                           "JWT+",
	"PUT /api/user/preferences":                           "JWT+",
	"GET /api/user/profile":                               "JWT+",
	"GET /api/user/consciousness-profile":                 "JWT+",
	"PUT /api/user/consciousness-profile":                 "JWT+",
	"GET /profiles/{userId}":                              "JWT+",
	"DELETE /profiles/{userId}":                           "JWT+",
	"GET /profiles/{userId}/{n}":                          "JWT+",
	"DELETE /profiles/{userId}/{n}":                       "JWT+",
	"POST /auth/register":                                 "none",
	"POST /auth/login":                                    "none",
	"POST /auth/logout":                                   "JWT",
	"GET /auth/me":                                        "JWT",
	"POST /auth/request-reset":                            "none",
	"POST /api/backend/auth/request-reset":                "none",
	"POST /auth/reset-password":                           "none",
	"POST /api/backend/auth/reset-password":               "none",
	"POST /auth/refresh":                                  "opt",
	"DELETE /api/user/account":                            "JWT",
	"GET /api/user/export":                                "JWT",
	"DELETE /admin/users/{email}":                         "admin",
	"GET /admin/system/status":                            "admin",
	"POST /readings":                                      "JWT+",
	"POST /readings/store":                                "JWT+",
	"GET /readings/history":                               "JWT+",
	"GET /readings/stats":                                 "JWT+",
	"GET /readings/correlation":                           "JWT+",
	"GET /readings/insights":                              "JWT+",
	"GET /readings/{id}":                                  "JWT+",
	"DELETE /readings/{id}":                               "JWT+",
	"PUT /readings/{id}/favorite":                         "JWT+",
	"GET /api/timeline":                                   "JWT+",
	"GET /api/timeline/stats":                             "JWT+",
	"GET /api/optimal-timing":                             "JWT+",
	"GET /api/developer/keys":                             "JWT",
	"POST /api/developer/keys":                            "JWT",
	"GET /api/developer/keys/{id}":                        "JWT",
	"PUT /api/developer/keys/{id}":                        "JWT",
	"DELETE /api/developer/keys/{id}":                     "JWT",
	"GET /api/developer/usage":                            "JWT",
	"GET /api/developer/rate-limits":                      "JWT",
	"GET /api/developer/scopes":                           "JWT",
	"GET /analytics/usage":                                "JWT+",
}

// missingCode is the code of the 401 without a credential, which differs between families of paths.
func missingCode(name string) string {
	_, path, _ := strings.Cut(name, " ")
	for code, families := range map[string][]string{
		"MISSING_TOKEN": {"/auth/", "/readings"},
		"UNAUTHORIZED":  {"/admin/", "/api/consciousness-profile", "/api/onboarding/", "/api/user/", "/profiles/", "/api/developer/"},
	} {
		for _, family := range families {
			if strings.HasPrefix(path, family) {
				return code
			}
		}
	}
	return "AUTHENTICATION_REQUIRED"
}

// families also exist under /api (G6).
var families = []string{"health", "engines", "batch", "ai", "auth", "workflows", "forecast", "readings"}

// endpoint is a row of the route table with a path that can be asked for.
type endpoint struct {
	name         string // as in access, without /api
	method, path string
	access       string
}

// samples puts values in the place of what stands in braces in a path.
var samples = strings.NewReplacer("{n}", "enneagram", "{type}", "natal", "{instance}", "00000000-0000-4000-8000-000000000000",
	"{date}", "2025-07-18", "{id}", "00000000-0000-4000-8000-000000000000", "{userId}", "1001", "{email}", "nobody@example.org")

// endpoints are all rows, the forms under /api included.
func endpoints() []endpoint {
	var list []endpoint
	for _, r := range router.Routes() {
		name := r.Method + " " + r.Path
		if _, known := access[name]; !known {
			name = r.Method + " " + strings.TrimPrefix(r.Path, "/api")
		}
		list = append(list, endpoint{name, r.Method, samples.Replace(r.Path), access[name]})
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
			if e.method == "POST" || e.method == "PUT" {
				body = "{}"
			}
			anonymous := c.do(t, e.method, e.path, body)
			forged := c.do(t, e.method, e.path, body, "Authorization: "+never)
			caller := ada
			if e.name == "POST /auth/logout" { // which is to leave ada signed in
				caller = loggedOut
			}
			known := c.do(t, e.method, e.path, body, c.As(caller))
			assert.NotEqual(t, 401, known.Status, "a valid token opens it: %s", known.Body)
			assert.NotContains(t, []int{404, 405}, anonymous.Status)
			switch {
			case e.name == "POST /auth/logout": // the form of a token is all that counts
				anonymous.fails(t, 401, missingCode(e.name))
				forged.fails(t, 400, "LOGOUT_FAILED")
				known.succeeds(t, 200)
			case e.access != "none" && e.access != "opt", e.name == "POST /auth/refresh":
				anonymous.fails(t, 401, missingCode(e.name))
				forged.fails(t, 401, "INVALID_TOKEN")
				if !strings.HasPrefix(e.path, "/api/developer/") { // which say it in their own words
					assert.Equal(t, "Invalid or expired token", forged.at("message"))
				}
				assert.Equal(t, "no-store", known.Header.Get("Cache-Control"), "an authenticated reply is not stored")
				if e.access == "admin" {
					known.fails(t, 403, "FORBIDDEN")
				}
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
				assert.Equal(t, known.Status, c.do(t, "HEAD", e.path, "", c.As(caller)).Status)
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
