package main

import (
	"bytes"
	"context"
	"encoding/binary"
	"fmt"
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

// program jumps in all the ways that Go has, waits in the midst of loops, grows stacks, collects garbage,
// and ends with a panic.
const program = `package main

import (
	"fmt"
	"runtime"
	"sort"
	"strings"
)

func inner[T any](n T) { panic(fmt.Sprint("at ", n)) }

func loops(n int) (sum int) {
outer:
	for i := range n {
		for k := 0; ; k++ {
			switch {
			case k > i:
				continue outer
			case (i*k)%7 == 3:
				sum += 3
			case i+k == 2*n-20:
				break outer
			default:
				if k&1 == 0 && i&2 != 0 || k == 5 {
					sum += i ^ k
				} else if k > 50 {
					sum -= k
				}
			}
		}
	}
	return sum
}

func waits(n int) (sum int) {
	up, down, done := make(chan int), make(chan int, 3), make(chan struct{})
	go func() {
		defer close(done)
		for i := 0; i < n; {
			select {
			case v := <-up:
				if v%3 == 0 {
					runtime.Gosched()
				}
				sum += v
				i++
			case down <- i:
			}
		}
	}()
	for i, got := 0, 0; i < n; {
		select {
		case up <- i:
			i++
		case v := <-down:
			got += v
			if got > 1<<20 {
				return -1
			}
		}
	}
	<-done
	return sum
}

func recovers(n int) (text string) {
	for i := range n {
		func() {
			defer func() { text += fmt.Sprint(recover(), ";") }()
			list := []int{1, 2, 3}
			text += fmt.Sprint(list[i], 12/(i-1))
		}()
	}
	return text
}

func deep(n int, s string) int {
	var pad [64]int
	pad[n%64] = len(s)
	if n == 0 {
		return 1
	}
	return deep(n-1, s+"x"[:n%2]) + pad[n%64]
}

func main() {
	words := map[string]int{}
	for i, w := range strings.Fields(strings.Repeat("the quick brown fox jumps over the lazy dog ", 20)) {
		words[w] += i
	}
	keys := make([]string, 0, len(words))
	for w := range words {
		keys = append(keys, w)
	}
	sort.Slice(keys, func(a, b int) bool { return words[keys[a]] > words[keys[b]] })
	fmt.Println(loops(60), waits(500), recovers(5), deep(5000, ""), keys, fmt.Sprintf("%.3f %x %v", 1/3.0, -255, words))

	var keep [][]byte
	for i := range 200 {
		keep = append(keep[:i%10], make([]byte, 100_000))
		runtime.GC()
	}
	inner(len(keep))
}
`

// A real program does as before when its module has been rewritten, and names the functions of a panic;
// lines it has only if it is not slim.
func TestRewrittenProgramRuns(t *testing.T) {
	node, err := filepath.Abs("../../node_modules/.bin/node")
	require.NoError(t, err)
	if _, err := os.Stat(node); err != nil {
		t.Skip("npm install has not run")
	}
	dir := t.TempDir()
	require.NoError(t, os.WriteFile(filepath.Join(dir, "main.go"), []byte(program), 0o600))
	require.NoError(t, os.WriteFile(filepath.Join(dir, "go.mod"), []byte("module probe\n\ngo 1.26\n"), 0o600))
	build := exec.CommandContext(t.Context(), "go", "build", "-ldflags=-s -w", "-o", "plain.wasm", ".")
	build.Dir, build.Env = dir, append(os.Environ(), "GOOS=js", "GOARCH=wasm")
	out, err := build.CombinedOutput()
	require.NoError(t, err, string(out))
	plain, err := os.ReadFile(filepath.Join(dir, "plain.wasm"))
	require.NoError(t, err)

	before, _, panicked := strings.Cut(runWasm(t.Context(), node, filepath.Join(dir, "plain.wasm")), "panic: ")
	require.True(t, panicked, before)
	require.Contains(t, before, "124750", "the sum of what was waited for")
	line := 1 + strings.Count(program[:strings.Index(program, "func inner")], "\n")

	for _, isSlim := range []bool{false, true} {
		module, err := finish(bytes.Clone(plain), isSlim)
		require.NoError(t, err)
		assert.Less(t, len(module), len(plain)*95/100, "most buckets of functions are gone")
		file := filepath.Join(dir, "finished.wasm")
		require.NoError(t, os.WriteFile(file, module, 0o600))
		trace := runWasm(t.Context(), node, file)
		assert.True(t, strings.HasPrefix(trace, before), trace)
		assert.Contains(t, trace, "panic: at 10")
		assert.Contains(t, trace, "main.inner")
		assert.Contains(t, trace, "main.main")
		assert.Equal(t, !isSlim, strings.Contains(trace, fmt.Sprintf("main.go:%d", line)), trace)
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
