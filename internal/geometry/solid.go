package geometry

import (
	"math"
	"slices"
)

// Vector is a point of space, or the way to it from the origin.
type Vector struct{ X, Y, Z float64 }

// Sub returns v - w.
func (v Vector) Sub(w Vector) Vector { return Vector{v.X - w.X, v.Y - w.Y, v.Z - w.Z} }

// Dot returns the scalar product.
func (v Vector) Dot(w Vector) float64 { return v.X*w.X + v.Y*w.Y + v.Z*w.Z }

// Cross returns the vector product.
func (v Vector) Cross(w Vector) Vector {
	return Vector{v.Y*w.Z - v.Z*w.Y, v.Z*w.X - v.X*w.Z, v.X*w.Y - v.Y*w.X}
}

// Length returns |v|.
func (v Vector) Length() float64 { return math.Sqrt(v.Dot(v)) }

// Times returns the vector k times as long.
func (v Vector) Times(k float64) Vector { return Vector{k * v.X, k * v.Y, k * v.Z} }

// Solid is a convex polyhedron around the origin.
type Solid struct {
	Vertices []Vector
	Edges    [][2]int // indices of vertices, the lower one first
	Faces    [][]int  // counterclockwise, seen from outside
}

// Solids are the names of the five regular solids, by number of faces.
var Solids = []string{"tetrahedron", "cube", "octahedron", "dodecahedron", "icosahedron"}

// Platonic returns one of the five regular solids (Elements XIII.13-17), with the coordinates that
// are customary: tetrahedron (±1, ±1, ±1) with an even number of minus signs; cube (±1, ±1, ±1);
// octahedron (±1, 0, 0) cyclic; dodecahedron the cube and (0, ±1/φ, ±φ) cyclic; icosahedron
// (0, ±1, ±φ) cyclic. Another name gives the zero Solid.
func Platonic(name string) Solid {
	var vertices []Vector
	switch name {
	case "tetrahedron":
		for _, v := range cube() {
			if v.X*v.Y*v.Z > 0 {
				vertices = append(vertices, v)
			}
		}
	case "cube":
		vertices = cube()
	case "octahedron":
		vertices = cyclic(Vector{1, 0, 0})
	case "dodecahedron":
		vertices = append(cube(), cyclic(Vector{0, 1 / Phi, Phi})...)
	case "icosahedron":
		vertices = cyclic(Vector{0, 1, Phi})
	default:
		return Solid{}
	}
	s := Solid{Vertices: vertices}
	s.findEdges()
	s.findFaces()
	return s
}

// cube returns the eight points (±1, ±1, ±1).
func cube() []Vector {
	var list []Vector
	for i := range 8 {
		list = append(list, Vector{sign(i & 1), sign(i >> 1 & 1), sign(i >> 2)})
	}
	return list
}

func sign(bit int) float64 { return float64(1 - 2*bit) }

// cyclic returns v with all signs of its coordinates, in its three cyclic permutations.
func cyclic(v Vector) []Vector {
	var list []Vector
	for range 3 {
		for _, s := range cube() {
			w := Vector{s.X * v.X, s.Y * v.Y, s.Z * v.Z}
			if !slices.Contains(list, w) {
				list = append(list, w)
			}
		}
		v = Vector{v.Z, v.X, v.Y}
	}
	return list
}

// near tells lengths apart that belong to different pairs of vertices.
const near = 1e-9

// findEdges joins the pairs of vertices at the smallest distance.
func (s *Solid) findEdges() {
	least := math.Inf(1)
	for i, v := range s.Vertices {
		for j, w := range s.Vertices[:i] {
			switch d := v.Sub(w).Length(); {
			case d < least-near:
				least, s.Edges = d, [][2]int{{j, i}}
			case d < least+near:
				s.Edges = append(s.Edges, [2]int{j, i})
			}
		}
	}
}

// findFaces finds the faces by the planes through two edges with a corner in common that leave
// all vertices on one side.
func (s *Solid) findFaces() {
	for c := range s.Vertices {
		around := s.around(c)
		for i, a := range around {
			for _, b := range around[:i] {
				if face := s.face(a, c, b); face != nil && slices.Min(face) == c {
					s.Faces = append(s.Faces, face)
				}
			}
		}
	}
}

// around lists the vertices that have an edge to c.
func (s *Solid) around(c int) []int {
	var list []int
	for _, e := range s.Edges {
		switch c {
		case e[0]:
			list = append(list, e[1])
		case e[1]:
			list = append(list, e[0])
		}
	}
	return list
}

// face returns the face through three vertices, counterclockwise from outside; nil if their plane
// has vertices on both sides.
func (s *Solid) face(a, c, b int) []int {
	origin := s.Vertices[c]
	normal := s.Vertices[a].Sub(origin).Cross(s.Vertices[b].Sub(origin))
	if normal.Dot(origin) < 0 {
		normal = normal.Times(-1)
	}
	var face []int
	var middle Vector
	for i, v := range s.Vertices {
		switch height := normal.Dot(v.Sub(origin)); {
		case height > near:
			return nil
		case height > -near:
			face = append(face, i)
			middle = middle.Sub(v)
		}
	}
	middle = middle.Times(-1 / float64(len(face)))
	east := s.Vertices[face[0]].Sub(middle)
	north := normal.Times(1 / normal.Length()).Cross(east)
	angle := func(i int) float64 {
		ray := s.Vertices[i].Sub(middle)
		return math.Mod(math.Atan2(ray.Dot(north), ray.Dot(east))+2*math.Pi+near, 2*math.Pi)
	}
	for i := range face { // by insertion: there are five at most
		for k := i; k > 0 && angle(face[k]) < angle(face[k-1]); k-- {
			face[k], face[k-1] = face[k-1], face[k]
		}
	}
	return face
}

// Edge returns the length of the edges of a regular solid.
func (s Solid) Edge() float64 {
	e := s.Edges[0]
	return s.Vertices[e[0]].Sub(s.Vertices[e[1]]).Length()
}

// Radius returns the radius of the sphere through the vertices.
func (s Solid) Radius() float64 { return s.Vertices[0].Length() }

// Middle returns the middle of a face.
func (s Solid) Middle(face int) Vector {
	var sum Vector
	for _, i := range s.Faces[face] {
		sum = sum.Sub(s.Vertices[i])
	}
	return sum.Times(-1 / float64(len(s.Faces[face])))
}

// View is a way to look at a solid: it is turned about the y axis, then about the x axis, then about
// the z axis, by angles in radians, and seen from far away on the z axis (orthographic projection).
type View struct{ Turn, Tilt, Roll float64 }

// Apply turns a vector. Its X and Y are then the place in the picture; greater Z is nearer.
func (w View) Apply(v Vector) Vector {
	sin, cos := math.Sincos(w.Turn)
	v = Vector{v.X*cos + v.Z*sin, v.Y, v.Z*cos - v.X*sin}
	sin, cos = math.Sincos(w.Tilt)
	v = Vector{v.X, v.Y*cos - v.Z*sin, v.Y*sin + v.Z*cos}
	sin, cos = math.Sincos(w.Roll)
	return Vector{v.X*cos - v.Y*sin, v.X*sin + v.Y*cos, v.Z}
}

// Hidden reports whether an edge lies behind the solid: both of its faces look away.
func (s Solid) Hidden(edge [2]int, w View) bool {
	for i, face := range s.Faces {
		if slices.Contains(face, edge[0]) && slices.Contains(face, edge[1]) && s.Facing(i, w) > near {
			return false
		}
	}
	return true
}

// Facing returns the cosine of the angle between the way a face looks and the way to the viewer:
// positive for the faces that can be seen.
func (s Solid) Facing(face int, w View) float64 {
	middle := w.Apply(s.Middle(face))
	return middle.Z / middle.Length()
}
