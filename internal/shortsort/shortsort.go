// Package shortsort sorts lists of a few elements by insertion. It is for the Workers, whose size is
// limited: package slices brings the whole of pattern-defeating quicksort for each type, about 20 KB
// of Wasm, which lists of ten elements never come to use.
package shortsort

import "cmp"

// Sort sorts a list in ascending order.
func Sort[E cmp.Ordered](list []E) {
	for i := 1; i < len(list); i++ {
		for j := i; j > 0 && list[j] < list[j-1]; j-- {
			list[j], list[j-1] = list[j-1], list[j]
		}
	}
}

// SortFunc sorts a list so that compare is never positive for neighbours; what compares equal keeps
// its order.
func SortFunc[E any](list []E, compare func(a, b E) int) {
	for i := 1; i < len(list); i++ {
		for j := i; j > 0 && compare(list[j], list[j-1]) < 0; j-- {
			list[j], list[j-1] = list[j-1], list[j]
		}
	}
}
