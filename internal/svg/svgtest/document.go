// Package svgtest reads drawings back in tests: it proves that they are well-formed,
// described for screen readers and free of anything active, and measures their texts.
package svgtest

import (
	"encoding/xml"
	"errors"
	"io"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// Node is one element of a drawing.
type Node struct {
	Name     string
	Attr     map[string]string
	Text     string // own character data, joined
	Children []*Node
}

// Parse reads a drawing with a strict XML parser and fails the test if it is not well-formed.
func Parse(t testing.TB, drawing string) *Node {
	t.Helper()
	decoder := xml.NewDecoder(strings.NewReader(drawing))
	root := &Node{}
	path := []*Node{root}
	for {
		token, err := decoder.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		require.NoError(t, err, "the drawing is not well-formed XML")
		parent := path[len(path)-1]
		switch token := token.(type) {
		case xml.StartElement:
			n := &Node{Name: token.Name.Local, Attr: map[string]string{}}
			for _, a := range token.Attr {
				require.NotContains(t, n.Attr, a.Name.Local, "attribute given twice on <%s>", n.Name)
				n.Attr[a.Name.Local] = a.Value
			}
			parent.Children = append(parent.Children, n)
			path = append(path, n)
		case xml.EndElement:
			path = path[:len(path)-1]
		case xml.CharData:
			parent.Text += string(token)
		}
	}
	require.Len(t, root.Children, 1, "a document has one root element")
	return root.Children[0]
}

// Walk calls visit for n and everything below it, in the order of the document.
func (n *Node) Walk(visit func(*Node)) {
	visit(n)
	for _, c := range n.Children {
		c.Walk(visit)
	}
}

// All returns the elements that have one of their classes equal to class.
func (n *Node) All(class string) []*Node {
	var found []*Node
	n.Walk(func(m *Node) {
		for _, c := range strings.Fields(m.Attr["class"]) {
			if c == class {
				found = append(found, m)
			}
		}
	})
	return found
}

// Title returns the text of the <title> that is a direct child, or "".
func (n *Node) Title() string { return n.child("title") }

// Desc returns the text of the <desc> that is a direct child, or "".
func (n *Node) Desc() string { return n.child("desc") }

func (n *Node) child(name string) string {
	for _, c := range n.Children {
		if c.Name == name {
			return c.Text
		}
	}
	return ""
}

// F returns a numeric attribute, 0 if it is absent.
func (n *Node) F(t testing.TB, name string) float64 {
	t.Helper()
	v, ok := n.Attr[name]
	if !ok {
		return 0
	}
	f, err := strconv.ParseFloat(v, 64)
	require.NoError(t, err, "attribute %s", name)
	return f
}

// Texts returns what the <text> elements say, in the order of the document.
func (n *Node) Texts() []string {
	var texts []string
	n.Walk(func(m *Node) {
		if m.Name == "text" {
			texts = append(texts, m.Text)
		}
	})
	return texts
}
