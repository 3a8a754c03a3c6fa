//go:build !js

package router

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/witnessos/witnessos/internal/sqldb"
)

func (d *desk) exec(sql string, args ...any) {
	d.t.Helper()
	_, err := sqldb.Exec(d.t.Context(), d.DB, sql, args...)
	require.NoError(d.t, err)
}

func TestLeave(t *testing.T) {
	d := newDesk(t)
	token := d.member("ada").body["token"].(string)
	d.member("ben")
	export := d.ask("GET", "/api/user/export", "", token)
	require.Equal(t, 200, export.Status, "%s", export.Whole())
	assert.Equal(t, true, export.body["complete"])
	assert.Nil(t, export.body["next"])
	assert.Equal(t, "ada@example.org", at(export.body, "data", "users", 0, "email"))
	assert.Equal(t, []any{1.0}, column(at(export.body, "data", "user_sessions"), "user_id"))
	assert.NotContains(t, string(export.Whole()), "_hash")
	assert.NotContains(t, string(export.Whole()), "ben@")
	assert.Equal(t, "no-store", export.Header.Get("Cache-Control"))

	a := d.ask("DELETE", "/api/user/account", `{"password":"correct horse"}`, token)
	require.Equal(t, 200, a.Status, "%s", a.Whole())
	assert.Equal(t, "Account deleted successfully", a.body["message"])
	assert.Equal(t, []string{"purge 1"}, d.purged)
	d.fails4(d.ask("GET", "/auth/me", "", token), 401, "INVALID_TOKEN")
	d.fails4(d.ask("POST", "/auth/login", adasLogin, ""), 401, "LOGIN_FAILED")
	d.member("ada") // the address is free again
}

func TestAdmins(t *testing.T) {
	d := newDesk(t)
	root := d.member("root").body["token"].(string)
	d.fails4(d.ask("DELETE", "/admin/users/ada@example.org", "", root), 403, "FORBIDDEN")
	d.exec("UPDATE users SET is_admin = TRUE") // it counts at once, whatever the token says
	d.member("ada")
	d.fails4(d.ask("DELETE", "/admin/users/%20", "", root), 400, "MISSING_EMAIL")
	d.fails4(d.ask("DELETE", "/admin/users/nobody@example.org", "", root), 400, "DELETE_FAILED")
	d.Members.Protected = []string{"root@example.org"}
	d.fails4(d.ask("DELETE", "/admin/users/Root@example.org", "", root), 400, "DELETE_FAILED")
	d.fails4(d.ask("DELETE", "/api/user/account", `{"password":"correct horse"}`, root), 400, "DELETE_FAILED")
	d.fails = "DELETE FROM readings"
	d.fails4(d.ask("DELETE", "/admin/users/ada@example.org", "", root), 500, "DELETE_ERROR")
	d.fails = ""
	a := d.ask("DELETE", "/admin/users/ADA%40example.org/", "", root)
	require.Equal(t, 200, a.Status, "%s", a.Whole())
	assert.Equal(t, "User deleted successfully", a.body["message"])
	assert.Equal(t, "ada@example.org", a.body["email"])
	d.fails4(d.ask("POST", "/auth/login", adasLogin, ""), 401, "LOGIN_FAILED")
}
