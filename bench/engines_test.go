package main

import (
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestAboutReplacesOnlyWhatTheInputSays(t *testing.T) {
	for name, c := range map[string]struct{ input, want string }{
		"a birth":   {`{"birth_date":"2000-01-01","timezone":"UTC","target_date":"2025-07-18"}`, `{"birth_date":"1990-06-15","timezone":"Europe/Berlin","target_date":"2025-07-18"}`},
		"no person": {`{"question":"Why?"}`, `{"question":"Why?"}`},
		"nothing":   {`{}`, `{}`},
	} {
		t.Run(name, func(t *testing.T) {
			got, err := about(onePerson, json.RawMessage(c.input))
			require.NoError(t, err)
			assert.JSONEq(t, c.want, string(got))
		})
	}
	_, err := about(onePerson, json.RawMessage(`["no object"]`))
	assert.Error(t, err)
}

func TestABatchIsCompleteWhenEveryItemSucceeded(t *testing.T) {
	batch := func(results string) answer {
		return answer{members: map[string]json.RawMessage{"results": json.RawMessage(results)}}
	}
	assert.NoError(t, complete(answer{}), "no batch")
	assert.NoError(t, complete(batch(`[{"engine":"iching","success":true},{"engine":"tarot","success":true}]`)))
	assert.EqualError(t, complete(batch(`[{"engine":"iching","success":true},{"engine":"tarot","success":false,"error":"no card"}]`)), "tarot: no card")
	assert.Error(t, complete(batch(`{}`)))
}

func TestOnlyEnginesWithATargetAreJudged(t *testing.T) {
	r := &result{calculations: []calculation{
		{name: "numerology", p50: []float64{0.9, 9}, over: []float64{0.5, 0.7}},
		{name: "human_design", p50: []float64{3}, over: []float64{2}},
		{name: "biofield", p50: []float64{3}, over: []float64{1.1}},
		{name: "batch of 13", p50: []float64{14, 14.9, 40}, over: []float64{13}},
	}}
	var reached []bool
	for _, target := range r.calculationTargets() {
		reached = append(reached, target.reached)
	}
	assert.Equal(t, []bool{true, false, true}, reached)
}

func TestAPeerThatIsMissingWasNotBeaten(t *testing.T) {
	n := &inNode{
		Series:   map[string][]float64{"sky": {80, 160, 90}, "design": {900, 1800, 950}, "bodygraph": {1100, 2200, 800}, "swissDesign": {1000, 2000, 1000}},
		Missing:  map[string]string{"natal": "Cannot find package 'natalengine'"},
		compiled: startUp{engine: []float64{7, 90, 8}, empty: []float64{3, 20, 3}},
	}
	var reached []bool
	for _, target := range (&result{node: n}).nodeTargets() {
		reached = append(reached, target.reached)
		if target.name == "human_design beside natalengine" {
			assert.Equal(t, "Cannot find package 'natalengine'", target.measured)
		}
	}
	assert.Equal(t, []bool{true, true, false, false, true}, reached)
}
