// Package leastsquares fits linear models with hundreds of unknowns to hundreds of thousands of
// samples, through the normal equations.
package leastsquares

import (
	"errors"
	"math"
)

// Equations are the normal equations of a fit; add samples, then solve.
type Equations struct {
	unknowns int
	matrix   []float64 // AᵀA, upper triangle by rows
	right    []float64 // Aᵀy
}

// New makes equations for a number of unknowns.
func New(unknowns int) *Equations {
	return &Equations{unknowns: unknowns, matrix: make([]float64, unknowns*unknowns), right: make([]float64, unknowns)}
}

// Add adds a sample: row·x = y.
func (e *Equations) Add(row []float64, y float64) {
	for i, r := range row {
		if r == 0 {
			continue
		}
		line := e.matrix[i*e.unknowns : (i+1)*e.unknowns]
		for j := i; j < e.unknowns; j++ {
			line[j] += r * row[j]
		}
		e.right[i] += r * y
	}
}

// ErrSingular: the samples do not determine the unknowns.
var ErrSingular = errors.New("leastsquares: the normal matrix is not positive definite")

// Solve returns x by Cholesky's method. The matrix is scaled to a unit diagonal, to which ridge is
// added: it keeps amplitudes of nearly equal frequencies from growing against each other.
func (e *Equations) Solve(ridge float64) ([]float64, error) {
	m := e.unknowns
	scale := make([]float64, m)
	for i := range scale {
		scale[i] = 1
		if d := e.matrix[i*m+i]; d > 0 {
			scale[i] = 1 / math.Sqrt(d)
		}
	}
	lower := make([]float64, m*m)
	for i := 0; i < m; i++ {
		for j := i; j < m; j++ {
			lower[j*m+i] = e.matrix[i*m+j] * scale[i] * scale[j]
		}
		lower[i*m+i] += ridge
	}
	if err := factorise(lower, m); err != nil {
		return nil, err
	}
	x := make([]float64, m)
	for i := range x { // L·z = y
		t := e.right[i] * scale[i]
		for k := 0; k < i; k++ {
			t -= lower[i*m+k] * x[k]
		}
		x[i] = t / lower[i*m+i]
	}
	for i := m - 1; i >= 0; i-- { // Lᵀ·x = z
		t := x[i]
		for k := i + 1; k < m; k++ {
			t -= lower[k*m+i] * x[k]
		}
		x[i] = t / lower[i*m+i]
	}
	for i := range x {
		x[i] *= scale[i]
	}
	return x, nil
}

// factorise replaces the lower triangle of a symmetric matrix with its Cholesky factor.
func factorise(a []float64, m int) error {
	for j := 0; j < m; j++ {
		rowJ := a[j*m : j*m+j+1]
		s := rowJ[j]
		for k := 0; k < j; k++ {
			s -= rowJ[k] * rowJ[k]
		}
		if !(s > 1e-300) {
			return ErrSingular
		}
		d := math.Sqrt(s)
		rowJ[j] = d
		for i := j + 1; i < m; i++ {
			rowI := a[i*m : i*m+j+1]
			t := rowI[j]
			for k := 0; k < j; k++ {
				t -= rowI[k] * rowJ[k]
			}
			rowI[j] = t / d
		}
	}
	return nil
}
