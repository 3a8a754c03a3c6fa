package numerology

// What is called in many places is kept from being inlined there, because the copies would show in
// the size of the Worker.

// reduce sums decimal digits until one is left, but stops at the master numbers. The test
// for a master belongs inside the loop: 29 gives 11, not 2.
//
//go:noinline
func reduce(n int) int {
	for n > 9 && !isMaster(n) {
		n = digitSum(n)
	}
	return n
}

// reduce9 sums decimal digits until one is left.
//
//go:noinline
func reduce9(n int) int {
	for n > 9 {
		n = digitSum(n)
	}
	return n
}

func digitSum(n int) int {
	sum := 0
	for ; n > 0; n /= 10 {
		sum += n % 10
	}
	return sum
}

func isMaster(n int) bool { return n == 11 || n == 22 || n == 33 }

// isKarmicDebt tells the totals that tradition reads as a debt. They count only before
// reduction.
func isKarmicDebt(n int) bool { return n == 13 || n == 14 || n == 16 || n == 19 }

// distance is the bridge between two numbers: the difference of their single digits.
func distance(a, b int) int { return abs(reduce9(a) - reduce9(b)) }

func abs(n int) int { return max(n, -n) }
