// Command generate makes zones.bin and zones.txt of tzdata, and names.txt of zonenames, from the tz
// database of the Go toolchain. It is run by hand, from the root of the repository, when a new Go release brings a
// new database; the tests of tzdata notice that.
//
//	go run ./internal/civil/tzdata/generate "$(go env GOROOT)"
//
// The same database gives the same bytes.
package main

import (
	"archive/zip"
	"cmp"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
)

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "usage: generate <root of the Go installation>")
		os.Exit(2)
	}
	if err := run(os.Args[1], filepath.FromSlash("internal/civil/tzdata")); err != nil {
		fmt.Fprintln(os.Stderr, "generate:", err)
		os.Exit(1)
	}
}

// history is one content of the database, with the names that have it.
type history struct {
	data  string
	names []string
}

func run(goroot, target string) error {
	version, err := readVersion(filepath.Join(goroot, "lib", "time", "update.bash"))
	if err != nil {
		return err
	}
	histories, err := readHistories(filepath.Join(goroot, "lib", "time", "zoneinfo.zip"))
	if err != nil {
		return err
	}
	var names []string
	var data, index strings.Builder
	index.WriteString(version + "\n")
	for _, h := range histories {
		data.WriteString(h.data)
		index.WriteString(strconv.Itoa(len(h.data)) + " " + strings.Join(h.names, " ") + "\n")
		names = append(names, h.names...)
	}
	fmt.Printf("tz database %s: %d names, %d histories, %d + %d bytes\n",
		version, len(names), len(histories), data.Len(), index.Len())
	if err := os.WriteFile(filepath.Join(target, "zones.bin"), []byte(data.String()), 0o644); err != nil {
		return err
	}
	if err := os.WriteFile(filepath.Join(target, "zones.txt"), []byte(index.String()), 0o644); err != nil {
		return err
	}
	slices.Sort(names)
	list := []byte(strings.Join(names, "\n") + "\n")
	return os.WriteFile(filepath.Join(target, "..", "zonenames", "names.txt"), list, 0o644)
}

// readVersion finds DATA=2025c in the script that made Go's copy of the database, which says
// itself nowhere which release it is.
func readVersion(path string) (string, error) {
	script, err := os.ReadFile(path)
	if err != nil {
		return "", err
	}
	for line := range strings.Lines(string(script)) {
		if version, ok := strings.CutPrefix(strings.TrimSpace(line), "DATA="); ok {
			return version, nil
		}
	}
	return "", errors.New("no version in " + path)
}

// readHistories reads the zip. Histories of like length stand together: they are alike in
// other ways too, and compress better so.
func readHistories(path string) ([]history, error) {
	archive, err := zip.OpenReader(path)
	if err != nil {
		return nil, err
	}
	defer archive.Close()
	names := map[string][]string{}
	for _, f := range archive.File {
		if f.FileInfo().IsDir() {
			continue
		}
		data, err := read(f)
		if err != nil {
			return nil, err
		}
		names[data] = append(names[data], f.Name)
	}
	var list []history
	for data, names := range names {
		slices.Sort(names)
		list = append(list, history{data, names})
	}
	slices.SortFunc(list, func(a, b history) int {
		return cmp.Or(cmp.Compare(len(a.data), len(b.data)), cmp.Compare(a.names[0], b.names[0]))
	})
	return list, nil
}

func read(f *zip.File) (string, error) {
	r, err := f.Open()
	if err != nil {
		return "", err
	}
	defer r.Close()
	data, err := io.ReadAll(r)
	return string(data), err
}
