package workflows

import (
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/witnessos/witnessos/internal/api"
	"github.com/witnessos/witnessos/internal/service"
)

func TestParseParamsSpellings(t *testing.T) {
	greenwich := &service.Place{Latitude: 51.48, Longitude: -0.5}
	want := service.Profile{UserID: "42", FullName: "Ada Example", BirthDate: "1990-06-15", BirthTime: "08:30",
		BirthLocation: greenwich, Timezone: "Europe/London"}
	rest := `"full_name":"Ada Example","birth_date":"1990-06-15","birth_time":"08:30","timezone":"Europe/London"`
	for _, profile := range []string{
		`{"fullName":"Ada Example","birthDate":"1990-06-15","birthTime":"08:30","timezone":"Europe/London","birthLocation":{"latitude":51.48,"longitude":-0.5,"city":"Greenwich"}}`,
		`{"name":"Ada Example","date":"1990-06-15","time":"08:30","timezone":"Europe/London","location":[51.48,-0.5]}`,
		`{` + rest + `,"birth_location":"51.48, -0.5"}`,
		`{` + rest + `,"birth_latitude":51.48,"birth_longitude":-0.5}`,
		`{` + rest + `,"birthLatitude":51.48,"birthLongitude":-0.5}`,
		`{` + rest + `,"latitude":51.48,"longitude":-0.5,"userId":42,"enneagram":{"selectedType":5}}`,
	} {
		p, err := ParseParams(Natal, json.RawMessage(`{"userProfile":`+profile+`,"userId":"42","options":{"async":true}}`), "42")
		require.Nil(t, err, "%s: %v", profile, err)
		assert.Equal(t, Params{WorkflowType: Natal, UserProfile: want, Options: Options{Depth: "detailed"}}, p, profile)
	}
}

func TestParseParamsKeepsWhatIsNeeded(t *testing.T) {
	body := json.RawMessage(`{"userProfile":{"birthDate":"1990-06-15","birthLocation":[0,0],"utcOffset":"+05:30","email":"ada@example.org",
		"intention":"from the profile"},"intention":"from the body",
		"options":{"depth":"Comprehensive","includeForecast":true,"include_guidance":true,"saveResults":true}}`)
	parse := func(workflowType string) Params {
		p, err := ParseParams(workflowType, body, "42")
		require.Nil(t, err)
		assert.Equal(t, Options{"comprehensive", true, true, true}, p.Options)
		return p
	}
	basis := service.Profile{UserID: "42", BirthDate: "1990-06-15", UTCOffset: "+05:30"}
	assert.Equal(t, basis, parse(Career).UserProfile)
	withPlace := basis
	withPlace.BirthLocation = &service.Place{} // 0 is a coordinate
	assert.Equal(t, withPlace, parse(Natal).UserProfile)
	withIntention := basis
	withIntention.Intention = "from the body"
	assert.Equal(t, withIntention, parse(Spiritual).UserProfile)

	p, err := ParseParams(Spiritual, json.RawMessage(`{"userProfile":{"birthDate":"1990-06-15","intention":"mine"}}`), "42")
	require.Nil(t, err)
	assert.Equal(t, "mine", p.UserProfile.Intention)

	stored, err2 := json.Marshal(parse(Natal))
	require.NoError(t, err2)
	again, err2 := readParams(stored)
	require.NoError(t, err2)
	assert.Equal(t, parse(Natal), again)
	assert.NotContains(t, string(stored), "example.org")
}

func TestParseParamsRefuses(t *testing.T) {
	for _, c := range []struct{ body, code, field string }{
		{``, "INVALID_JSON", ""},
		{`[]`, "INVALID_JSON", ""},
		{`{"userProfile":`, "INVALID_JSON", ""},
		{`{}`, "MISSING_PARAMS", ""},
		{`null`, "MISSING_PARAMS", ""},
		{`{"userProfile":null}`, "MISSING_PARAMS", ""},
		{`{"userProfile":"me"}`, "VALIDATION_ERROR", "userProfile"},
		{`{"userProfile":[]}`, "VALIDATION_ERROR", "userProfile"},
		{`{"userProfile":{}}`, "VALIDATION_ERROR", "userProfile.birth_date"},
		{`{"userProfile":{"birthDate":"15.6.1990"}}`, "VALIDATION_ERROR", "userProfile.birth_date"},
		{`{"userProfile":{"birthDate":"1899-12-31"}}`, "VALIDATION_ERROR", "userProfile.birth_date"},
		{`{"userProfile":{"birthDate":"1990-06-15","birthTime":"8 o'clock"}}`, "VALIDATION_ERROR", "userProfile.birth_time"},
		{`{"userProfile":{"birthDate":"1990-06-15","timezone":"../etc"}}`, "VALIDATION_ERROR", "userProfile.timezone"},
		{`{"userProfile":{"birthDate":"1990-06-15","fullName":7}}`, "VALIDATION_ERROR", "userProfile.full_name"},
		{`{"userProfile":{"birthDate":"1990-06-15","birthLocation":"Greenwich"}}`, "VALIDATION_ERROR", "userProfile.birth_location"},
		{`{"userProfile":{"birthDate":"1990-06-15","birthLocation":"NaN,0"}}`, "VALIDATION_ERROR", "userProfile.birth_location"},
		{`{"userProfile":{"birthDate":"1990-06-15","birthLocation":[51.48]}}`, "VALIDATION_ERROR", "userProfile.birth_location"},
		{`{"userProfile":{"birthDate":"1990-06-15","birthLocation":[null,0]}}`, "VALIDATION_ERROR", "userProfile.birth_location"},
		{`{"userProfile":{"birthDate":"1990-06-15","birthLocation":{"latitude":1}}}`, "VALIDATION_ERROR", "userProfile.birth_location"},
		{`{"userProfile":{"birthDate":"1990-06-15","birthLocation":true}}`, "VALIDATION_ERROR", "userProfile.birth_location"},
		{`{"userProfile":{"birthDate":"1990-06-15","birthLocation":[91,0]}}`, "VALIDATION_ERROR", "userProfile.birth_location.latitude"},
		{`{"userProfile":{"birthDate":"1990-06-15","birthLocation":[-91,0]}}`, "VALIDATION_ERROR", "userProfile.birth_location.latitude"},
		{`{"userProfile":{"birthDate":"1990-06-15","birthLocation":"0,180.5"}}`, "VALIDATION_ERROR", "userProfile.birth_location.longitude"},
		{`{"userProfile":{"birthDate":"1990-06-15","birthLocation":"0,-1e400"}}`, "VALIDATION_ERROR", "userProfile.birth_location"},
		{`{"userProfile":{"birthDate":"1990-06-15","birthLatitude":1}}`, "VALIDATION_ERROR", "userProfile.birth_longitude"},
		{`{"userProfile":{"birthDate":"1990-06-15","longitude":1}}`, "VALIDATION_ERROR", "userProfile.birth_latitude"},
		{`{"userProfile":{"birthDate":"1990-06-15"},"options":7}`, "VALIDATION_ERROR", "options"},
		{`{"userProfile":{"birthDate":"1990-06-15"},"options":{"depth":"abyss"}}`, "VALIDATION_ERROR", "options.depth"},
		{`{"userProfile":{"birthDate":"1990-06-15"},"options":{"saveResults":"yes"}}`, "VALIDATION_ERROR", "options.save_results"},
		{`{"userProfile":{"birthDate":"1990-06-15"},"intention":7}`, "VALIDATION_ERROR", "intention"},
		{`{"userProfile":{"birthDate":"1990-06-15","userId":43}}`, "FORBIDDEN", ""},
		{`{"userProfile":{"birthDate":"1990-06-15"},"userId":"43"}`, "FORBIDDEN", ""},
	} {
		_, err := ParseParams(Natal, json.RawMessage(c.body), "42")
		require.NotNil(t, err, c.body)
		assert.Equal(t, c.code, err.Code, c.body)
		if c.field != "" {
			assert.Equal(t, 400, err.Status, c.body)
			assert.Equal(t, c.field, err.Details.(map[string]any)["field"], c.body)
		}
	}
	_, err := ParseParams("shadow", json.RawMessage(`{"userProfile":{"birthDate":"1990-06-15"}}`), "42")
	assert.Equal(t, "VALIDATION_ERROR", err.Code)
	_, err = ParseParams(Natal, json.RawMessage(`{}`), "42")
	assert.Equal(t, "userProfile required", err.Message)
}

func TestParseParamsTellsEverythingAtOnce(t *testing.T) {
	_, err := ParseParams(Natal, json.RawMessage(`{"userProfile":{"birthTime":"late"},"options":{"depth":"abyss"},"intention":7}`), "42")
	require.NotNil(t, err)
	var fields []string
	for _, p := range err.Details.(map[string]any)["errors"].([]api.FieldProblem) {
		fields = append(fields, p.Field)
	}
	assert.Equal(t, []string{"userProfile.birth_date", "userProfile.birth_time", "options.depth", "intention"}, fields)
}
