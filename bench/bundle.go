package main

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

const binaries = "node_modules/.bin"

// worker is a bundled Worker and what its wrangler configuration says about it.
type worker struct {
	Name              string            `json:"name"`
	Main              string            `json:"main"`
	CompatibilityDate string            `json:"compatibility_date"`
	Flags             []string          `json:"compatibility_flags"`
	Vars              map[string]any    `json:"vars"`
	Services          []serviceBinding  `json:"services"`
	Objects           objectsOfWrangler `json:"durable_objects"`

	dir   string   // the bundle, below the variant's
	entry string   // file of the main module
	wasm  []string // files of the Wasm modules
}

type serviceBinding struct {
	Binding    string `json:"binding"`
	Service    string `json:"service"`
	Entrypoint string `json:"entrypoint"`
}

type objectsOfWrangler struct {
	Bindings []struct {
		Name  string `json:"name"`
		Class string `json:"class_name"`
	} `json:"bindings"`
}

// bundle has wrangler read and bundle the Workers of a variant, as it would for a deployment of
// the top level, which is development.
func bundle(ctx context.Context, v *variant) ([]worker, error) {
	env := nodeEnv()
	args := append([]string{"bench/readconfig.mjs"}, v.configs...)
	read, err := output(ctx, env, filepath.Join(binaries, "node"), args...)
	if err != nil {
		return nil, err
	}
	var workers []worker
	if err := json.Unmarshal(read, &workers); err != nil {
		return nil, fmt.Errorf("bench/readconfig.mjs: %w", err)
	}
	for i := range workers {
		w := &workers[i]
		w.dir = w.Name
		out := filepath.Join(v.dir(), w.dir)
		if err := command(ctx, env, filepath.Join(binaries, "wrangler"), "deploy", "--dry-run", "--outdir", absolute(out), "-c", v.configs[i]); err != nil {
			return nil, err
		}
		if err := w.findModules(out); err != nil {
			return nil, err
		}
	}
	return workers, nil
}

// nodeEnv puts the Node first that npm has installed, which is new enough for all that runs in it.
func nodeEnv() []string {
	return []string{
		"PATH=" + absolute(binaries) + string(os.PathListSeparator) + os.Getenv("PATH"),
		"WRANGLER_SEND_METRICS=false", "CI=1", "NO_COLOR=1",
	}
}

func (w *worker) findModules(dir string) error {
	base := filepath.Base(w.Main)
	w.entry = strings.TrimSuffix(base, filepath.Ext(base)) + ".js"
	if _, err := os.Stat(filepath.Join(dir, w.entry)); err != nil {
		return err
	}
	files, err := filepath.Glob(filepath.Join(dir, "*.wasm"))
	if err != nil {
		return err
	}
	for _, f := range files {
		w.wasm = append(w.wasm, filepath.Base(f))
	}
	return nil
}

func absolute(path string) string {
	a, err := filepath.Abs(path)
	if err != nil {
		return path
	}
	return a
}
