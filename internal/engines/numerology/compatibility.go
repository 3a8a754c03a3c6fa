package numerology

import (
	"strconv"
	"strings"

	"github.com/witnessos/witnessos/internal/civil"
	"github.com/witnessos/witnessos/internal/decimal"
)

// pairScores is the published table of how two numbers get along, from 0 to 1 in hundredths
// (project convention). It is symmetric; rows and columns are the numbers 1 to 9, masters
// by their single digit. It grades the traditional triads 1-5-7, 2-4-8 and 3-6-9 highest.
var pairScores = [9][9]int{
	{75, 60, 80, 45, 90, 50, 85, 55, 70},
	{60, 80, 70, 85, 45, 90, 60, 85, 70},
	{80, 70, 75, 45, 85, 90, 50, 55, 90},
	{45, 85, 45, 80, 40, 70, 75, 90, 45},
	{90, 45, 85, 40, 70, 45, 80, 55, 65},
	{50, 90, 90, 70, 45, 85, 50, 65, 90},
	{85, 60, 50, 75, 80, 50, 80, 45, 55},
	{55, 85, 55, 90, 55, 65, 45, 70, 60},
	{70, 70, 90, 45, 65, 90, 55, 60, 80},
}

// pairScore looks up two numbers, in hundredths.
func pairScore(a, b int) int { return pairScores[reduce9(a)-1][reduce9(b)-1] }

// tier names the text that belongs to a score.
func tier(score int) string {
	switch {
	case score >= 85:
		return "natural"
	case score >= 65:
		return "supportive"
	case score >= 50:
		return "learning"
	}
	return "demanding"
}

// compatibilityConvention states how the overall score comes about.
const compatibilityConvention = "Convention of this product: scores from 0 to 1 come from a fixed table of number pairs " +
	"(master numbers by their single digit); the overall score weighs life paths and expressions by the kind of relationship."

// Compatibility compares two persons.
type Compatibility struct {
	Person1         Person  `json:"person1"`
	Person2         Person  `json:"person2"`
	Relationship    string  `json:"relationship_type"`
	LifePathScore   float64 `json:"life_path_score" doc:"0 to 1."`
	ExpressionScore float64 `json:"expression_score" doc:"0 to 1."`
	OverallScore    float64 `json:"overall_score" doc:"0 to 1."`
	Weights         Weights `json:"weights"`
	LifePathText    string  `json:"life_path_text"`
	ExpressionText  string  `json:"expression_text"`
	RelationText    string  `json:"relationship_text"`
	Convention      string  `json:"convention"`
}

// Person is one side of a comparison.
type Person struct {
	Name       string     `json:"name"`
	BirthDate  civil.Date `json:"birth_date"`
	LifePath   int        `json:"life_path"`
	Expression int        `json:"expression"`
}

// Weights are the shares of the two scores in the overall score.
type Weights struct {
	LifePath   float64 `json:"life_path"`
	Expression float64 `json:"expression"`
}

// weightsOf a kind of relationship, in tenths of the life path score.
func weightsOf(relationship string) (lifePathTenths int) {
	switch relationship {
	case "romantic", "family":
		return 6
	case "business":
		return 4
	}
	return 5
}

// compatibility compares the two persons of an input that names both.
func (in *Input) compatibility() *Compatibility {
	person := func(name string, birth civil.Date) Person {
		return Person{name, birth, lifePath(birth).Number,
			ParseName(name).Count(in.System, in.YRule).Expression.Number}
	}
	return compare(person(in.Person1Name, in.Person1BirthDate), person(in.Person2Name, in.Person2BirthDate), in.RelationshipType)
}

func compare(a, b Person, relationship string) *Compatibility {
	lifePath, expression := pairScore(a.LifePath, b.LifePath), pairScore(a.Expression, b.Expression)
	tenths := weightsOf(relationship)
	overall := float64(tenths*lifePath+(10-tenths)*expression) / 1000
	return &Compatibility{
		Person1: a, Person2: b, Relationship: relationship,
		LifePathScore:   float64(lifePath) / 100,
		ExpressionScore: float64(expression) / 100,
		OverallScore:    decimal.Round(overall, 2),
		Weights:         Weights{float64(tenths) / 10, float64(10-tenths) / 10},
		LifePathText:    texts().Text("compatibility", tier(lifePath)),
		ExpressionText:  texts().Text("compatibility", tier(expression)),
		RelationText:    texts().Text("compatibility", relationship),
		Convention:      compatibilityConvention,
	}
}

// compatibilityNotes sums up a row of the table for someone without a partner at hand.
func compatibilityNotes(lifePath int) []string {
	groups := map[string][]string{}
	for number := 1; number <= 9; number++ {
		t := tier(pairScore(lifePath, number))
		groups[t] = append(groups[t], strconv.Itoa(number))
	}
	path := "Life path " + strconv.Itoa(lifePath)
	notes := []string{}
	note := func(tier, sentence string) {
		if numbers := groups[tier]; len(numbers) > 0 {
			notes = append(notes, path+sentence+strings.Join(numbers, ", ")+".")
		}
	}
	note("natural", " tends to find easy company in life paths ")
	note("supportive", " works well, with some translating, beside ")
	note("learning", " has something to learn from, and to teach, ")
	note("demanding", " needs clear agreements with ")
	return notes
}
