package biofield

import (
	"encoding/base64"
	"encoding/json"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/witnessos/witnessos/internal/engines/enginetest"
	"github.com/witnessos/witnessos/internal/schema"
)

func TestPixelsAreChecked(t *testing.T) {
	tests := []struct {
		pixels, field string
		code          schema.Code
	}{
		{`{"width":129,"height":2,"data":[1]}`, "pixels.width", schema.CodeOutOfRange},
		{`{"width":2,"height":1,"data":[1,2]}`, "pixels.height", schema.CodeOutOfRange},
		{`{"width":2,"height":2,"channels":2,"data":[1,2,3,4,5,6,7,8]}`, "pixels.channels", schema.CodeInvalidValue},
		{`{"width":2,"height":2,"channels":4,"data":[1,2,3,4,5,6,7,8]}`, "pixels.channels", schema.CodeOutOfRange},
		{`{"width":2,"height":2,"data":[1,2,3]}`, "pixels.data", schema.CodeOutOfRange},
		{`{"width":2,"height":2,"channels":3,"data":[1,2,3,4]}`, "pixels.data", schema.CodeOutOfRange},
		{`{"width":2,"height":2,"data":[1,2,300,4]}`, "pixels.data[2]", schema.CodeOutOfRange},
		{`{"width":2,"height":2,"data":[1,2,-3,4]}`, "pixels.data[2]", schema.CodeOutOfRange},
		{`{"width":2,"height":2,"data":[1,2,3,1e300]}`, "pixels.data[3]", schema.CodeOutOfRange},
		{`{"width":2,"height":2,"data":[1,0.5,3,4]}`, "pixels.data[1]", schema.CodeInvalidType},
		{`{"width":2,"height":2,"data":[1,null,3,4]}`, "pixels.data[1]", schema.CodeInvalidType},
		{`{"width":2,"height":2,"data":[1,[2],3,4]}`, "pixels.data[1]", schema.CodeInvalidType},
		{`{"width":2,"height":2,"data":"not base64!"}`, "pixels.data", schema.CodeInvalidFormat},
		{`{"width":2,"height":2,"data":{"0":1}}`, "pixels.data", schema.CodeInvalidType},
		{`{"width":2,"height":2}`, "pixels.data", schema.CodeMissingField},
		{`[1,2]`, "pixels", schema.CodeInvalidType},
	}
	for _, tt := range tests {
		v := New().Validate(enginetest.Env(), json.RawMessage(`{"biometric_consent":true,"pixels":`+tt.pixels+`}`))
		require.NotEmpty(t, v.FieldErrors, tt.pixels)
		assert.Equal(t, tt.field, v.FieldErrors[0].Field, tt.pixels)
		assert.Equal(t, tt.code, v.FieldErrors[0].Code, tt.pixels)
	}
	many := `{"biometric_consent":true,"pixels":{"width":128,"height":128,"channels":3,"data":[` + strings.TrimSuffix(strings.Repeat("7,", 200_000), ",") + `]}}`
	assert.False(t, New().Validate(enginetest.Env(), json.RawMessage(many)).Valid)
}

func TestSamplesAreWrittenAsBase64(t *testing.T) {
	for _, s := range []Samples{nil, {}, {0}, {0, 7, 99, 255, 1}} {
		want, err := json.Marshal([]byte(s))
		require.NoError(t, err)
		got, err := s.AppendJSON([]byte("["))
		require.NoError(t, err)
		assert.Equal(t, "["+string(want), string(got))
	}
}

func TestSamplesAreReadInBothForms(t *testing.T) {
	for _, raw := range []string{`[0,7,99,255]`, "[ 0 ,\n7,99 , 255 ]", `[-0,7.0,9.9e1,2550e-1]`, `"` + base64.StdEncoding.EncodeToString([]byte{0, 7, 99, 255}) + `"`} {
		var s Samples
		require.NoError(t, json.Unmarshal([]byte(raw), &s), raw)
		assert.Equal(t, Samples{0, 7, 99, 255}, s, raw)
	}
	escaped := strings.ReplaceAll(`"`+base64.StdEncoding.EncodeToString([]byte{255, 255, 255})+`"`, "/", `\/`)
	var s Samples
	require.NoError(t, json.Unmarshal([]byte(escaped), &s))
	assert.Equal(t, Samples{255, 255, 255}, s)

	p := noisyImage(20, 3)
	_, a := run(t, `{"biometric_consent":true,"pixels":`+asNumbers(p)+`}`)
	_, b := imageRun(t, p, "")
	assert.Equal(t, a, b)
}
