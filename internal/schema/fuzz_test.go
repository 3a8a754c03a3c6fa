package schema_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/witnessos/witnessos/internal/schema"
)

// FuzzDecode feeds hostile input: nothing may panic, and what is accepted must keep the
// rules of the tags and survive a second pass unchanged.
func FuzzDecode(f *testing.F) {
	for _, seed := range []string{
		``, `null`, `{}`, `[]`, `{"birth_date":"1990-06-15"}`,
		`{"birth_date":"1990-06-15","birth_date":7}`,
		`{"date":"2000-02-29","forecast_days":90.0,"count":-0,"weight":1e-400}`,
		`{"birth_date":"1990-06-15","forecast_days":1e999,"count":123456789012345678901234567890}`,
		`{"birth_date":"1990-06-15","intention":"\ud800","method":"COINS","cycles":["emotional",null]}`,
		"{\"birth_date\":\"1990-06-15\",\"intention\":\"\xff\xfe\"}",
		`{"birth_date":"1990-06-15","birth_location":{"latitude":"x","longitude":[]},"points":[[1,2,3],[null,1]]}`,
		`{"birth_date":"1990-06-15","ratings":{"":0," ":2},"labels":{"a":null},"extra":` + strings.Repeat("[", 500) + strings.Repeat("]", 500) + `}`,
		`{"birth_date":"1990-06-15","extra":` + strings.Repeat(`{"a":`, 11000) + `1` + strings.Repeat(`}`, 11000) + `}`,
		`{"birth_date":"1990-06-15","pair":"a,b","timezone":"Etc/GMT+5","time":"23:59:59"}`,
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, input []byte) {
		value, _, problems := schema.Decode[sample](input)
		for _, p := range problems {
			if p.Field == "" || p.Code == "" || p.Message == "" {
				t.Fatalf("incomplete problem %+v for %q", p, input)
			}
			if _, err := json.Marshal(p); err != nil {
				t.Fatalf("problem %+v is no JSON: %v", p, err)
			}
		}
		if len(problems) > 0 {
			return
		}
		if !value.BirthDate.IsValid() || value.Days < 1 || value.Days > 90 || value.Weight < 0 || value.Weight > 1 {
			t.Fatalf("accepted %q as %+v", input, value)
		}
		normalized, err := json.Marshal(value)
		if err != nil {
			t.Fatalf("%q cannot be normalised: %v", input, err)
		}
		again, _, problems := schema.Decode[sample](normalized)
		if len(problems) > 0 {
			t.Fatalf("%q became %s, which is refused: %v", input, normalized, problems)
		}
		if twice, _ := json.Marshal(again); string(twice) != string(normalized) {
			t.Fatalf("%q became %s and then %s", input, normalized, twice)
		}
	})
}
