package sigil

import (
	"strings"

	"github.com/witnessos/witnessos/internal/drawing/glyph"
)

// Planet is the prefix of a mark that is the glyph of a planet, such as "planet:venus".
const Planet = "planet:"

// Marks are the names of the symbols that a mark may show, besides the planets.
func Marks() []string {
	return []string{"star", "moon", "sun", "heart", "eye", "spiral", "leaf", "wave", "flame", "mountain",
		"key", "arrow", "infinity", "diamond", "cross", "fire", "air", "water", "earth", "focus", "sunrise"}
}

// markPath is the path of a mark in a square of 24 units around the origin.
func markPath(name string) string {
	switch name {
	case "star":
		return "M0 -10L2.5 -3.4L9.5 -3.1L4 1.3L5.9 8.1L0 4.2L-5.9 8.1L-4 1.3L-9.5 -3.1L-2.5 -3.4Z"
	case "moon":
		return glyph.Body("moon")
	case "sun":
		return "M-4.6 0A4.6 4.6 0 1 1 4.6 0A4.6 4.6 0 1 1 -4.6 0M0 -10.5V-7.6M0 7.6V10.5M-10.5 0H-7.6M7.6 0H10.5M-7.4 -7.4L-5.4 -5.4M5.4 5.4L7.4 7.4M-7.4 7.4L-5.4 5.4M5.4 -5.4L7.4 -7.4"
	case "heart":
		return "M0 9C-12 1 -9.5 -8.5 -4.6 -8.5C-2 -8.5 -0.6 -6.6 0 -4.6C0.6 -6.6 2 -8.5 4.6 -8.5C9.5 -8.5 12 1 0 9Z"
	case "eye":
		return "M-10.5 0C-5 -7.6 5 -7.6 10.5 0C5 7.6 -5 7.6 -10.5 0ZM-3 0A3 3 0 1 1 3 0A3 3 0 1 1 -3 0"
	case "spiral":
		return "M0 0A1.6 1.6 0 0 1 3.2 0A3.3 3.3 0 0 1 -3.4 0A5 5 0 0 1 6.6 0A6.7 6.7 0 0 1 -6.8 0A8.4 8.4 0 0 1 10 0"
	case "leaf":
		return "M-8 8C-9.5 -4 0 -9.5 9 -9C9.5 0 4 9.5 -8 8ZM-8 8L3.6 -3.6"
	case "wave":
		return "M-10.5 -4.5C-7.5 -9 -3 -9 0 -4.5C3 0 7.5 0 10.5 -4.5M-10.5 5C-7.5 0.5 -3 0.5 0 5C3 9.5 7.5 9.5 10.5 5"
	case "flame":
		return "M0.5 -10.5C1 -5 7.2 -2.5 7.2 3.5C7.2 8 3.8 10 0 10C-3.8 10 -7.2 8 -7.2 3.5C-7.2 0 -4.6 -1.5 -3.6 -4.8C-2.2 -3.2 0 -6 0.5 -10.5Z"
	case "mountain":
		return "M-10.5 8L-2.8 -7.5L2 2L4.4 -2.2L10.5 8Z"
	case "key":
		return "M-4 -6A4 4 0 1 1 4 -6A4 4 0 1 1 -4 -6M0 -2V10.5M0 10.5H4.2M0 6.2H3.2"
	case "arrow":
		return "M0 10.5V-9.8M-5 -4.4L0 -9.8L5 -4.4M-4 10.5L0 6.5L4 10.5"
	case "infinity":
		return "M0 0C3 -5.6 10.5 -5.6 10.5 0C10.5 5.6 3 5.6 0 0C-3 -5.6 -10.5 -5.6 -10.5 0C-10.5 5.6 -3 5.6 0 0Z"
	case "diamond":
		return "M-9.5 -2.5L-4.8 -8H4.8L9.5 -2.5L0 9.5ZM-9.5 -2.5H9.5M-3.4 -2.5L0 9.5L3.4 -2.5"
	case "cross":
		return "M0 -9.5V9.5M-9.5 0H9.5"
	case "fire":
		return "M0 -9L9.6 7.6H-9.6Z"
	case "air":
		return "M0 -9L9.6 7.6H-9.6ZM-8.6 1.4H8.6"
	case "water":
		return "M0 9L9.6 -7.6H-9.6Z"
	case "earth":
		return "M0 9L9.6 -7.6H-9.6ZM-8.6 -1.4H8.6"
	case "focus":
		return "M-9 0A9 9 0 1 1 9 0A9 9 0 1 1 -9 0M-4 0A4 4 0 1 1 4 0A4 4 0 1 1 -4 0"
	case "sunrise":
		return "M-10.5 5H10.5M-6 5A6 6 0 0 1 6 5M0 -8V-4.5M-8.2 -4.2L-5.8 -1.8M8.2 -4.2L5.8 -1.8"
	}
	return glyph.Body(strings.TrimPrefix(name, Planet))
}
