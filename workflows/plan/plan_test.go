package plan

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/witnessos/witnessos/internal/api"
	"github.com/witnessos/witnessos/internal/engines"
)

const (
	ada  = `"full_name":"Ada Example","birth_date":"1990-06-15","birth_time":"08:30","birth_location":[51.48,0],"timezone":"Europe/London"`
	cleo = `"fullName":"Cleo Sample","birthDate":"1988-12-09","birthTime":"23:15","latitude":48.85,"longitude":2.35,"utcOffset":"+01:00"`
)

var now = time.Date(2025, 7, 18, 9, 30, 0, 0, time.UTC)

// items are the engines of a custom workflow, as the router reads them.
func items(body string) (list []Item) {
	var parts struct {
		Engines []struct {
			Engine, EngineName string
			Input              json.RawMessage
		}
	}
	_ = json.Unmarshal([]byte(body), &parts)
	for _, e := range parts.Engines {
		if e.Input == nil {
			e.Input = json.RawMessage("null")
		}
		list = append(list, Item{EngineName: e.Engine + e.EngineName, Input: e.Input})
	}
	return list
}

func read(t *testing.T, workflowType, body string) *Ask {
	t.Helper()
	a, err := Read(workflowType, json.RawMessage(body), items(body), now)
	require.Nil(t, err, "%s: %v", body, err)
	return a
}

// told is what the engines are told, by engine and subject; what is left out has its reason.
func told(steps []Step) map[string]string {
	all := map[string]string{}
	for _, s := range steps {
		key := s.Engine
		if s.Subject != "" {
			key += " " + s.Subject
		}
		if s.Compares {
			key += " compared"
		}
		all[key] = string(s.Input)
		if s.Missing != "" {
			all[key] = s.Missing
		}
	}
	return all
}

func namesOf(steps []Step) (names []string) {
	for _, s := range steps {
		if !s.Compares {
			names = append(names, s.Engine)
		}
	}
	return names
}

// The rows of section 4.2.
func TestTheTable(t *testing.T) {
	everything := `{"userProfile":{` + ada + `,"enneagram":{"selectedType":5}},"partnerProfile":{` + cleo + `},"intention":"x","engines":[{"engine":"biorhythm"}]}`
	for name, want := range map[string]string{
		Natal: "numerology human_design vimshottari", Career: "numerology enneagram tarot",
		Spiritual: "gene_keys iching sacred_geometry", Shadow: "enneagram gene_keys tarot",
		Relationships: "numerology numerology enneagram enneagram tarot", Daily: "biorhythm iching tarot", Custom: "biorhythm",
	} {
		assert.Equal(t, strings.Fields(want), namesOf(read(t, name, everything).Steps()), name)
	}
	for name, want := range map[string]string{
		Natal: "numerology human_design vimshottari astrology", Career: "numerology human_design gene_keys",
		Spiritual: "numerology vimshottari iching gene_keys", Shadow: "", Relationships: "", Daily: "", Custom: "",
	} {
		assert.Equal(t, strings.Fields(want), append([]string{}, namesOf(Background(name, Person{}))...), name)
	}
	assert.Equal(t, []string{Natal, Career, Spiritual}, InBackground())
	assert.Len(t, Types(), 7)
	assert.Nil(t, Background("palmistry", Person{}))
	for _, w := range table {
		for _, c := range append(w.now, w.background...) {
			_, known := engines.Lookup(c.engine)
			assert.True(t, known, c.engine)
			assert.True(t, json.Valid([]byte("{"+c.options+"}")), c.options)
			assert.NotEmpty(t, topics(c.engine), c.engine)
		}
		assert.NotEmpty(t, w.question)
	}
	for _, s := range sets {
		assert.NotEmpty(t, setOf(s.name))
		for _, engine := range setOf(s.name) {
			_, known := engines.Lookup(engine)
			assert.True(t, known, engine)
		}
	}
	for _, e := range engines.Catalog() {
		assert.NotEmpty(t, topics(e.Name), "a new engine: what does it want to know?")
	}
}

func TestWhatEnginesAreTold(t *testing.T) {
	sky := `{"birth_date":"1990-06-15","birth_time":"08:30","birth_location":[51.48,0],"timezone":"Europe/London"}`
	assert.Equal(t, map[string]string{
		"numerology":   `{"preferred_name":"Ada","full_name":"Ada Example","birth_date":"1990-06-15","timezone":"Europe/London"}`,
		"human_design": sky, "vimshottari": sky,
	}, told(read(t, Natal, `{"userProfile":{`+ada+`,"preferredName":"Ada"}}`).Steps()))

	assert.Equal(t, map[string]string{
		"numerology": `{"full_name":"Ada Example","birth_date":"1990-06-15","timezone":"Europe/London"}`,
		"enneagram":  `{"assessment_responses":{"a":"4"},"identification_method":"assessment","focus_area":"career"}`,
		"tarot":      `{"question":"What deserves my attention in my work now?","spread_type":"three_card","focus_area":"career"}`,
	}, told(read(t, Career, `{"userProfile":{`+ada+`,"enneagram":{"assessmentResponses":{"a":"4"}}}}`).Steps()))

	assert.Equal(t, map[string]string{
		"gene_keys":       sky,
		"iching":          `{"question":"How do I rest?","method":"coins"}`,
		"sacred_geometry": `{"intention":"How do I rest?","birth_date":"1990-06-15","pattern_type":"mandala","petal_count":8,"layer_count":3,"color_scheme":"chakra"}`,
	}, told(read(t, Spiritual, `{"userProfile":{`+ada+`},"intention":"How do I rest?"}`).Steps()))

	daily := read(t, Daily, `{"userProfile":{"birth_date":"1990-06-15"},"date":"2025-07-18"}`)
	assert.Equal(t, map[string]string{
		"biorhythm": `{"birth_date":"1990-06-15","target_date":"2025-07-18","forecast_days":7}`,
		"iching":    `{"question":"What deserves my attention today?","method":"random"}`,
		"tarot":     `{"question":"What deserves my attention today?","spread_type":"single_card","focus_area":"daily_guidance"}`,
	}, told(daily.Steps()))
}

func TestEnneagramAnswersInEverySpelling(t *testing.T) {
	for profile, want := range map[string]string{
		`"enneagram":{"selectedType":5}`:                                       `{"selected_type":5,"identification_method":"self_select"}`,
		`"selected_type":5`:                                                    `{"selected_type":5,"identification_method":"self_select"}`,
		`"enneagram":{"self_selected_type":9,"selectedWing":8}`:                `{"selected_type":9,"selected_wing":8,"identification_method":"self_select"}`,
		`"assessmentResponses":{"t1a":5}`:                                      `{"assessment_responses":{"t1a":5},"identification_method":"assessment"}`,
		`"enneagram":{"behavioralDescription":"quiet"}`:                        `{"behavioral_description":"quiet","identification_method":"intuitive"}`,
		`"enneagram":{"selectedType":5,"identificationMethod":"intuitive"}`:    `{"selected_type":5,"identification_method":"intuitive"}`,
		`"enneagram":{}`:                                                       ``,
		`"enneagram":{"identification_method":"assessment","selected_wing":4}`: ``,
		`"enneagram":null`:                                                     ``,
		`"full_name":"x"`:                                                      ``,
	} {
		p, problems := ReadPerson(json.RawMessage("{" + profile + "}"))
		assert.Empty(t, problems, profile)
		assert.Equal(t, want, string(p.Enneagram), profile)
	}
	for _, profile := range []string{`"enneagram":5`, `"enneagram":{"selectedType":10}`, `"enneagram":{"selectedType":0}`, `"selected_type":"five"`} {
		_, problems := ReadPerson(json.RawMessage("{" + profile + "}"))
		assert.NotEmpty(t, problems, profile)
	}
}

// What the profile does not say is left out with its reason, and nothing stands in for it.
func TestNothingStandsIn(t *testing.T) {
	steps := read(t, Shadow, `{"userProfile":{}}`).Steps()
	assert.Equal(t, map[string]string{
		"enneagram": "userProfile.enneagram", "gene_keys": "userProfile.birth_date",
		"tarot": `{"question":"What do I prefer not to look at, and what would it show me?","spread_type":"three_card","focus_area":"shadow"}`,
	}, told(steps))
	assert.Equal(t, "Left out: userProfile.enneagram has neither a type nor answers", steps[0].Reason())
	assert.Equal(t, "Left out: userProfile.birth_date is not given", steps[1].Reason())

	steps = read(t, Natal, `{"userProfile":{"fullName":"Ada Example","birthDate":"1990-06-15"}}`).Steps()
	assert.Equal(t, `{"birth_date":"1990-06-15","time_unknown":true}`, string(steps[1].Input), "neither noon nor 0, 0")
	assert.Equal(t, []bool{false, true, true}, []bool{steps[0].TimeUnknown, steps[1].TimeUnknown, steps[2].TimeUnknown})
	assert.Equal(t, `{"birth_date":"1990-06-15"}`, string(Background(Natal, Person{Profile: read(t, Shadow, `{"userProfile":{"date":"1990-06-15"}}`).Self.Profile})[1].Input),
		"in the background the engine says what it lacks")

	set := read(t, Custom, `{"userProfile":{},"set":"manifestation_timing"}`).Steps()
	assert.Equal(t, map[string]string{"vimshottari": "userProfile.birth_date", "biorhythm": "userProfile.birth_date",
		"numerology": "userProfile.full_name", "sigil_forge": "intention"}, told(set))
	assert.Equal(t, "birth_location", needs("vedicclock_tcm", []string{"birth_location", "timezone"}))
	assert.Equal(t, "user_id", needs("nadabrahman", []string{"user_id", "seed"}))
	assert.Equal(t, "", needs("sacred_geometry", []string{"intention"}))
	assert.Equal(t, "intention", needs("sacred_geometry", []string{"intention", "birth_date"}))
}

func TestRelationshipsUseBothProfiles(t *testing.T) {
	a := read(t, Relationships, `{"userProfile":{`+ada+`,"enneagram":{"selectedType":5}},"partnerProfile":{`+cleo+`,"enneagram":{"selectedType":2}},"focusArea":"Romantic"}`)
	yours := `{"birth_date":"1988-12-09","birth_time":"23:15","birth_location":[48.85,2.35],"utcOffset":"+01:00"}`
	mine := `"birth_date":"1990-06-15","birth_time":"08:30","birth_location":[51.48,0],"timezone":"Europe/London"`
	type5, type2 := `{"selected_type":5,"identification_method":"self_select","focus_area":"relationships"`, `{"selected_type":2,"identification_method":"self_select"`
	assert.Equal(t, map[string]string{
		"numerology self":    `{"full_name":"Ada Example","birth_date":"1990-06-15","timezone":"Europe/London"}`,
		"numerology partner": `{"full_name":"Cleo Sample","birth_date":"1988-12-09","utcOffset":"+01:00"}`,
		"enneagram self":     type5 + "}",
		"enneagram partner":  type2 + `,"focus_area":"relationships"}`,
		"tarot":              `{"question":"What does this relationship ask of both of us?","spread_type":"three_card","focus_area":"relationships"}`,
		"numerology self compared": `{"full_name":"Ada Example","birth_date":"1990-06-15","timezone":"Europe/London",` +
			`"person2_name":"Cleo Sample","person2_birth_date":"1988-12-09","relationship_type":"romantic"}`,
		"biorhythm self compared":    `{"birth_date":"1990-06-15","timezone":"Europe/London","forecast_days":1,"partner_birth_date":"1988-12-09"}`,
		"human_design self compared": `{` + mine + `,"include_design_calculation":false,"detailed_gates":false,"partner":` + yours + `}`,
		"enneagram self compared":    type5 + `,"partner":` + type2 + `}}`,
	}, told(a.Steps()))

	partial := read(t, Relationships, `{"userProfile":{`+ada+`},"partnerProfile":{"birth_date":"1988-12-09"}}`).Steps()
	got := told(partial)
	assert.Equal(t, "partnerProfile.full_name", got["numerology partner"])
	assert.Equal(t, "partnerProfile.full_name", got["numerology self compared"])
	assert.Equal(t, "userProfile.enneagram", got["enneagram self compared"])
	assert.Contains(t, got["human_design self compared"], `"partner":{"birth_date":"1988-12-09","time_unknown":true}`)
	assert.Contains(t, got["biorhythm self compared"], `"partner_birth_date":"1988-12-09"`)
	for _, s := range partial {
		assert.Equal(t, s.Compares && s.Engine == "human_design", s.TimeUnknown)
		assert.Equal(t, s.Missing == "", s.Input != nil)
	}
}

func TestCustom(t *testing.T) {
	plans := func(engines string) map[string]string {
		return told(read(t, Custom, `{"userProfile":{`+ada+`,"enneagram":{"selectedType":5}},"engines":[`+engines+`],"intention":"to rest"}`).Steps())
	}
	for engine, want := range map[string][2]string{
		"the profile fills": {`{"engine":"biorhythm","input":{"forecast_days":3}}`, `{"forecast_days":3,"birth_date":"1990-06-15","timezone":"Europe/London"}`},
		"no input":          {`{"engine":"biorhythm"}`, `{"birth_date":"1990-06-15","timezone":"Europe/London"}`},
		"null is lacking":   {`{"engine":"biorhythm","input":{"birth_date":null}}`, `{"birth_date":"1990-06-15","timezone":"Europe/London"}`},
		"the other name":    {`{"engineName":"numerology","input":{"name":"Eve"}}`, `{"name":"Eve","birth_date":"1990-06-15","timezone":"Europe/London"}`},
		"another birth":     {`{"engine":"gene-keys","input":{"birthDate":"2001-02-03"}}`, `{"birthDate":"2001-02-03","time_unknown":true}`},
		"the same birth":    {`{"engine":"gene_keys","input":{"birthDate":"1990-06-15","latitude":1,"longitude":2}}`, `{"birthDate":"1990-06-15","latitude":1,"longitude":2,"birth_time":"08:30","timezone":"Europe/London"}`},
		"a question":        {`{"engine":"tarot","input":{"spreadType":"single_card"}}`, `{"spreadType":"single_card","question":"to rest"}`},
		"a question given":  {`{"engine":"tarot","input":{"question":"Why?","seed":"x"}}`, `{"question":"Why?","seed":"x"}`},
		"answers":           {`{"engine":"enneagram","input":{}}`, `{"selected_type":5,"identification_method":"self_select"}`},
		"answers given":     {`{"engine":"enneagram","input":{"responses":{"a":"4"}}}`, `{"responses":{"a":"4"}}`},
		"an intention":      {`{"engine":"sigil_forge","input":{"style":"minimal"}}`, `{"style":"minimal","intention":"to rest","birth_date":"1990-06-15"}`},
		"no object":         {`{"engine":"tarot","input":[1]}`, `[1]`},
	} {
		for _, got := range plans(want[0]) {
			assert.Equal(t, want[1], got, engine)
		}
	}
	for name, got := range plans(`{"engine":"palmistry","input":{"a":1}}`) {
		assert.Equal(t, "palmistry", name, "the engine service says that there is none")
		assert.Equal(t, `{"a":1}`, got)
	}
	two := read(t, Custom, `{"userProfile":{},"engines":[{"engine":"i-ching","input":{}},{"engine":"iching","input":{"method":"coins"}}]}`).Steps()
	assert.Equal(t, []string{"iching", "iching"}, namesOf(two), "twice is twice")
	sky := read(t, Custom, `{"userProfile":{"birthDate":"1990-06-15"},"engines":[{"engine":"astrology","input":{}},{"engine":"astrology","input":{"time":"08:00"}},{"engine":"astrology","input":{"time_unknown":false}}]}`).Steps()
	assert.Equal(t, `{"birth_date":"1990-06-15","time_unknown":true}`, string(sky[0].Input))
	assert.Equal(t, []bool{true, false, false}, []bool{sky[0].TimeUnknown, sky[1].TimeUnknown, sky[2].TimeUnknown})
}

func TestNamedSets(t *testing.T) {
	names := func(rest string) []string {
		return namesOf(read(t, Custom, `{"userProfile":{`+ada+`},"partnerProfile":{`+cleo+`},`+rest+`}`).Steps())
	}
	assert.Equal(t, strings.Fields("biorhythm numerology tarot"), names(`"set":"daily_guidance"`))
	assert.Equal(t, strings.Fields("numerology human_design gene_keys enneagram tarot"), names(`"set":"career_guidance","options":{"includeDivination":true}`))
	assert.Equal(t, strings.Fields("biorhythm vimshottari tarot iching enneagram"), names(`"set":"life_transition","options":{"includeDivination":true}`), "tarot is in it once")
	assert.Equal(t, strings.Fields("numerology numerology human_design human_design enneagram enneagram"), names(`"set":"relationship_compatibility"`))
	deep := told(read(t, Custom, `{"userProfile":{},"set":"shadow_work","options":{"analysisDepth":"deep"}}`).Steps())
	assert.Contains(t, deep["tarot"], "celtic_cross")
}

func TestSeedsOfTheDay(t *testing.T) {
	seeds := func(user, body string) map[string]string {
		a := read(t, Daily, body)
		a.Subject = user
		found := map[string]string{}
		for _, s := range a.Steps() {
			var in struct{ Seed string }
			require.NoError(t, json.Unmarshal(s.Input, &in))
			found[s.Engine] = in.Seed
		}
		return found
	}
	today := `{"userProfile":{"birth_date":"1990-06-15"},"date":"2025-07-18"}`
	first := seeds("42", today)
	assert.Equal(t, first, seeds("42", today), "the same all day")
	assert.Regexp(t, "^[0-9a-f]{64}$", first["tarot"])
	assert.NotEqual(t, first["tarot"], first["iching"])
	assert.Empty(t, first["biorhythm"])
	for name, other := range map[string]map[string]string{
		"user":     seeds("43", today),
		"day":      seeds("42", strings.Replace(today, "07-18", "07-19", 1)),
		"question": seeds("42", strings.Replace(today, `"date"`, `"question":"Why?","date"`, 1)),
	} {
		assert.NotEqual(t, first["tarot"], other["tarot"], name)
	}
	assert.Empty(t, seeds("", today)["tarot"], "nobody knows whose day it is")
	assert.Equal(t, "43df759847b83cf9e3ea728cc153c111a6e8c4c739a76147c9307312bbd6dba3", first["tarot"], "for ever")
	assert.NotEqual(t, DaySeed("4", "22025-07-18", "tarot", "daily"), DaySeed("42", "2025-07-18", "tarot", "daily"), "parts do not run together")
}

func TestReadTakesEverySpelling(t *testing.T) {
	want := read(t, Natal, `{"userProfile":{`+ada+`}}`).Self
	for _, profile := range []string{
		`{"fullName":"Ada Example","birthDate":"1990-06-15","birthTime":"08:30","birthLocation":{"latitude":51.48,"longitude":0,"city":"Greenwich"},"timezone":"Europe/London"}`,
		`{"name":"Ada Example","date":"1990-06-15","time":"08:30","location":"51.48,0","timezone":"Europe/London"}`,
		`{"birth_name":"Ada Example","birth_date":"1990-06-15","birth_time":"08:30","birth_latitude":51.48,"birth_longitude":0,"timezone":"Europe/London"}`,
	} {
		assert.Equal(t, want, read(t, Natal, `{"userProfile":`+profile+`,"extra":1}`).Self, profile)
	}
	a := read(t, Daily, `{"userProfile":{"birth_date":"1990-06-15","intention":"mine"},"forecast_mode":true,"options":{"includePredictive":true,"useCache":true}}`)
	assert.True(t, a.Forecast)
	assert.True(t, a.Predictive)
	assert.True(t, a.Options.UseCache)
	assert.Equal(t, "mine", a.Question)
	assert.Equal(t, "compatibility", read(t, Relationships, `{"userProfile":{"name":"a"},"partnerProfile":{"name":"b"}}`).Focus)
	assert.Equal(t, "general", read(t, Career, `{"userProfile":{`+ada+`}}`).Focus)
	assert.Equal(t, "money", read(t, Career, `{"userProfile":{`+ada+`},"focus_area":"money"}`).Focus)
	read(t, Natal, `{"userProfile":{`+ada+`},"date":"never","set":"x","forecastMode":7}`) // means nothing to it
}

func TestReadRefuses(t *testing.T) {
	named := `"fullName":"Ada","birthDate":"1990-06-15"`
	for _, c := range []struct{ kind, body, code, field string }{
		{Natal, ``, "MISSING_PROFILE", "userProfile"},
		{Natal, `{}`, "MISSING_PROFILE", "userProfile"},
		{Natal, `{"userProfile":null}`, "MISSING_PROFILE", "userProfile"},
		{Natal, `{"userProfile":{}}`, "MISSING_PROFILE", "userProfile.full_name"},
		{Natal, `{"userProfile":{"fullName":"Ada"}}`, "MISSING_PROFILE", "userProfile.birth_date"},
		{Natal, `{"userProfile":{"fullName":"Ada","birthDate":""}}`, "VALIDATION_ERROR", "userProfile.birth_date"},
		{Natal, `{"userProfile":{"fullName":"Ada","birthDate":"15.06.1990"}}`, "VALIDATION_ERROR", "userProfile.birth_date"},
		{Natal, `{"userProfile":{"fullName":"Ada","birthDate":"2025-07-19"}}`, "VALIDATION_ERROR", "userProfile.birth_date"},
		{Natal, `{"userProfile":{"fullName":"Ada","birthDate":"1899-12-31"}}`, "VALIDATION_ERROR", "userProfile.birth_date"},
		{Relationships, `{"userProfile":{` + named + `},"partnerProfile":{"birthDate":"2099-01-01"}}`, "VALIDATION_ERROR", "partnerProfile.birth_date"},
		{Natal, `{"userProfile":{"fullName":7,"birthDate":"1990-06-15"}}`, "VALIDATION_ERROR", "userProfile.full_name"},
		{Natal, `{"userProfile":"me"}`, "VALIDATION_ERROR", "userProfile"},
		{Natal, `{"userProfile":[]}`, "VALIDATION_ERROR", "userProfile"},
		{Natal, `{"userProfile":{` + named + `,"birthTime":"8"}}`, "VALIDATION_ERROR", "userProfile.birth_time"},
		{Natal, `{"userProfile":{` + named + `,"birthLocation":"Berlin"}}`, "VALIDATION_ERROR", "userProfile.birth_location"},
		{Natal, `{"userProfile":{` + named + `,"birthLocation":[91,0]}}`, "VALIDATION_ERROR", "userProfile.birth_location.latitude"},
		{Natal, `{"userProfile":{` + named + `,"latitude":1}}`, "VALIDATION_ERROR", "userProfile.birth_longitude"},
		{Natal, `{"userProfile":{` + named + `},"options":7}`, "VALIDATION_ERROR", "options"},
		{Natal, `{"userProfile":{` + named + `},"options":{"useCache":"no"}}`, "VALIDATION_ERROR", "options.use_cache"},
		{Natal, `[]`, "INVALID_JSON", ""},
		{Career, `{"userProfile":{` + named + `},"focusArea":7}`, "VALIDATION_ERROR", "focus_area"},
		{Career, `{"userProfile":{` + named + `,"enneagram":{"selectedType":12}}}`, "VALIDATION_ERROR", "userProfile.enneagram.selected_type"},
		{Spiritual, `{}`, "MISSING_DATA", "userProfile"},
		{Spiritual, `{"intention":"x"}`, "MISSING_DATA", "userProfile"},
		{Spiritual, `{"userProfile":{}}`, "MISSING_DATA", "intention"},
		{Spiritual, `{"userProfile":{},"intention":" "}`, "MISSING_DATA", "intention"},
		{Spiritual, `{"userProfile":{},"intention":7}`, "VALIDATION_ERROR", "intention"},
		{Shadow, `{}`, "MISSING_PROFILE", "userProfile"},
		{Relationships, `{}`, "MISSING_PROFILES", "userProfile"},
		{Relationships, `{"userProfile":{` + named + `}}`, "MISSING_PROFILES", "partnerProfile"},
		{Relationships, `{"userProfile":{` + named + `},"partnerProfile":{}}`, "MISSING_PROFILES", "partnerProfile"},
		{Relationships, `{"userProfile":{` + named + `},"partnerProfile":{"birthTime":"08:00"}}`, "MISSING_PROFILES", "partnerProfile"},
		{Relationships, `{"userProfile":{` + named + `},"partnerProfile":{"birthDate":"x"}}`, "VALIDATION_ERROR", "partnerProfile.birth_date"},
		{Relationships, `{"userProfile":{` + named + `},"partnerProfile":"you"}`, "VALIDATION_ERROR", "partnerProfile"},
		{Daily, `{"userProfile":{"fullName":"Ada"}}`, "MISSING_PROFILE", "userProfile.birth_date"},
		{Daily, `{"userProfile":{` + named + `},"date":"today"}`, "VALIDATION_ERROR", "date"},
		{Daily, `{"userProfile":{` + named + `},"question":"` + strings.Repeat("x", 501) + `"}`, "VALIDATION_ERROR", "question"},
		{Daily, `{"userProfile":{` + named + `},"forecastMode":"yes"}`, "VALIDATION_ERROR", "forecast_mode"},
		{Custom, `{"engines":[{"engine":"tarot"}]}`, "MISSING_PROFILE", "userProfile"},
		{Custom, `{"set":"life_transitions","userProfile":{}}`, "VALIDATION_ERROR", "set"},
		{Custom, `{"set":"life_transition","userProfile":{},"options":{"analysisDepth":"abyss"}}`, "VALIDATION_ERROR", "options.analysis_depth"},
	} {
		_, err := Read(c.kind, json.RawMessage(c.body), items(c.body), now)
		require.NotNil(t, err, "%s %s", c.kind, c.body)
		assert.Equal(t, 400, err.Status)
		assert.Equal(t, c.code, err.Code, "%s %s", c.kind, c.body)
		if c.field != "" {
			assert.Equal(t, c.field, fieldOf(err), "%s %s", c.kind, c.body)
		}
	}
}

func fieldOf(err *api.Error) any {
	switch details := err.Details.(type) {
	case map[string]any:
		return details["field"]
	case map[string]string:
		return details["field"]
	}
	return nil
}

func TestReadTellsEverythingAtOnce(t *testing.T) {
	_, err := Read(Natal, json.RawMessage(`{"userProfile":{"birthTime":"late"}}`), nil, now)
	var fields []string
	for _, p := range err.Details.(map[string]any)["errors"].([]api.FieldProblem) {
		fields = append(fields, p.Field)
	}
	assert.Equal(t, []string{"userProfile.full_name", "userProfile.birth_date"}, fields)
	_, err = Read(Relationships, json.RawMessage(`{}`), nil, now)
	assert.Len(t, err.Details.(map[string]any)["errors"], 2)
}

func TestLacking(t *testing.T) {
	nobody, born := Person{}, Person{}
	born.BirthDate, born.UserID = "1990-06-15", "42"
	for engine, lacking := range map[string][2]string{
		"numerology":      {"full_name", "full_name"},
		"human_design":    {"birth_date", ""},
		"biorhythm":       {"birth_date", ""},
		"tarot":           {"question", "question"},
		"enneagram":       {"enneagram", "enneagram"},
		"sacred_geometry": {"intention", ""},
		"vedicclock_tcm":  {"birth_date", "birth_location"},
		"nadabrahman":     {"user_id", ""},
		"face_reading":    {"consent", "consent"},
	} {
		assert.Equal(t, lacking, [2]string{Lacking(engine, &nobody), Lacking(engine, &born)}, engine)
	}
}
