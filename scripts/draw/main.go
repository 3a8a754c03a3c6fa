// Command draw writes sample drawings as SVG files into a folder, for looking at them:
//
//	go run ./scripts/draw out/
//
// Each sample is written twice, in light and in dark. The samples are charts of the
// specification's vectors and the extremes that a drawing has to bear: nothing defined,
// everything defined, crowded planets, texts that are too long.
package main

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"

	"github.com/witnessos/witnessos/internal/drawing/sheet"
	"github.com/witnessos/witnessos/internal/svg"
)

func samples() []sample {
	return slices.Concat(bodygraphs(), wheels(), timelines(), curveSheets(), numberSheets())
}

type sample struct {
	name string
	draw func(sheet.Options) string
}

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "usage: draw FOLDER")
		os.Exit(2)
	}
	if err := write(os.Args[1]); err != nil {
		fmt.Fprintln(os.Stderr, "draw:", err)
		os.Exit(1)
	}
}

func write(folder string) error {
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return err
	}
	for _, s := range samples() {
		for theme, suffix := range map[svg.Theme]string{svg.Light: "light", svg.Dark: "dark"} {
			out := s.draw(sheet.Options{Theme: theme})
			if err := os.WriteFile(filepath.Join(folder, s.name+"-"+suffix+".svg"), []byte(out), 0o644); err != nil {
				return err
			}
		}
	}
	return nil
}
