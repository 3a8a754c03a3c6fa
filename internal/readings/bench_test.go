//go:build !js

package readings

import (
	"testing"
	"time"
)

// BenchmarkInsights reads 200 whole replies of the longest engine together.
func BenchmarkInsights(b *testing.B) {
	s := newShelf(b)
	data := calculated(b, "human_design", `{"birth_date":"1990-06-15","birth_time":"08:30","timezone":"Europe/Berlin"}`)
	for i := range mostCompared {
		s.save(s.now.Add(-time.Duration(i)*time.Hour).Format(time.RFC3339), `{"engines":["human_design"],"results":{"output":{"success":true,"data":`+data+`,`+data[1:]+`}}`)
	}
	b.ReportMetric(float64(2*len(data)), "bytes/reading")
	for b.Loop() {
		if _, err := s.Insights(b.Context(), ada, ""); err != nil {
			b.Fatal(err)
		}
	}
}
