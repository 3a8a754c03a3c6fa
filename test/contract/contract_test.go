// Package contract checks the running system against its HTTP contract, from outside: the real four
// Workers in workerd, and nothing but HTTP and WebSocket between them and the tests. Where a promise
// cannot be seen from outside, the tests look at what is left behind: the rows of the local database
// (storage_test.go), and the log of the engine service, which stands in for itself and writes down
// every call (testdata/engine.mjs).
//
// Four systems are started. TestSystem has nearly all of the checks; TestLimits has small rate
// limits; TestPartial lacks services and answers a list of origins; TestUnconfigured has no usable
// secret. At the end a table tells what has been checked of which endpoint.
package contract

import (
	"os"
	"testing"

	"github.com/witnessos/witnessos/scripts/local"
	"github.com/witnessos/witnessos/test/harness"
)

func TestMain(m *testing.M) {
	code := m.Run()
	covered.print(os.Stdout)
	os.Exit(code)
}

// The accounts of TestSystem, as indices of its users. Each has a purpose, so that no check disturbs
// another one's.
const (
	ada        = iota // onboarded; the usual caller
	ben               // onboarded; the stranger
	cleo              // onboarded; the one who starts too much
	tierOne           // has a name and no birth data
	tierZero          // has no name either
	flagged           // by the flags of both tiers, and nothing else
	atNullIsle        // born at 0° N 0° E, where zeroes are coordinates
	preferring        // by a flag in the preferences
	remembered        // by birth data in the preferences
	loggedOut         // whose session is gone
	newcomer          // has not said anything yet
	users
)

func account(i int) local.User {
	names := [users]string{"ada", "ben", "cleo", "one", "zero", "flagged", "isle", "preferring", "remembered", "gone", "newcomer"}
	u := local.User{ID: int64(1001 + i), Email: names[i] + "@example.org", Name: names[i], Onboarded: i <= cleo || i == loggedOut}
	if i == tierZero || i == flagged || i == newcomer {
		u.Name = ""
	}
	return u
}

func accounts() []local.User {
	list := make([]local.User, users)
	for i := range list {
		list[i] = account(i)
	}
	return list
}

// afterwards is what makes of the accounts what their names say.
const afterwards = `
UPDATE users SET tier1_completed = TRUE, tier2_completed = TRUE WHERE id = 1006;
UPDATE users SET birth_date = '1990-06-15', birth_time = '00:00', birth_latitude = 0, birth_longitude = 0 WHERE id = 1007;
UPDATE users SET preferences = '{"tier2_completed":true}' WHERE id = 1008;
UPDATE users SET preferences = '{"birthData":{"birthDate":"1990-06-15","birthTime":"08:30","birthLocation":[52.52,13.405]}}' WHERE id = 1009;
DELETE FROM user_sessions WHERE user_id = 1010;
`

// TestSystem is everything that a system as configured by default has to do, with the cache on.
func TestSystem(t *testing.T) {
	c := start(t, harness.Config{
		Vars: map[string]string{
			"ENABLE_CACHING": "true", "ADMIN_EMAILS": "Chief@example.org",
			"MAIL_API_URL": letterbox.open(t), "MAIL_FROM": "no-reply@example.org", "MAIL_API_KEY": mailKey,
		},
		Replace: map[string]string{"wrangler-engine.toml": "test/contract/testdata/engine.mjs", "wrangler-ai.toml": "test/contract/testdata/ai.mjs"},
		Users:   accounts(),
	})
	c.Execute(t, afterwards+orphanSession(c))
	for _, part := range []struct {
		name string
		run  func(*testing.T, *client)
	}{
		{"inventory", inventory},
		{"order of checks", orderOfChecks},
		{"paths", paths},
		{"methods", methods},
		{"headers", headers},
		{"bodies", bodies},
		{"credentials", credentials},
		{"identity", identity},
		{"onboarding", onboarding},
		{"profiles", profiles},
		{"system", system},
		{"health", health},
		{"engines", engineList},
		{"metadata", metadata},
		{"questions", questions},
		{"pictures", pictures},
		{"calculate", calculate},
		{"input errors", inputErrors},
		{"hostile input", hostile},
		{"cache", cache},
		{"side effects", sideEffects},
		{"engines batch", engineBatch},
		{"batch", batch},
		{"validate", validate},
		{"coordinator", coordinator},
		{"sockets", sockets},
		{"workflows", workflows},
		{"workflows at once", workflowsAtOnce},
		{"timeline", timelines},
		{"analytics", cyclesAhead},
		{"activity", activity},
		{"accounts", accountsOfPeople},
		{"resets", resets},
		{"leaving", leaving},
		{"readings", readings},
		{"developer portal", developerPortal},
		{"API keys", apiKeys},
		{"limits of API keys", limitsOfKeys},
		{"usage log", usageLog},
		{"end of the process", endOfTheProcess},
	} {
		t.Run(part.name, func(t *testing.T) { part.run(t, c) })
	}
}
