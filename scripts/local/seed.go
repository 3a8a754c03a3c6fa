package local

import (
	"fmt"
	"strings"
)

// Onboard gives an account of the local database birth data, so that the engines are open to it.
func Onboard(o Options, email string) error {
	return Execute(o, fmt.Sprintf("UPDATE users SET name = coalesce(name, 'Demo'), birth_date = '1990-06-15', birth_time = '08:30', "+
		"birth_latitude = 52.52, birth_longitude = 13.405, birth_timezone = 'Europe/Berlin', tier1_completed = TRUE, tier2_completed = TRUE "+
		"WHERE email = %s AND birth_date IS NULL", quote(email)))
}

// Promote makes admins of the accounts with these addresses, as far as there are any. environment is
// "" for the local database, or staging or production.
func Promote(o Options, environment string, emails []string) error {
	list := make([]string, len(emails))
	for i, email := range emails {
		list[i] = quote(email)
	}
	sql := fmt.Sprintf("UPDATE users SET is_admin = TRUE WHERE email COLLATE NOCASE IN (%s)", strings.Join(list, ", "))
	if environment == "" {
		return Execute(o, sql)
	}
	return o.wrangler("d1", "execute", "DB", "--remote", "--yes", "--env", environment, "-c", "wrangler.toml", "--command", sql).Run()
}
