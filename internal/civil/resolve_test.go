package civil_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/witnessos/witnessos/internal/civil"
)

// once are local times that came exactly once. Offsets follow the tz database 2025c, in the
// source file that a comment names, where the laws are cited.
var once = []struct {
	zone, date, clock string
	offset            string
	abbreviation      string
	dst               bool
}{
	// US war time all year, 1942-02-09 to 1945-09-30, renamed at the end of the war (56 Stat. 9; northamerica).
	{"America/New_York", "1942-02-09", "01:59", "-05:00", "EST", false},
	{"America/New_York", "1943-01-15", "12:00", "-04:00", "EWT", true},
	{"America/New_York", "1945-08-14", "19:30", "-04:00", "EPT", true},
	{"America/New_York", "1945-12-01", "12:00", "-05:00", "EST", false},
	{"America/Los_Angeles", "1943-01-15", "12:00", "-07:00", "PWT", true},
	// Daylight time from 6 January 1974 (Pub. L. 93-182) and 23 February 1975 (93-434).
	{"America/New_York", "1974-01-05", "12:00", "-05:00", "EST", false},
	{"America/New_York", "1974-01-10", "12:00", "-04:00", "EDT", true},
	{"America/New_York", "1975-02-22", "12:00", "-05:00", "EST", false},
	{"America/New_York", "1975-02-24", "12:00", "-04:00", "EDT", true},
	{"America/Phoenix", "1974-07-01", "12:00", "-07:00", "MST", false},
	// British double summer time 1941–45 and 1947; summer time right through the winters of the
	// war; standard time +1 from 1968-10-27 to 1971-10-31 (europe).
	{"Europe/London", "1941-12-25", "12:00", "+01:00", "BST", true},
	{"Europe/London", "1944-07-01", "12:00", "+02:00", "BDST", true},
	{"Europe/London", "1944-12-01", "12:00", "+01:00", "BST", true},
	{"Europe/London", "1947-04-01", "12:00", "+01:00", "BST", true},
	{"Europe/London", "1947-05-01", "12:00", "+02:00", "BDST", true},
	{"Europe/London", "1947-08-15", "12:00", "+01:00", "BST", true},
	{"Europe/London", "1970-01-15", "12:00", "+01:00", "BST", false},
	// Moscow time in Berlin after the war, and double summer time in 1947 (europe).
	{"Europe/Berlin", "1945-06-01", "12:00", "+03:00", "CEMT", true},
	{"Europe/Berlin", "1947-05-20", "12:00", "+03:00", "CEMT", true},
	{"Europe/Lisbon", "1943-07-01", "12:00", "+02:00", "WEMT", true},
	// Amsterdam time to 1937, then 20 minutes even to 1940-05-16 (backzone).
	{"Europe/Amsterdam", "1925-01-01", "12:00", "+00:19:32", "AMT", false},
	{"Europe/Amsterdam", "1936-07-01", "12:00", "+01:19:32", "NST", true},
	{"Europe/Amsterdam", "1938-01-01", "12:00", "+00:20", "+0020", false},
	{"Europe/Amsterdam", "1942-12-25", "12:00", "+01:00", "CET", false},
	// No summer time in Sweden in 1941, unlike in Germany; Iceland an hour behind (backzone).
	{"Europe/Stockholm", "1941-07-01", "12:00", "+01:00", "CET", false},
	{"Europe/Berlin", "1941-07-01", "12:00", "+02:00", "CEST", true},
	{"Atlantic/Reykjavik", "1950-01-01", "12:00", "-01:00", "-01", false},
	{"Atlantic/Reykjavik", "1950-07-01", "12:00", "+00:00", "+00", true},
	// Mean time of the capital by law: not local mean time.
	{"Europe/Paris", "1900-01-01", "12:00", "+00:09:21", "PMT", false},
	{"Europe/Dublin", "1910-01-01", "12:00", "-00:25:21", "DMT", false},
	{"Europe/Lisbon", "1905-01-01", "12:00", "-00:36:45", "LMT", false},
	{"Africa/Monrovia", "1971-06-01", "12:00", "-00:44:30", "MMT", false}, // the last with odd seconds
	// Ireland: winter time is the exception by law (Standard Time (Amendment) Act 1971).
	{"Europe/Dublin", "2020-07-01", "12:00", "+01:00", "IST", false},
	{"Europe/Dublin", "2020-01-01", "12:00", "+00:00", "GMT", true},
	// Soviet decree time from 1930-06-21, dropped for 1991, +4 from 2011 to 2014 (europe).
	{"Europe/Moscow", "1930-06-01", "12:00", "+02:00", "EET", false},
	{"Europe/Moscow", "1930-07-01", "12:00", "+03:00", "MSK", false},
	{"Europe/Moscow", "1985-07-01", "12:00", "+04:00", "MSD", true},
	{"Europe/Moscow", "1991-07-01", "12:00", "+03:00", "EEST", true},
	{"Europe/Moscow", "1991-12-01", "12:00", "+02:00", "EET", false},
	{"Europe/Moscow", "2012-01-01", "12:00", "+04:00", "MSK", false},
	{"Europe/Moscow", "2015-01-01", "12:00", "+03:00", "MSK", false},
	// Nepal, 15 minutes on at new year 1986; Iran +4 from 1977-10-20 to 1978 (asia).
	{"Asia/Kathmandu", "1985-12-31", "23:50", "+05:30", "+0530", false},
	{"Asia/Kathmandu", "1986-01-01", "00:15", "+05:45", "+0545", false},
	{"Asia/Tehran", "1977-07-01", "12:00", "+04:30", "+0430", true},
	{"Asia/Tehran", "1977-12-01", "12:00", "+04:00", "+04", false},
	{"Asia/Tehran", "1978-07-01", "12:00", "+05:00", "+05", true},
	{"Asia/Tehran", "1979-07-01", "12:00", "+04:30", "+0430", true},
	{"Asia/Tehran", "2023-07-01", "12:00", "+03:30", "+0330", false},
	{"Asia/Kolkata", "1943-01-01", "12:00", "+06:30", "+0630", true},
	{"Asia/Kolkata", "1947-08-15", "12:00", "+05:30", "IST", false},
	{"Asia/Singapore", "1975-01-01", "12:00", "+07:30", "+0730", false},
	{"Asia/Seoul", "1955-01-01", "12:00", "+08:30", "KST", false},
	{"Asia/Pyongyang", "2016-01-01", "12:00", "+08:30", "KST", false},
	{"Asia/Tokyo", "1949-07-01", "12:00", "+10:00", "JDT", true},
	{"Asia/Shanghai", "1988-07-01", "12:00", "+09:00", "CDT", true},
	{"Asia/Ho_Chi_Minh", "1965-01-01", "12:00", "+08:00", "+08", false},
	// Half and quarter hours (australasia, southamerica, northamerica).
	{"Australia/Eucla", "2024-01-01", "12:00", "+08:45", "+0845", false},
	{"Australia/Eucla", "2007-01-01", "12:00", "+09:45", "+0945", true},
	{"Australia/Lord_Howe", "2024-01-01", "12:00", "+11:00", "+11", true},
	{"Australia/Lord_Howe", "2024-07-01", "12:00", "+10:30", "+1030", false},
	{"Pacific/Chatham", "2024-01-01", "12:00", "+13:45", "+1345", true},
	{"Pacific/Chatham", "2024-07-01", "12:00", "+12:45", "+1245", false},
	{"Pacific/Marquesas", "2024-01-01", "12:00", "-09:30", "-0930", false},
	{"America/Caracas", "2010-01-01", "12:00", "-04:30", "-0430", false},
	{"America/St_Johns", "1988-07-01", "12:00", "-01:30", "NDDT", true},
	// Southern summer time.
	{"Australia/Sydney", "2024-01-01", "12:00", "+11:00", "AEDT", true},
	{"Australia/Sydney", "2024-07-01", "12:00", "+10:00", "AEST", false},
	{"America/Sao_Paulo", "2018-12-25", "12:00", "-02:00", "-02", true},
	{"America/Sao_Paulo", "2019-12-25", "12:00", "-03:00", "-03", false},
	{"America/Argentina/Buenos_Aires", "1999-12-01", "12:00", "-03:00", "-03", true},
	{"America/Argentina/Buenos_Aires", "2008-01-15", "12:00", "-02:00", "-02", true},
	{"America/Argentina/Buenos_Aires", "2024-01-15", "12:00", "-03:00", "-03", false},
	// Summer time that stops for Ramadan, and that comes and goes (africa).
	{"Africa/Cairo", "2014-06-01", "12:00", "+03:00", "EEST", true},
	{"Africa/Cairo", "2014-07-15", "12:00", "+02:00", "EET", false},
	{"Africa/Cairo", "2019-07-01", "12:00", "+02:00", "EET", false},
	{"Africa/Cairo", "2023-05-01", "12:00", "+03:00", "EEST", true},
	{"Africa/Casablanca", "2018-06-01", "12:00", "+00:00", "+00", false},
	{"Africa/Casablanca", "2019-05-15", "12:00", "+00:00", "+00", true},
	{"Africa/Casablanca", "2019-07-01", "12:00", "+01:00", "+01", false},
	// Both sides of the date line (australasia).
	{"Pacific/Apia", "2011-12-29", "23:59", "-10:00", "-10", true},
	{"Pacific/Apia", "2011-12-31", "00:00", "+14:00", "+14", true},
	{"Pacific/Pago_Pago", "2011-12-30", "12:00", "-11:00", "SST", false},
	{"Pacific/Kiritimati", "1994-12-30", "23:59", "-10:00", "-10", false},
	{"Pacific/Kiritimati", "1995-01-01", "00:00", "+14:00", "+14", false},
	{"Pacific/Kwajalein", "1993-08-20", "23:59", "-12:00", "-12", false},
	{"Pacific/Kwajalein", "1993-08-22", "00:00", "+12:00", "+12", false},
	// Rules beyond the table, and the days at the end of leap years that package time miscounts.
	{"America/New_York", "2400-07-01", "12:00", "-04:00", "EDT", true},
	{"America/New_York", "1996-12-31", "23:59:59", "-05:00", "EST", false},
	{"America/New_York", "2028-12-31", "12:00", "-05:00", "EST", false},
	{"Australia/Sydney", "2028-12-31", "12:00", "+11:00", "AEDT", true},
}

func TestTimesThatCameOnce(t *testing.T) {
	for _, c := range once {
		t.Run(c.zone+" "+c.date+" "+c.clock, func(t *testing.T) {
			m := resolve(t, c.zone, c.date, c.clock)
			assert.Equal(t, c.offset, m.Offset.String())
			assert.Equal(t, c.abbreviation, m.Abbreviation)
			assert.Equal(t, c.dst, m.DST)
			assert.False(t, m.LMT)
			assert.Equal(t, civil.BasisTZ, m.Basis)
			assert.Len(t, m.Readings, 1)

			wall, err := time.Parse("2006-01-02 15:04:05"[:len(c.date)+1+len(c.clock)], c.date+" "+c.clock)
			require.NoError(t, err)
			assert.Equal(t, wall.Add(-time.Duration(m.Offset)*time.Second), m.UTC)

			if m.UTC.Unix() >= 0 {
				assert.Empty(t, m.Warnings)
			} else {
				require.Len(t, m.Warnings, 1)
				assert.Equal(t, civil.UncertainHistory, m.Warnings[0].Kind)
			}
		})
	}
}

func TestTimesThatCameTwiceOrNever(t *testing.T) {
	const day = "2006-01-02T15:04:05Z"
	for _, c := range []struct {
		zone, date, clock string
		kind              civil.Kind
		used, other       string // UTC
	}{
		{"America/New_York", "2024-11-03", "01:30", civil.Ambiguous, "2024-11-03T05:30:00Z", "2024-11-03T06:30:00Z"},
		{"America/New_York", "2024-03-10", "02:30", civil.Nonexistent, "2024-03-10T07:30:00Z", "2024-03-10T06:30:00Z"},
		{"America/New_York", "1942-02-09", "02:30", civil.Nonexistent, "1942-02-09T07:30:00Z", "1942-02-09T06:30:00Z"},
		{"America/New_York", "1945-09-30", "01:30", civil.Ambiguous, "1945-09-30T05:30:00Z", "1945-09-30T06:30:00Z"},
		// The day of two noons.
		{"America/New_York", "1883-11-18", "12:02", civil.Ambiguous, "1883-11-18T16:58:02Z", "1883-11-18T17:02:00Z"},
		{"Europe/London", "1944-04-02", "02:30", civil.Nonexistent, "1944-04-02T01:30:00Z", "1944-04-02T00:30:00Z"},
		{"Europe/Berlin", "1893-04-01", "00:03", civil.Nonexistent, "1893-03-31T23:09:32Z", "1893-03-31T23:03:00Z"},
		{"Asia/Kathmandu", "1986-01-01", "00:05", civil.Nonexistent, "1985-12-31T18:35:00Z", "1985-12-31T18:20:00Z"},
		{"Africa/Monrovia", "1972-01-07", "00:20", civil.Nonexistent, "1972-01-07T01:04:30Z", "1972-01-07T00:20:00Z"},
		{"Australia/Lord_Howe", "2024-04-07", "01:45", civil.Ambiguous, "2024-04-06T14:45:00Z", "2024-04-06T15:15:00Z"},
		{"Australia/Lord_Howe", "2024-10-06", "02:15", civil.Nonexistent, "2024-10-05T15:45:00Z", "2024-10-05T15:15:00Z"},
		{"Australia/Sydney", "2024-04-07", "02:30", civil.Ambiguous, "2024-04-06T15:30:00Z", "2024-04-06T16:30:00Z"},
		{"America/Sao_Paulo", "2018-11-04", "00:30", civil.Nonexistent, "2018-11-04T03:30:00Z", "2018-11-04T02:30:00Z"},
		{"America/Sao_Paulo", "2018-02-17", "23:30", civil.Ambiguous, "2018-02-18T01:30:00Z", "2018-02-18T02:30:00Z"},
		// Days left out on moving west across the date line, and 23 and 24 hours lived twice on
		// moving east. tzdata has Kwajalein's as 21 August, other accounts as the 20th.
		{"Pacific/Apia", "2011-12-30", "12:00", civil.NonexistentDay, "2011-12-30T22:00:00Z", "2011-12-29T22:00:00Z"},
		{"Pacific/Kwajalein", "1993-08-21", "12:00", civil.NonexistentDay, "1993-08-22T00:00:00Z", "1993-08-21T00:00:00Z"},
		{"Pacific/Kiritimati", "1994-12-31", "12:00", civil.NonexistentDay, "1994-12-31T22:00:00Z", "1994-12-30T22:00:00Z"},
		{"Pacific/Kanton", "1994-12-31", "12:00", civil.NonexistentDay, "1994-12-31T23:00:00Z", "1994-12-30T23:00:00Z"},
		{"Asia/Manila", "1844-12-31", "12:00", civil.NonexistentDay, "1845-01-01T03:56:08Z", "1844-12-31T03:56:08Z"},
		{"Pacific/Kwajalein", "1969-09-30", "12:00", civil.Ambiguous, "1969-09-30T01:00:00Z", "1969-10-01T00:00:00Z"},
		{"America/Sitka", "1867-10-18", "18:00", civil.Ambiguous, "1867-10-18T03:01:13Z", "1867-10-19T03:01:13Z"},
	} {
		t.Run(c.zone+" "+c.date, func(t *testing.T) {
			m := resolve(t, c.zone, c.date, c.clock)
			require.Len(t, m.Readings, 2)
			assert.Equal(t, c.used, m.UTC.Format(day))
			assert.Equal(t, c.used, m.Readings[0].UTC.Format(day))
			assert.Equal(t, c.other, m.Readings[1].UTC.Format(day))
			assert.Equal(t, m.Clock, m.Readings[0].Clock)

			require.NotEmpty(t, m.Warnings)
			assert.Equal(t, c.kind, m.Warnings[0].Kind)
			assert.True(t, m.Warnings[0].Kind.IsDoubt())
			sentence := m.Warnings[0].Sentence
			for _, r := range m.Readings {
				assert.Contains(t, sentence, r.UTC.Format("2006-01-02 15:04"))
				assert.Contains(t, sentence, r.Offset.String())
			}
			assert.Contains(t, sentence, c.zone)
			assert.Contains(t, sentence, c.date)
		})
	}
}

func TestSentencesAreForPeople(t *testing.T) {
	m := resolve(t, "Pacific/Apia", "2011-12-30", "12:00")
	assert.Equal(t, []string{"There was no 2011-12-30 in Pacific/Apia: the calendar went from 2011-12-29 straight to 2011-12-31, " +
		"across the date line. The time is read as if the days had gone on, at 2011-12-30 22:00 UTC (UTC-10:00); " +
		"with the new offset it would be 2011-12-29 22:00 UTC (UTC+14:00). Please check the date."}, civil.Sentences(m.Warnings))
	m = resolve(t, "Europe/Berlin", "2024-10-27", "02:30")
	assert.Equal(t, []string{"Clocks in Europe/Berlin went back from 2024-10-27 03:00 to 2024-10-27 02:00, so 2024-10-27 02:30 came twice: " +
		"at 2024-10-27 00:30 UTC (UTC+02:00, CEST) and again at 2024-10-27 01:30 UTC (UTC+01:00, CET). " +
		"The first is used; give the offset +01:00 if it was the second."}, civil.Sentences(m.Warnings))
}

func TestTheEdgesOfAChange(t *testing.T) {
	// Berlin 2024: 02:00 → 03:00 on 31 March, 03:00 → 02:00 on 27 October.
	for _, c := range []struct {
		date, clock string
		readings    int
		offset      string
	}{
		{"2024-03-31", "01:59:59", 1, "+01:00"},
		{"2024-03-31", "02:00", 2, "+01:00"},
		{"2024-03-31", "02:59:59", 2, "+01:00"},
		{"2024-03-31", "03:00", 1, "+02:00"},
		{"2024-10-27", "01:59:59", 1, "+02:00"},
		{"2024-10-27", "02:00", 2, "+02:00"},
		{"2024-10-27", "02:59:59", 2, "+02:00"},
		{"2024-10-27", "03:00", 1, "+01:00"},
	} {
		m := resolve(t, "Europe/Berlin", c.date, c.clock)
		assert.Len(t, m.Readings, c.readings, "%s %s", c.date, c.clock)
		assert.Equal(t, c.offset, m.Offset.String(), "%s %s", c.date, c.clock)
	}
}

func TestHistoryWarnings(t *testing.T) {
	assert.Contains(t, resolve(t, "America/Montreal", "1930-07-01", "12:00").Warnings[0].Sentence, "the clocks of America/Toronto stand in")
	assert.Contains(t, resolve(t, "Europe/Oslo", "1930-07-01", "12:00").Warnings[0].Sentence, "weaker sources")
	assert.Contains(t, resolve(t, "America/Inuvik", "1905-07-01", "12:00").Warnings[0].Sentence, "coordinates for local mean time")
	assert.Contains(t, resolve(t, "Antarctica/Troll", "1990-07-01", "12:00").Warnings[0].Sentence, "no local time")
	for _, name := range []string{"UTC", "Etc/GMT+5", "GMT", "Zulu"} {
		assert.Empty(t, resolve(t, name, "1930-07-01", "12:00").Warnings, name)
	}
	// The promise begins with 1970 in UTC.
	assert.True(t, civil.Has(resolve(t, "Asia/Tokyo", "1970-01-01", "08:59").Warnings, civil.UncertainHistory))
	assert.Empty(t, resolve(t, "Asia/Tokyo", "1970-01-01", "09:00").Warnings)
}
