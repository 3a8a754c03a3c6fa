// Command accuracy measures the ephemeris against reference positions, prints the errors as
// tables and fails when one exceeds its limit.
//
//	go run ./scripts/accuracy [reference.json[.gz] …]
//
// Without arguments it takes the sample of the repository. The larger one, and any other, is made
// by go run ./internal/ephemeris/generate fixtures; see doc/ephemeris.md.
package main

import (
	"fmt"
	"os"

	"github.com/witnessos/witnessos/internal/ephemeris/accuracy"
)

const sample = "internal/ephemeris/testdata/positions.json.gz"

func main() {
	paths := os.Args[1:]
	if len(paths) == 0 {
		paths = []string{sample}
	}
	for _, path := range paths {
		if err := run(path); err != nil {
			fmt.Fprintln(os.Stderr, "accuracy:", err)
			os.Exit(1)
		}
	}
}

func run(path string) error {
	reference, err := accuracy.Read(path)
	if err != nil {
		return err
	}
	report, err := accuracy.Measure(reference)
	if err != nil {
		return err
	}
	report.Write(os.Stdout)
	violations := report.Violations()
	for _, v := range violations {
		fmt.Println("✘", v)
	}
	if len(violations) > 0 {
		return fmt.Errorf("%s: %d errors exceed their limits", path, len(violations))
	}
	fmt.Println("\nAll within their limits.")
	return nil
}
