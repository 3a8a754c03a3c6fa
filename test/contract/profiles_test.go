package contract

import (
	"encoding/json"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func (c *client) put(t *testing.T, path string, body any, header ...string) *reply {
	t.Helper()
	return c.do(t, "PUT", path, text(body), header...)
}

// profiles: what a person says about itself, from the first step of onboarding on. The checks follow
// one another, as a new account does.
func profiles(t *testing.T, c *client) {
	me := c.As(newcomer)
	id := account(newcomer).ID
	status := func(t *testing.T) map[string]any {
		r := c.get(t, "/api/onboarding/status", me)
		r.succeeds(t, 200)
		assert.Equal(t, r.at("onboardingStatus"), c.get(t, "/api/user/onboarding-status", me).at("onboardingStatus"))
		assert.EqualValues(t, id, r.at("user", "id"))
		for _, field := range []string{"email", "name", "tier1_completed", "tier2_completed", "tier3_completed", "has_completed_onboarding",
			"birth_date", "birth_time", "birth_latitude", "birth_longitude", "birth_timezone", "preferences"} {
			assert.Contains(t, r.at("user"), field)
		}
		return r.at("onboardingStatus").(map[string]any)
	}
	engine := func(t *testing.T) int {
		return c.post(t, "/engines/biorhythm/calculate", `{"input":{"birth_date":"1990-06-15"}}`, me).Status
	}

	check(t, "GET /api/onboarding/status", "an account that has said nothing", func(t *testing.T) {
		assert.Equal(t, map[string]any{"currentTier": 0.0, "tier1Complete": false, "tier2Complete": false, "tier3Complete": false,
			"enginesAvailable": false, "onboardingComplete": false, "nextStep": "Complete basic profile (name)"}, status(t))
		c.get(t, "/api/consciousness-profile", me).fails(t, 404, "PROFILE_NOT_FOUND")
		c.get(t, "/api/user/consciousness-profile", me).fails(t, 404, "PROFILE_NOT_FOUND")
		assert.Equal(t, 403, engine(t))
	})
	check(t, "POST /api/onboarding/tier1", "a name", func(t *testing.T) {
		c.post(t, "/api/onboarding/tier1", `{}`, me).fails(t, 400, "MISSING_DATA")
		c.post(t, "/api/onboarding/tier1", `{"fullName":7}`, me).fails(t, 400, "VALIDATION_ERROR")
		r := c.post(t, "/api/onboarding/tier1", `{"fullName":"Nova Example"}`, me)
		r.succeeds(t, 200)
		assert.EqualValues(t, 1, r.at("tier"))
		assert.Equal(t, "Nova Example", r.at("user", "name"))
		assert.EqualValues(t, 1, status(t)["currentTier"])
		assert.Equal(t, 403, engine(t), "a birth is missing")
	})
	check(t, "POST /api/onboarding/tier2", "a birth", func(t *testing.T) {
		good := object{"birthDate": "1990-06-15", "birthTime": "08:30", "latitude": 0, "longitude": 0, "timezone": "Europe/London"}
		for _, field := range []string{"birthDate", "birthTime", "latitude", "longitude"} {
			r := c.post(t, "/api/onboarding/tier2", with(good, field, nil), me)
			r.fails(t, 400, "MISSING_DATA")
			assert.Equal(t, field, r.at("details", "field"))
		}
		for field, values := range map[string][]any{
			"birthDate": {"1990-02-30", "15.06.1990", "1990-6-15", 19900615, "2990-01-01"},
			"birthTime": {"8:30", "24:00", "08:30:61", "noon"},
			"latitude":  {90.5, -91, "1"},
			"longitude": {180.5, -181, "1"},
			"timezone":  {"Atlantis/Capital", "+02:00", "europe/berlin", 2, "../../etc"},
		} {
			for _, value := range values {
				r := c.post(t, "/api/onboarding/tier2", with(good, field, value), me)
				r.fails(t, 400, "VALIDATION_ERROR")
				assert.Equal(t, field, r.at("details", "field"), "%v", value)
				assert.Contains(t, r.at("message"), field)
			}
		}
		assert.EqualValues(t, 1, status(t)["currentTier"])
		r := c.post(t, "/api/onboarding/tier2", good, me)
		r.succeeds(t, 200)
		assert.EqualValues(t, 2, r.at("tier"))
		assert.Equal(t, true, r.at("enginesUnlocked"))
		assert.Equal(t, 0.0, r.at("user", "birth_latitude"), "0 is a coordinate")
		assert.Equal(t, object{"birthDate": "1990-06-15", "birthTime": "08:30", "birthLocation": []any{0.0, 0.0}, "timezone": "Europe/London"},
			r.at("user", "preferencesData", "birthData"), "the preferences say it too")
		assert.Equal(t, true, status(t)["enginesAvailable"])
		assert.Equal(t, 200, engine(t))
	})
	check(t, "PUT /api/user/preferences", "a shallow merge", func(t *testing.T) {
		c.put(t, "/api/user/preferences", `{}`, me).fails(t, 400, "MISSING_DATA")
		c.put(t, "/api/user/preferences", `{"preferences":[]}`, me).fails(t, 400, "VALIDATION_ERROR")
		c.put(t, "/api/user/preferences", `{"preferences":{"theme":"dark","deep":{"a":1,"b":2},"gone":1}}`, me).succeeds(t, 200)
		r := c.put(t, "/api/user/preferences", `{"preferences":{"deep":{"c":3},"gone":null}}`, me)
		r.succeeds(t, 200)
		for _, preferences := range []any{r.at("preferences"), c.get(t, "/api/user/preferences", me).at("preferences")} {
			assert.Equal(t, "dark", at(preferences, "theme"))
			assert.Equal(t, object{"c": 3.0}, at(preferences, "deep"))
			assert.NotContains(t, preferences, "gone")
			assert.Contains(t, preferences, "birthData")
		}
		var all sync.WaitGroup
		for i := range 6 {
			all.Go(func() {
				r, err := c.Try("PUT", "/api/user/preferences", fmt.Sprintf(`{"preferences":{"at once %d":%d}}`, i, i), me)
				if assert.NoError(t, err) {
					assert.Equal(t, 200, r.Status)
				}
			})
		}
		all.Wait()
		preferences := c.get(t, "/api/user/preferences", me).at("preferences")
		for i := range 6 {
			assert.EqualValues(t, i, at(preferences, fmt.Sprintf("at once %d", i)))
		}
	})
	check(t, "POST /api/onboarding/tier3", "preferences", func(t *testing.T) {
		c.post(t, "/api/onboarding/tier3", `{}`, me).fails(t, 400, "MISSING_DATA")
		r := c.post(t, "/api/onboarding/tier3", `{"preferences":{"direction":"north"}}`, me)
		r.succeeds(t, 200)
		assert.Equal(t, true, r.at("onboardingComplete"))
		assert.Equal(t, "dark", r.at("user", "preferencesData", "theme"), "nothing is discarded")
		s := status(t)
		assert.EqualValues(t, 3, s["currentTier"])
		assert.Equal(t, true, s["onboardingComplete"])
		assert.Nil(t, s["nextStep"])
	})
	check(t, "GET /api/user/consciousness-profile", "computed from what is stored", func(t *testing.T) {
		r := c.get(t, "/api/user/consciousness-profile", me)
		r.succeeds(t, 200)
		assert.Equal(t, fmt.Sprint(id), r.at("data", "userId"))
		numbers := c.post(t, "/engines/numerology/calculate", `{"input":{"full_name":"Nova Example","birth_date":"1990-06-15"}}`)
		for name, own := range map[string]string{"lifePath": "life_path", "expression": "expression", "soulUrge": "soul_urge", "personality": "personality"} {
			assert.Equal(t, numbers.at("data", own), r.at("data", "profile", "coreNumbers", name), name)
		}
		design := c.post(t, "/engines/human_design/calculate", `{"input":{"birth_date":"1990-06-15","birth_time":"08:30","timezone":"Europe/London"}}`)
		for _, name := range []string{"type", "profile", "authority"} {
			assert.Equal(t, design.at("data", name), r.at("data", "profile", "humanDesign", name), name)
		}
		assert.Equal(t, object{"favoriteEngines": []any{}, "direction": "north", "card": nil}, r.at("data", "profile", "preferences"))
		assert.Equal(t, 1.0, r.at("data", "completeness"))
		assert.Regexp(t, instant, r.at("data", "lastUpdated"))

		partial := c.get(t, "/api/user/consciousness-profile", c.As(remembered))
		partial.succeeds(t, 200)
		assert.NotNil(t, partial.at("data", "profile", "coreNumbers", "lifePath"), "birth data of the preferences count")
	})
	check(t, "POST /api/consciousness-profile", "uploaded and fetched", func(t *testing.T) {
		profile := object{
			"personalData": object{"fullName": "Nova Example", "name": "Nova", "preferredName": "N."},
			"birthData":    object{"birthDate": "1990-06-15", "birthTime": "08:30:00", "birthLocation": []any{52.52, 13.405}, "timezone": "Europe/Berlin"},
			"location":     object{"city": "Berlin", "country": "Germany"}, "preferences": object{"card": "The Star"},
			"archetypalSignature": object{"x": 1.0}, "unknown": []any{1.0, nil}, "success": "mine", "code": 7.0, "requestId": "mine",
		}
		for _, body := range []string{`{}`, `{"profile":null}`, `{"profile":{}}`} {
			c.post(t, "/api/consciousness-profile", body, me).fails(t, 400, "MISSING_DATA")
		}
		r := c.post(t, "/api/consciousness-profile", `{"profile":{"birthData":{"birthDate":"1990-02-30"}}}`, me)
		r.fails(t, 400, "VALIDATION_ERROR")
		assert.Equal(t, "profile.birthData.birthDate", r.at("details", "field"))
		for _, body := range []object{{"profile": profile}, profile} {
			r = c.post(t, "/api/consciousness-profile", body, me)
			r.succeeds(t, 200)
			assert.Equal(t, "Consciousness profile uploaded successfully", r.at("message"))
			assert.EqualValues(t, id, r.at("user", "id"))
			assert.NotContains(t, r.at("user"), "password_hash")
			assert.Equal(t, "dark", r.at("user", "preferencesData", "theme"))
			r = c.get(t, "/api/consciousness-profile", me)
			r.succeeds(t, 200)
			assert.Equal(t, profile, r.at("data"))
			assert.Equal(t, profile["unknown"], r.at("unknown"))
			assert.Equal(t, profile["birthData"], r.at("birthData"))
			assert.NotContains(t, r.body, "code")
		}
		rows := c.query(t, fmt.Sprintf("SELECT count(*) AS n, sum(is_active) AS active FROM consciousness_profiles WHERE user_id = %d", id))
		assert.Equal(t, []map[string]string{{"n": "2", "active": "1"}}, rows)
		assert.Eventually(t, func() bool { return len(c.keyValues(t, fmt.Sprintf("consciousness:%d:", id))) == 1 }, 10*time.Second, 100*time.Millisecond)
		large := object{"profile": object{"notes": strings.Repeat("x", 900_000)}}
		c.post(t, "/api/consciousness-profile", large, me).succeeds(t, 200)
		assert.Len(t, c.get(t, "/api/consciousness-profile", me).at("notes"), 900_000)
	})
	check(t, "GET /api/user/profile", "for the Raycast extension", func(t *testing.T) {
		r := c.get(t, "/api/user/profile", me)
		r.succeeds(t, 200)
		data, _ := r.at("data").(map[string]any)
		assert.Equal(t, "The Star", at(data["preferences"], "card"))
		delete(data, "preferences")
		assert.Equal(t, object{"id": float64(id), "email": "newcomer@example.org", "name": "Nova Example", "displayName": "N.",
			"birthDate": "1990-06-15", "birthTime": "08:30:00", "birthLocation": "Berlin, Germany", "birthLatitude": 52.52, "birthLongitude": 13.405,
			"timezone": "Europe/Berlin", "tier": "free", "onboardingTier": 3.0}, object(data))
		r = c.get(t, "/api/user/profile", c.As(tierOne))
		for _, unknown := range []string{"birthDate", "birthTime", "birthLocation", "birthLatitude", "birthLongitude", "timezone"} {
			assert.Contains(t, r.at("data"), unknown)
			assert.Nil(t, r.at("data", unknown), unknown)
		}
	})
	check(t, "PUT /api/user/profile/update", "in parts", func(t *testing.T) {
		c.put(t, "/api/user/profile/update", `{}`, me).fails(t, 400, "MISSING_DATA")
		c.put(t, "/api/user/profile/update", `{"profileData":{"tier2Data":{"birthDate":"1990-06-15"}}}`, me).fails(t, 400, "MISSING_DATA")
		c.put(t, "/api/user/profile/update", `{"profileData":{"birthData":{"timezone":"Nowhere"}}}`, me).fails(t, 400, "VALIDATION_ERROR")
		r := c.put(t, "/api/user/profile/update", `{"profileData":{"birthData":{"birthTime":"09:15"},"preferences":{"theme":"light"}}}`, me)
		r.succeeds(t, 200)
		assert.Equal(t, "09:15", r.at("user", "birth_time"))
		assert.Equal(t, "1990-06-15", r.at("user", "birth_date"))
		assert.Equal(t, "light", r.at("user", "preferencesData", "theme"))
		assert.Equal(t, "The Star", r.at("user", "preferencesData", "card"))
	})
	check(t, "PUT /api/user/consciousness-profile", "replaces the profile", func(t *testing.T) {
		c.put(t, "/api/user/consciousness-profile", `{}`, me).fails(t, 400, "MISSING_DATA")
		c.put(t, "/api/user/consciousness-profile", `{"userId":1001,"profileData":{"a":1}}`, me).fails(t, 403, "FORBIDDEN")
		r := c.put(t, "/api/user/consciousness-profile", object{"userId": id, "source": "raycast", "profileData": object{"preferences": object{"favoriteEngines": []string{"tarot"}}}}, me)
		r.succeeds(t, 200)
		assert.Equal(t, []any{"tarot"}, r.at("data", "profile", "preferences", "favoriteEngines"))
		assert.Equal(t, r.at("data"), c.get(t, "/api/user/consciousness-profile", me).at("data"))
		assert.Equal(t, object{"preferences": object{"favoriteEngines": []any{"tarot"}}}, c.get(t, "/api/consciousness-profile", me).at("data"))
	})
	check(t, "DELETE /api/consciousness-profile", "and the flags stay", func(t *testing.T) {
		c.do(t, "DELETE", "/api/consciousness-profile", "", me).succeeds(t, 200)
		c.get(t, "/api/consciousness-profile", me).fails(t, 404, "PROFILE_NOT_FOUND")
		c.do(t, "DELETE", "/api/consciousness-profile", "", me).succeeds(t, 200)
		assert.EqualValues(t, 3, status(t)["currentTier"])
		assert.Empty(t, c.keyValues(t, fmt.Sprintf("consciousness:%d:", id)))
	})
	check(t, "GET /profiles/{userId}/{n}", "saved, listed, fetched, deleted", func(t *testing.T) {
		own := fmt.Sprintf("/profiles/%d", id)
		for range 2 {
			c.post(t, "/engines/human-design/calculate", `{"input":{"birth_date":"1990-06-15","birth_time":"08:30","timezone":"UTC"},"options":{"saveProfile":true}}`, me).succeeds(t, 200)
		}
		c.post(t, "/engines/biorhythm/calculate", `{"input":{"birth_date":"1990-06-15"},"options":{"saveProfile":true}}`, me).succeeds(t, 200)
		require.Eventually(t, func() bool { return c.get(t, own, me).at("total") == 3.0 }, 10*time.Second, 200*time.Millisecond)
		for _, key := range texts(c.get(t, own, me).at("profiles")) {
			assert.Regexp(t, fmt.Sprintf(`^user:%d:(human_design|biorhythm):\d{4}-`, id), key)
		}
		for _, name := range []string{"human_design", "human-design"} {
			r := c.get(t, own+"/"+name, me)
			r.succeeds(t, 200)
			assert.Equal(t, "08:30", r.at("profile", "input", "birth_time"))
			assert.NotEmpty(t, r.at("profile", "result", "type"))
			assert.Regexp(t, instant, r.at("profile", "calculatedAt"))
		}
		c.get(t, own+"/tarot", me).fails(t, 404, "PROFILE_NOT_FOUND")
		c.get(t, own+"/palmistry", me).fails(t, 404, "ENGINE_NOT_FOUND")
		c.get(t, "/profiles/me", me).fails(t, 400, "INVALID_USER_ID")
		for _, path := range []string{own, own + "/biorhythm"} {
			c.get(t, path, c.As(ben)).fails(t, 403, "FORBIDDEN")
			c.do(t, "DELETE", path, "", c.As(ben)).fails(t, 403, "FORBIDDEN")
		}
		assert.Equal(t, "Profile deleted", c.do(t, "DELETE", own+"/human-design", "", me).at("message"))
		assert.Equal(t, 1.0, c.get(t, own, me).at("total"))
		assert.Equal(t, "All profiles deleted", c.do(t, "DELETE", own, "", me).at("message"))
		assert.Equal(t, []any{}, c.get(t, own, me).at("profiles"))
	})
	check(t, "any path", "what a profile says is not somebody else's", func(t *testing.T) {
		raw, err := json.Marshal(c.get(t, "/api/user/profile", c.As(ben)).body)
		require.NoError(t, err)
		assert.NotContains(t, string(raw), "Nova")
	})
}

// with is an object with a member in place of its own; nil leaves it out.
func with(o object, name string, value any) object {
	changed := object{}
	for key, own := range o {
		changed[key] = own
	}
	if changed[name] = value; value == nil {
		delete(changed, name)
	}
	return changed
}
