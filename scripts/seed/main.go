// Command seed gives the local system, which `make dev` serves, an account to look around with, and
// makes admins of the accounts in ADMIN_EMAILS. It may run as often as one likes.
//
//	make seed                        demo@example.org, with a password that is printed
//	SEED_PASSWORD=… make seed        the same with this one
//	ADMIN_EMAILS=a@b.org make seed   and an admin, who must have registered
//
// Deployed environments get admins only, through the wrangler that is logged in:
//
//	SEED_ENV=production ADMIN_EMAILS=a@b.org make seed
package main

import (
	"bytes"
	"crypto/rand"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"strings"

	"github.com/witnessos/witnessos/internal/accounts"
	"github.com/witnessos/witnessos/scripts/local"
)

const demo = "demo@example.org"

func main() {
	if err := run(); err != nil {
		fmt.Fprintln(os.Stderr, "seed:", err)
		os.Exit(1)
	}
}

func run() error {
	root, err := os.Getwd()
	if err != nil {
		return err
	}
	var output bytes.Buffer
	o := local.Options{Root: root, Dir: root, State: filepath.Join(root, ".wrangler", "state"), Output: &output}
	environment := os.Getenv("SEED_ENV")
	switch environment {
	case "":
		if err := account(o, &output); err != nil {
			return err
		}
	case "staging", "production":
	default:
		return fmt.Errorf("SEED_ENV is %q: it must be staging or production, or not be set", environment)
	}
	admins, err := addresses(os.Getenv("ADMIN_EMAILS"))
	if err != nil || len(admins) == 0 {
		return err
	}
	if err := local.Promote(o, environment, admins); err != nil {
		return fmt.Errorf("%w\n%s", err, output.Bytes())
	}
	fmt.Printf("Admins, as far as they have registered: %s\n", strings.Join(admins, ", "))
	return nil
}

// addresses reads a comma list.
func addresses(list string) (emails []string, err error) {
	for email := range strings.SplitSeq(list, ",") {
		if email = accounts.Normalize(email); email == "" {
			continue
		}
		if !accounts.ValidEmail(email) {
			return nil, fmt.Errorf("ADMIN_EMAILS: %q is no address", email)
		}
		emails = append(emails, email)
	}
	return emails, nil
}

// account sees that the demonstration account exists, can be signed in to, and is onboarded.
func account(o local.Options, output *bytes.Buffer) error {
	port := os.Getenv("PORT")
	if port == "" {
		port = "8787"
	}
	s := server("http://localhost:" + port)
	password, given := os.Getenv("SEED_PASSWORD"), true
	if password == "" {
		password, given = rand.Text(), false
	}
	credentials := map[string]string{"email": demo, "password": password}
	_, err := s.post("/auth/register", map[string]string{"email": demo, "password": password, "name": "Demo"})
	var refused *refusal
	exists := errors.As(err, &refused) && refused.Code == "REGISTRATION_FAILED"
	switch {
	case exists && !given:
		fmt.Printf("%s exists and keeps its password. SEED_PASSWORD=… make seed sets another.\n", demo)
	case exists:
		if _, err := s.post("/auth/login", credentials); err != nil {
			if err := s.reset(password); err != nil {
				return err
			}
		}
		fmt.Printf("%s has the password that SEED_PASSWORD gives.\n", demo)
	case err != nil:
		return err
	case given:
		fmt.Printf("%s has been made, with the password that SEED_PASSWORD gives.\n", demo)
	default:
		fmt.Printf("%s has been made. Its password: %s\n", demo, password)
	}
	if !exists || given {
		if _, err := s.post("/auth/login", credentials); err != nil {
			return fmt.Errorf("the account cannot sign in: %w", err)
		}
	}
	if err := local.Onboard(o, demo); err != nil {
		return fmt.Errorf("%w\n%s", err, output.Bytes())
	}
	return nil
}

// server is the address of a running system.
type server string

// refusal is an error reply.
type refusal struct {
	Code    string `json:"code"`
	Message string `json:"message"`
}

func (r *refusal) Error() string { return r.Code + ": " + r.Message }

func (s server) post(path string, body map[string]string) (reply map[string]any, err error) {
	raw, err := json.Marshal(body)
	if err != nil {
		return nil, err
	}
	response, err := http.Post(string(s)+path, "application/json", bytes.NewReader(raw))
	if err != nil {
		return nil, fmt.Errorf("is make dev running? %w", err)
	}
	defer response.Body.Close()
	decoder := json.NewDecoder(response.Body)
	if response.StatusCode >= 400 {
		refused := &refusal{}
		if err := decoder.Decode(refused); err != nil {
			return nil, fmt.Errorf("POST %s: status %d", path, response.StatusCode)
		}
		return nil, refused
	}
	return reply, decoder.Decode(&reply)
}

// reset sets a new password, which needs no mail where one develops.
func (s server) reset(password string) error {
	reply, err := s.post("/auth/request-reset", map[string]string{"email": demo})
	if err != nil {
		return err
	}
	token, _ := reply["token"].(string)
	if token == "" {
		return errors.New("the system shows no reset token: it is not in development")
	}
	_, err = s.post("/auth/reset-password", map[string]string{"email": demo, "newPassword": password, "resetToken": token})
	return err
}
