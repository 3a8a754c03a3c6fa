package numerology

// Total is a sum and what it reduces to, such as 29 and 11. Both are 0 when there was
// nothing to sum, as for the vowels of "Ng".
type Total struct {
	Sum    int
	Number int
}

func total(sum int) Total { return Total{sum, reduce(sum)} }

// Letter is a letter of a name with its value.
type Letter struct {
	Letter string `json:"letter"`
	Value  int    `json:"value"`
	Vowel  bool   `json:"vowel"`
}

// Word is a word of a name with its own total.
type Word struct {
	Text   string `json:"text"`
	Sum    int    `json:"sum"`
	Number int    `json:"number"`
}

// NameNumbers are the numbers of a name.
type NameNumbers struct {
	Expression  Total // all letters
	SoulUrge    Total // vowels
	Personality Total // consonants
	Letters     []Letter
	Words       []Word
}

// Count adds up the letters of a name.
func (n Name) Count(system System, rule YRule) NameNumbers {
	var numbers NameNumbers
	vowels, consonants := 0, 0
	for _, word := range n.Words {
		sum := 0
		vowel := rule.vowels(word)
		for i := range len(word) {
			value := system.value(word[i])
			sum += value
			if vowel[i] {
				vowels += value
			} else {
				consonants += value
			}
			numbers.Letters = append(numbers.Letters, Letter{word[i : i+1], value, vowel[i]})
		}
		numbers.Words = append(numbers.Words, Word{word, sum, reduce(sum)})
	}
	numbers.Expression = total(vowels + consonants)
	numbers.SoulUrge = total(vowels)
	numbers.Personality = total(consonants)
	return numbers
}
