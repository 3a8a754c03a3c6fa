package enneagram

import (
	"encoding/json"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/witnessos/witnessos/internal/engines"
	"github.com/witnessos/witnessos/internal/engines/enginetest"
)

// A refused input names each field at fault.
func TestProblems(t *testing.T) {
	tests := []struct {
		name, input string
		want        map[string]string // field to code
	}{
		{"nothing at all", `{}`, map[string]string{"assessment_responses": "MISSING_FIELD"}},
		{"no answers", `{"responses":{}}`, map[string]string{"assessment_responses": "MISSING_FIELD"}},
		{"a type without the method", `{"selected_type":5}`, map[string]string{"assessment_responses": "MISSING_FIELD"}},
		{"a method without its type", `{"identification_method":"self_select","responses":{"a":"4"}}`, map[string]string{"selected_type": "MISSING_FIELD"}},
		{"a method without its text", `{"identification_method":"intuitive"}`, map[string]string{"behavioral_description": "MISSING_FIELD"}},
		{"a text without a keyword", `{"identification_method":"intuitive","behavioral_description":"I am who I am, helplessly"}`,
			map[string]string{"behavioral_description": "INVALID_VALUE"}},
		{"a method that does not exist", `{"identification_method":"inteutive"}`, map[string]string{"identification_method": "INVALID_VALUE"}},
		{"types out of range", `{"identification_method":"self_select","selected_type":10,"selected_wing":0}`,
			map[string]string{"selected_type": "OUT_OF_RANGE", "selected_wing": "OUT_OF_RANGE"}},
		{"a wing across the circle", `{"identification_method":"self_select","selected_type":9,"selected_wing":2}`, map[string]string{"selected_wing": "INVALID_VALUE"}},
		{"answers that are none", `{"responses":{"q01":0,"q02":6,"q03":3.5,"q04":"4","q05":null,"q06":[1],"q07":{},"q08":1e400,"q09":-1e400,"q10":3.0,"q99":3,"q1":3,"love":3}}`,
			map[string]string{
				"assessment_responses.q01": "OUT_OF_RANGE", "assessment_responses.q02": "OUT_OF_RANGE", "assessment_responses.q03": "INVALID_TYPE",
				"assessment_responses.q04": "INVALID_TYPE", "assessment_responses.q05": "INVALID_TYPE", "assessment_responses.q06": "INVALID_TYPE",
				"assessment_responses.q07": "INVALID_TYPE", "assessment_responses.q08": "OUT_OF_RANGE", "assessment_responses.q09": "OUT_OF_RANGE",
				"assessment_responses.q99": "INVALID_VALUE", "assessment_responses.q1": "INVALID_VALUE", "assessment_responses.love": "INVALID_VALUE",
			}},
		{"votes for no type", `{"responses":{"a":"4","b":"0","c":"10","d":"four"}}`, map[string]string{
			"assessment_responses.b": "INVALID_VALUE", "assessment_responses.c": "INVALID_VALUE", "assessment_responses.d": "INVALID_VALUE"}},
		{"votes mixed with numbers", `{"responses":{"a":"4","b":4}}`, map[string]string{
			"assessment_responses.a": "INVALID_VALUE", "assessment_responses.b": "INVALID_VALUE"}},
		{"answers about instincts alone", `{"responses":{"q05":4,"q10":4}}`, map[string]string{"assessment_responses": "MISSING_FIELD"}},
		{"answers as a list", `{"responses":["4"]}`, map[string]string{"assessment_responses": "INVALID_TYPE"}},
		{"bad answers are no better beside another method", `{"identification_method":"self_select","selected_type":1,"responses":{"q01":9}}`,
			map[string]string{"assessment_responses.q01": "OUT_OF_RANGE"}},
		{"a misspelt focus", `{"identification_method":"self_select","selected_type":1,"focus_area":"carer"}`, map[string]string{"focus_area": "INVALID_VALUE"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			result := New().Calculate(enginetest.Env(), json.RawMessage(tt.input))
			require.False(t, result.Success)
			assert.Equal(t, engines.CodeValidationError, result.Code)
			got := map[string]string{}
			for _, p := range result.Details.Errors {
				got[p.Field] = string(p.Code)
				assert.Contains(t, p.Message, p.Field)
				assert.NotEmpty(t, p.Expected, p.Field)
			}
			assert.Equal(t, tt.want, got)
			_, err := json.Marshal(result)
			assert.NoError(t, err)
		})
	}
}

func TestProblemsSayWhatCameAndWhatWasExpected(t *testing.T) {
	result := New().Calculate(enginetest.Env(), json.RawMessage(`{"responses":{"q01":7,"who":2},"focus_area":"carer"}`))
	require.Len(t, result.Details.Errors, 3)
	assert.Equal(t, "Field 'focus_area' must be one of: growth, relationships, career, spirituality (did you mean 'career'?)", result.Details.Errors[0].Message)
	assert.Equal(t, "Field 'assessment_responses.q01' must be <= 5", result.Details.Errors[1].Message)
	assert.Equal(t, json.Number("7"), result.Details.Errors[1].Received)
	assert.Equal(t, "Field 'assessment_responses.who' is not an item of the assessment", result.Details.Errors[2].Message)
	assert.Equal(t, "q01 to q45", result.Details.Errors[2].Expected)
}

func TestTooManyAnswersAreOneProblem(t *testing.T) {
	votes := map[string]string{}
	for i := range mostAnswers + 1 {
		votes[strconv.Itoa(i)] = "4"
	}
	raw, _ := json.Marshal(map[string]any{"responses": votes})
	result := New().Calculate(enginetest.Env(), raw)
	require.Len(t, result.Details.Errors, 1)
	assert.Equal(t, "Field 'assessment_responses' must have at most 100 answers", result.Details.Errors[0].Message)
	delete(votes, "0")
	raw, _ = json.Marshal(map[string]any{"responses": votes})
	calculated(t, string(raw))
}

func TestDataOfAnotherMethodIsNamedAndDropped(t *testing.T) {
	plain := New().Validate(enginetest.Env(), json.RawMessage(`{"identification_method":"self_select","selected_type":3}`))
	full := New().Validate(enginetest.Env(), json.RawMessage(`{"identification_method":"self_select","selected_type":3,
		"responses":{"q01":4},"behavioral_description":"calm"}`))
	require.True(t, full.Valid, full.Errors)
	assert.JSONEq(t, string(plain.NormalizedInput), string(full.NormalizedInput))
	assert.Len(t, full.Warnings, 2)
	votes := New().Validate(enginetest.Env(), json.RawMessage(`{"responses":{"a":"4"},"selected_type":3,"selected_wing":2}`))
	assert.Len(t, votes.Warnings, 2)
	assert.NotContains(t, string(votes.NormalizedInput), "selected")
}

func TestAnswersThatMeanTheSameAreTheSame(t *testing.T) {
	a := New().Validate(enginetest.Env(), json.RawMessage(`{"responses":{"q02":4,"q01":2.0}}`))
	b := New().Validate(enginetest.Env(), json.RawMessage(`{"assessmentAnswers":{"q01":2e0,"q02":4.00}}`))
	require.True(t, a.Valid, a.Errors)
	assert.Equal(t, string(a.NormalizedInput), string(b.NormalizedInput))
}

func TestLongDescriptionsAreRefused(t *testing.T) {
	input, _ := json.Marshal(map[string]string{"identification_method": "intuitive", "behavioral_description": strings.Repeat("calm ", 801)})
	result := New().Calculate(enginetest.Env(), input)
	require.NotNil(t, result.Details)
	assert.Equal(t, "behavioral_description", result.Details.Field)
}

func TestPartner(t *testing.T) {
	e := New()
	result := e.Calculate(enginetest.Env(), json.RawMessage(`{"identification_method":"self_select","selected_type":1,
		"partner":{"identification_method":"self_select","selected_type":7}}`))
	require.True(t, result.Success, result.Error)
	var data struct {
		Compatibility struct {
			Types []int `json:"types"`
			Line  struct{ From, To int }
		} `json:"compatibility"`
	}
	require.NoError(t, json.Unmarshal(result.Data, &data))
	assert.Equal(t, []int{1, 7}, data.Compatibility.Types)

	refused := e.Calculate(enginetest.Env(), json.RawMessage(`{"identification_method":"self_select","selected_type":1,
		"partner":{"identification_method":"self_select","selected_type":12}}`))
	require.False(t, refused.Success)
	assert.Equal(t, "partner.selected_type", refused.Details.Field)
	missing := e.Calculate(enginetest.Env(), json.RawMessage(`{"identification_method":"self_select","selected_type":1,"partner":{}}`))
	assert.Equal(t, "partner.assessment_responses", missing.Details.Field)
}
