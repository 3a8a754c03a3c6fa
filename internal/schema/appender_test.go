package schema_test

import (
	"encoding/json"
	"errors"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/witnessos/witnessos/internal/schema"
)

// star writes itself, and fails without a name.
type star struct {
	Name string `json:"name" doc:"What people call it."`
}

func (s *star) AppendJSON(b []byte) ([]byte, error) {
	if s.Name == "" {
		return b, errors.New("no name")
	}
	return append(append(append(b, `{"name":"`...), s.Name...), `","by":"itself"}`...), nil
}

type galaxy struct {
	Center  *star   `json:"center"`
	Missing *star   `json:"missing"`
	Arms    []*star `json:"arms"`
	Inner   struct {
		Star *star `json:"star" alias:"sun"`
	} `json:"inner"`
}

func TestAppendersWriteThemselvesAtEveryDepth(t *testing.T) {
	g := galaxy{Center: &star{"Sirius"}, Arms: []*star{{"Vega"}, nil}}
	g.Inner.Star = &star{"Sol"}
	got, err := schema.AppendObject(nil, g)
	require.NoError(t, err)
	assert.JSONEq(t, `{"center":{"name":"Sirius","by":"itself"},"missing":null,"arms":[{"name":"Vega","by":"itself"},null],
		"inner":{"star":{"name":"Sol","by":"itself"},"sun":{"name":"Sol","by":"itself"}}}`, string(got))

	_, err = schema.AppendObject(nil, galaxy{Center: &star{}})
	assert.Error(t, err)
}

type letter struct {
	Author    string `json:"author,omitempty" alias:"by" required:"true" unless:"anonymous"`
	Anonymous bool   `json:"anonymous,omitempty" alias:"nameless" default:"false"`
}

func TestAFlagCanMakeUpForARequiredField(t *testing.T) {
	for input, missing := range map[string]bool{
		`{}`: true, `{"anonymous":false}`: true, `{"anonymous":null}`: true, `{"anonymous":"true"}`: true,
		`{"anonymous":true}`: false, `{"nameless": true }`: false, `{"by":"Ada"}`: false, `{"author":null,"anonymous":true}`: false,
	} {
		_, _, problems := schema.Decode[letter](json.RawMessage(input))
		assert.Equal(t, missing, problems.Has("author"), input)
	}
}
