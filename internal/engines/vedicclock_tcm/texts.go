package vedicclock

import (
	_ "embed"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/witnessos/witnessos/internal/engines/jyotish"
	"github.com/witnessos/witnessos/internal/engines/prose"
)

//go:embed texts.md
var textFile string

// library is the file of texts in the shape that results need.
type library struct {
	organs [Organs]organText
	tithis [30]named // by number less 1
	varas  [7]named  // by time.Weekday
	book   prose.Book
}

type organText struct {
	text           string
	optimal, avoid []string
}

type named struct{ name, text string }

var texts = sync.OnceValue(func() *library {
	l := &library{book: prose.Parse(textFile)}
	for o := range l.organs {
		name := Organ(o).String()
		phrases := func(label string) []string { return strings.Split(l.book.Label("organ", name, label), "; ") }
		l.organs[o] = organText{l.book.Text("organ", name), phrases("Optimal"), phrases("Avoid")}
	}
	for n := range l.tithis {
		name := strconv.Itoa(n + 1)
		l.tithis[n] = named{l.book.Label("tithi", name, "Name"), l.book.Text("tithi", name)}
	}
	for day := range l.varas {
		name := time.Weekday(day).String()
		l.varas[day] = named{l.book.Label("vara", name, "Name"), l.book.Text("vara", name)}
	}
	return l
})

func (l *library) element(name string) string    { return l.book.Text("element", name) }
func (l *library) yoga(name string) string       { return l.book.Text("yoga", name) }
func (l *library) karana(name string) string     { return l.book.Text("karana", name) }
func (l *library) hora(lord jyotish.Lord) string { return l.book.Text("hora", lord.String()) }
func (l *library) relation(r Relation) string    { return l.book.Text("synthesis", string(r)) }
func (l *library) focus(name string) string      { return l.book.Text("focus", name) }
func (l *library) note() string                  { return l.book.Text("notice", "note") }
