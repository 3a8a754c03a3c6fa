package main

import (
	"compress/gzip"
	"io"
	"os"
	"path/filepath"
)

// size is that of one Wasm module.
type size struct {
	variant, worker string
	raw, gzipped    int64 // bytes
}

// measureSizes takes the modules as wrangler would upload them.
func (r *result) measureSizes() error {
	for _, v := range r.variants {
		for _, w := range v.workers {
			for _, file := range w.wasm {
				s, err := sizeOf(filepath.Join(v.dir(), w.dir, file))
				if err != nil {
					return err
				}
				s.variant, s.worker = v.name, w.Name
				r.sizes = append(r.sizes, s)
			}
		}
	}
	return nil
}

func sizeOf(path string) (size, error) {
	f, err := os.Open(path)
	if err != nil {
		return size{}, err
	}
	defer f.Close()
	var counted counter
	z, err := gzip.NewWriterLevel(&counted, gzip.BestCompression) // as make size does
	if err != nil {
		return size{}, err
	}
	raw, err := io.Copy(z, f)
	if err == nil {
		err = z.Close()
	}
	return size{raw: raw, gzipped: int64(counted)}, err
}

// counter counts what is written to it.
type counter int64

func (c *counter) Write(p []byte) (int, error) {
	*c += counter(len(p))
	return len(p), nil
}
