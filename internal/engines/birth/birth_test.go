package birth

import (
	"encoding/json"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/witnessos/witnessos/internal/civil"
	"github.com/witnessos/witnessos/internal/civil/zonemap"
	"github.com/witnessos/witnessos/internal/engines"
	"github.com/witnessos/witnessos/internal/engines/enginetest"
	"github.com/witnessos/witnessos/internal/ephemeris"
)

// probe is an engine that does nothing but to resolve births.
type probe struct {
	Input
	Partner *Input `json:"partner,omitempty"`
}

func (in *probe) Normalize(env engines.Env, check *engines.Check) {
	in.Input.Normalize(env, check, "")
	in.Partner.Normalize(env, check, "partner.")
}

type probeResult struct {
	engines.Reading `json:"-"`
	Info            Info        `json:"birth_info"`
	Computation     Computation `json:"computation"`
}

// resolved keeps the last birth for the test to look at.
var resolved *Birth

func engine() engines.Engine {
	return engines.Define(engines.Spec{
		Name: "human_design", Version: "1", Examples: []string{
			`{"birth_date":"1990-06-15","birth_time":"08:30","timezone":"Europe/Berlin"}`,
			`{"date":"1990-06-15","time":"08:30:15","birth_latitude":40.7,"birth_longitude":-74}`,
			`{"date":"1990-06-15","time_unknown":true,"utc_offset":"+05:45"}`,
		},
	}, func(_ engines.Env, in probe) (probeResult, error) {
		resolved = in.Birth()
		return probeResult{engines.Reading{Text: "probe", Confidence: resolved.Confidence().Score()}, resolved.Info(),
			resolved.Computation(Method{Node: TrueNode})}, nil
	})
}

func resolve(t *testing.T, input string) (*Birth, engines.Result) {
	t.Helper()
	result := engine().Calculate(enginetest.Env(), json.RawMessage(input))
	require.True(t, result.Success, "%s %+v", result.Error, result.Details)
	return resolved, result
}

func TestContract(t *testing.T) { enginetest.Run(t, engine()) }

func FuzzInput(f *testing.F) { enginetest.Fuzz(f, engine()) }

func TestSpellingsNormaliseAlike(t *testing.T) {
	groups := [][]string{
		{ // places
			`"timezone":"Europe/Berlin","birth_location":[52.5,13.25]`,
			`"timezone":"Europe/Berlin","birthLocation":{"latitude":52.5,"longitude":13.25,"city":"Berlin","country":"Germany"}`,
			`"timezone":"Europe/Berlin","location":"52.5, 13.25"`,
			`"timezone":"Europe/Berlin","location":{"lat":52.5,"lng":13.25}`,
			`"timezone":"Europe/Berlin","birth_latitude":52.5,"birth_longitude":13.25`,
			`"timezone":"Europe/Berlin","latitude":52.5,"longitude":13.25`,
			`"timezone":"Europe/Berlin","birthLatitude":52.5,"longitude":13.25,"birth_location":[52.5,13.25]`,
			`"timezone":"Europe/Berlin","timezone_offset":9,"birth_location":[52.5,13.25]`,
		},
		{ // offsets
			`"timezone_offset":5.75`, `"timezoneOffset":5.75`, `"utcOffset":"+05:45"`, `"utc_offset":"+05:45"`,
			`"timezone_offset":5.75,"utcOffset":"-01:00"`,
		},
		{`"timezone":"UTC","time_uncertainty_minutes":0`, `"timezone":"UTC","timeUnknown":false`, `"timezone":"UTC"`},
	}
	for _, group := range groups {
		var want json.RawMessage
		for _, spelling := range group {
			for _, birth := range []string{`"birth_date":"1990-06-15","birth_time":"08:30:00",`, `"date":"1990-06-15","time":"08:30",`} {
				v := engine().Validate(enginetest.Env(), json.RawMessage(`{`+birth+spelling+`}`))
				require.True(t, v.Valid, v.Errors)
				if want == nil {
					want = v.NormalizedInput
				}
				assert.Equal(t, string(want), string(v.NormalizedInput), spelling)
			}
		}
	}
}

func TestZones(t *testing.T) {
	tests := []struct {
		input, utc string
		source     zonemap.Source
		confidence float64
		warnings   int
	}{
		{`"timezone":"Asia/Kathmandu"`, "1990-06-15T02:45:00Z", zonemap.FromName, 1, 0},
		{`"timezone_offset":5.75`, "1990-06-15T02:45:00Z", zonemap.FromOffset, 1, 0},
		{`"utcOffset":"+05:45"`, "1990-06-15T02:45:00Z", zonemap.FromOffset, 1, 0},
		{`"timezone":"Asia/Kathmandu","utcOffset":"+01:00"`, "1990-06-15T02:45:00Z", zonemap.FromName, 1, 0},
		{`"timezone_offset":0`, "1990-06-15T08:30:00Z", zonemap.FromOffset, 1, 0},
		{`"utcOffset":"Z"`, "1990-06-15T08:30:00Z", zonemap.FromOffset, 1, 0},
		{`"birth_location":[27.7,85.3]`, "1990-06-15T02:45:00Z", zonemap.FromCoordinates, 0.9, 1},
		{`"birth_latitude":40.7,"birth_longitude":-74`, "1990-06-15T12:30:00Z", zonemap.FromCoordinates, 0.9, 1},
		{`"full_name":"Ada"`, "1990-06-15T08:30:00Z", zonemap.FromDefault, 0.9, 1},
	}
	for _, tt := range tests {
		b, result := resolve(t, `{"birth_date":"1990-06-15","birth_time":"08:30",`+tt.input+`}`)
		assert.Equal(t, tt.utc, Timestamp(b.UTC), tt.input)
		assert.Equal(t, tt.source, b.ZoneSource, tt.input)
		assert.Equal(t, tt.confidence, b.Confidence().Score(), tt.input)
		assert.Len(t, result.Warnings, tt.warnings, tt.input)
		instant, err := ephemeris.FromUTC(b.UTC)
		require.NoError(t, err)
		assert.Equal(t, instant, b.Instant)
		assert.True(t, b.Exact())
	}
}

func TestUncertainTimes(t *testing.T) {
	b, result := resolve(t, `{"birth_date":"1990-06-15","birth_time":"08:30","timezone":"UTC","time_uncertainty_minutes":7.5}`)
	from, to := b.Range()
	assert.InDelta(t, -7.5/1440, from, 1e-12)
	assert.InDelta(t, 7.5/1440, to, 1e-12)
	assert.Empty(t, result.Warnings, "the caller knows")
	assert.Equal(t, 1.0, b.Confidence().Score())

	b, result = resolve(t, `{"birth_date":"1990-06-15","birth_time":"08:30","timezone":"Europe/Berlin","time_unknown":true,"time_uncertainty_minutes":5}`)
	assert.Equal(t, "1990-06-15T10:00:00Z", Timestamp(b.UTC), "noon")
	assert.Equal(t, 24*time.Hour, b.Span.Length())
	assert.Equal(t, "1990-06-14T22:00:00Z", Timestamp(b.Span.From))
	assert.Len(t, result.Warnings, 1, "the time was given for nothing")
	assert.Equal(t, 0.7, b.Confidence().Score())
	assert.Nil(t, b.Info().BirthTime)

	// The night in which clocks went back.
	b, result = resolve(t, `{"birth_date":"2021-10-31","birth_time":"02:30","timezone":"Europe/Berlin"}`)
	assert.Equal(t, "2021-10-31T00:30:00Z", Timestamp(b.UTC), "the earlier offset")
	assert.Equal(t, time.Hour, b.Span.Length())
	assert.False(t, b.Exact())
	assert.True(t, civil.Has(b.Warnings, civil.Ambiguous))
	assert.Len(t, result.Warnings, 1)
	assert.Len(t, b.Info().Readings, 2)
	assert.Equal(t, 0.9, b.Confidence().Score())
	from, to = b.Range()
	assert.Zero(t, from)
	assert.InDelta(t, 1./24, to, 1e-12)
}

func TestAccount(t *testing.T) {
	b, _ := resolve(t, `{"birth_date":"1990-06-15","birth_time":"08:30","timezone":"Europe/Berlin","birth_location":[52.5,13.4]}`)
	c := b.Computation(Method{Node: TrueNode})
	assert.Equal(t, "+02:00", c.Offset)
	assert.Equal(t, "tzdata", c.OffsetSource)
	assert.Equal(t, "CEST", c.Abbreviation)
	assert.True(t, c.DST)
	assert.Equal(t, "tropical", c.Zodiac)
	assert.InDelta(t, 57.1, c.DeltaT, 0.3)
	assert.InDelta(t, c.DeltaT, (c.JDTT-c.JDUT1)*86400, 0.01)
	assert.InDelta(t, 2448057.770833, c.JDUT1, 1e-4)

	ayanamsa := 23.7
	assert.Equal(t, "sidereal (Lahiri)", b.Computation(Method{Node: MeanNode, Ayanamsa: &ayanamsa}).Zodiac)

	i := b.Info()
	assert.Equal(t, "1990-06-15", i.BirthDate)
	assert.Equal(t, "08:30", *i.BirthTime)
	assert.Equal(t, &Coordinates{52.5, 13.4}, i.BirthLocation)
	assert.Equal(t, i.UTC, i.Earliest)
}

func TestPartnerWarningsSayWhose(t *testing.T) {
	_, result := resolve(t, `{"birth_date":"1990-06-15","birth_time":"08:30","timezone":"UTC","partner":{"birth_date":"1991-06-15","birth_time":"08:30"}}`)
	require.Len(t, result.Warnings, 1)
	assert.Contains(t, result.Warnings[0], "Partner: ")
}

func TestProblems(t *testing.T) {
	tests := []struct{ name, input, message string }{
		{"no time", `"timezone":"UTC"`, "Missing required field: birth_time"},
		{"null for a time", `"birth_time":null`, "Missing required field: birth_time"},
		{"time_unknown false", `"time_unknown":false`, "Missing required field: birth_time"},
		{"time as a number", `"birth_time":830`, "Field 'birth_time' must be of type string"},
		{"time of 24 hours", `"birth_time":"24:00"`, "Field 'birth_time' has invalid format. Expected: time"},
		{"empty time", `"birth_time":""`, "Field 'birth_time' has invalid format. Expected: time"},
		{"no such zone", `"birth_time":"08:30","timezone":"Europe/Atlantis"`, "Field 'timezone' has invalid format. Expected: iana"},
		{"zone of the machine", `"birth_time":"08:30","timezone":"Local"`, "Field 'timezone' has invalid format. Expected: iana"},
		{"offset out of bounds", `"birth_time":"08:30","timezone_offset":17`, "Field 'timezone_offset' must be <= 16"},
		{"bad offset", `"birth_time":"08:30","utcOffset":"+5"`, "Field 'utcOffset' has invalid format. Expected: utc-offset"},
		{"half a place", `"birth_time":"08:30","latitude":1`, "Missing required field: birth_longitude"},
		{"other half", `"birth_time":"08:30","birth_longitude":1`, "Missing required field: birth_latitude"},
		{"latitude too large", `"birth_time":"08:30","birth_latitude":91,"birth_longitude":0`, "Field 'birth_latitude' must be <= 90"},
		{"name of a place", `"birth_time":"08:30","birth_location":"Berlin"`, "Field 'birth_location' has invalid format. Expected: coordinates"},
		{"name with a comma", `"birth_time":"08:30","birth_location":"Berlin, Germany"`, "Field 'birth_location' has invalid format. Expected: coordinates"},
		{"infinite", `"birth_time":"08:30","birth_location":"inf,0"`, "Field 'birth_location' has invalid format. Expected: coordinates"},
		{"one number", `"birth_time":"08:30","birth_location":[1]`, "Field 'birth_location' has invalid format. Expected: coordinates"},
		{"text in a pair", `"birth_time":"08:30","birth_location":[1,"2"]`, "Field 'birth_location[1]' must be of type number"},
		{"null in a pair", `"birth_time":"08:30","birth_location":[null,2]`, "Field 'birth_location[0]' must be of type number"},
		{"pair out of bounds", `"birth_time":"08:30","birth_location":[1,-181]`, "Field 'birth_location[1]' must be >= -180"},
		{"text out of bounds", `"birth_time":"08:30","birth_location":"-91,0"`, "Field 'birth_location' must be >= -90"},
		{"object without longitude", `"birth_time":"08:30","birth_location":{"latitude":1}`, "Missing required field: birth_location.longitude"},
		{"number for a place", `"birth_time":"08:30","birth_location":7`, "Field 'birth_location' must be of type array, object or string"},
		{"too uncertain", `"birth_time":"08:30","time_uncertainty_minutes":721`, "Field 'time_uncertainty_minutes' must be <= 720"},
	}
	for _, tt := range tests {
		v := engine().Validate(enginetest.Env(), json.RawMessage(`{"birth_date":"1990-06-15",`+tt.input+`}`))
		assert.Equal(t, []string{tt.message}, v.Errors, tt.name)
	}
	for date, message := range map[string]string{
		"1899-12-31": "Field 'birth_date' must be >= 1900-01-01",
		"2025-07-19": "Field 'birth_date' must be <= 2025-07-18",
	} {
		v := engine().Validate(enginetest.Env(), json.RawMessage(`{"birth_time":"08:30","timezone":"UTC","birth_date":"`+date+`"}`))
		assert.Equal(t, []string{message}, v.Errors)
	}
	both := engine().Validate(enginetest.Env(), json.RawMessage(`{"birth_date":"x","partner":{"birth_date":"y","birth_time":"z"}}`))
	assert.Len(t, both.Errors, 4, "every problem is reported: %v", both.Errors)
}

// It is noon in Greenwich on 2025-07-18 where the tests run.
func TestBirthsOfTheFuture(t *testing.T) {
	for input, valid := range map[string]bool{
		`"birth_date":"2025-07-18","birth_time":"11:59","timezone":"UTC"`:             true,
		`"birth_date":"2025-07-18","birth_time":"12:01","timezone":"UTC"`:             false,
		`"birth_date":"2025-07-18","birth_time":"21:30","timezone":"Asia/Tokyo"`:      false,
		`"birth_date":"2025-07-18","birth_time":"20:30","timezone":"Asia/Tokyo"`:      true,
		`"birth_date":"2025-07-19","birth_time":"00:30","timezone":"Pacific/Apia"`:    true,
		`"birth_date":"2025-07-18","time_unknown":true,"timezone":"Pacific/Honolulu"`: true,
	} {
		v := engine().Validate(enginetest.Env(), json.RawMessage(`{`+input+`}`))
		assert.Equal(t, valid, v.Valid, "%s %v", input, v.Errors)
	}
}

func TestIgnoredInputsAreSaid(t *testing.T) {
	_, result := resolve(t, `{"birth_date":"1990-06-15","birth_time":"08:30","timezone":"Europe/Berlin","birth_location":[52.5,13.4],"latitude":0,"longitude":0}`)
	assert.Len(t, result.Warnings, 1)
}
