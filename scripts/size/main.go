// Command size prints the raw and gzip size of each Worker's Wasm and fails when one is over its
// budget in budget.json.
package main

import (
	"bytes"
	"compress/gzip"
	_ "embed"
	"encoding/json"
	"fmt"
	"os"
)

//go:embed budget.json
var budgetJSON []byte

func main() {
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "size:", err)
		os.Exit(1)
	}
}

func run(names []string) error {
	var budget map[string]int // bytes after gzip -9
	if err := json.Unmarshal(budgetJSON, &budget); err != nil {
		return err
	}
	over := 0
	fmt.Printf("%-10s %12s %12s %12s\n", "Worker", "raw", "gzip", "budget")
	for _, name := range names {
		raw, err := os.ReadFile("build/" + name + ".wasm")
		if err != nil {
			return err
		}
		var packed bytes.Buffer
		w, _ := gzip.NewWriterLevel(&packed, gzip.BestCompression)
		if _, err := w.Write(raw); err != nil {
			return err
		}
		if err := w.Close(); err != nil {
			return err
		}
		limit, ok := budget[name]
		if !ok {
			return fmt.Errorf("%s has no budget", name)
		}
		mark := ""
		if packed.Len() > limit {
			mark = "  OVER"
			over++
		}
		fmt.Printf("%-10s %12d %12d %12d%s\n", name, len(raw), packed.Len(), limit, mark)
	}
	if over > 0 {
		return fmt.Errorf("%d Workers are over their budget", over)
	}
	return nil
}
