package main

import "math"

// simplify chooses the points of a line that are to stay: the others lie within the tolerance,
// in kilometres, of what remains (Douglas and Peucker, 1973). The ends stay. A ring is cut in
// two first, and a small one, such as the Vatican's, moves by less, or nothing would remain.
func simplify(points []point, tolerance float64) (keep []bool) {
	last := len(points) - 1
	keep = make([]bool, len(points))
	keep[0], keep[last] = true, true
	if points[0] == points[last] {
		far := farthest(points, 0, last)
		tolerance = min(tolerance, distance(points[far], points[0], points[0])/8)
		keep[far] = true
		split(points, keep, 0, far, tolerance)
		split(points, keep, far, last, tolerance)
	} else {
		split(points, keep, 0, last, tolerance)
	}
	return keep
}

func split(points []point, keep []bool, from, to int, tolerance float64) {
	if to-from < 2 {
		return
	}
	far := farthest(points, from, to)
	if distance(points[far], points[from], points[to]) <= tolerance {
		return
	}
	keep[far] = true
	split(points, keep, from, far, tolerance)
	split(points, keep, far, to, tolerance)
}

func farthest(points []point, from, to int) int {
	best, most := from+1, -1.0
	for i := from + 1; i < to; i++ {
		if d := distance(points[i], points[from], points[to]); d > most {
			best, most = i, d
		}
	}
	return best
}

// distance is from p to the segment ab in kilometres, on a plane that touches the Earth at p.
func distance(p, a, b point) float64 {
	const perDegree = 111.2 // of latitude
	_, latitude := center(0, int(min(p.y, height-1)))
	ky := 2 * north / height * perDegree
	kx := 2 * east / width * perDegree * math.Cos(latitude*math.Pi/180)
	ax, ay := float64(a.x-p.x)*kx, float64(a.y-p.y)*ky
	dx, dy := float64(b.x-a.x)*kx, float64(b.y-a.y)*ky
	t := 0.0
	if length := dx*dx + dy*dy; length > 0 {
		t = min(max(-(ax*dx+ay*dy)/length, 0), 1)
	}
	return math.Hypot(ax+t*dx, ay+t*dy)
}

func kept(points []point, keep []bool) []point {
	var list []point
	for i, p := range points {
		if keep[i] {
			list = append(list, p)
		}
	}
	return list
}
