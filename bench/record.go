package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
)

// recordBodies writes to bench/bodies what ours answers now, for the peers to answer alike.
func recordBodies(ctx context.Context, build bool) error {
	v := ours(build)
	if err := v.prepare(ctx); err != nil {
		return err
	}
	s, err := v.start(ctx)
	if err != nil {
		return err
	}
	defer s.stop()
	list, err := ask(s.addr, listEngines)
	if err != nil {
		return fmt.Errorf("GET /engines: %w", err)
	}
	calc, err := ask(s.addr, numerology)
	if err != nil {
		return fmt.Errorf("POST /engines/numerology/calculate: %w", err)
	}
	for file, value := range map[string]json.RawMessage{
		"names.json":      list.members["engines"],
		"details.json":    list.members["engineDetails"],
		"numerology.json": calc.members["data"],
	} {
		if err := writeJSON(filepath.Join("bench", "bodies", file), value); err != nil {
			return err
		}
	}
	return nil
}

func writeJSON(path string, value json.RawMessage) error {
	var b bytes.Buffer
	if err := json.Compact(&b, value); err != nil { // no spaces for stock to copy at every request
		return fmt.Errorf("%s: %w", path, err)
	}
	b.WriteByte('\n')
	return os.WriteFile(path, b.Bytes(), 0o644)
}
