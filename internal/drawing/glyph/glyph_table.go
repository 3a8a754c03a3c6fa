package glyph

import "github.com/witnessos/witnessos/internal/svg"

// Body returns the path of a planet, a light, a node or a point; "" if there is none. Rahu
// and Ketu are the nodes by their Sanskrit names.
func Body(name string) string {
	switch Key(name) {
	case "sun":
		return ring(0, 0, 8.5) + ring(0, 0, 0.8)
	case "moon":
		return "M4 -9A9.2 9.2 0 1 0 4 9A10.4 10.4 0 0 1 4 -9Z"
	case "mercury":
		return ring(0, -1.5, 4.8) + "M-4.8 -10.8A4.9 4.6 0 0 0 4.8 -10.8M0 3.3V10.5M-3.8 7H3.8"
	case "venus":
		return ring(0, -4, 5.6) + "M0 1.6V10.5M-4.2 6.2H4.2"
	case "earth":
		return ring(0, 0, 8.5) + "M0 -8.5V8.5M-8.5 0H8.5"
	case "mars":
		return ring(-2, 2.6, 6) + "M2.3 -1.7L9 -8.4M3.2 -8.6H9.2V-2.6"
	case "jupiter":
		return "M-7 -6.5C-6 -10.5 1 -10.8 1 -4.8C1 0 -4.5 3 -8 4.2H8.2M4.4 -9V10"
	case "saturn":
		return "M-4 -10.5V6.5M-8 -7H1.5M-4 -1.5C-1.5 -5.5 6 -5 5.6 0.5C5.3 4 1.6 5.2 2 8C2.4 10.4 5.6 10.6 6.8 8.6"
	case "uranus":
		return ring(0, 7.2, 2.9) + "M0 4.3V-9.5M-6 -4H6M-8.5 -9.8C-6 -8.8 -6 -6.5 -6 -4C-6 -1.5 -6 0.8 -8.5 1.8M8.5 -9.8C6 -8.8 6 -6.5 6 -4C6 -1.5 6 0.8 8.5 1.8"
	case "neptune":
		return "M-7.5 -8.5V-5.5C-7.5 3.5 7.5 3.5 7.5 -5.5V-8.5M0 -9.5V10.3M-4.2 6.2H4.2M-9.3 -6.8L-7.5 -9.3L-5.7 -6.8M-1.8 -7.6L0 -10.1L1.8 -7.6M5.7 -6.8L7.5 -9.3L9.3 -6.8"
	case "pluto":
		return ring(0, -6.3, 3.4) + "M-7 -7.5C-7 2.2 7 2.2 7 -7.5M0 -0.2V10.3M-4.2 5.6H4.2"
	case "chiron":
		return ring(0, 6.4, 3.9) + "M0 2.5V-10.3M0 -3.8L5.8 -9.8M0 -3.8L5.8 1.2"
	case "north_node", "true_node", "mean_node", "rahu":
		return ring(-5.6, 6.6, 2.7) + ring(5.6, 6.6, 2.7) + "M-4 4.4C-10.5 -2.5 -6 -9.5 0 -9.5C6 -9.5 10.5 -2.5 4 4.4"
	case "south_node", "ketu":
		return ring(-5.6, -6.6, 2.7) + ring(5.6, -6.6, 2.7) + "M-4 -4.4C-10.5 2.5 -6 9.5 0 9.5C6 9.5 10.5 2.5 4 -4.4"
	case "lilith", "mean_apogee", "apogee":
		return "M1.6 -10.5A6.2 6.2 0 1 0 1.6 1.3A7.2 7.2 0 0 1 1.6 -10.5ZM-0.6 2.2V10.5M-4.4 6.4H3.2"
	}
	return ""
}

// ring is a circle as path data.
func ring(x, y, r float64) string {
	var p svg.Path
	return p.M(x-r, y).A(r, true, true, x+r, y).A(r, true, true, x-r, y).Z().String()
}

// Sign returns the path of a sign of the zodiac: 0 is Aries, 11 is Pisces.
func Sign(i int) string { return signs[(i%12+12)%12] }

// SignName returns the name of a sign of the zodiac: 0 is Aries, 11 is Pisces.
func SignName(i int) string { return signNames[(i%12+12)%12] }

var signNames = [12]string{"Aries", "Taurus", "Gemini", "Cancer", "Leo", "Virgo",
	"Libra", "Scorpio", "Sagittarius", "Capricorn", "Aquarius", "Pisces"}

var signs = [12]string{
	"M0 10V1C0 -4 -2.5 -9.3 -5.8 -9.3C-9.2 -9.3 -9.6 -5 -7.2 -3M0 1C0 -4 2.5 -9.3 5.8 -9.3C9.2 -9.3 9.6 -5 7.2 -3",
	"M-5.6 4A5.6 5.6 0 1 0 5.6 4A5.6 5.6 0 1 0 -5.6 4M-8.5 -9.8C-5 -9.5 -5 -1.6 0 -1.6C5 -1.6 5 -9.5 8.5 -9.8",
	"M-8 -9.8C-3 -6.8 3 -6.8 8 -9.8M-8 9.8C-3 6.8 3 6.8 8 9.8M-3.6 -8V8M3.6 -8V8",
	"M-8.6 -2.6A3.1 3.1 0 1 0 -2.4 -2.6A3.1 3.1 0 1 0 -8.6 -2.6C-8.6 -9 3 -9.4 9 -5.6M8.6 2.6A3.1 3.1 0 1 0 2.4 2.6A3.1 3.1 0 1 0 8.6 2.6C8.6 9 -3 9.4 -9 5.6",
	"M-2.2 3.2A3.2 3.2 0 1 0 -8.6 3.2A3.2 3.2 0 1 0 -2.2 3.2C-2.2 0 -6.2 -2.2 -5.6 -5.8C-4.8 -10.6 4.6 -11 4.8 -4.8C4.9 -0.8 1.6 3 1.8 6.4C2 9.8 6.6 10.2 8.2 7",
	"M-10 -8C-8.4 -9.6 -7.4 -8.4 -7.4 -6.4V6.4M-7.4 -5.4C-6.6 -9.4 -2.9 -9.4 -2.9 -5.6V6.4M-2.9 -5.4C-2.1 -9.4 1.6 -9.4 1.6 -5.6V4.4C1.6 8 4 9.8 7.4 10.2M1.6 -3C3.6 -6.8 8.6 -6 8 -0.8C7.5 3.2 2.4 7 -1.2 9.6",
	"M-9.5 8.4H9.5M-9.5 3.6H-3.2C-8 -0.4 -5.8 -8.2 0 -8.2C5.8 -8.2 8 -0.4 3.2 3.6H9.5",
	"M-10 -8C-8.4 -9.6 -7.4 -8.4 -7.4 -6.4V6.4M-7.4 -5.4C-6.6 -9.4 -2.9 -9.4 -2.9 -5.6V6.4M-2.9 -5.4C-2.1 -9.4 1.6 -9.4 1.6 -5.6V4.6C1.6 8.8 6 9.6 9 6.4M5.8 5.6L9.4 6L9.2 9.6",
	"M-8.6 8.6L8.6 -8.6M1.6 -9H9V-1.6M-6.4 -0.8L0.8 6.4",
	"M-9.6 -7.8C-7.8 -9.8 -6.2 -8 -6.2 -5.4V4M-6.2 -4.4C-5.2 -9.2 -0.6 -9.4 -0.6 -4.8V4.6C-0.6 8.4 -2.4 10.2 -5.2 10.2M-0.6 4C0.4 -0.6 8 -0.6 8 4.2C8 8.8 1 9 -0.6 4",
	"M-9.6 -1.4L-5.8 -5.4L-2.6 -1.4L1.2 -5.4L4.4 -1.4L8.2 -5.4M-9.6 5.6L-5.8 1.6L-2.6 5.6L1.2 1.6L4.4 5.6L8.2 1.6",
	"M-7.8 -9.8C-2.6 -5 -2.6 5 -7.8 9.8M7.8 -9.8C2.6 -5 2.6 5 7.8 9.8M-8 0H8",
}
