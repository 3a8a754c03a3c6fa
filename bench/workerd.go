package main

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// server is a running workerd.
type server struct {
	addr string
	cmd  *exec.Cmd
	log  *tail
	gone chan struct{}
}

// startTimeout is how long workerd may take to open its port, on a busy machine.
const startTimeout = 30 * time.Second

// start starts a workerd for a variant and returns when its port is open. No request has been sent
// yet. It ends with the context at the latest.
func (v *variant) start(ctx context.Context) (*server, error) {
	// workerd reports the port that it was given on a pipe.
	report, control, err := os.Pipe()
	if err != nil {
		return nil, err
	}
	defer report.Close()
	objects, err := os.MkdirTemp("", "bench-objects-")
	if err != nil {
		return nil, err
	}
	s := &server{log: &tail{}, gone: make(chan struct{})}
	s.cmd = exec.CommandContext(ctx, filepath.Join(binaries, "workerd"), "serve",
		"--control-fd=3", "--directory-path="+objectsDisk+"="+objects, filepath.Join(v.dir(), configFile))
	s.cmd.ExtraFiles = []*os.File{control}
	s.cmd.Stdout, s.cmd.Stderr = s.log, s.log
	// A process group of its own: Ctrl-C comes to us alone, and what workerd starts ends with it.
	s.cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	s.cmd.Cancel = func() error { return syscall.Kill(-s.cmd.Process.Pid, syscall.SIGKILL) }
	err = s.cmd.Start()
	control.Close()
	if err != nil {
		os.RemoveAll(objects)
		return nil, err
	}
	go func() {
		_ = s.cmd.Wait()
		os.RemoveAll(objects)
		close(s.gone)
	}()
	if err := s.listen(report); err != nil {
		s.stop()
		return nil, fmt.Errorf("workerd of %s: %w\n%s", v.name, err, s.log)
	}
	return s, nil
}

// listen waits for the port. The pipe ends when workerd does.
func (s *server) listen(report *os.File) error {
	_ = report.SetReadDeadline(time.Now().Add(startTimeout))
	lines := bufio.NewScanner(report)
	for lines.Scan() {
		var message struct {
			Event string `json:"event"`
			Port  int    `json:"port"`
		}
		if err := json.Unmarshal(lines.Bytes(), &message); err != nil {
			return err
		}
		if message.Event == "listen" {
			s.addr = net.JoinHostPort("127.0.0.1", strconv.Itoa(message.Port))
			return nil
		}
	}
	if err := lines.Err(); err != nil {
		return err
	}
	return errors.New("ended before it served")
}

// stop ends workerd and removes what it has stored.
func (s *server) stop() {
	_ = s.cmd.Cancel()
	<-s.gone
}

// tail keeps the last few KB of what a program prints, for the case that it fails.
type tail struct{ text []byte }

const tailSize = 4 << 10

func (t *tail) Write(p []byte) (int, error) {
	t.text = append(t.text, p...)
	if over := len(t.text) - tailSize; over > 0 {
		t.text = append(t.text[:0], t.text[over:]...)
	}
	return len(p), nil
}

func (t *tail) String() string { return strings.TrimSpace(string(t.text)) }
