package schematest

import (
	"maps"
	"slices"
	"strconv"
	"strings"
)

// oddTexts are JSON strings, some of them not well-formed, that programs have tripped over.
var oddTexts = []string{
	`"\u0000"`, `"a\u0000b"`, `"\ud800"`, `"\udc00\ud800"`, `"\ud83d\ude00"`, "\"\xff\xfe\"", "\"\xc3\"", "\"\xed\xa0\x80\"", `"\u202eevil"`,
	`"` + strings.Repeat("a\u0301", 200) + `"`, `"` + strings.Repeat("👩‍👩‍👧‍👦", 60) + `"`, `"ﷺ﷽𒐫"`, `"Иван Петров"`, `"山田太郎"`, `"محمد"`, `"Ǆ ĳ ﬃ ß ẞ İ ı"`,
	`"\u2028\u2029\u0085"`, `"\ufeffBOM"`, `"\ufffe\uffff"`, `"1９９0-06-15"`, `"１９９０-06-15"`, `"<script>alert(1)</script>"`, `"'; DROP TABLE users; --"`,
	`"${jndi:ldap://x}"`, `"../../etc/passwd"`, `"%00%n%s"`, `"__proto__"`, `"\"\\\/\b\f\n\r\t"`, `"` + strings.Repeat(" ", 300) + `"`, `"\u200b\u200d"`, `"-"`, `"'"`,
}

var oddNumbers = []string{
	"1e400", "-1e400", "1e-400", "-0", "-0.0", "0e0", "1E+2", "9007199254740993", "-9007199254740993", "18446744073709551616", "0.1e1", "1.0000000000000001",
	"2147483648", "-2147483649", strings.Repeat("9", 400), "0." + strings.Repeat("0", 400) + "1", "1e308", "-1e308", "5e-324", "7.0", "7e0", "NaN", "Infinity", "01", "+1", "1.", ".5", "0x10",
}

var strangeNames = []string{
	"", " ", "__proto__", "constructor", "toString", "userId", "options", "input", "engine", "data", "success", "Birth_Date", "birth_Date", "birth-date",
	"birth_date ", "\u0000", "ñ", strings.Repeat("k", 5000), "include_SVG", "now", "seed2", "raw_data",
}

var strangeValues = []string{
	"null", "1", `"x"`, "[]", "{}", `{"__proto__":{"polluted":true}}`, strings.Repeat("[", 50) + strings.Repeat("]", 50), `[1,"a",null,{"b":[]}]`,
	`"` + strings.Repeat("x", 2000) + `"`, "1e999", "true",
}

// huge makes a value of up to a few hundred kilobytes.
func (g *Generator) huge() string {
	n := one(g.random, []int{3_000, 3_000, 3_000, 3_000, 30_000, 30_000, 300_000})
	switch g.random.IntN(5) {
	case 0:
		return `"` + strings.Repeat("a", n) + `"`
	case 1:
		return `"` + strings.Repeat(`\u00e4`, n/6) + `"`
	case 2:
		return strings.Repeat("7", n/10)
	case 3:
		return "[" + strings.TrimSuffix(strings.Repeat(`"physical",`, n/11), ",") + "]"
	}
	var b strings.Builder
	b.WriteByte('{')
	for i := range n / 12 {
		if i > 0 {
			b.WriteByte(',')
		}
		b.WriteString(`"k` + strconv.Itoa(i) + `":1`)
	}
	b.WriteByte('}')
	return b.String()
}

func sorted(m object) []string { return slices.Sorted(maps.Keys(m)) }
