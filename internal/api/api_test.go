package api

import (
	"encoding/json"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
)

var now = time.Date(2025, 7, 19, 10, 0, 0, 123_456_789, time.FixedZone("", 7200))

func TestObjectKeepsOrderAndEscapes(t *testing.T) {
	o := (&Object{}).
		Set("z", 1).
		Set("a", "plain").
		Set("q\"", "ö \n <b>").
		Set("none", nil).
		Set("raw", json.RawMessage(`[1, 2]`)).
		Set("empty", json.RawMessage(nil)).
		Set("inner", (&Object{}).Set("b", true)).
		Set("list", []string{"x"}).
		Set("objects", []*Object{(&Object{}).Set("n", 1), {}}).
		Set("no objects", []*Object{}).
		Append((&Object{}).Set("last", int64(7))).
		Append(&Object{}).
		Append(nil)
	assert.Equal(t,
		`{"z":1,"a":"plain","q\"":"ö \n <b>","none":null,"raw":[1, 2],"empty":null,"inner":{"b":true},"list":["x"],"objects":[{"n":1},{}],"no objects":[],"last":7}`,
		string(o.JSON()))
	assert.True(t, json.Valid(o.JSON()))
	assert.Equal(t, `{}`, string((&Object{}).JSON()))
}

func TestExtend(t *testing.T) {
	o := (&Object{}).Set("a", 1).Extend([]byte(`,"b":2,"c":[3]`))
	assert.Equal(t, `{"a":1,"b":2,"c":[3],"d":4}`, string(o.Set("d", 4).JSON()))
}

func TestEnvelopes(t *testing.T) {
	assert.Equal(t,
		`{"success":true,"x":1,"requestId":"id","timestamp":"2025-07-19T08:00:00.123Z"}`,
		string(Body(true, (&Object{}).Set("x", 1), "id", now).Join()))
	e := Validation(
		FieldProblem{Field: "birth_date", Code: "INVALID_FORMAT", Message: "birth_date must be a date", Expected: "YYYY-MM-DD", Received: "15.06.1990"},
		FieldProblem{Field: "name", Code: "MISSING_FIELD", Message: "Missing required field: name"},
	)
	assert.JSONEq(t, `{"success":false,"error":"VALIDATION_ERROR","code":"VALIDATION_ERROR","message":"birth_date must be a date",
		"details":{"field":"birth_date","expected":"YYYY-MM-DD","received":"15.06.1990","errors":[
			{"field":"birth_date","code":"INVALID_FORMAT","message":"birth_date must be a date","expected":"YYYY-MM-DD","received":"15.06.1990"},
			{"field":"name","code":"MISSING_FIELD","message":"Missing required field: name"}]},
		"status":400,"requestId":"id","timestamp":"2025-07-19T08:00:00.123Z"}`,
		string(Failure(e, "id", now)))
}

func TestErrorCopiesShareNothing(t *testing.T) {
	cause := errors.New("inside")
	e := ErrInternal.Because(cause)
	assert.ErrorIs(t, e, cause)
	assert.NotContains(t, string(Failure(e, "id", now)), "inside")
	assert.Nil(t, ErrInternal.Cause)
	assert.Nil(t, ErrForbidden.Details)
	assert.False(t, ErrInternal.ClientFault())
	assert.True(t, ErrForbidden.ClientFault())
}

func TestHeadersOfErrors(t *testing.T) {
	limited := *ErrRateLimited
	limited.RetryAfter = 1200 * time.Millisecond
	assert.Equal(t, "2", limited.Headers().Get("retry-after"))
	limited.RetryAfter = time.Millisecond
	assert.Equal(t, "1", limited.Headers().Get("Retry-After"))
	assert.Equal(t, "Bearer", NewError(401, "X", "x").Headers().Get("WWW-Authenticate"))
	assert.Empty(t, ErrNotFound.Headers())
}

func TestBodyTakesItsObjectAlong(t *testing.T) {
	now := time.Date(2025, 7, 19, 8, 0, 0, 0, time.UTC)
	o := (&Object{}).Set("a", 1)
	assert.Equal(t, `{"success":true,"a":1,"requestId":"r","timestamp":"2025-07-19T08:00:00.000Z"}`, string(Body(true, o, "r", now).Join()))
	assert.Equal(t, `{}`, string(o.JSON()), "nothing of one reply gets into another")
	assert.Equal(t, `{"success":false,"b":2,"requestId":"r","timestamp":"2025-07-19T08:00:00.000Z"}`, string(Body(false, (&Object{}).Set("b", 2), "r", now).Join()))
	assert.Equal(t, `{"success":true,"requestId":"r","timestamp":"2025-07-19T08:00:00.000Z"}`, string(Body(true, &Object{}, "r", now).Join()))
}

// Large values are kept as they are, which must not show.
func TestLargeValues(t *testing.T) {
	large := func(n int) json.RawMessage { return json.RawMessage(`"` + strings.Repeat("x", n*largeValue) + `"`) }
	build := func(a, b json.RawMessage) *Object {
		inner := (&Object{}).Set("b", b).Set("one", 1)
		return (&Object{}).Set("a", a).Set("b", b).Extend([]byte(`,"more":`+string(a))).
			Set("inner", inner).Set("list", []*Object{inner, {}, (&Object{}).Set("a", a)}).
			Append((&Object{}).Set("last", b)).Append(&Object{})
	}
	for name, values := range map[string][2]json.RawMessage{
		"both": {large(1), large(2)}, "the first": {large(1), json.RawMessage(`2`)}, "the second": {json.RawMessage(`1`), large(1)},
	} {
		a, b := string(values[0]), string(values[1])
		inner := `{"b":` + b + `,"one":1}`
		members := `"a":` + a + `,"b":` + b + `,"more":` + a + `,"inner":` + inner + `,"list":[` + inner + `,{},{"a":` + a + `}],"last":` + b
		o := build(values[0], values[1])
		assert.Equal(t, "{"+members+"}", string(o.JSON()), name)
		assert.Equal(t, "{"+members+`,"z":0}`, string(o.Set("z", 0).JSON()), name)

		pieces := Body(true, build(values[0], values[1]), "r", now)
		assert.Greater(t, len(pieces), 1, name)
		assert.Equal(t, `{"success":true,`+members+`,"requestId":"r","timestamp":"2025-07-19T08:00:00.123Z"}`, string(pieces.Join()), name)
		text := Body(false, build(values[0], values[1]), "r", now).Join()
		assert.Equal(t, `{"success":false,`+members+`,"requestId":"r","timestamp":"2025-07-19T08:00:00.123Z"}`, string(text), name)
	}
}
