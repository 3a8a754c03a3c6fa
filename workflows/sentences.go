package workflows

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// sentences takes a text apart at the marks that end a sentence and at the ends of lines. List
// marks and headings of Markdown are left away.
func sentences(text string) (list []string) {
	for line := range strings.Lines(text) {
		line = strings.TrimLeft(strings.TrimSpace(line), "#*->• ")
		for line != "" {
			end := sentenceEnd(line)
			list = append(list, line[:end])
			line = strings.TrimSpace(line[end:])
		}
	}
	return list
}

// sentenceEnd is the length of the first sentence of a line: up to a full stop, exclamation or
// question mark, and closing quotes, before a blank. A stop inside a number ends nothing.
func sentenceEnd(line string) int {
	for i := 0; i < len(line); i++ {
		if !strings.ContainsRune(".!?", rune(line[i])) {
			continue
		}
		end := i + 1
		for end < len(line) {
			r, size := utf8.DecodeRuneInString(line[end:])
			if !strings.ContainsRune(`.!?"')”’*`, r) {
				break
			}
			end += size
		}
		if r, _ := utf8.DecodeRuneInString(line[end:]); end == len(line) || unicode.IsSpace(r) {
			return end
		}
	}
	return len(line)
}

// opening is the first statement of a text: headings have no full stop, and a question is the
// reader's own. A text without one gives its first line.
func opening(text string) string {
	list := sentences(text)
	for _, s := range list {
		if strings.ContainsAny(s[len(s)-1:], ".!") {
			return s
		}
	}
	if len(list) > 0 {
		return list[0]
	}
	return ""
}

// Brief is the first sentences of a text, at most n; headings and lists are run together.
func Brief(text string, n int) string {
	list := sentences(text)
	return strings.Join(list[:min(n, len(list))], " ")
}

// containing returns the texts that contain one of the phrases, in any case.
func containing(texts []string, phrases ...string) (found []string) {
	for _, text := range texts {
		lower := strings.ToLower(text)
		for _, phrase := range phrases {
			if phrase != "" && strings.Contains(lower, strings.ToLower(phrase)) {
				found = append(found, text)
				break
			}
		}
	}
	return found
}
