package ephemeris

import "math"

// vector is rectangular. It is a struct and not an array because the compiler keeps small structs
// in registers, and arrays in memory.
type vector struct{ x, y, z float64 }

func (a vector) plus(b vector) vector           { return vector{a.x + b.x, a.y + b.y, a.z + b.z} }
func (a vector) minus(b vector) vector          { return vector{a.x - b.x, a.y - b.y, a.z - b.z} }
func (a vector) times(s float64) vector         { return vector{a.x * s, a.y * s, a.z * s} }
func (a vector) dot(b vector) float64           { return a.x*b.x + a.y*b.y + a.z*b.z }
func (a vector) length() float64                { return math.Sqrt(a.dot(a)) }
func (a vector) add(s float64, b vector) vector { return vector{a.x + s*b.x, a.y + s*b.y, a.z + s*b.z} }

func (a vector) cross(b vector) vector {
	return vector{a.y*b.z - a.z*b.y, a.z*b.x - a.x*b.z, a.x*b.y - a.y*b.x}
}

// fromSpherical turns longitude l, latitude b (radians), distance r and their rates into vectors.
func fromSpherical(l, b, r, dl, db, dr float64) (position, velocity vector) {
	sl, cl := math.Sincos(l)
	sb, cb := math.Sincos(b)
	position = vector{r * cb * cl, r * cb * sl, r * sb}
	velocity = vector{
		dr*cb*cl - r*sb*db*cl - r*cb*sl*dl,
		dr*cb*sl - r*sb*db*sl + r*cb*cl*dl,
		dr*sb + r*cb*db,
	}
	return position, velocity
}
