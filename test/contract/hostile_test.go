package contract

import (
	"fmt"
	"net/url"
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"
)

// hostile: whatever comes in, the answer is a proper one, never a 5xx, and the next caller notices
// nothing.
func hostile(t *testing.T, c *client) {
	const endpoint = "POST /engines/{n}/calculate"
	input := func(field, value string) string {
		return fmt.Sprintf(`{"input":{"birth_date":"1990-06-15","%s":%s}}`, field, value)
	}
	deep := func(n int) string { return strings.Repeat("[", n) + strings.Repeat("]", n) }
	for name, body := range map[string]string{
		"nested":                         input("x", deep(500)),
		"nested too deep":                input("x", deep(20_000)),
		"nested in a known field":        input("cycles", deep(5000)),
		"objects in objects":             strings.Repeat(`{"input":`, 9000) + "1" + strings.Repeat("}", 9000),
		"a number beyond floats":         input("forecast_days", "1e400"),
		"a long number":                  input("forecast_days", strings.Repeat("9", 5000)),
		"a fraction for a whole number":  input("forecast_days", "7.5"),
		"a whole number with a fraction": input("forecast_days", "7.0"),
		"minus zero":                     input("forecast_days", "-0"),
		"the field twice":                `{"input":{"birth_date":"x","birth_date":"1990-06-15"}}`,
		"two spellings that differ":      `{"input":{"birth_date":"1990-06-15","birthDate":"1991-06-15"}}`,
		"a prototype":                    input("__proto__", `{"toString":1}`),
		"a NUL":                          input("cycles", `["\u0000"]`),
		"half a surrogate":               input("partner_birth_date", `"\ud800"`),
		"bytes that are no text":         input("partner_birth_date", "\"\xff\xfe\""),
		"a list of thousands":            input("cycles", `["`+strings.Repeat(`physical","`, 50_000)+`physical"]`),
		"SQL":                            input("partner_birth_date", `"'; DROP TABLE users; --"`),
		"a year beyond calendars":        input("target_date", `"999999999-01-01"`),
		"a year zero":                    input("target_date", `"0000-00-00"`),
		"a zone that is a path":          input("timezone", `"../../etc/passwd"`),
		"a zone of this machine":         input("timezone", `"Local"`),
		"an offset beyond the world":     input("timezone_offset", "1e308"),
		"an id of floats":                `{"input":{"birth_date":"1990-06-15"},"options":{"userId":1e308}}`,
		"a byte order mark":              "\ufeff" + input("x", "1"),
	} {
		check(t, endpoint, name, func(t *testing.T) {
			for _, r := range []*reply{
				c.post(t, "/engines/biorhythm/calculate", body),
				c.post(t, "/engines/biorhythm/calculate", body, c.As(ada)),
			} {
				assert.Less(t, r.Status, 500, "%s", r.Body)
				assert.Less(t, len(r.Body), 200_000)
			}
		})
	}
	check(t, "any path", "strange queries", func(t *testing.T) {
		for _, query := range []string{"?", "??", "?format=%zz", "?format=%ff", "?=&=&", "?format=detailed&format=x", "?" + strings.Repeat("a", 8000), "?format[]=1"} {
			r := c.rawRequest(t, "GET /engines"+query+" HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
			assert.Equal(t, 200, r.Status, query)
		}
	})
	check(t, batchStatus, "strange ids", func(t *testing.T) {
		for _, id := range []string{"'", "\x00", "%", "1001:", "../x", strings.Repeat("1", 6000), "1001:1:x' OR '1'='1"} {
			c.get(t, "/durable/engine-coordinator/calculation-status?id="+url.QueryEscape(id), c.As(ada)).fails(t, 404, "NOT_FOUND")
		}
	})
	check(t, endpoint, "requests at the same time do not mix", func(t *testing.T) {
		var group sync.WaitGroup
		var mu sync.Mutex
		seen := map[string]bool{}
		for i := range 60 {
			group.Go(func() {
				birth := fmt.Sprintf("19%02d-01-%02d", 40+i, 1+i%28)
				r, err := c.Try("POST", "/engines/biorhythm/calculate",
					`{"input":{"birth_date":"`+birth+`","target_date":"2025-07-18"},"options":{"useCache":false}}`)
				if !assert.NoError(t, err) {
					return
				}
				body := (&reply{Response: r, body: r.JSON(t)})
				assert.Equal(t, birth, body.at("birth_date"))
				assert.Equal(t, r.Header.Get("X-Request-ID"), body.at("requestId"))
				mu.Lock()
				defer mu.Unlock()
				seen[r.Header.Get("X-Request-ID")] = true
			})
		}
		group.Wait()
		assert.Len(t, seen, 60)
	})
}
