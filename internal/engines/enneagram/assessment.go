package enneagram

import (
	"strconv"
	"strings"
	"sync"
)

// The assessment has four items for each type and three for each instinct.
const (
	typeItems     = 36
	instinctItems = 9
	itemCount     = typeItems + instinctItems

	leastAnswer, mostAnswer = 1, 5
)

// instincts in the order in which results list them.
var instincts = [3]string{"self_preservation", "social", "sexual"}

// item is one statement with its key.
type item struct {
	id, text string
	kind     Type // the type it speaks for; 0 for an instinct
	instinct int  // index in instincts, if kind is 0
	reversed bool // agreement speaks against it
}

// keyed is the answer in the direction of the item's scale, 0 to 4.
func (i item) keyed(answer int) int {
	if i.reversed {
		return mostAnswer - answer
	}
	return answer - leastAnswer
}

// items are all items in the order of their ids, q01 to q45.
var items = sync.OnceValue(func() []item {
	list := make([]item, itemCount)
	for n := range list {
		id := itemID(n)
		entry := texts().Entry("item", id)
		key, reversed := strings.CutPrefix(entry.Labels["Key"], "-")
		list[n] = item{id: id, text: entry.Text, reversed: reversed}
		for i, name := range instincts {
			if key == name {
				list[n].instinct = i
			}
		}
		if number, err := strconv.Atoi(key); err == nil {
			list[n].kind = Type(number)
		}
	}
	return list
})

func itemID(n int) string {
	return string([]byte{'q', '0' + byte((n+1)/10), '0' + byte((n+1)%10)})
}

// itemIndex is the place of an item in the list, or -1 for the id of none.
func itemIndex(id string) int {
	if len(id) != 3 {
		return -1
	}
	tens, ones := id[1]-'0', id[2]-'0'
	n := int(tens)*10 + int(ones) - 1
	if id[0] != 'q' || tens > 9 || ones > 9 || n < 0 || n >= itemCount {
		return -1
	}
	return n
}

// Questionnaire is the assessment as clients show it. It says nothing about which item
// counts for what: a client sends back the answers and needs no key.
type Questionnaire struct {
	Engine       string     `json:"engine"`
	Field        string     `json:"field"` // input field that takes the answers
	Instructions string     `json:"instructions"`
	Scale        []Step     `json:"scale"`
	Count        int        `json:"count"`
	Questions    []Question `json:"questions"`
}

// Step is one answer that can be given to every question.
type Step struct {
	Value int    `json:"value"`
	Label string `json:"label"`
}

// Question is one statement to agree or disagree with.
type Question struct {
	ID   string `json:"id"`
	Text string `json:"text"`
}

// Questions returns the 45 statements in the order in which they are best shown: no two
// neighbours speak for the same type.
func Questions() []Question {
	list := make([]Question, itemCount)
	for n, i := range items() {
		list[n] = Question{i.id, i.text}
	}
	return list
}

// Assessment returns the questionnaire: statements, scale, and where the answers go.
func Assessment() Questionnaire {
	labels := strings.Split(text("note", "scale"), "\n")
	scale := make([]Step, len(labels))
	for i, label := range labels {
		scale[i] = Step{leastAnswer + i, label}
	}
	return Questionnaire{
		Engine: "enneagram", Field: "assessment_responses",
		Instructions: text("note", "instructions"),
		Scale:        scale, Count: itemCount, Questions: Questions(),
	}
}
