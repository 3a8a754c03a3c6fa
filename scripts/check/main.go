// Command check finds what no test would: formatting, module tidiness, vet, staticcheck, and Go
// timers in code that runs in a Worker. The linters are fetched at the versions named here.
package main

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

const (
	tools       = "build/tools"
	staticcheck = "honnef.co/go/tools/cmd/staticcheck@v0.8.2"
	forbidigo   = "github.com/ashanbrown/forbidigo/v2@v2.3.1"
)

// workerCode is what is compiled into Workers.
var workerCode = []string{"./cmd/...", "./internal/...", "./workers/...", "./durable/...", "./workflows/..."}

// forbidden are the calls that must not stand in Worker code: Go keeps a single JavaScript timer,
// and it dies with the event that happened to start it.
var forbidden = []string{
	`{p: "^time\\.(Sleep|After|AfterFunc|NewTimer|NewTicker|Tick)$", msg: "Go timers do not fire in a Worker: use edge.Sleep"}`,
	`{p: "^context\\.With(Timeout|Deadline)(Cause)?$", msg: "Go timers do not fire in a Worker: use edge.WithTimeout"}`,
	`{p: "^http\\.", pkg: "^net/http$", msg: "net/http costs 2 MB of Wasm: use internal/web"}`,
}

var wasm = []string{"GOOS=js", "GOARCH=wasm"}

func main() {
	steps := []struct {
		name string
		run  func() error
	}{
		{"gofmt", formatted},
		{"go mod tidy", func() error { return command(nil, "go", "mod", "tidy", "-diff") }},
		{"go vet", func() error { return command(nil, "go", "vet", "./...") }},
		{"go build for Wasm", func() error {
			return command(wasm, "go", append([]string{"build", "-o", os.DevNull}, workerCode...)...)
		}},
		{"tools", install},
		// What only the Wasm build calls counts as unused natively, and the other way round.
		{"staticcheck", func() error {
			return command(nil, tools+"/staticcheck", "-checks", "inherit,-U1000", "./...")
		}},
		{"staticcheck for Wasm", func() error {
			return command(wasm, tools+"/staticcheck", append([]string{"-tests=false"}, workerCode...)...)
		}},
		{"no Go timers in Workers", noTimers},
	}
	failed := 0
	for _, s := range steps {
		if err := s.run(); err != nil {
			fmt.Printf("✘ %s: %v\n", s.name, err)
			failed++
			continue
		}
		fmt.Printf("✔ %s\n", s.name)
	}
	if failed > 0 {
		os.Exit(1)
	}
}

func formatted() error {
	files, err := exec.Command("git", "ls-files", "--cached", "--others", "--exclude-standard", "*.go").Output()
	if err != nil {
		return err
	}
	var present []string
	for _, f := range strings.Fields(string(files)) {
		if _, err := os.Stat(f); err == nil {
			present = append(present, f)
		}
	}
	out, err := exec.Command("gofmt", append([]string{"-l"}, present...)...).CombinedOutput()
	if err == nil && len(out) > 0 {
		err = errors.New("not formatted:\n" + string(out))
	}
	return err
}

func install() error {
	bin, err := filepath.Abs(tools)
	if err != nil {
		return err
	}
	for _, tool := range []string{staticcheck, forbidigo} {
		if err := command([]string{"GOBIN=" + bin}, "go", "install", tool); err != nil {
			return err
		}
	}
	return nil
}

func noTimers() error {
	args := []string{"-set_exit_status", "-analyze_types", "-tests=false"}
	args = append(append(args, forbidden...), "--")
	return command(wasm, tools+"/forbidigo", append(args, workerCode...)...)
}

func command(env []string, name string, args ...string) error {
	c := exec.Command(name, args...)
	c.Env = append(os.Environ(), env...)
	c.Stdout, c.Stderr = os.Stdout, os.Stderr
	return c.Run()
}
