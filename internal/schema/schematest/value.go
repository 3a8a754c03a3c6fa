package schematest

import (
	"encoding/json"
	"fmt"
	"math"
	"regexp"
	"strconv"
	"strings"
	"time"
)

// value makes a value for a property, as JSON.
func (g *Generator) value(property object, kind Kind) string {
	switch kind {
	case Boundary:
		return g.boundary(property)
	case WrongType:
		return one(g.random, []string{"true", "0", "7.5", `""`, `"7"`, "[]", "{}", `[null]`, `{"":null}`, `["a",1,{}]`, `{"latitude":"x"}`, "[[1,2],[3]]"})
	case Null:
		return one(g.random, []string{"null", "null", "[null,null]", `{"a":null}`})
	case Huge:
		return g.huge()
	case Deep:
		depth := one(g.random, []int{20, 20, 500, 500, 9000, 20_000})
		if g.random.IntN(2) == 0 {
			return strings.Repeat("[", depth) + strings.Repeat("]", depth)
		}
		return strings.Repeat(`{"a":`, depth) + "1" + strings.Repeat("}", depth)
	case Unicode:
		return one(g.random, oddTexts)
	case Numeric:
		return one(g.random, oddNumbers)
	}
	return g.allowed(property, 0)
}

// deepest is where made-up objects and lists end.
const deepest = 6

// allowed makes a value that the schema allows, as far as its limits say what that is.
func (g *Generator) allowed(s object, depth int) string {
	if choices, ok := s["oneOf"].([]any); ok {
		return g.allowed(one(g.random, choices).(object), depth)
	}
	if values, ok := s["enum"].([]any); ok {
		return quoted(fmt.Sprint(one(g.random, values)))
	}
	switch typeOf(s) {
	case "boolean":
		return strconv.FormatBool(g.random.IntN(2) == 0)
	case "integer":
		return strconv.FormatInt(int64(g.between(s, 1)), 10)
	case "number":
		return strconv.FormatFloat(g.between(s, 0), 'g', -1, 64)
	case "string":
		return quoted(g.text(s))
	case "array":
		return g.list(s, depth)
	case "object":
		return g.object(s, depth)
	}
	return one(g.random, []string{"1", `"text"`, "[0.5,0.5]", "[52.52,13.405]", `{"x":0.5,"y":0.5}`, "true"})
}

func typeOf(s object) string {
	switch t := s["type"].(type) {
	case string:
		return t
	case []any:
		return fmt.Sprint(t[0])
	}
	return ""
}

// between makes a number inside the limits; without limits, one as people send them.
func (g *Generator) between(s object, step float64) float64 {
	least, most := -1000.0, 3000.0
	if limit, ok := s["minimum"].(float64); ok && math.Abs(limit) < 1e9 {
		least, most = limit, limit+1000
	}
	if limit, ok := s["maximum"].(float64); ok && math.Abs(limit) < 1e9 {
		most = limit
		least = max(least, limit-5000)
	}
	x := least + g.random.Float64()*(most-least)
	if step > 0 {
		x = math.Round(x/step) * step
	}
	return min(max(x, least), most)
}

var candidates = []string{
	"08:30", "23:59:59", "00:00", "Europe/Berlin", "America/New_York", "Asia/Kathmandu", "UTC", "+05:30", "-11:00", "Z",
	"52.52,13.405", "-33.9,18.4", "a,b", "a", "abc",
}

// text makes a text of a format, a pattern, or a length.
func (g *Generator) text(s object) string {
	if s["format"] == "date" {
		day := time.Date(1901+g.random.IntN(124), time.Month(1+g.random.IntN(12)), 1+g.random.IntN(28), 0, 0, 0, 0, time.UTC)
		return day.Format(time.DateOnly)
	}
	if pattern, ok := s["pattern"].(string); ok {
		var fitting []string
		for _, c := range candidates {
			if fits, err := regexp.MatchString(pattern, c); err == nil && fits {
				fitting = append(fitting, c)
			}
		}
		if fitting != nil {
			return one(g.random, fitting)
		}
	}
	length := size(s, "minLength", 1)
	longest := min(max(size(s, "maxLength", length+40), length), length+200)
	words := []rune("what does this week ask of me and of Zoë Ångström Ñandú ")
	runes := make([]rune, length+g.random.IntN(longest-length+1))
	from := g.random.IntN(len(words))
	for i := range runes {
		runes[i] = words[(from+i)%len(words)]
	}
	return string(runes)
}

func size(s object, keyword string, otherwise int) int {
	if n, ok := s[keyword].(float64); ok {
		return int(n)
	}
	return otherwise
}

func (g *Generator) list(s object, depth int) string {
	least := size(s, "minItems", 0)
	most := min(max(size(s, "maxItems", least+6), least), least+12)
	items, _ := s["items"].(object)
	var parts []string
	for range least + g.random.IntN(most-least+1) {
		if depth > deepest {
			break
		}
		parts = append(parts, g.allowed(items, depth+1))
	}
	return "[" + strings.Join(parts, ",") + "]"
}

func (g *Generator) object(s object, depth int) string {
	var m members
	properties, _ := s["properties"].(object)
	required := fmt.Sprint(s["required"], s["allOf"])
	for _, name := range sorted(properties) {
		if depth <= deepest && (strings.Contains(required, name) || g.random.IntN(2) == 0) {
			m = append(m, member{name, g.allowed(properties[name].(object), depth+1)})
		}
	}
	if free, ok := s["additionalProperties"].(object); ok && depth <= deepest {
		for i := range size(s, "minProperties", 1) + g.random.IntN(4) {
			m = append(m, member{strconv.Itoa(i + 1), g.allowed(free, depth+1)})
		}
	}
	return m.String()
}

// boundary makes a value at a limit, or one step outside of it.
func (g *Generator) boundary(s object) string {
	var list []string
	number := func(x float64) { list = append(list, strconv.FormatFloat(x, 'f', -1, 64)) }
	for _, keyword := range []string{"minimum", "maximum"} {
		if limit, ok := s[keyword].(float64); ok {
			number(limit)
			number(limit - 1)
			number(limit + 1)
			number(limit + 0.5)
		}
	}
	for _, keyword := range []string{"minLength", "maxLength"} {
		if n := size(s, keyword, -1); n >= 0 {
			list = append(list, quoted(strings.Repeat("ä", n)), quoted(strings.Repeat("a", n+1)), quoted(strings.Repeat("z", max(n-1, 0))))
		}
	}
	for _, keyword := range []string{"minItems", "maxItems"} {
		if n := size(s, keyword, -1); n >= 0 {
			items, _ := s["items"].(object)
			for _, count := range []int{n, n + 1, max(n-1, 0)} {
				list = append(list, "["+strings.TrimSuffix(strings.Repeat(g.allowed(items, 1)+",", min(count, 3000)), ",")+"]")
			}
		}
	}
	if s["format"] == "date" {
		for _, day := range []string{"1899-12-31", "1900-01-01", "2000-02-29", "2025-02-29", "1900-02-29", "9999-12-31", "0000-00-00", "0001-01-01",
			"2400-12-31", "2400-02-30", "1582-10-10", "2025-13-01", "2025-1-1", "+2025-01-01", "2025-01-01T00:00:00Z"} {
			list = append(list, quoted(day))
		}
		for _, days := range []int{-1, 0, 1, 365, 366} {
			list = append(list, quoted(g.today.AddDate(0, 0, days).Format(time.DateOnly)))
		}
	}
	if values, ok := s["enum"].([]any); ok {
		word := fmt.Sprint(one(g.random, values))
		list = append(list, quoted(strings.ToUpper(word)), quoted(strings.ReplaceAll(word, "_", "-")), quoted(word+"x"), quoted(word[1:]), `""`)
	}
	if _, ok := s["pattern"]; ok {
		for _, text := range []string{"24:00", "23:60", "0:00", "00:00:60", "+16:00", "-15:59", "Local", "Europe/Nowhere", "../UTC", "91,0", "90,180", "-90,-180", ",", ""} {
			list = append(list, quoted(text))
		}
	}
	if len(list) == 0 {
		return g.allowed(s, 0)
	}
	return one(g.random, list)
}

func quoted(s string) string {
	raw, err := json.Marshal(s)
	if err != nil {
		panic(err) // no text fails
	}
	return string(raw)
}
