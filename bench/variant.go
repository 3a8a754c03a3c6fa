package main

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
)

// variant is one of the systems that are compared: one or more Workers in one workerd. The first
// of them is served.
type variant struct {
	name    string
	configs []string // wrangler configurations
	compile func(context.Context) error
	vars    map[string]string // in place of those of the configuration
	// middleware says that it does all that a router does around a route.
	middleware bool

	workers []worker // set by prepare
}

// ours is compiled only if asked to: `make bench` has done it already.
func ours(build bool) *variant {
	v := &variant{
		name:       "ours",
		middleware: true,
		configs:    []string{"wrangler.toml", "wrangler-engine.toml", "wrangler-forecast.toml", "wrangler-ai.toml"},
		vars: map[string]string{
			"ENABLE_CACHING": "false", // calculations are to be calculated
			"RATE_LIMIT_MAX": rateLimit,
			"JWT_SECRET":     randomSecret(),
		},
	}
	if build {
		v.compile = func(ctx context.Context) error {
			return command(ctx, nil, "go", "run", "./scripts/build", "router", "engine", "forecast", "ai")
		}
	}
	return v
}

// unlimited is ours without the rate limit, which is switched off for nothing but tests and this.
func unlimited() *variant {
	v := ours(false)
	v.name, v.middleware = "ours-unlimited", false
	v.vars["RATE_LIMIT_MAX"] = "0"
	return v
}

// stock is built as its template says, with the linker flags of ours on top, which make it smaller.
func stock() *variant {
	const dir = "bench/stock/build"
	return &variant{
		name:    "stock",
		configs: []string{"bench/stock/wrangler.toml"},
		compile: func(ctx context.Context) error {
			// The generator runs here, whatever the target, and empties its directory first.
			if err := command(ctx, nil, "go", "tool", "workers-assets-gen", "-mode", "go", "-o", dir); err != nil {
				return err
			}
			env := []string{"GOOS=js", "GOARCH=wasm"}
			return command(ctx, env, "go", "build", "-trimpath", "-ldflags=-s -w", "-o", dir+"/app.wasm", "./bench/stock")
		},
	}
}

func hono() *variant {
	return &variant{
		name:       "hono",
		middleware: true,
		configs:    []string{"bench/hono/wrangler.toml"},
		vars:       map[string]string{"RATE_LIMIT_MAX": rateLimit},
	}
}

// relay is the way alone: two Workers in JavaScript that pass as many bytes through HTTP and RPC as a
// calculation does, and do nothing else.
func relay() *variant {
	return &variant{name: "relay", configs: []string{"bench/relay/wrangler.toml", "bench/relay/wrangler-engine.toml"}}
}

// rateLimit lets every request of a run pass, so that each is counted and none refused.
const rateLimit = "100000000"

func randomSecret() string {
	var secret [32]byte
	_, _ = rand.Read(secret[:]) // never fails
	return hex.EncodeToString(secret[:])
}

// dir is where everything of a variant is put together.
func (v *variant) dir() string { return filepath.Join("build", "bench", v.name) }

// prepare compiles, bundles and writes workerd's configuration.
func (v *variant) prepare(ctx context.Context) error {
	if v.compile != nil {
		if err := v.compile(ctx); err != nil {
			return err
		}
	}
	if err := os.RemoveAll(v.dir()); err != nil {
		return err
	}
	var err error
	if v.workers, err = bundle(ctx, v); err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(v.dir(), configFile), []byte(configOf(v.workers, v.vars)), 0o600)
}

// command runs a program, whose output counts only when it fails.
func command(ctx context.Context, env []string, name string, args ...string) error {
	_, err := output(ctx, env, name, args...)
	return err
}

func output(ctx context.Context, env []string, name string, args ...string) ([]byte, error) {
	c := exec.CommandContext(ctx, name, args...)
	c.Env = append(os.Environ(), env...)
	out := &tail{}
	c.Stderr = out
	stdout, err := c.Output()
	if err != nil {
		return nil, fmt.Errorf("%s %v: %w\n%s%s", name, args, err, stdout, out)
	}
	return stdout, nil
}
