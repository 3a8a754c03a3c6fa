package main

import (
	"bytes"
	"context"
	"encoding/binary"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestModuleRoundTrip(t *testing.T) {
	module := append([]byte{}, magic...)
	module = append(module, 1, 1, 0, 5, 3, 1, 0, 22, 0, 0x80, 1)
	module = append(module, make([]byte, 128)...)
	list, err := parseModule(module)
	require.NoError(t, err)
	require.Len(t, list, 3)
	assert.Equal(t, section{5, []byte{1, 0, 22}}, list[1])
	assert.Equal(t, module, formatModule(list))

	for _, broken := range [][]byte{nil, magic[:7], []byte("\x00asm\x02\x00\x00\x00"), append(append([]byte{}, magic...), 5), append(append([]byte{}, magic...), 5, 200, 1)} {
		_, err := parseModule(broken)
		assert.ErrorIs(t, err, errModule)
	}
}

func TestImageRoundTrip(t *testing.T) {
	image := make([]byte, 5000)
	for _, at := range []int{0, 70, 71, 300, 4096, 4999} {
		image[at] = byte(at) | 1
	}
	body := formatImage(image)
	count, _ := binary.Uvarint(body)
	assert.EqualValues(t, 5, count, "69 zeros divide, fewer do not")
	again, err := readImage(body)
	require.NoError(t, err)
	assert.Equal(t, image, again)

	empty, err := readImage(formatImage(make([]byte, 10)))
	require.NoError(t, err)
	assert.Empty(t, empty)
	for _, broken := range [][]byte{{}, {1}, {1, 1, 0x41, 0, 0x0b, 0}, {1, 0, 0x41, 0x7f, 0x0b, 0}, {1, 0, 0x41, 0, 0x0b, 2, 1}, {0, 1}} {
		_, err := readImage(broken)
		assert.ErrorIs(t, err, errData)
	}
	require.ErrorIs(t, dropLines(image), errNoTable)
	require.ErrorIs(t, dropBuckets(image), errNoTable)
}

func TestSigned(t *testing.T) {
	for _, v := range []int64{0, 1, 63, 64, 127, 128, 8191, 8192, 1 << 27, -1, -64, -65, -1 << 31} {
		got, n := signed(appendSigned(nil, v))
		assert.Equal(t, v, got)
		assert.Equal(t, len(appendSigned(nil, v)), n)
	}
	_, n := signed([]byte{0x80, 0x80})
	assert.Zero(t, n)
}

// A real program runs as before when its module has been rewritten, collects garbage, and names the
// functions of a panic; lines it has only if it is not slim.
func TestRewrittenProgramRuns(t *testing.T) {
	node, err := filepath.Abs("../../node_modules/.bin/node")
	require.NoError(t, err)
	if _, err := os.Stat(node); err != nil {
		t.Skip("npm install has not run")
	}
	dir := t.TempDir()
	source := `package main

import (
	"fmt"
	"runtime"
)

func inner[T any](n T) { panic(fmt.Sprint("at ", n)) }

func main() {
	var keep [][]byte
	for i := range 200 {
		keep = append(keep[:i%10], make([]byte, 100_000))
		runtime.GC()
	}
	inner(len(keep))
}
`
	require.NoError(t, os.WriteFile(filepath.Join(dir, "main.go"), []byte(source), 0o600))
	require.NoError(t, os.WriteFile(filepath.Join(dir, "go.mod"), []byte("module probe\n\ngo 1.26\n"), 0o600))
	build := exec.CommandContext(t.Context(), "go", "build", "-ldflags=-s -w", "-o", "plain.wasm", ".")
	build.Dir, build.Env = dir, append(os.Environ(), "GOOS=js", "GOARCH=wasm")
	out, err := build.CombinedOutput()
	require.NoError(t, err, string(out))
	plain, err := os.ReadFile(filepath.Join(dir, "plain.wasm"))
	require.NoError(t, err)

	for _, isSlim := range []bool{false, true} {
		module, err := finish(bytes.Clone(plain), isSlim)
		require.NoError(t, err)
		assert.Less(t, len(module), len(plain)*95/100, "most buckets of functions are gone")
		file := filepath.Join(dir, "finished.wasm")
		require.NoError(t, os.WriteFile(file, module, 0o600))
		trace := runWasm(t.Context(), node, file)
		assert.Contains(t, trace, "panic: at 10")
		assert.Contains(t, trace, "main.inner")
		assert.Contains(t, trace, "main.main")
		assert.Equal(t, !isSlim, strings.Contains(trace, "main.go:8"), trace)
		assert.Equal(t, !isSlim, bytes.Contains(module, []byte("/main.go\x00")), "names of files")
		assert.Equal(t, !isSlim, bytes.Contains(module, []byte("main.inner[go.shape.int]")), "types in names of functions")
	}
}

func runWasm(ctx context.Context, node, file string) string {
	root, err := exec.CommandContext(ctx, "go", "env", "GOROOT").Output()
	if err != nil {
		return err.Error()
	}
	run := exec.CommandContext(ctx, node, filepath.Join(strings.TrimSpace(string(root)), "lib/wasm/wasm_exec_node.js"), file)
	out, _ := run.CombinedOutput() // it panics
	return string(out)
}

func TestShortenNames(t *testing.T) {
	long := "runtime.main\x00" + ours + "internal/web.(*Request).Target\x00main.f[go.shape.[]uint8].func1\x00\x00slices.Sort[" + ours + "x]\x00"
	names := []byte(long)
	shortenNames(names)
	assert.Len(t, names, len(long))
	start := 0
	for _, want := range []string{"runtime.main", "internal/web.(*Request).Target", "main.f[...].func1", "", "slices.Sort[...]"} {
		end := start + strings.IndexByte(long[start:], 0) // names begin where they began
		assert.Equal(t, want, strings.TrimRight(string(names[start:end]), "\x00"))
		start = end + 1
	}
}
