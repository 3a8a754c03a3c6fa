// Package local runs the system on this machine: wrangler with all four Workers in one workerd,
// with local D1, KV, Durable Objects and Workflows. `make dev` and the end-to-end tests use it.
package local

import (
	"context"
	"crypto/rand"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// Configs are the configurations of the four Workers; the router's comes first because the first
// is the one that is served.
var Configs = []string{"wrangler.toml", "wrangler-engine.toml", "wrangler-forecast.toml", "wrangler-ai.toml"}

// Options say how to run.
type Options struct {
	Root    string   // the repository
	Dir     string   // where the configurations and .dev.vars are
	Configs []string // Configs when it is nil
	State   string   // where D1, KV and the rest keep their data
	Port    int
	Output  io.Writer
}

// Server is a running wrangler.
type Server struct {
	URL  string
	cmd  *exec.Cmd
	gone chan struct{}
}

func (o Options) wrangler(args ...string) *exec.Cmd {
	bin := filepath.Join(o.Root, "node_modules", ".bin")
	c := exec.Command(filepath.Join(bin, "wrangler"), args...)
	c.Dir = o.Dir
	c.Env = append(os.Environ(),
		"PATH="+bin+string(os.PathListSeparator)+os.Getenv("PATH"),
		"WRANGLER_SEND_METRICS=false",
		"CI=1", // no questions
		"NO_COLOR=1",
	)
	c.Stdout, c.Stderr = o.Output, o.Output
	// A process group of its own, so that workerd ends with wrangler.
	c.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	return c
}

// Migrate brings the local database up to date.
func Migrate(o Options) error {
	c := o.wrangler("d1", "migrations", "apply", "DB", "--local", "--persist-to", o.State, "-c", "wrangler.toml")
	return c.Run()
}

// Start starts wrangler and waits until it answers HTTP.
func Start(ctx context.Context, o Options) (*Server, error) {
	configs := o.Configs
	if configs == nil {
		configs = Configs
	}
	args := []string{"dev", "--port", strconv.Itoa(o.Port), "--ip", "127.0.0.1", "--persist-to", o.State, "--show-interactive-dev-session=false"}
	for _, c := range configs {
		args = append(args, "-c", c)
	}
	s := &Server{URL: "http://localhost:" + strconv.Itoa(o.Port), cmd: o.wrangler(args...), gone: make(chan struct{})}
	if err := s.cmd.Start(); err != nil {
		return nil, err
	}
	go func() {
		_ = s.cmd.Wait()
		close(s.gone)
	}()
	if err := s.ready(ctx); err != nil {
		s.Stop()
		return nil, err
	}
	return s, nil
}

var errEnded = errors.New("wrangler ended before it served")

// ready polls OPTIONS, which every Worker of ours answers without touching anything.
func (s *Server) ready(ctx context.Context) error {
	for {
		request, err := http.NewRequestWithContext(ctx, http.MethodOptions, s.URL+"/", nil)
		if err != nil {
			return err
		}
		if response, err := http.DefaultClient.Do(request); err == nil {
			response.Body.Close()
			return nil
		}
		select {
		case <-s.gone:
			return errEnded
		case <-ctx.Done():
			return fmt.Errorf("wrangler does not answer: %w", ctx.Err())
		case <-time.After(100 * time.Millisecond):
		}
	}
}

// Stop ends wrangler and everything that it started.
func (s *Server) Stop() { s.signal(syscall.SIGTERM, 5*time.Second) }

// Kill ends it at once, as a crash of the machine would.
func (s *Server) Kill() { s.signal(syscall.SIGKILL, 5*time.Second) }

func (s *Server) signal(sig syscall.Signal, patience time.Duration) {
	_ = syscall.Kill(-s.cmd.Process.Pid, sig)
	select {
	case <-s.gone:
	case <-time.After(patience):
	}
	// Whatever is left of the group, such as a workerd that its parent did not wait for.
	_ = syscall.Kill(-s.cmd.Process.Pid, syscall.SIGKILL)
	<-s.gone
}

// Gone is closed when wrangler has ended.
func (s *Server) Gone() <-chan struct{} { return s.gone }

// FreePort returns a port that nobody listens on.
func FreePort() (int, error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return 0, err
	}
	defer l.Close()
	return l.Addr().(*net.TCPAddr).Port, nil
}

// EnsureSecrets writes the secrets that the Workers need to a file, at random, unless it exists.
// The file is ignored by git.
func EnsureSecrets(file string) error {
	if _, err := os.Stat(file); err == nil {
		return nil
	}
	var text strings.Builder
	for _, name := range []string{"JWT_SECRET", "DATA_KEY"} {
		var secret [32]byte
		if _, err := rand.Read(secret[:]); err != nil {
			return err
		}
		fmt.Fprintf(&text, "%s=%s\n", name, base64.StdEncoding.EncodeToString(secret[:]))
	}
	return os.WriteFile(file, []byte(text.String()), 0o600)
}
