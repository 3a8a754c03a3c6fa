// Command generate makes what the ephemeris is made of: the table pack, the table of ΔT, the
// polynomials of the mean elements, and reference positions to measure against. Nothing of this is
// needed to build or to test.
//
//	go run ./internal/ephemeris/generate [flags] step …
//
// Steps, with what they take on one core:
//
//	inner      refit VSOP87B of Mercury, Venus, Earth and Mars             1 min
//	outer      Chebyshev tables of Jupiter … Pluto and Chiron              1 s
//	moon       cut ELP/MPP02 and correct it                                20 s
//	node       find the waves of the true node                             5 min
//	pack       join what the four steps left in the work folder
//	all        the five above
//	mean       print the polynomials of mean node, mean apogee and Lahiri  2 s
//	deltat     write delta_t_table.go                                      3 s
//	fixtures   write reference positions: see -instants                    4 min
//	judge      print the accuracy at 200 000 instants                      1 min
//
// It needs the program swetest with its data (Debian: swetest, swe-basic-data, swe-standard-data)
// and npm, which fetches the source series. A pack made on amd64 is equal to the committed one byte
// for byte; a processor that fuses multiplication and addition may round some coefficients
// otherwise.
package main

import (
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
)

// workshop is what the steps share.
type workshop struct {
	folder   string // intermediate files
	output   string // of pack, deltat or fixtures
	instants int
	modern   int
	targeted int
	vectors  int
	seed     int64
}

var steps = map[string]func(*workshop) error{
	"inner": fitInner, "outer": fitOuter, "moon": fitMoon, "node": fitNode, "pack": joinPack,
	"mean": fitMean, "deltat": writeDeltaT, "fixtures": writeFixtures, "judge": judge,
}

func main() {
	w := &workshop{}
	flag.StringVar(&w.folder, "work", "build/ephemeris", "folder for sources and intermediate files")
	flag.StringVar(&w.output, "o", "", "file to write; by default in the work folder")
	flag.IntVar(&w.instants, "instants", 5000, "fixtures: random instants of 1600–2400")
	flag.IntVar(&w.modern, "modern", 2500, "fixtures: random instants of 1850–2100")
	flag.IntVar(&w.targeted, "targeted", 200, "fixtures: instants in hard places")
	flag.IntVar(&w.vectors, "vectors", 50, "fixtures: ascendants, sunrises, events of each kind")
	flag.Int64Var(&w.seed, "seed", 1, "fixtures: seed of the random instants")
	flag.Parse()
	if err := run(w, flag.Args()); err != nil {
		fmt.Fprintln(os.Stderr, "generate:", err)
		os.Exit(1)
	}
}

func run(w *workshop, names []string) error {
	if len(names) == 0 {
		return errors.New("name a step: inner, outer, moon, node, pack, all, mean, deltat, fixtures, judge")
	}
	if err := os.MkdirAll(w.folder, 0o755); err != nil {
		return err
	}
	for _, name := range names {
		list := []string{name}
		if name == "all" {
			list = []string{"inner", "outer", "moon", "node", "pack"}
		}
		for _, n := range list {
			step, ok := steps[n]
			if !ok {
				return fmt.Errorf("no step %q", n)
			}
			if err := step(w); err != nil {
				return fmt.Errorf("%s: %w", n, err)
			}
		}
	}
	return nil
}

// path is a file of the work folder.
func (w *workshop) path(name string) string { return filepath.Join(w.folder, name) }

// write writes the result of a step.
func (w *workshop) write(name string, data []byte) error {
	return os.WriteFile(w.path(name), data, 0o644)
}

// target is the file of -o, or one of the work folder.
func (w *workshop) target(name string) string {
	if w.output != "" {
		return w.output
	}
	return w.path(name)
}
