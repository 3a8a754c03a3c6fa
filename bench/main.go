package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"path/filepath"
	"runtime"
	"slices"
	"syscall"
	"time"
)

// patience bounds a whole run, whatever hangs.
const patience = 15 * time.Minute

func main() {
	quick := flag.Bool("quick", false, "measure less, for a first impression")
	noBuild := flag.Bool("nobuild", false, "take our Wasm binaries as they are in build/")
	record := flag.Bool("record", false, "write what ours answers to bench/bodies and stop")
	flag.Parse()

	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()

	err := tools()
	switch {
	case err != nil:
	case flag.NArg() > 0:
		err = fmt.Errorf("unexpected argument %q", flag.Arg(0))
	case *record:
		err = recordBodies(ctx, !*noBuild)
	default:
		p := full
		if *quick {
			p = short
		}
		err = run(ctx, p, !*noBuild)
	}
	if err != nil {
		if ctx.Err() != nil {
			err = errors.Join(context.Cause(ctx), err)
		}
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

// tools sees that npm has installed what is needed here.
func tools() error {
	for _, name := range []string{"node", "wrangler", "workerd"} {
		if _, err := os.Stat(filepath.Join(binaries, name)); err != nil {
			return fmt.Errorf("%w; run this in the root of the repository, after npm install", err)
		}
	}
	return nil
}

func run(ctx context.Context, p plan, build bool) error {
	variants := []*variant{ours(build), stock(), hono(), relay()}
	free := unlimited()
	for _, v := range append(slices.Clone(variants), free) {
		progress("building %s", v.name)
		if err := v.prepare(ctx); err != nil {
			return fmt.Errorf("building %s: %w", v.name, err)
		}
	}
	progress("preparing the peers in Node")
	if err := preparePeers(ctx); err != nil {
		return fmt.Errorf("preparing the peers: %w", err)
	}
	// One thread for the clients: the other core is workerd's.
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
	r, err := measure(ctx, p, variants, free)
	if err != nil {
		return err
	}
	r.print(os.Stdout)
	return nil
}

// progress tells a person who waits what goes on. The table alone goes to standard output.
func progress(format string, args ...any) {
	fmt.Fprintf(os.Stderr, "bench: "+format+"\n", args...)
}
