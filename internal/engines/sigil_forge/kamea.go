package sigilforge

import (
	"strconv"
	"strings"

	"github.com/witnessos/witnessos/internal/drawing/sigil"
)

// numbers are those of the square, row by row.
func (p *Planet) numbers() []int {
	list := make([]int, 0, p.Order*p.Order)
	for _, word := range strings.Fields(p.Square) {
		n, _ := strconv.Atoi(word) // a table of this package, read by its tests
		list = append(list, n)
	}
	return list
}

// sum is that of each row: n(n² + 1)/2.
func (p *Planet) sum() int { return p.Order * (p.Order*p.Order + 1) / 2 }

// reduced brings a letter number into 1…n² by counting on from the start of the square.
func (p *Planet) reduced(number int) int { return (number-1)%(p.Order*p.Order) + 1 }

// cell is the middle of the cell of a number in the design.
func (p *Planet) cell(numbers []int, number int) sigil.Point {
	for i, n := range numbers {
		if n == number {
			step := 2 * sigil.SquareHalf / float64(p.Order)
			return sigil.Point{
				0.5 - sigil.SquareHalf + step*(float64(i%p.Order)+0.5),
				0.5 - sigil.SquareHalf + step*(float64(i/p.Order)+0.5),
			}
		}
	}
	panic("sigilforge: the square of " + p.Name + " has no " + strconv.Itoa(number))
}

// planet is the one of the input; without one it is counted from the letters: their numbers
// summed, modulo seven, in the order of the week (project convention).
func (in *Input) planetFor(numbers []int) (p *Planet, chosen bool) {
	sum := 0
	for _, n := range numbers {
		sum += n
	}
	for i := range planets {
		if planets[i].Name == in.Planet {
			return &planets[i], true
		}
	}
	return &planets[sum%len(planets)], false
}
