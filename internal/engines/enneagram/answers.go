package enneagram

import (
	"encoding/json"
	"errors"
	"math"
	"slices"
	"strconv"

	"github.com/witnessos/witnessos/internal/rawjson"
	"github.com/witnessos/witnessos/internal/schema"
)

// Answers are those to the assessment in one of two forms: item id → 1 to 5, or, from a test
// of the caller's own, question → "1" to "9", a vote for a type.
type Answers struct {
	likert [itemCount]int8 // by item; 0 for one that was not answered
	votes  map[string]Type

	// problems of single answers, their fields relative to that of the answers. They wait here
	// for Normalize, because decoding a value can fail for one reason only.
	problems schema.Problems
}

// mostAnswers bounds the votes, and with them the list of problems.
const mostAnswers = 100

// typeNumbers are what a vote may say.
var typeNumbers = []string{"1", "2", "3", "4", "5", "6", "7", "8", "9"}

// IsZero reports that there are no answers; encoding/json asks for it.
func (a Answers) IsZero() bool {
	return a.likert == [itemCount]int8{} && len(a.votes) == 0 && len(a.problems) == 0
}

// UnmarshalJSON reads an object of at most 100 members. The error is a schema.Problem.
func (a *Answers) UnmarshalJSON(raw []byte) error {
	if a.readPlain(raw) {
		return nil
	}
	var members map[string]json.RawMessage
	if json.Unmarshal(raw, &members) != nil || members == nil {
		return schema.WrongType("", "object", nil)
	}
	if len(members) > mostAnswers {
		bound := "at most " + strconv.Itoa(mostAnswers) + " answers"
		return schema.Problem{Code: schema.CodeOutOfRange, Message: "Field '' must have " + bound, Expected: bound, Received: len(members)}
	}
	read := a.readLikert
	if areVotes(members) {
		a.votes = make(map[string]Type, len(members))
		read = a.readVote
	}
	ids := make([]string, 0, len(members))
	for id := range members {
		ids = append(ids, id)
	}
	slices.Sort(ids) // problems come out in the same order every time
	for _, id := range ids {
		if problem := read(id, members[id]); problem != nil {
			a.problems = append(a.problems, *problem)
		}
	}
	return nil
}

// readPlain reads answers with which nothing is wrong: ids of items, each with a digit from 1 to 5.
// That is all that a client sends who shows the items, and it needs no map. It reports false, and leaves
// no answers, when there is anything else.
func (a *Answers) readPlain(raw []byte) bool {
	var likert [itemCount]int8
	err := rawjson.Each(raw, func(name []byte, value json.RawMessage) error {
		index := itemIndex(string(name))
		if index < 0 || len(value) != 1 || value[0] < '0'+leastAnswer || value[0] > '0'+mostAnswer {
			return errNotPlain
		}
		likert[index] = int8(value[0] - '0')
		return nil
	})
	if err != nil {
		return false
	}
	a.likert = likert
	return true
}

var errNotPlain = errors.New("enneagram: an answer needs a closer look")

// areVotes tells the forms apart: votes are all strings, and none of them is filed under the
// id of an item, where a string is a number in the wrong type.
func areVotes(members map[string]json.RawMessage) bool {
	for id, value := range members {
		if value[0] != '"' || itemIndex(id) >= 0 {
			return false
		}
	}
	return len(members) > 0
}

func (a *Answers) readVote(question string, value json.RawMessage) *schema.Problem {
	var vote string
	if json.Unmarshal(value, &vote) == nil && slices.Contains(typeNumbers, vote) {
		a.votes[question] = Type(vote[0] - '0')
		return nil
	}
	problem := schema.NotAllowed(schema.Excerpt(question), typeNumbers, vote)
	return &problem
}

func (a *Answers) readLikert(id string, value json.RawMessage) *schema.Problem {
	index := itemIndex(id)
	if index < 0 {
		name := schema.Excerpt(id)
		return &schema.Problem{
			Field: name, Code: schema.CodeInvalidValue, Expected: "q01 to q45", Received: received(value),
			Message: "Field '" + name + "' is not an item of the assessment",
		}
	}
	// A word or an object is no number at all; 1e400 is one, and too large.
	x, err := strconv.ParseFloat(string(value), 64)
	isNumber := value[0] == '-' || '0' <= value[0] && value[0] <= '9'
	var problem schema.Problem
	switch {
	case !isNumber || err == nil && x != math.Trunc(x):
		problem = schema.WrongType(id, "integer", received(value))
	case x < leastAnswer:
		problem = schema.TooSmall(id, strconv.Itoa(leastAnswer), received(value))
	case x > mostAnswer:
		problem = schema.TooLarge(id, strconv.Itoa(mostAnswer), received(value))
	default:
		a.likert[index] = int8(x)
		return nil
	}
	return &problem
}

// received is what a problem repeats of an answer.
func received(value json.RawMessage) any {
	const longest = 30 // digits of a number
	switch value[0] {
	case '{':
		return "object"
	case '[':
		return "array"
	}
	var scalar any
	if json.Unmarshal(value, &scalar) != nil {
		return "number" // one that no float64 holds
	}
	switch v := scalar.(type) {
	case string:
		return schema.Excerpt(v)
	case float64:
		if len(value) > longest {
			return "number"
		}
		return json.Number(value)
	}
	return scalar
}

// AppendJSON writes the answers in the order of their ids, so that equal ones are equal.
func (a Answers) AppendJSON(b []byte) ([]byte, error) {
	if len(a.votes) > 0 {
		votes := make(map[string]string, len(a.votes))
		for question, t := range a.votes {
			votes[question] = t.String()
		}
		text, err := json.Marshal(votes)
		return append(b, text...), err
	}
	b = append(slices.Grow(b, itemCount*len(`"q00":0,`)+2), '{')
	for i, answer := range a.likert {
		if answer == 0 {
			continue
		}
		if b[len(b)-1] != '{' {
			b = append(b, ',')
		}
		b = append(b, '"')
		b = append(b, itemID(i)...)
		b = append(b, '"', ':', byte('0'+answer))
	}
	return append(b, '}'), nil
}

// MarshalJSON writes the same.
func (a Answers) MarshalJSON() ([]byte, error) { return a.AppendJSON(nil) }

// JSONSchema describes the two forms.
func (Answers) JSONSchema() *schema.Schema {
	least, most := float64(leastAnswer), float64(mostAnswer)
	return &schema.Schema{
		OneOf: []*schema.Schema{
			{Type: "object", Description: "Item id (q01 to q45) to 1 (not like me) to 5 (very much like me).",
				FreeKeys: &schema.Schema{Type: "integer", Minimum: &least, Maximum: &most}},
			{Type: "object", Description: "Any question to the type it votes for.",
				FreeKeys: &schema.Schema{Type: "string", Enum: typeNumbers}},
		},
	}
}
