package sources

import (
	"fmt"
	"math"
	"slices"
)

// LunarWave is Amplitude·sin(C₀ + C₁T + … + C₄T⁴), T in Julian centuries from J2000.0.
type LunarWave struct {
	Amplitude float64 // arcseconds, km
	C         [5]float64
}

// Phase is the argument of the sine, radians.
func (w *LunarWave) Phase(t float64) float64 {
	sum := 0.0
	for i := len(w.C) - 1; i >= 0; i-- {
		sum = sum*t + w.C[i]
	}
	return sum
}

// Moon is ELP/MPP02, its constants fitted to DE405: longitude and latitude (arcseconds) and
// distance (km) by power of T, and the mean longitude W₁ (radians) that adds to the longitude, in
// ELP's inertial mean ecliptic of date.
type Moon struct {
	Mean  [5]float64
	Waves [3][4][]LunarWave
}

// Centuries4 is the largest |T| of the tables: what a wave of power k is worth at most is
// amplitude·Centuries4ᵏ.
const Centuries4 = 4

// ReadMoon reads it.
func ReadMoon(folder string) (*Moon, error) {
	var table struct {
		W1      [5]float64
		L, B, R byPower
	}
	if err := load(folder, "elpMppDeFull.js", &table); err != nil {
		return nil, err
	}
	m := &Moon{Mean: table.W1}
	for q, series := range []byPower{table.L, table.B, table.R} {
		for k := range m.Waves[q] {
			for _, row := range series[fmt.Sprint(k)] {
				if len(row) < 2 || len(row) > 6 {
					return nil, fmt.Errorf("ELP/MPP02: a row of %d numbers", len(row))
				}
				w := LunarWave{Amplitude: row[0]}
				copy(w.C[:], row[1:])
				m.Waves[q][k] = append(m.Waves[q][k], w)
			}
		}
	}
	return m, nil
}

// Cut keeps what is worth at least the limit of its coordinate within four centuries, largest
// first.
func (m *Moon) Cut(limits [3]float64) {
	for q := range m.Waves {
		for k := range m.Waves[q] {
			var kept []LunarWave
			for _, w := range m.Waves[q][k] {
				if math.Abs(w.Amplitude)*math.Pow(Centuries4, float64(k)) >= limits[q] {
					kept = append(kept, w)
				}
			}
			slices.SortStableFunc(kept, func(a, b LunarWave) int {
				switch x, y := math.Abs(a.Amplitude), math.Abs(b.Amplitude); {
				case x > y:
					return -1
				case x < y:
					return 1
				}
				return 0
			})
			m.Waves[q][k] = kept
		}
	}
}

// LongitudeLatitude are in radians.
func (m *Moon) LongitudeLatitude(t float64) (l, b float64) {
	var value [2]float64
	for q := range value {
		for k := 3; k >= 0; k-- {
			sum := 0.0
			for i := range m.Waves[q][k] {
				w := &m.Waves[q][k][i]
				sum += w.Amplitude * math.Sin(w.Phase(t))
			}
			value[q] = value[q]*t + sum
		}
	}
	mean := LunarWave{C: m.Mean}
	const arcsecond = math.Pi / 180 / 3600
	return value[0]*arcsecond + mean.Phase(t), value[1] * arcsecond
}
