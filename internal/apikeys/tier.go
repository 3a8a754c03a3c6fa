package apikeys

import (
	"slices"
	"strings"
)

// Tier is a developer tier, or the tier of admin keys. Each includes the ones before it.
type Tier struct {
	Name    string
	MaxKeys int // that an account may have; 0 for any number
	Limits  Limits
	adds    []Scope // to the scopes of the tiers before
}

// Limits are the requests that a key may make.
type Limits struct {
	PerMinute int `json:"perMinute"`
	PerHour   int `json:"perHour"`
	PerDay    int `json:"perDay"`
}

// atMost returns the limits, none of them above its counterpart.
func (l Limits) atMost(most Limits) Limits {
	return Limits{min(l.PerMinute, most.PerMinute), min(l.PerHour, most.PerHour), min(l.PerDay, most.PerDay)}
}

// Scope is something that a key may be allowed to do.
type Scope struct{ Name, Description string }

// AnyEngine is the scope that stands for those of all engines.
const AnyEngine = "engines:*:read"

// adminTier is the name of the tier of admin keys.
const adminTier = "admin"

// tiers is the table of the contract (part 1 §4.6). Migration 0005 holds its scopes for the database.
var tiers = [...]Tier{
	{"free", 2, Limits{10, 100, 1_000}, []Scope{
		{"engines:numerology:read", "Calculate with the engine numerology"},
		{"engines:biorhythm:read", "Calculate with the engine biorhythm"},
		{"engines:iching:read", "Calculate with the engine iching"},
		{"user:profile:read", "Read your profile, onboarding and preferences"},
		{"readings:read", "Read your readings and your timeline"},
		{"readings:write", "Store, change and delete your readings and timeline entries"},
		{"forecast:read", "Read your forecasts and cycles"},
		{"raycast:read", "Read what the Raycast extension shows"},
	}},
	{"pro", 10, Limits{100, 5_000, 50_000}, []Scope{
		{"engines:human_design:read", "Calculate with the engine human_design"},
		{"engines:gene_keys:read", "Calculate with the engine gene_keys"},
		{"engines:tarot:read", "Calculate with the engine tarot"},
		{"engines:enneagram:read", "Calculate with the engine enneagram"},
		{"engines:sacred_geometry:read", "Calculate with the engine sacred_geometry"},
		{"engines:vimshottari:read", "Calculate with the engine vimshottari"},
		{"engines:vedicclock_tcm:read", "Calculate with the engine vedicclock_tcm"},
		{"engines:nadabrahman:read", "Calculate with the engine nadabrahman"},
		{"engines:astrology:read", "Calculate with the engine astrology"},
		{"user:profile:write", "Change your profile, onboarding and preferences"},
		{"analytics:usage:read", "Read how you use the API"},
		{"webhooks:manage", "Manage webhooks"},
		{"batch:calculate", "Calculate with several engines in one request"},
		{"ai:interpret", "Have results interpreted by a model"},
		{"workflows:run", "Run workflows in the background"},
	}},
	{"enterprise", 50, Limits{1_000, 50_000, 500_000}, []Scope{
		{"engines:sigil_forge:read", "Calculate with the engine sigil_forge"},
		{"engines:face_reading:read", "Calculate with the engine face_reading"},
		{"engines:biofield:read", "Calculate with the engine biofield"},
		{AnyEngine, "Calculate with every engine"},
	}},
	{adminTier, 0, Limits{5_000, 50_000, 500_000}, []Scope{
		{"admin:user_management:read", "Read accounts"},
		{"admin:user_management:write", "Change and delete accounts"},
		{"admin:analytics:system:read", "Read statistics of the system"},
		{"admin:engines:admin:access", "Validate engines"},
		{"admin:cache:management", "Inspect, clear and warm caches"},
		{"admin:system:monitoring", "Read the state of the system"},
		{"admin:api:rate_limit:bypass", "Privilege over rate limits"},
		{"admin:debug:access", "Debug the system"},
		{"admin:forecast:admin", "Manage forecasts"},
		{"admin:integration:management", "Manage integrations"},
	}},
}

// tierOf finds a developer tier by name. What is not one is the least: nobody gets an admin key's tier
// by its name in a column.
func tierOf(name string) *Tier {
	for i := range tiers[:len(tiers)-1] {
		if tiers[i].Name == name {
			return &tiers[i]
		}
	}
	return &tiers[0]
}

// forAdmins is the tier of admin keys.
func forAdmins() *Tier { return &tiers[len(tiers)-1] }

// Scopes are the names that a key of this tier may have, lowest tier first.
func (t *Tier) Scopes() (names []string) {
	for i := range tiers {
		for _, s := range tiers[i].adds {
			names = append(names, s.Name)
		}
		if tiers[i].Name == t.Name {
			break
		}
	}
	return names
}

// known reports whether there is such a scope in any tier.
func known(scope string) bool { return slices.Contains(forAdmins().Scopes(), scope) }

// isPrivilege reports whether only admin keys have the scope.
func isPrivilege(scope string) bool { return strings.HasPrefix(scope, "admin:") }

// EngineScope is the scope that calculating with an engine takes.
func EngineScope(engine string) string { return "engines:" + engine + ":read" }

func isEngineScope(scope string) bool {
	return strings.HasPrefix(scope, "engines:") && strings.HasSuffix(scope, ":read")
}
