// Package prose reads the texts of an engine from a Markdown-like file that a writer can
// edit without touching code:
//
//	# life path            opens a section
//	## 1                   opens an entry of it
//	Short: a few words     labels, directly below the entry's heading
//
//	The text of the entry, in paragraphs.
//
// Anything before the first section is a note to writers.
package prose

import (
	"iter"
	"strings"
)

// Book holds the entries of a file, by section and name.
type Book map[string]map[string]Entry

// Entry is one text with its labels.
type Entry struct {
	Labels map[string]string
	Text   string // paragraphs, separated by empty lines
}

// Entry returns an entry. A missing one is a mistake in the file that the tests of the
// engine must find, so it panics. Entry, Text and Label are kept from being inlined, because
// engines call them so often that it would show in the size of the Worker.
//
//go:noinline
func (b Book) Entry(section, name string) Entry {
	e, ok := b[section][name]
	if !ok {
		panic("prose: no entry " + name + " in section " + section)
	}
	return e
}

// Text returns the text of an entry, which must exist.
//
//go:noinline
func (b Book) Text(section, name string) string { return b.Entry(section, name).Text }

// Label returns a label of an entry; both must exist.
//
//go:noinline
func (b Book) Label(section, name, label string) string {
	value, ok := b.Entry(section, name).Labels[label]
	if !ok {
		panic("prose: no label " + label + " for " + name + " in section " + section)
	}
	return value
}

// All goes through the entries; each is named by section and name.
func (b Book) All() iter.Seq2[string, Entry] {
	return func(yield func(string, Entry) bool) {
		for section, entries := range b {
			for name, e := range entries {
				if !yield(section+": "+name, e) {
					return
				}
			}
		}
	}
}

// Sections returns how many entries each section has.
func (b Book) Sections() map[string]int {
	sections := map[string]int{}
	for section, entries := range b {
		sections[section] = len(entries)
	}
	return sections
}

// Parse reads a file. It panics on text outside of an entry and on an entry that occurs
// twice: files are embedded, so this is a mistake in the program.
func Parse(file string) Book {
	book := Book{}
	var section, name string
	var lines []string
	closeEntry := func() {
		switch {
		case name != "":
			if _, twice := book[section][name]; twice {
				panic("prose: entry " + name + " occurs twice in section " + section)
			}
			if book[section] == nil {
				book[section] = map[string]Entry{}
			}
			book[section][name] = entryOf(lines)
		case section != "" && strings.TrimSpace(strings.Join(lines, "")) != "":
			panic("prose: text outside of an entry in section " + section)
		}
		lines = lines[:0]
	}
	for line := range strings.Lines(file) {
		line = strings.TrimRight(line, " \r\n")
		if title, ok := strings.CutPrefix(line, "## "); ok {
			closeEntry()
			name = title
		} else if title, ok := strings.CutPrefix(line, "# "); ok {
			closeEntry()
			section, name = title, ""
		} else {
			lines = append(lines, line)
		}
	}
	closeEntry()
	return book
}

// entryOf separates the labels from the text.
func entryOf(lines []string) Entry {
	e := Entry{Labels: map[string]string{}}
	for len(lines) > 0 {
		label, value, ok := strings.Cut(lines[0], ": ")
		if !ok || strings.Contains(label, " ") {
			break
		}
		e.Labels[label] = value
		lines = lines[1:]
	}
	e.Text = strings.TrimSpace(strings.Join(lines, "\n"))
	return e
}
