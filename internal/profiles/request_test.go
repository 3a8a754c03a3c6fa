//go:build !js

package profiles

import (
	"encoding/json"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/witnessos/witnessos/internal/api"
	"github.com/witnessos/witnessos/internal/service"
)

var today = time.Date(2025, 7, 19, 8, 0, 0, 0, time.UTC)

func tier(n int) func(string) (Change, *api.Error) {
	return func(body string) (Change, *api.Error) { return ReadTier(n, json.RawMessage(body), today) }
}

func bare(body string) (Change, *api.Error) {
	return ReadUpload("profile", json.RawMessage(body), true, today)
}

func wrapped(body string) (Change, *api.Error) {
	return ReadUpload("profile", json.RawMessage(body), false, today)
}

func update(body string) (Change, *api.Error) { return ReadUpdate(json.RawMessage(body), today) }

func wishes(body string) (Change, *api.Error) { return ReadPreferences(json.RawMessage(body), today) }

func TestRequestsThatAreRefused(t *testing.T) {
	const born = `"birthDate":"1990-06-15","birthTime":"08:30","latitude":52.52,"longitude":13.405`
	for _, c := range []struct {
		read              func(string) (Change, *api.Error)
		body, code, field string
	}{
		{tier(1), `{}`, "MISSING_DATA", "fullName"},
		{tier(1), `{"fullName":null}`, "MISSING_DATA", "fullName"},
		{tier(1), `{"fullName":"  "}`, "MISSING_DATA", "fullName"},
		{tier(1), `{"fullName":7}`, "VALIDATION_ERROR", "fullName"},
		{tier(1), `{"fullName":"Ada\u0000"}`, "VALIDATION_ERROR", "fullName"},
		{tier(2), `{}`, "MISSING_DATA", "birthDate"},
		{tier(2), `{"birthDate":"1990-06-15","birthTime":"","latitude":1,"longitude":1}`, "MISSING_DATA", "birthTime"},
		{tier(2), `{"birthDate":"1990-06-15","birthTime":"08:30","longitude":1}`, "MISSING_DATA", "latitude"},
		{tier(2), `{"birthDate":"1990-06-15","birthTime":"08:30","latitude":1}`, "MISSING_DATA", "longitude"},
		{tier(2), `{"birthDate":"1990-06-15","birthTime":"08:30","birthLocation":"Berlin"}`, "MISSING_DATA", "latitude"},
		{tier(2), `{"birthDate":"bad","birthTime":"08:30","latitude":1}`, "MISSING_DATA", "longitude"},
		{tier(2), `{"birthDate":"1990-02-30","birthTime":"08:30","latitude":1,"longitude":1}`, "VALIDATION_ERROR", "birthDate"},
		{tier(2), `{"birthDate":"15.06.1990","birthTime":"08:30","latitude":1,"longitude":1}`, "VALIDATION_ERROR", "birthDate"},
		{tier(2), `{"birthDate":19900615,"birthTime":"08:30","latitude":1,"longitude":1}`, "VALIDATION_ERROR", "birthDate"},
		{tier(2), `{"birthDate":"1899-12-31","birthTime":"08:30","latitude":1,"longitude":1}`, "VALIDATION_ERROR", "birthDate"},
		{tier(2), `{"birthDate":"2025-07-20","birthTime":"08:30","latitude":1,"longitude":1}`, "VALIDATION_ERROR", "birthDate"},
		{tier(2), `{"birthDate":"1990-06-15","birthTime":"8:30","latitude":1,"longitude":1}`, "VALIDATION_ERROR", "birthTime"},
		{tier(2), `{"birthDate":"1990-06-15","birthTime":"24:00","latitude":1,"longitude":1}`, "VALIDATION_ERROR", "birthTime"},
		{tier(2), `{"birthDate":"1990-06-15","birthTime":"08:30:60","latitude":1,"longitude":1}`, "VALIDATION_ERROR", "birthTime"},
		{tier(2), `{"birthDate":"1990-06-15","birthTime":"08:30","latitude":90.1,"longitude":1}`, "VALIDATION_ERROR", "latitude"},
		{tier(2), `{"birthDate":"1990-06-15","birthTime":"08:30","latitude":-90.1,"longitude":1}`, "VALIDATION_ERROR", "latitude"},
		{tier(2), `{"birthDate":"1990-06-15","birthTime":"08:30","latitude":1,"longitude":180.1}`, "VALIDATION_ERROR", "longitude"},
		{tier(2), `{"birthDate":"1990-06-15","birthTime":"08:30","latitude":"1","longitude":1}`, "VALIDATION_ERROR", "latitude"},
		{tier(2), `{` + born + `,"timezone":"Atlantis/Capital"}`, "VALIDATION_ERROR", "timezone"},
		{tier(2), `{` + born + `,"timezone":"europe/berlin"}`, "VALIDATION_ERROR", "timezone"},
		{tier(2), `{` + born + `,"timezone":"+02:00"}`, "VALIDATION_ERROR", "timezone"},
		{tier(2), `{` + born + `,"timezone":2}`, "VALIDATION_ERROR", "timezone"},
		{tier(2), `{"birthDate":"1990-06-15","birthTime":"08:30","birthLocation":[91,0]}`, "VALIDATION_ERROR", "birthLocation.latitude"},
		{tier(3), `{}`, "MISSING_DATA", "preferences"},
		{tier(3), `{"preferences":null}`, "MISSING_DATA", "preferences"},
		{tier(3), `{"preferences":"dark"}`, "VALIDATION_ERROR", "preferences"},
		{wishes, `{}`, "MISSING_DATA", "preferences"},
		{wishes, `{"preferences":[]}`, "VALIDATION_ERROR", "preferences"},
		{wishes, `{"preferences":{"birthData":7}}`, "VALIDATION_ERROR", "preferences.birthData"},
		{wishes, `{"preferences":{"birthData":{"birthDate":"1990-13-01"}}}`, "VALIDATION_ERROR", "preferences.birthData.birthDate"},
		{bare, `{}`, "MISSING_DATA", "profile"},
		{bare, `{"userId":42}`, "MISSING_DATA", "profile"},
		{bare, `{"birthData":{"birthTime":"25:00"}}`, "VALIDATION_ERROR", "birthData.birthTime"},
		{wrapped, ``, "MISSING_DATA", "profile"},
		{wrapped, `null`, "MISSING_DATA", "profile"},
		{wrapped, `"me"`, "VALIDATION_ERROR", "profile"},
		{wrapped, `{"personalData":[]}`, "VALIDATION_ERROR", "profile.personalData"},
		{wrapped, `{"personalData":{"birthDate":"1990-00-15"}}`, "VALIDATION_ERROR", "profile.personalData.birthDate"},
		{wrapped, `{"birthData":{"birthLocation":[0,-181]}}`, "VALIDATION_ERROR", "profile.birthData.birthLocation.longitude"},
		{wrapped, `{"birthData":{"timezone":"Nowhere"}}`, "VALIDATION_ERROR", "profile.birthData.timezone"},
		{wrapped, `{"location":7}`, "VALIDATION_ERROR", "profile.location"},
		{wrapped, `{"preferences":7}`, "VALIDATION_ERROR", "profile.preferences"},
		{update, ``, "MISSING_DATA", "profileData"},
		{update, `7`, "VALIDATION_ERROR", "profileData"},
		{update, `{"birthData":{"latitude":1}}`, "MISSING_DATA", "profileData.birthData.longitude"},
		{update, `{"birthData":{"birthLocation":[1,2],"longitude":1}}`, "MISSING_DATA", "profileData.birthData.latitude"},
		{update, `{"tier1Data":{}}`, "MISSING_DATA", "profileData.tier1Data.fullName"},
		{update, `{"tier2Data":{` + born + `,"timezone":"x"}}`, "VALIDATION_ERROR", "profileData.tier2Data.timezone"},
		{update, `{"tier3Data":{}}`, "MISSING_DATA", "profileData.tier3Data.preferences"},
		{update, `{"hasCompletedOnboarding":"yes"}`, "VALIDATION_ERROR", "profileData.hasCompletedOnboarding"},
	} {
		_, err := c.read(c.body)
		require.NotNil(t, err, c.body)
		assert.Equal(t, 400, err.Status, c.body)
		assert.Equal(t, c.code, err.Code, c.body)
		details, _ := err.Details.(map[string]any)
		assert.Equal(t, c.field, details["field"], c.body)
		assert.Contains(t, err.Message, c.field, "the sentence names it too")
	}
	_, err := tier(2)(`{"birthDate":"x","birthTime":"y","latitude":100,"longitude":200,"timezone":"z"}`)
	details, _ := err.Details.(map[string]any)
	assert.Len(t, details["errors"], 5, "everything that is wrong")
}

func TestRequestsInTheirSpellings(t *testing.T) {
	berlin := &service.Place{Latitude: 52.52, Longitude: 13.405}
	for _, c := range []struct {
		read func(string) (Change, *api.Error)
		body string
		want Birth
	}{
		{tier(2), `{"birthDate":"1990-06-15","birthTime":"08:30:15","latitude":52.52,"longitude":13.405}`,
			Birth{Date: "1990-06-15", Time: "08:30:15", Place: berlin, Timezone: "UTC"}},
		{tier(2), `{"birth_date":"1990-06-15","birth_time":"08:30","birth_latitude":52.52,"birthLongitude":13.405,"timezone":"Europe/Berlin","birthLocation":"Berlin"}`,
			Birth{Date: "1990-06-15", Time: "08:30", Place: berlin, Timezone: "Europe/Berlin", PlaceName: "Berlin"}},
		{tier(2), `{"birthDate":"2025-07-19","birthTime":"00:00","birthLocation":[0,0]}`,
			Birth{Date: "2025-07-19", Time: "00:00", Place: &service.Place{}, Timezone: "UTC"}},
		{bare, `{"personalData":{"birthDate":"1990-06-15"},"birthData":{"birthTime":"","timezone":null,"birthLocation":{"latitude":52.52,"longitude":13.405}},"location":{"city":"Berlin","country":"Germany","coordinates":[52.5,13.4]}}`,
			Birth{Date: "1990-06-15", Place: berlin, PlaceName: "Berlin, Germany"}},
		{bare, `{"birthData":{"birthDate":"1990-06-15","birthLocation":[52.52,13.405]},"personalData":{"birthDate":"1991-01-01"},"location":{"name":"Paris","latitude":48.85,"longitude":2.35}}`,
			Birth{Date: "1990-06-15", Place: berlin}}, // where the person lives now
		{wrapped, `{"location":"Berlin"}`, Birth{PlaceName: "Berlin"}},
		{wrapped, `{"location":"52.52,13.405"}`, Birth{}},
		{update, `{"birthData":{"birthTime":"09:00"}}`, Birth{Time: "09:00"}},
		{wishes, `{"preferences":{"birthData":{"timezone":"Asia/Kolkata"}}}`, Birth{Timezone: "Asia/Kolkata"}},
	} {
		got, err := c.read(c.body)
		require.Nil(t, err, "%s: %v", c.body, err)
		assert.Equal(t, c.want, got.Birth, c.body)
	}
	got, err := wrapped(`{"personalData":{"name":"Short","fullName":" Ada Example ","preferredName":"Ada"}}`)
	require.Nil(t, err)
	assert.Equal(t, "Ada Example", got.Name)
	assert.Equal(t, [3]bool{true, true, true}, got.Tiers)
	assert.Equal(t, `"Ada"`, string(member(got.Preferences, "preferredName")))
	got, err = update(`{"tier1Data":{"name":"Ada"},"tier3Data":{"preferences":{}},"hasCompletedOnboarding":false}`)
	require.Nil(t, err)
	assert.Equal(t, "Ada", got.Name)
	assert.Equal(t, [3]bool{true, false, true}, got.Tiers)
	assert.False(t, *got.Onboarding, "what is said outright counts")
}
