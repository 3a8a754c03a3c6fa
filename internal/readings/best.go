package readings

// best are the indices of the first few of n things, the best first; equals stay in their order. A
// whole list need not be sorted for five of it, and every sort of package slices is compiled anew for
// its type.
func best(n, most int, better func(i, j int) bool) []int {
	var list []int
	for i := range n {
		if len(list) == most && (most == 0 || !better(i, list[most-1])) {
			continue
		}
		if len(list) < most {
			list = append(list, i)
		}
		k := len(list) - 1
		for ; k > 0 && better(i, list[k-1]); k-- {
			list[k] = list[k-1]
		}
		list[k] = i
	}
	return list
}

// tally counts texts in the order in which they came.
type tally struct {
	names []string
	n     map[string]int
}

func (t *tally) add(text string) {
	if t.n == nil {
		t.n = map[string]int{}
	}
	if t.n[text]++; t.n[text] == 1 {
		t.names = append(t.names, text)
	}
}

// top are the most frequent texts, at most so many; of equals the one that came first.
func (t *tally) top(most int) []string {
	list := []string{}
	for _, i := range best(len(t.names), most, func(i, j int) bool { return t.n[t.names[i]] > t.n[t.names[j]] }) {
		list = append(list, t.names[i])
	}
	return list
}

// often are the most frequent of the texts that came more than once.
func (t *tally) often(most int) []string {
	list := t.top(most)
	for i, text := range list {
		if t.n[text] < 2 {
			return list[:i]
		}
	}
	return list
}
