package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math"
	"math/rand"
	"os"

	"github.com/witnessos/witnessos/internal/ephemeris"
	"github.com/witnessos/witnessos/internal/ephemeris/accuracy"
	"github.com/witnessos/witnessos/internal/ephemeris/generate/oracle"
)

// JD of 1 January.
const year1600, year1850, year2100, year2400 = 2305447.5, 2396758.5, 2488069.5, 2597641.5

// letters are the oracle's names of accuracy.Order.
const letters = "0123456789mtDA"

// writeFixtures writes reference positions. The committed sample is the output of
//
//	generate -seed 20250 -instants 1000 -modern 1000 fixtures
func writeFixtures(w *workshop) error {
	r := rand.New(rand.NewSource(w.seed))
	ref := &accuracy.Reference{
		Source:  "Swiss Ephemeris 2.10.03, JPL-fit .se1 files (DE431), made with swetest; no Moshier fallback",
		Columns: "pos[i] = [lon deg, lat deg, dist AU, lon speed deg/day]; MeanNode and TrueNode [lon, speed]; MeanApogee [lon, lat, speed]",
	}
	for _, b := range accuracy.Order {
		ref.Bodies = append(ref.Bodies, b.String())
	}
	for _, set := range []struct {
		name     string
		from, to float64
		n        int
	}{{"1600-2400", year1600, year2400, w.instants}, {"1850-2100", year1850, year2100, w.modern}} {
		for range set.n {
			in, err := sampleInstant(set.name, set.from+r.Float64()*(set.to-set.from))
			if err != nil {
				return err
			}
			ref.Instants = append(ref.Instants, in)
		}
	}
	if w.targeted > 0 {
		hard, err := hardInstants(r, w.targeted)
		if err != nil {
			return err
		}
		ref.Instants = append(ref.Instants, hard...)
	}
	if err := sampleEvents(ref, r, w.vectors); err != nil {
		return err
	}
	fmt.Println(len(ref.Instants), "instants,", len(ref.Ascendant), "ascendants,", len(ref.Rise), "sunrises,", len(ref.Events), "events")
	return writeReference(w.target("positions.json"), ref)
}

// round to a number of decimals.
func round(x float64, places int) float64 {
	p := math.Pow(10, float64(places))
	return math.Round(x*p) / p
}

// sampleInstant asks for the sky at a JD TT, which is rounded to 1e-6 d first.
func sampleInstant(set string, tt float64) (accuracy.Instant, error) {
	in := accuracy.Instant{Set: set, TT: round(tt, 6)}
	rows, err := oracle.At(in.TT, letters+oracle.Nutation+oracle.Obliquity+oracle.TT)
	if err != nil {
		return in, err
	}
	for i, b := range accuracy.Order {
		row := rows[i]
		longitude, latitude, distance, speed := round(row[0], 7), round(row[1], 6), round(row[2], 8), round(row[3], 6)
		switch b {
		case ephemeris.MeanNode, ephemeris.TrueNode:
			in.Positions = append(in.Positions, []float64{longitude, speed})
		case ephemeris.MeanApogee:
			in.Positions = append(in.Positions, []float64{longitude, latitude, speed})
		case ephemeris.Moon: // it is near: one more digit of the distance
			in.Positions = append(in.Positions, []float64{longitude, latitude, round(row[2], 9), speed})
		default:
			in.Positions = append(in.Positions, []float64{longitude, latitude, distance, speed})
		}
	}
	n := len(letters)
	in.Nutation, in.Obliquity = round(rows[n][0], 8), round(rows[n+1][0], 8)
	// The program evaluates ΔT at the number given, read as UT: ask again at the UT.
	deltaT, err := oracleDeltaT(in.TT - rows[n+2][0]/86400)
	in.UT1 = round(in.TT-deltaT/86400, 8)
	return in, err
}

// oracleDeltaT is in seconds, at a JD UT1.
func oracleDeltaT(ut1 float64) (float64, error) {
	rows, err := oracle.At(ut1, oracle.TT)
	if err != nil {
		return 0, err
	}
	return rows[0][0], nil
}

// writeReference puts one instant on a line, so that one can read the file.
func writeReference(path string, ref *accuracy.Reference) error {
	var b bytes.Buffer
	put := func(v any) error {
		j, err := json.Marshal(v)
		b.Write(j)
		return err
	}
	b.WriteString(`{"source":`)
	err := put(ref.Source)
	for _, field := range []struct {
		name string
		list []any
	}{
		{"instants", anys(ref.Instants)}, {"ascendant", anys(ref.Ascendant)}, {"rise", anys(ref.Rise)}, {"events", anys(ref.Events)},
	} {
		if field.name == "instants" {
			b.WriteString(",\n\"columns\":")
			err = firstError(err, put(ref.Columns))
			b.WriteString(",\n\"bodies\":")
			err = firstError(err, put(ref.Bodies))
		}
		fmt.Fprintf(&b, ",\n%q:[", field.name)
		for i, v := range field.list {
			if i > 0 {
				b.WriteByte(',')
			}
			b.WriteByte('\n')
			err = firstError(err, put(v))
		}
		b.WriteByte(']')
	}
	b.WriteString("}\n")
	if err != nil {
		return err
	}
	return os.WriteFile(path, b.Bytes(), 0o644)
}

func anys[T any](list []T) []any {
	out := make([]any, len(list))
	for i := range list {
		out[i] = list[i]
	}
	return out
}

func firstError(a, b error) error {
	if a != nil {
		return a
	}
	return b
}
