package accounts

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/witnessos/witnessos/durable"
	"github.com/witnessos/witnessos/internal/sqldb"
)

// eraseBatch bounds what one statement deletes, so that no transaction grows with an account.
const eraseBatch = 500

// Erase deletes an account and everything that is known of its owner, and returns its address. Each
// step may be taken twice, and the account's own row goes last: what fails halfway can be asked for
// again. It returns ErrUnknown, ErrProtected, or an error of the database or platform.
func (s *Store) Erase(ctx context.Context, id int64) (email string, err error) {
	rows, err := s.DB.Query(ctx, `SELECT id, email, is_admin FROM users WHERE id = ?`, id)
	if err != nil {
		return "", err
	}
	row, ok := rows.First()
	if !ok {
		return "", ErrUnknown
	}
	return s.erase(ctx, ownerOf(row))
}

// EraseByEmail is Erase for the account of an address.
func (s *Store) EraseByEmail(ctx context.Context, email string) (string, error) {
	who, err := s.find(ctx, email)
	if err != nil {
		return "", err
	}
	return s.erase(ctx, who)
}

func (s *Store) erase(ctx context.Context, who owner) (string, error) {
	if slices.Contains(s.Protected, Normalize(who.email)) {
		return "", ErrProtected
	}
	subject := strconv.FormatInt(who.id, 10)
	// Nobody gets in any more, while the rest is on its way out.
	if _, err := s.DB.Batch(ctx,
		sqldb.Do(`UPDATE api_keys SET is_active = FALSE WHERE user_id = ?`, who.id),
		sqldb.Do(`DELETE FROM refresh_tokens WHERE user_id = ?`, who.id),
		sqldb.Do(`DELETE FROM user_sessions WHERE user_id = ?`, who.id),
	); err != nil {
		return "", err
	}
	for _, objects := range s.Objects {
		if _, err := objects.Call(ctx, subject, durable.Purge, nil); err != nil {
			return "", err
		}
	}
	inCache, inProfiles := keysOf(subject)
	if err := forget(ctx, s.Cache, inCache); err != nil {
		return "", err
	}
	if err := forget(ctx, s.Profiles, inProfiles); err != nil {
		return "", err
	}
	for _, table := range belongings {
		if err := s.repeat(ctx, fmt.Sprintf(`DELETE FROM %[1]s WHERE rowid IN (SELECT rowid FROM %[1]s WHERE user_id = ? LIMIT ?)`, table), who.id); err != nil {
			return "", err
		}
	}
	for _, r := range records {
		if err := s.repeat(ctx, fmt.Sprintf(`UPDATE %[1]s SET %[2]s = NULL WHERE rowid IN (SELECT rowid FROM %[1]s WHERE user_id = ? LIMIT ?)`,
			r.table, strings.Join(r.columns, " = NULL, ")), who.id); err != nil {
			return "", err
		}
	}
	_, err := sqldb.Exec(ctx, s.DB, `DELETE FROM users WHERE id = ?`, who.id)
	return who.email, err
}

// repeat runs a statement of an owner and a number of rows at most, until no more are left.
func (s *Store) repeat(ctx context.Context, sql string, id int64) error {
	for {
		n, err := sqldb.Exec(ctx, s.DB, sql, id, eraseBatch)
		if err != nil || n < eraseBatch {
			return err
		}
	}
}

// forget deletes keys, and those that begin with one that ends in a colon.
func forget(ctx context.Context, kv KeyValues, keys []string) error {
	for _, key := range keys {
		if !strings.HasSuffix(key, ":") {
			if err := kv.Delete(ctx, key); err != nil {
				return err
			}
			continue
		}
		for cursor := ""; ; {
			page, err := kv.List(ctx, key, cursor)
			if err != nil {
				return err
			}
			for _, found := range page.Keys {
				if err := kv.Delete(ctx, found.Name); err != nil {
					return err
				}
			}
			if page.Complete {
				break
			}
			cursor = page.Cursor
		}
	}
	return nil
}
