package figure

import (
	"math"
	"slices"

	"github.com/witnessos/witnessos/internal/geometry"
	"github.com/witnessos/witnessos/internal/shortsort"
)

// views show each solid from slightly above, from a side on which no corner hides behind another.
// The tetrahedron stands on a face.
var views = map[string]geometry.View{
	"tetrahedron":  {Turn: 0.15604, Tilt: -0.27027, Roll: 0.76707},
	"cube":         {Turn: 0.60, Tilt: 0.48},
	"octahedron":   {Turn: 0.40, Tilt: 0.36},
	"dodecahedron": {Turn: 0.31, Tilt: 0.29},
	"icosahedron":  {Turn: 0.27, Tilt: 0.23},
}

// solid is one of the regular solids in the circle that its sphere is seen as.
func (f *Figure) solid() {
	outer := f.Size * extent
	f.circle("glow", geometry.Point{}, outer)
	f.ground()
	f.circle("lc w3", geometry.Point{}, outer)
	f.circle("lb w1", geometry.Point{}, 0.965*outer)
	s := f.body(0.9*outer, "w4")
	f.mark("center", geometry.Point{})
	f.mark("corner", f.nearest(s, 0.9*outer))
	f.proportions(s, 0.9*outer)
	group := map[string]Symmetry{
		"tetrahedron": {"tetrahedral", 24, nil, []Turn{{3, 4}, {2, 3}}},
		"cube":        {"octahedral", 48, nil, []Turn{{4, 3}, {3, 4}, {2, 6}}},
		"octahedron":  {"octahedral", 48, nil, []Turn{{4, 3}, {3, 4}, {2, 6}}},
	}
	symmetry, ok := group[f.Solid]
	if !ok {
		symmetry = Symmetry{"icosahedral", 120, nil, []Turn{{5, 6}, {3, 10}, {2, 15}}}
	}
	f.Symmetry = symmetry
}

// body draws the solid in a sphere of the given radius: hidden edges, then the faces that can be
// seen, shaded by how they face the light, then the other edges and the corners.
func (f *Figure) body(radius float64, weight string) geometry.Solid {
	s, view := geometry.Platonic(f.Solid), views[f.Solid]
	f.Facts = Facts{Vertices: len(s.Vertices), Edges: len(s.Edges), Faces: len(s.Faces), Unit: radius}
	unit := radius / s.Radius()
	flat := make([]geometry.Point, len(s.Vertices))
	for i, v := range s.Vertices {
		v = view.Apply(v)
		flat[i] = geometry.Point{X: unit * v.X, Y: unit * v.Y}
	}
	for _, e := range s.Edges {
		if s.Hidden(e, view) {
			f.add(Line, "hidden", false, flat[e[0]], flat[e[1]])
		}
	}
	light := geometry.Vector{X: -0.6, Y: 0.6, Z: 0.53}
	for i, face := range s.Faces {
		if s.Facing(i, view) <= 0 {
			continue
		}
		normal := view.Apply(s.Middle(i))
		bright := normal.Dot(light) / normal.Length()
		var corners []geometry.Point
		for _, c := range face {
			corners = append(corners, flat[c])
		}
		f.add(Polygon, shade(bright), false, corners...)
		f.Shapes[len(f.Shapes)-1].Face = true
	}
	for _, e := range s.Edges {
		if !s.Hidden(e, view) {
			f.add(Line, "la "+weight, false, flat[e[0]], flat[e[1]])
		}
	}
	for _, c := range f.front(s, view) {
		f.meet(flat[c])
		f.circle("sc", flat[c], max(0.012*radius, 0.003*f.Size))
	}
	if f.Construction {
		f.frame(s, view, unit)
	}
	return s
}

// shade names the style of a face by the cosine of the angle at which the light falls on it.
func shade(bright float64) string {
	switch {
	case bright > 0.72:
		return "face d3"
	case bright > 0.35:
		return "face d2"
	case bright > 0:
		return "face d1"
	}
	return "face d0"
}

// front lists the corners of the faces that can be seen.
func (f *Figure) front(s geometry.Solid, view geometry.View) []int {
	var list []int
	for i, face := range s.Faces {
		if s.Facing(i, view) > 0 {
			list = append(list, face...)
		}
	}
	shortsort.Sort(list)
	return slices.Compact(list)
}

// nearest is the corner that stands nearest to the viewer.
func (f *Figure) nearest(s geometry.Solid, radius float64) geometry.Point {
	best := geometry.Vector{Z: math.Inf(-1)}
	for _, v := range s.Vertices {
		if v = views[f.Solid].Apply(v); v.Z > best.Z {
			best = v
		}
	}
	return geometry.Point{X: best.X, Y: best.Y}.Times(radius / s.Radius())
}

// frame adds the lines by which a solid is constructed.
func (f *Figure) frame(s geometry.Solid, view geometry.View, unit float64) {
	flat := func(v geometry.Vector) geometry.Point {
		v = view.Apply(v)
		return geometry.Point{X: v.X * unit, Y: v.Y * unit}
	}
	edges := func(other geometry.Solid, k float64) {
		for _, e := range other.Edges {
			f.build(geometry.Segment{A: flat(other.Vertices[e[0]].Times(k)), B: flat(other.Vertices[e[1]].Times(k))})
		}
	}
	cross := func(length float64) {
		for _, v := range [...]geometry.Vector{{X: length}, {Y: length}, {Z: length}} {
			f.build(geometry.Segment{A: flat(v), B: flat(v.Times(-1))})
		}
	}
	rectangles := func(a, b float64) {
		for i := range 3 {
			corner := func(p, q float64) geometry.Point {
				return flat([...]geometry.Vector{{Y: p, Z: q}, {X: q, Z: p}, {X: p, Y: q}}[i])
			}
			f.build(geometry.Outline(corner(a, b), corner(-a, b), corner(-a, -b), corner(a, -b))...)
		}
	}
	switch f.Solid {
	case "tetrahedron":
		edges(geometry.Platonic("cube"), 1)
	case "cube":
		cross(1)
		edges(geometry.Platonic("octahedron"), 1)
	case "octahedron":
		cross(1)
		edges(geometry.Platonic("cube"), 1./3)
	case "dodecahedron":
		edges(geometry.Platonic("cube"), 1)
		rectangles(1/geometry.Phi, geometry.Phi)
	case "icosahedron":
		rectangles(1, geometry.Phi)
	}
}

// proportions measures the solid in space. The radius is that of its sphere in the picture.
func (f *Figure) proportions(s geometry.Solid, radius float64) {
	edge, longest := s.Edge(), 0.
	for i, v := range s.Vertices {
		for _, w := range s.Vertices[:i] {
			length := v.Sub(w).Length()
			longest = max(longest, length)
			f.Lengths = append(f.Lengths, length*radius/s.Radius())
		}
	}
	distance := func(face, a, b int) float64 {
		corners := s.Faces[face]
		return s.Vertices[corners[a]].Sub(s.Vertices[corners[b]]).Length()
	}
	switch f.Solid {
	case "tetrahedron":
		f.ratio("circumradius", "√6/4", s.Radius(), edge)
		f.ratio("spheres", "3", s.Radius(), s.Middle(0).Length())
	case "cube":
		f.ratio("face_diagonal", "√2", distance(0, 0, 2), edge)
		f.ratio("space_diagonal", "√3", longest, edge)
	case "octahedron":
		f.ratio("space_diagonal", "√2", longest, edge)
		f.ratio("spheres", "√3", s.Radius(), s.Middle(0).Length())
	case "dodecahedron":
		f.ratio("face_diagonal", "φ", distance(0, 0, 2), edge)
		f.ratio("circumradius", "√3·φ/2", s.Radius(), edge)
	case "icosahedron":
		long := math.Sqrt(longest*longest - edge*edge) // the other side of the rectangle
		f.ratio("rectangle", "φ", long, edge)
		f.ratio("circumradius", "√(φ²+1)/2", s.Radius(), edge)
	}
}
