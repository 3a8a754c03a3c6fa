//go:build !js

package router

import (
	"errors"
	"regexp"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/witnessos/witnessos/internal/mail"
)

const adasReset = `{"email":" Ada@example.org"}`

func TestResetByMail(t *testing.T) {
	d := newDesk(t)
	d.member("ada")
	d.Config.ResetPage = "https://example.org/reset"
	known := d.ask("POST", "/api/backend/auth/request-reset", adasReset, "")
	assert.Len(t, d.later, 1, "what only an account needs is done behind the reply")
	assert.Empty(t, d.letters)
	unknown := d.ask("POST", "/auth/request-reset", `{"email":"nobody@example.org"}`, "")
	assert.Equal(t, 200, known.Status)
	assert.Equal(t, known.body, unknown.body, "alike")
	assert.Equal(t, "If the address is registered, a reset link has been sent", known.body["message"])
	assert.NotContains(t, known.body, "token")
	d.settle()
	require.Len(t, d.letters, 1)
	assert.Equal(t, "ada@example.org", d.letters[0].To)
	found := regexp.MustCompile(`https://example.org/reset\?token=([0-9a-f-]{36})&`).FindStringSubmatch(d.letters[0].Text)
	require.NotNil(t, found, d.letters[0].Text)

	set := `{"email":"ada@example.org","newPassword":"another horse","resetToken":"` + found[1] + `"}`
	a := d.ask("POST", "/api/backend/auth/reset-password", set, "")
	require.Equal(t, 200, a.Status, "%s", a.Whole())
	assert.Equal(t, "Password reset successfully", a.body["message"])
	again := d.ask("POST", "/auth/reset-password", set, "")
	d.fails4(again, 400, "INVALID_TOKEN")
	assert.Equal(t, "Invalid or expired reset token", again.body["message"])
	d.fails4(d.ask("POST", "/auth/login", adasLogin, ""), 401, "LOGIN_FAILED")
	assert.Equal(t, 200, d.ask("POST", "/auth/login", `{"email":"ada@example.org","password":"another horse"}`, "").Status)
}

func TestResetWhereOneDevelops(t *testing.T) {
	for environment, shown := range map[string]bool{"development": true, "staging": false, "production": false, "": false} {
		d := newDesk(t)
		d.member("ada")
		d.Config.Environment = environment
		known := d.ask("POST", "/auth/request-reset", adasReset, "")
		_, has := known.body["token"]
		assert.Equal(t, shown, has, environment)
		assert.NotContains(t, d.ask("POST", "/auth/request-reset", `{"email":"nobody@example.org"}`, "").body, "token")
	}
}

func TestNoLetter(t *testing.T) {
	for name, failure := range map[string]error{"not configured": mail.ErrNotConfigured, "down": errors.New("connection lost")} {
		d := newDesk(t)
		d.member("ada")
		d.post = failure
		assert.Equal(t, 200, d.ask("POST", "/auth/request-reset", adasReset, "").Status, name)
		d.settle()
		assert.Len(t, d.letters, 1)
	}
	d := newDesk(t)
	d.member("ada")
	d.fails = "INSERT INTO password_reset_tokens"
	assert.Equal(t, 200, d.ask("POST", "/auth/request-reset", adasReset, "").Status)
	d.settle()
	assert.Empty(t, d.letters)
	d.Config.Environment = "development"
	d.fails4(d.ask("POST", "/auth/request-reset", adasReset, ""), 500, "RESET_REQUEST_FAILED")
}
