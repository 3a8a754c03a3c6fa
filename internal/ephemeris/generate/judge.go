package main

import (
	"fmt"
	"os"

	"github.com/witnessos/witnessos/internal/ephemeris/accuracy"
	"github.com/witnessos/witnessos/internal/ephemeris/generate/oracle"
)

// The instants of judge: from the beginning to the end of the range, every 35 hours and 4 minutes,
// which is in step with nothing in the sky. The step is exact in binary.
const (
	judgeStart     = year1600 + 0.1171875
	judgeStep      = 1.4609375 // days
	judgeInstants  = 200_000
	judgeAtOnce    = 20_000
	judgeSet       = "1600-2400"
	judgeSource    = "Swiss Ephemeris 2.10.03, JPL-fit .se1 files (DE431)"
	judgePositions = "lbRs"
)

// judge measures the ephemeris as `make accuracy` does, at a hundred times as many instants: what
// the limits were set by. It writes nothing.
func judge(*workshop) error {
	report := accuracy.NewReport(judgeSource)
	for first := 0; first < judgeInstants; first += judgeAtOnce {
		instants := make([]accuracy.Instant, judgeAtOnce)
		start := judgeStart + judgeStep*float64(first)
		for i := range instants {
			instants[i] = accuracy.Instant{Set: judgeSet, TT: start + judgeStep*float64(i)}
		}
		for _, letter := range letters + oracle.Nutation + oracle.Obliquity {
			rows, err := oracle.Series(string(letter), judgePositions, []string{"-speed"}, start, judgeStep, judgeAtOnce)
			if err != nil {
				return err
			}
			for i, row := range rows {
				in := &instants[i]
				switch string(letter) {
				case oracle.Nutation:
					in.Nutation = row[0]
				case oracle.Obliquity:
					in.Obliquity = row[0]
				case oracle.MeanNode, oracle.TrueNode:
					in.Positions = append(in.Positions, []float64{row[0], row[3]})
				case oracle.MeanApogee:
					in.Positions = append(in.Positions, []float64{row[0], row[1], row[3]})
				default:
					in.Positions = append(in.Positions, row)
				}
			}
		}
		for i := range instants {
			if err := report.AddInstant(&instants[i]); err != nil {
				return err
			}
		}
	}
	report.Write(os.Stdout)
	if v := report.Violations(); len(v) > 0 {
		return fmt.Errorf("beyond the limits: %q", v)
	}
	return nil
}
