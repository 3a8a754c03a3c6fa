// Package sources reads the published series that the tables start from: VSOP87B of the inner
// planets and ELP/MPP02 of the Moon, both of the IMCCE in Paris, as the npm package astronomia
// (MIT; Sonia Keys, Commenthol) carries them.
package sources

import (
	"archive/tar"
	"compress/gzip"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
)

// archive is the package as npm names it, tarball its file.
const (
	archive = "astronomia@4.2.0"
	tarball = "astronomia-4.2.0.tgz"
)

// Fetch downloads the package with npm into a folder, unless it is there.
func Fetch(folder string) error {
	if _, err := os.Stat(filepath.Join(folder, tarball)); err == nil {
		return nil
	}
	npm := exec.Command("npm", "pack", "--silent", "--pack-destination", folder, archive)
	npm.Stderr = os.Stderr
	if err := npm.Run(); err != nil {
		return fmt.Errorf("npm pack %s: %w", archive, err)
	}
	return nil
}

// load reads one file of the package's data into v.
func load(folder, name string, v any) error {
	f, err := os.Open(filepath.Join(folder, tarball))
	if err != nil {
		return err
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		return err
	}
	for r := tar.NewReader(z); ; {
		header, err := r.Next()
		if errors.Is(err, io.EOF) {
			return fmt.Errorf("%s: no %s", tarball, name)
		}
		if err != nil {
			return err
		}
		if header.Name != "package/data/"+name {
			continue
		}
		text, err := io.ReadAll(r)
		if err != nil {
			return err
		}
		if err := parse(string(text), v); err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
		return nil
	}
}

// unquotedKey is what makes the object literal of a table differ from JSON.
var unquotedKey = regexp.MustCompile(`(?m)^(\s*)(\w+):`)

// parse reads the module of a table, `const m = {…}; export default m;`.
func parse(text string, v any) error {
	from, to := strings.IndexByte(text, '{'), strings.LastIndexByte(text, '}')
	if from < 0 || to < from {
		return errors.New("no object literal")
	}
	return json.Unmarshal([]byte(unquotedKey.ReplaceAllString(text[from:to+1], `$1"$2":`)), v)
}

// byPower is a series as a table has it: "0": rows, "1": rows, …
type byPower map[string][][]float64
