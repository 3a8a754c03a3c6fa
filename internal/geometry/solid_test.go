package geometry_test

import (
	"math"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/witnessos/witnessos/internal/geometry"
)

func TestPlatonicSolids(t *testing.T) {
	tests := []struct {
		name                          string
		vertices, edges, faces, sides int
		edge                          float64
	}{
		{"tetrahedron", 4, 6, 4, 3, 2 * math.Sqrt2},
		{"cube", 8, 12, 6, 4, 2},
		{"octahedron", 6, 12, 8, 3, math.Sqrt2},
		{"dodecahedron", 20, 30, 12, 5, 2 / geometry.Phi},
		{"icosahedron", 12, 30, 20, 3, 2},
	}
	for i, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			assert.Equal(t, tt.name, geometry.Solids[i])
			s := geometry.Platonic(tt.name)
			require.Len(t, s.Vertices, tt.vertices)
			require.Len(t, s.Edges, tt.edges)
			require.Len(t, s.Faces, tt.faces)
			assert.Equal(t, 2, len(s.Vertices)-len(s.Edges)+len(s.Faces), "Euler")
			assert.InDelta(t, tt.edge, s.Edge(), tiny)
			for _, v := range s.Vertices {
				assert.InDelta(t, s.Radius(), v.Length(), tiny, "all vertices on one sphere")
			}
			for _, e := range s.Edges {
				assert.Less(t, e[0], e[1])
				assert.InDelta(t, tt.edge, s.Vertices[e[0]].Sub(s.Vertices[e[1]]).Length(), tiny, "all edges equal")
			}
			used := map[[2]int]int{}
			for f, face := range s.Faces {
				require.Len(t, face, tt.sides)
				middle := s.Middle(f)
				for k := range face {
					a, b, c := face[k], face[(k+1)%len(face)], face[(k+2)%len(face)]
					used[[2]int{min(a, b), max(a, b)}]++
					turn := s.Vertices[b].Sub(s.Vertices[a]).Cross(s.Vertices[c].Sub(s.Vertices[b]))
					assert.Positive(t, turn.Dot(middle), "counterclockwise from outside")
					assert.InDelta(t, 0, middle.Dot(s.Vertices[a].Sub(middle)), tiny, "flat, and at right angles to its ray")
				}
			}
			require.Len(t, used, tt.edges)
			for edge, faces := range used {
				assert.Equal(t, 2, faces, "an edge has two faces")
				assert.True(t, slices.Contains(s.Edges, edge))
			}
		})
	}
	assert.Equal(t, geometry.Solid{}, geometry.Platonic("sphere"))
}

// The middles of the faces of a regular solid are the vertices of its dual.
func TestDuals(t *testing.T) {
	for name, dual := range map[string]string{
		"tetrahedron": "tetrahedron", "cube": "octahedron", "octahedron": "cube",
		"dodecahedron": "icosahedron", "icosahedron": "dodecahedron",
	} {
		s, d := geometry.Platonic(name), geometry.Platonic(dual)
		require.Len(t, d.Vertices, len(s.Faces))
		least, joined := math.Inf(1), 0
		var distances []float64
		for i := range s.Faces {
			for k := range i {
				distances = append(distances, s.Middle(i).Sub(s.Middle(k)).Length())
				least = min(least, distances[len(distances)-1])
			}
		}
		for _, length := range distances {
			if length < least+1e-9 {
				joined++
			}
		}
		assert.Equal(t, len(d.Edges), joined, name)
	}
}

func TestViews(t *testing.T) {
	w := geometry.View{Turn: 0.4, Tilt: -0.9, Roll: 1.7}
	a, b := geometry.Vector{X: 1, Y: 2, Z: 3}, geometry.Vector{X: -2, Y: 0.5, Z: 1}
	assert.InDelta(t, a.Dot(b), w.Apply(a).Dot(w.Apply(b)), tiny, "a turn keeps lengths and angles")
	assert.InDelta(t, 0, w.Apply(a.Cross(b)).Sub(w.Apply(a).Cross(w.Apply(b))).Length(), 1e-12, "and does not mirror")

	// Seen slightly from above, a cube shows three faces and nine edges.
	cube := geometry.Platonic("cube")
	view := geometry.View{Turn: 0.6, Tilt: 0.5}
	seen, hidden := 0, 0
	for i := range cube.Faces {
		if cube.Facing(i, view) > 0 {
			seen++
		}
	}
	for _, e := range cube.Edges {
		if cube.Hidden(e, view) {
			hidden++
		}
	}
	assert.Equal(t, 3, seen)
	assert.Equal(t, 3, hidden)
}
