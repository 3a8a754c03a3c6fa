package router

import (
	"strconv"
	"strings"
	"time"

	"github.com/witnessos/witnessos/internal/accounts"
	"github.com/witnessos/witnessos/internal/auth"
)

// ReadConfig reads the variables and secrets of the Worker. What is absent or unreadable has the
// default of the contract.
func ReadConfig(getenv func(string) string) Config {
	text := func(name, otherwise string) string {
		if v := getenv(name); v != "" {
			return v
		}
		return otherwise
	}
	number := func(name string, otherwise int) int {
		if n, err := strconv.Atoi(getenv(name)); err == nil && n > 0 {
			return n
		}
		return otherwise
	}
	c := Config{
		Environment:   text("ENVIRONMENT", "production"),
		Version:       text("API_VERSION", "1.0.0"),
		Keys:          auth.Keys{Current: []byte(getenv("JWT_SECRET")), Previous: []byte(getenv("JWT_SECRET_PREVIOUS"))},
		RateMax:       number("RATE_LIMIT_MAX", 100),
		RateWindow:    time.Duration(number("RATE_LIMIT_WINDOW", 60_000)) * time.Millisecond,
		PublicBaseURL: getenv("PUBLIC_BASE_URL"),
	}
	c.AuthRateMax = number("AUTH_RATE_LIMIT_MAX", 10)
	c.ResetPage = getenv("MAIL_RESET_PAGE")
	for address := range strings.SplitSeq(getenv("ADMIN_EMAILS"), ",") {
		if address = accounts.Normalize(address); address != "" {
			c.AdminEmails = append(c.AdminEmails, address)
		}
	}
	c.Analytics = getenv("ENABLE_ANALYTICS") != "false"
	// For tests and benchmarks: no request is counted at all. In production 0 is no number of requests.
	c.RateOff = getenv("RATE_LIMIT_MAX") == "0" && c.Environment != "production"
	c.RateAnonMax = number("RATE_LIMIT_ANON_MAX", (c.RateMax+1)/2)
	if origins := text("CORS_ORIGIN", "*"); origins != "*" {
		for origin := range strings.SplitSeq(origins, ",") {
			c.CORSOrigins = append(c.CORSOrigins, strings.TrimSpace(origin))
		}
	}
	return c
}
