package birth

import (
	"bytes"
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/witnessos/witnessos/internal/schema"
)

// Appenders must write the bytes of encoding/json.
func TestAccountsWriteWhatReflectionWould(t *testing.T) {
	ayanamsa := 23.123456
	for _, input := range []string{
		`{"birth_date":"1990-06-15","birth_time":"08:30","timezone":"Europe/Berlin","birth_location":[52.52,-0.0000001]}`,
		`{"date":"1949-10-02","time":"02:30","birth_location":[52.52,13.405]}`, // came twice, zone looked up, early
		`{"date":"1990-06-15","time":"08:30:15","utc_offset":"+05:45","time_uncertainty_minutes":0.1}`,
		`{"date":"1990-06-15","time_unknown":true}`,
		`{"date":"1901-06-15","time":"23:59","timezone":"Asia/Kolkata","latitude":28.6,"longitude":77.2}`,
		`{"date":"1990-06-15","time":"12:00","timezone":"Europe/London","birth_location":[28.6,77.2]}`,
	} {
		b, _ := resolve(t, input)
		for _, x := range []schema.Appender{
			b.Info(), b.Computation(Method{}), b.Computation(Method{Node: TrueNode}), b.Computation(Method{Node: MeanNode, Ayanamsa: &ayanamsa}),
		} {
			var want bytes.Buffer
			encoder := json.NewEncoder(&want)
			encoder.SetEscapeHTML(false)
			require.NoError(t, encoder.Encode(x))
			got, err := x.AppendJSON([]byte("before"))
			require.NoError(t, err)
			assert.Equal(t, "before"+want.String(), string(got)+"\n")
		}
	}
}
