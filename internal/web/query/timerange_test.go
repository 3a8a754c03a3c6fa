package query

import "testing"

func TestTimeRange(t *testing.T) {
	const otherwise = -1
	for text, want := range map[string]int{
		"1d": 1, "30d": 30, "9999d": 9999, "2w": 14, "1m": 30, "12m": 360, "1y": 365, "9999y": 9999 * 365,
		"": otherwise, "d": otherwise, "30": otherwise, "0d": otherwise, "030d": otherwise, "-1d": otherwise, "+1d": otherwise,
		"10000d": otherwise, "30D": otherwise, "30 d": otherwise, " 30d": otherwise, "1h": otherwise, "1_0d": otherwise,
		"1.5d": otherwise, "30dd": otherwise, "0x1d": otherwise, "٣d": otherwise,
	} {
		if got := TimeRange(text, otherwise); got != want {
			t.Errorf("TimeRange(%q) = %d, not %d", text, got, want)
		}
	}
}
