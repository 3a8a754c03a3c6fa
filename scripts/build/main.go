// Command build compiles Workers to WebAssembly.
//
//	go run ./scripts/build router engine forecast ai
//
// Each name is a main package under cmd (or a path); the result is build/<name>.wasm. Beside them
// it puts wasm_exec.js, which syumai/workers ships for the Go version in go.mod.
//
// What Go links is rewritten: module.go takes it apart, memory.go caps its memory, data.go and buckets.go
// make its data smaller, and jumps.go, places.go and addresses.go its code faster (code.go reads it).
package main

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"strings"
)

// maxPages caps a Worker's memory at 96 MiB. The platform kills an isolate at 128 MB, with every
// request in it; below the cap Go itself runs out of memory, and the shell boots a new program.
const maxPages = 96 << 20 >> 16

func main() {
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "build:", err)
		os.Exit(1)
	}
}

func run(names []string) error {
	if err := wasmExec(); err != nil {
		return err
	}
	for _, name := range names {
		if err := compile(name); err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
	}
	return nil
}

// wasmExec copies wasm_exec.js of syumai/workers, which differs from Go's in handing the program
// the context that it was started with.
func wasmExec() error {
	const target = "build/wasm_exec.js"
	if _, err := os.Stat(target); err == nil {
		return nil
	}
	dir, err := os.MkdirTemp("", "assets")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	// The generator runs here, whatever the target: GOOS must be the host's.
	if err := command(nil, "go", "tool", "workers-assets-gen", "-mode", "go", "-o", dir); err != nil {
		return err
	}
	js, err := os.ReadFile(filepath.Join(dir, "wasm_exec.js"))
	if err != nil {
		return err
	}
	return replace(target, js)
}

// slim are the Workers whose size counts more than line numbers in stack traces: the engine Worker
// holds the texts and tables of all engines, the router all that is done with accounts. What is seldom
// run is not inlined there. Of patterns that both match, the later counts.
var slim = map[string][]string{
	"engine": {
		ours + "internal/engines/...", ours + "internal/drawing/...", ours + "internal/svg", ours + "internal/geometry",
		ours + "internal/civil/...", "fmt", "os", "syscall", "crypto/...", "internal/poll", "internal/fmtsort",
		"internal/godebug", "internal/bisect", "io/...", "path/...", "hash/...", "encoding/base64", "encoding/hex", "encoding/json",
	},
	"router": {
		"fmt", "os", "syscall", "crypto/...", "math/big", "internal/poll", "internal/fmtsort", "golang.org/x/...", "github.com/golang-jwt/...",
		"internal/godebug", "internal/bisect", "io/...", "path/...", "hash/...", "encoding/base64", "encoding/hex",
	},
}

// hot are the packages below the patterns of slim that are worth their room: all engines run them, or all
// charts, or those engines that take longest beside what they are to take.
var hot = []string{
	ours + "internal/civil/...", ours + "internal/geometry", ours + "internal/svg",
	ours + "internal/drawing/figure", ours + "internal/drawing/palaces", ours + "internal/drawing/panel",
	ours + "internal/drawing/sheet", ours + "internal/drawing/sigil",
	ours + "internal/engines", ours + "internal/engines/biofield", ours + "internal/engines/biometric",
	ours + "internal/engines/birth", ours + "internal/engines/face_reading", ours + "internal/engines/jsontext",
	ours + "internal/engines/mandala", ours + "internal/engines/prose", ours + "internal/engines/sacred_geometry",
	ours + "internal/engines/sigil_forge",
}

const ours = "github.com/witnessos/witnessos/"

func compile(name string) error {
	source, target := "./cmd/"+name, "build/"+path.Base(name)+".wasm"
	if strings.Contains(name, "/") {
		source = "./" + name
	}
	temporary := target + ".tmp"
	defer os.Remove(temporary)
	env := []string{"GOOS=js", "GOARCH=wasm"}
	args := []string{"build", "-trimpath", "-ldflags=-s -w"}
	cold, isSlim := slim[name]
	for _, packages := range cold {
		args = append(args, "-gcflags="+packages+"=-l")
	}
	if isSlim {
		for _, packages := range hot {
			args = append(args, "-gcflags="+packages+"=")
		}
	}
	if err := command(env, "go", append(args, "-o", temporary, source)...); err != nil {
		return err
	}
	module, err := os.ReadFile(temporary)
	if err != nil {
		return err
	}
	if module, err = finish(module, isSlim); err != nil {
		return err
	}
	return replace(target, module)
}

// finish does what Go's linker has no options for.
func finish(module []byte, isSlim bool) ([]byte, error) {
	sections, err := parseModule(module)
	if err != nil {
		return nil, err
	}
	found, err := rewrite(sections, memorySection, func(body []byte) ([]byte, error) { return capMemory(body, maxPages) })
	if err != nil || !found {
		return nil, errors.Join(err, errNoMemory)
	}
	_, err = rewrite(sections, codeSection, func(body []byte) ([]byte, error) {
		return rewriteCode(body, func(code []instruction) []instruction { return directAddresses(fewerPlaces(directJumps(code))) })
	})
	if err != nil {
		return nil, err
	}
	_, err = rewrite(sections, dataSection, func(body []byte) ([]byte, error) {
		image, err := readImage(body)
		if err == nil {
			err = dropBuckets(image)
		}
		if err == nil && isSlim {
			err = dropLines(image)
		}
		return formatImage(image), err
	})
	return formatModule(sections), err
}

// replace writes a file in one move, so that nobody sees half of it.
func replace(target string, content []byte) error {
	if err := os.MkdirAll(filepath.Dir(target), 0o755); err != nil {
		return err
	}
	if err := os.WriteFile(target+".new", content, 0o644); err != nil {
		return err
	}
	return os.Rename(target+".new", target)
}

func command(env []string, name string, args ...string) error {
	c := exec.Command(name, args...)
	c.Env = append(os.Environ(), env...)
	c.Stdout, c.Stderr = os.Stdout, os.Stderr
	return c.Run()
}
