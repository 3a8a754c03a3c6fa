package accounts

import "github.com/witnessos/witnessos/internal/engines"

// belongings are the tables whose rows go with their owner, in the order in which they are emptied:
// what lets anybody in comes first. A test compares this and the list below with the schema.
var belongings = []string{
	"user_sessions", "refresh_tokens", "password_reset_tokens", "email_verification_tokens",
	"api_usage_logs", "api_keys",
	"reading_history", "readings", "timeline_entries", "user_actions",
	"workflow_results", "workflow_instances", "consciousness_profiles", "kv_imports",
}

// records are the tables whose rows stay, without the owner and what they say of him: the columns
// that are emptied. The platform has to know that something was done, and no longer by whom.
var records = []struct {
	table   string
	columns []string
}{
	{"audit_logs", []string{"user_id", "api_key_id", "details", "ip_address", "user_agent"}},
	{"admin_api_key_audit", []string{"user_id", "api_key_id", "ip_address", "user_agent", "metadata"}},
}

// keysOf are the KV keys that carry a user's id: whole ones, and the beginnings of the others, which
// end in a colon, for 1 is no part of 12.
func keysOf(user string) (cache, profiles []string) {
	for _, engine := range engines.Catalog() {
		cache = append(cache, "cache:"+engine.Name+":u"+user+":")
	}
	for _, kind := range []string{"daily", "weekly"} {
		cache = append(cache, "forecast:"+kind+":"+user+":")
	}
	for _, kind := range []string{"daily", "weekly", "custom", "daily-forecast", "quick-reading"} {
		cache = append(cache, "raycast:"+kind+":"+user+":")
	}
	// The last three are from earlier releases, which kept readings and timelines in KV alone.
	return cache, []string{
		"user:" + user + ":", "consciousness:" + user + ":",
		"reading:" + user + ":", "timeline:" + user + ":", "user_readings:" + user,
	}
}
