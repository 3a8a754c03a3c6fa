// Command token signs in a guest account of the local system and prints its token, for the
// routes that need one. `make dev` must have run once.
package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/witnessos/witnessos/scripts/local"
)

func main() {
	token, err := run()
	if err != nil {
		fmt.Fprintln(os.Stderr, "token:", err)
		os.Exit(1)
	}
	fmt.Println(token)
}

func run() (string, error) {
	root, err := os.Getwd()
	if err != nil {
		return "", err
	}
	secret, err := devSecret(filepath.Join(root, ".dev.vars"))
	if err != nil {
		return "", err
	}
	var output bytes.Buffer
	o := local.Options{Root: root, Dir: root, State: filepath.Join(root, ".wrangler", "state"), Output: &output}
	guest := local.User{ID: 999, Email: "guest@example.org", Name: "Guest", Onboarded: true}
	tokens, err := local.SignIn(o, secret, time.Now(), guest)
	if err != nil {
		return "", fmt.Errorf("%w\n%s", err, output.Bytes())
	}
	return tokens[0], nil
}

// devSecret reads JWT_SECRET from the file that `make dev` has written.
func devSecret(file string) (string, error) {
	raw, err := os.ReadFile(file)
	if err != nil {
		return "", fmt.Errorf("run make dev first: %w", err)
	}
	for line := range strings.Lines(string(raw)) {
		if secret, ok := strings.CutPrefix(strings.TrimSpace(line), "JWT_SECRET="); ok {
			return secret, nil
		}
	}
	return "", fmt.Errorf("%s has no JWT_SECRET", file)
}
