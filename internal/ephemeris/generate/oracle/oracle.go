// Package oracle asks the program swetest for positions of JPL's DE431. It runs the program, which
// Debian packages as swetest, as a separate process and reads the numbers it prints: nothing of
// the Swiss Ephemeris, whose code is under the AGPL, is linked or contained here. The data files it
// reads (swe-basic-data, swe-standard-data) are CC0.
//
// Two variables of the environment say where things are when they are not where Debian puts them:
// SWETEST names the program, SE_EPHE_PATH the folder of the .se1 files.
package oracle

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"strconv"
	"strings"
)

// Letters of bodies, as the program has them.
const (
	Sun, Moon, Mercury, Venus, Mars   = "0", "1", "2", "3", "4"
	Jupiter, Saturn, Uranus, Neptune  = "5", "6", "7", "8"
	Pluto, Chiron, Earth              = "9", "D", "C"
	MeanNode, TrueNode, MeanApogee    = "m", "t", "A"
	Nutation, Obliquity, Ayanamsa, TT = "n", "o", "b", "q"
)

// Geometric are the options for vectors in the ICRS, without light time, aberration and deflection.
// Add -hel or -bary.
var Geometric = []string{"-true", "-j2000", "-icrs", "-nonut", "-noaberr", "-nodefl"}

// Number prints a float64 so that the program reads the same one.
func Number(x float64) string { return strconv.FormatFloat(x, 'f', -1, 64) }

// Text runs the program and returns what it prints. It is an error when the program falls back to
// another ephemeris than DE431: that would spoil a fit without a trace.
func Text(args ...string) (string, error) {
	folder, program := os.Getenv("SE_EPHE_PATH"), os.Getenv("SWETEST")
	if folder == "" {
		folder = "/usr/share/libswe/ephe"
	}
	if program == "" {
		program = "swetest"
	}
	command := exec.Command(program, append([]string{"-edir" + folder, "-eswe", "-head", "-ep", "-g,"}, args...)...)
	var stderr bytes.Buffer
	command.Stderr = &stderr
	out, err := command.Output()
	if err != nil {
		return "", fmt.Errorf("swetest %s: %w %s", strings.Join(args, " "), err, stderr.String())
	}
	for _, line := range strings.Split(string(out), "\n") {
		for _, bad := range []string{"Moshier", "error", "warning", "exceeded"} {
			if strings.Contains(line, bad) {
				return "", fmt.Errorf("swetest %s: %s", strings.Join(args, " "), strings.TrimSpace(line))
			}
		}
	}
	return string(out), nil
}

// Rows runs the program and returns the numbers of each line; what is not a number is skipped.
func Rows(args ...string) ([][]float64, error) {
	text, err := Text(args...)
	if err != nil {
		return nil, err
	}
	var rows [][]float64
	for line := range strings.Lines(text) {
		if strings.TrimSpace(line) == "" {
			continue
		}
		var row []float64
		for _, field := range strings.Split(line, ",") {
			if v, err := strconv.ParseFloat(strings.TrimSpace(field), 64); err == nil {
				row = append(row, v)
			}
		}
		rows = append(rows, row)
	}
	return rows, nil
}

// Named runs the program and returns the first number of each line by what the line begins with.
func Named(args ...string) (map[string]float64, error) {
	text, err := Text(args...)
	if err != nil {
		return nil, err
	}
	named := map[string]float64{}
	for line := range strings.Lines(text) {
		if name, rest, ok := strings.Cut(line, ","); ok {
			first, _, _ := strings.Cut(rest, ",")
			if v, err := strconv.ParseFloat(strings.TrimSpace(first), 64); err == nil {
				named[strings.TrimSpace(name)] = v
			}
		}
	}
	return named, nil
}

// batch keeps below the program's limit of 36 525 lines a run.
const batch = 36000

// Series returns n rows of the columns in format (letters of the option -f) at start, start + step,
// …, JD TT. The program adds the step up in floating point: with a step that is a multiple of 2⁻³¹
// days every instant is exact.
func Series(body, format string, options []string, start, step float64, n int) ([][]float64, error) {
	var rows [][]float64
	for i := 0; i < n; i += batch {
		m := min(batch, n-i)
		r, err := Rows(append([]string{"-p" + body, "-f" + format, "-bj" + Number(start+step*float64(i)),
			"-s" + Number(step), "-n" + strconv.Itoa(m)}, options...)...)
		if err != nil {
			return nil, err
		}
		if len(r) != m {
			return nil, errors.New("swetest: " + strconv.Itoa(len(r)) + " rows, want " + strconv.Itoa(m))
		}
		rows = append(rows, r...)
	}
	return rows, nil
}

// At returns longitude, latitude, distance and speed of bodies (letters) at a JD TT.
func At(jdTT float64, bodies string) ([][]float64, error) {
	rows, err := Rows("-bj"+Number(jdTT), "-p"+bodies, "-flbRs", "-speed")
	if err == nil && len(rows) != len(bodies) {
		err = errors.New("swetest: " + strconv.Itoa(len(rows)) + " rows for " + bodies)
	}
	return rows, err
}
