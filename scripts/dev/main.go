// Command dev serves the whole system on this machine and rebuilds it when Go files change:
//
//	make dev            http://localhost:8787
//	make dev PORT=9000
package main

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"strconv"
	"syscall"
	"time"

	"github.com/witnessos/witnessos/scripts/local"
)

var workers = []string{"router", "engine", "forecast", "ai"}

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	if err := run(ctx); err != nil && ctx.Err() == nil {
		fmt.Fprintln(os.Stderr, "dev:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context) error {
	root, err := os.Getwd()
	if err != nil {
		return err
	}
	port, err := strconv.Atoi(os.Getenv("PORT"))
	if err != nil {
		port = 8787
	}
	o := local.Options{Root: root, Dir: root, State: filepath.Join(root, ".wrangler", "state"), Port: port, Output: os.Stdout}

	seen, err := newestChange(root)
	if err != nil {
		return err
	}
	if err := build(ctx); err != nil {
		return err
	}
	if err := local.EnsureSecrets(filepath.Join(root, ".dev.vars")); err != nil {
		return err
	}
	if err := local.Migrate(o); err != nil {
		return fmt.Errorf("migrations: %w", err)
	}
	server, err := local.Start(ctx, o)
	if err != nil {
		return err
	}
	defer server.Stop()
	greet(server.URL)
	return watch(ctx, root, seen, server)
}

func build(ctx context.Context) error {
	fmt.Println("Building the four Workers …")
	c := exec.CommandContext(ctx, "go", append([]string{"run", "./scripts/build"}, workers...)...)
	c.Stdout, c.Stderr = os.Stdout, os.Stderr
	return c.Run()
}

func greet(url string) {
	fmt.Printf(`
WitnessOS is up. Try:

  curl %[1]s/health
  curl %[1]s/engines
  curl %[1]s/engines/numerology/metadata
  curl -X POST %[1]s/engines/biorhythm/calculate -d '{"input":{"birth_date":"1990-06-15"}}'

Ctrl-C stops it.

`, url)
}

// watch rebuilds when a Go file has changed; wrangler reloads by itself when a Wasm file has.
func watch(ctx context.Context, root string, seen time.Time, server *local.Server) error {
	for {
		select {
		case <-ctx.Done():
			return nil
		case <-server.Gone():
			return fmt.Errorf("wrangler has ended")
		case <-time.After(500 * time.Millisecond):
		}
		newest, err := newestChange(root)
		if err != nil || !newest.After(seen) {
			continue
		}
		seen = newest
		if err := build(ctx); err == nil {
			fmt.Println("Rebuilt.")
		} // else the compiler has said what is wrong; the running system stays
	}
}

// newestChange returns when the youngest source of a Worker was written.
func newestChange(root string) (newest time.Time, err error) {
	for _, dir := range []string{"cmd", "internal", "workers", "durable", "workflows", "go.mod"} {
		err = filepath.WalkDir(filepath.Join(root, dir), func(_ string, d os.DirEntry, err error) error {
			if err != nil || d.IsDir() {
				return err
			}
			info, err := d.Info()
			if err == nil && info.ModTime().After(newest) {
				newest = info.ModTime()
			}
			return nil
		})
		if err != nil {
			return newest, err
		}
	}
	return newest, nil
}
