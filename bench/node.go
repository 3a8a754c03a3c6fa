package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
)

// peersDir is where the scripts of bench/peers and the packages that they need are put together: out
// of the repository, since some of the packages are under the GPL and none is any part of the system.
const peersDir = "build/bench/peers"

// preparePeers compiles the programs that run in Node and installs the peers, once for each version
// of bench/peers/package.json. Without a registry it goes on: the scripts say what is missing.
func preparePeers(ctx context.Context) error {
	if err := command(ctx, nil, "go", "run", "./scripts/build", "bench/sky", "bench/empty"); err != nil {
		return err
	}
	const manifest = "package.json"
	wanted, err := os.ReadFile(filepath.Join("bench", "peers", manifest))
	if err != nil {
		return err
	}
	installed, _ := os.ReadFile(filepath.Join(peersDir, manifest)) // absent before the first run
	if err := os.MkdirAll(peersDir, 0o755); err != nil {
		return err
	}
	scripts, err := filepath.Glob("bench/peers/*.mjs")
	if err != nil {
		return err
	}
	for _, script := range scripts {
		text, err := os.ReadFile(script)
		if err != nil {
			return err
		}
		if err := os.WriteFile(filepath.Join(peersDir, filepath.Base(script)), text, 0o644); err != nil {
			return err
		}
	}
	if bytes.Equal(installed, wanted) {
		return nil
	}
	// npm installs into the directory of the nearest package.json.
	temporary := filepath.Join(peersDir, "install")
	if err := os.MkdirAll(temporary, 0o755); err != nil {
		return err
	}
	defer os.RemoveAll(temporary)
	if err := os.WriteFile(filepath.Join(temporary, manifest), wanted, 0o644); err != nil {
		return err
	}
	if err := command(ctx, nodeEnv(), "npm", "install", "--prefix", temporary, "--ignore-scripts", "--no-audit", "--no-fund"); err != nil {
		progress("the peers are not installed, so nothing is measured beside them: %v", err)
		return nil
	}
	modules := filepath.Join(peersDir, "node_modules")
	if err := os.RemoveAll(modules); err != nil {
		return err
	}
	if err := os.Rename(filepath.Join(temporary, "node_modules"), modules); err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(peersDir, manifest), wanted, 0o644) // last: it says that all is there
}

// script runs one of the scripts in the Node that npm has installed.
func script(ctx context.Context, name string, flags []string, args ...string) ([]byte, error) {
	return output(ctx, nodeEnv(), filepath.Join(binaries, "node"), append(append(flags, filepath.Join(peersDir, name)), args...)...)
}

// inNode are results of programs in Node.
type inNode struct {
	Series   map[string][]float64 `json:"series"`   // µs of CPU a chart, a value a round; by job of measure.mjs
	Agreeing *float64             `json:"agreeing"` // share of the charts on which ours and swisseph-wasm agree
	Missing  map[string]string    `json:"missing"`  // peers that could not be loaded, and why

	compiled, lazy startUp // V8 compiles all before the start, or each function when it is first called
}

// startUp are ms from new WebAssembly.Instance to the first wait, of new processes in turn.
type startUp struct{ engine, empty []float64 }

// over is what the engine takes beyond an empty program, start by start.
func (s startUp) over() []float64 {
	over := make([]float64, len(s.engine))
	for i := range over {
		over[i] = s.engine[i] - s.empty[i]
	}
	return over
}

// minAgreeing allows for lines that a body is just about to leave.
const minAgreeing = 0.99

func measureInNode(ctx context.Context, p plan) (*inNode, error) {
	progress("the sky and human_design in Node")
	out, err := script(ctx, "measure.mjs", nil, strconv.Itoa(p.rounds), strconv.FormatInt(p.slice.Milliseconds(), 10), strconv.FormatInt(p.jobWarmUp.Milliseconds(), 10))
	if err != nil {
		return nil, err
	}
	n := &inNode{}
	if err := json.Unmarshal(out, n); err != nil {
		return nil, fmt.Errorf("measure.mjs: %w: %.300s", err, out)
	}
	if n.Agreeing != nil && *n.Agreeing < minAgreeing {
		return nil, fmt.Errorf("ours and swisseph-wasm agree on %.1f %% of the charts only, so they do not do the same", 100**n.Agreeing)
	}
	progress("start-ups in Node")
	for range p.startUps {
		if err := n.compiled.start(ctx, "--no-wasm-lazy-compilation"); err != nil {
			return nil, err
		}
		if err := n.lazy.start(ctx, "--wasm-lazy-compilation"); err != nil {
			return nil, err
		}
	}
	return n, nil
}

// start boots each program once.
func (s *startUp) start(ctx context.Context, flag string) error {
	boot := func(program string) (float64, error) {
		out, err := script(ctx, "startup.mjs", []string{flag}, filepath.Join("build", program+".wasm"))
		if err != nil {
			return 0, err
		}
		return strconv.ParseFloat(string(out), 64)
	}
	engine, err := boot("engine")
	if err != nil {
		return err
	}
	empty, err := boot("empty")
	if err != nil {
		return err
	}
	s.engine, s.empty = append(s.engine, engine), append(s.empty, empty)
	return nil
}
