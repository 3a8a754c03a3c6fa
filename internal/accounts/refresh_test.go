//go:build !js

package accounts_test

import (
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/witnessos/witnessos/internal/accounts"
	"github.com/witnessos/witnessos/internal/auth"
)

func TestRotation(t *testing.T) {
	b := newBench(t)
	b.register(adas)
	first := b.login(adas)
	b.exec("UPDATE users SET is_admin = TRUE, email = 'countess@example.org'")
	b.now = b.now.Add(time.Hour)
	second, err := b.Refresh(t.Context(), first.Refresh, here)
	require.NoError(t, err)
	assert.NotEqual(t, first.Token, second.Token)
	assert.NotEqual(t, first.Refresh, second.Refresh)
	claims, err := b.Keys.Claims(second.Token, b.now)
	require.NoError(t, err)
	assert.Equal(t, "1", claims.Subject)
	assert.True(t, claims.Admin, "as the account is now")
	assert.Equal(t, "countess@example.org", claims.Email)
	assert.Equal(t, time.Date(2025, 7, 26, 9, 0, 0, 0, time.UTC), second.Expires)
	assert.NoError(t, b.open(first.Token), "the token before stays good")
	assert.NoError(t, b.open(second.Token))
	assert.EqualValues(t, 1, b.count("refresh_tokens WHERE used"))
	assert.EqualValues(t, 1, b.one("SELECT count(DISTINCT family) AS n FROM refresh_tokens").Int("n"))
	_, err = b.Refresh(t.Context(), second.Refresh, here)
	assert.NoError(t, err)
}

func TestReuseEndsTheFamily(t *testing.T) {
	b := newBench(t)
	b.register(adas)
	first, other := b.login(adas), b.login(adas)
	second, err := b.Refresh(t.Context(), first.Refresh, here)
	require.NoError(t, err)
	for range 2 {
		_, err = b.Refresh(t.Context(), first.Refresh, here)
		assert.ErrorIs(t, err, accounts.ErrToken)
		for _, token := range []string{first.Token, second.Token} {
			assert.ErrorIs(t, b.open(token), auth.ErrNoSession)
		}
	}
	_, err = b.Refresh(t.Context(), second.Refresh, here)
	assert.ErrorIs(t, err, accounts.ErrToken)
	assert.NoError(t, b.open(other.Token), "another family")
	_, err = b.Refresh(t.Context(), other.Refresh, here)
	assert.NoError(t, err)
}

func TestBadRefreshTokens(t *testing.T) {
	b := newBench(t)
	b.register(adas)
	session := b.login(adas)
	for _, token := range []string{"", "x", session.Token, session.Refresh + "x", auth.Hash(session.Refresh)} {
		_, err := b.Refresh(t.Context(), token, here)
		assert.ErrorIs(t, err, accounts.ErrToken, token)
	}
	b.now = b.now.Add(30*24*time.Hour - time.Second)
	renewed, err := b.Refresh(t.Context(), session.Refresh, here)
	require.NoError(t, err, "good for 30 days")
	b.now = b.now.Add(30 * 24 * time.Hour)
	_, err = b.Refresh(t.Context(), renewed.Refresh, here)
	assert.ErrorIs(t, err, accounts.ErrToken, "and no longer")
	b.exec("DELETE FROM users")
	_, err = b.Refresh(t.Context(), session.Refresh, here)
	assert.ErrorIs(t, err, accounts.ErrToken)
}

// TestAtTheSameTime: of many who present a token one gets another, and since the others have
// presented a spent one, nothing of the family is left open in the end.
func TestAtTheSameTime(t *testing.T) {
	for range 20 {
		b := newBench(t)
		b.register(adas)
		session := b.login(adas)
		var (
			group sync.WaitGroup
			mu    sync.Mutex
			won   []*accounts.Session
		)
		b.UUID = func() string {
			mu.Lock()
			defer mu.Unlock()
			return b.uuid()
		}
		for range 8 {
			group.Go(func() {
				s, err := b.Refresh(t.Context(), session.Refresh, here)
				if err == nil {
					mu.Lock()
					won = append(won, s)
					mu.Unlock()
					return
				}
				assert.ErrorIs(t, err, accounts.ErrToken)
			})
		}
		group.Wait()
		require.Len(t, won, 1)
		assert.ErrorIs(t, b.open(won[0].Token), auth.ErrNoSession)
		assert.Zero(t, b.count("refresh_tokens"))
	}
}

// TestQuickerOne: the other use falls between looking the token up and spending it.
func TestQuickerOne(t *testing.T) {
	b := newBench(t)
	b.register(adas)
	session := b.login(adas)
	b.before = func() {
		_, err := b.Refresh(t.Context(), session.Refresh, here)
		assert.NoError(t, err)
	}
	_, err := b.Refresh(t.Context(), session.Refresh, here)
	assert.ErrorIs(t, err, accounts.ErrToken)
	assert.Zero(t, b.count("refresh_tokens"))
	assert.Zero(t, b.count("user_sessions"))
}

func TestRenew(t *testing.T) {
	b := newBench(t)
	id := b.register(adas)
	first := b.login(adas)
	second, err := b.Renew(t.Context(), id, first.Token, here)
	require.NoError(t, err)
	assert.NoError(t, b.open(first.Token))
	assert.NoError(t, b.open(second.Token))
	assert.EqualValues(t, 1, b.one("SELECT count(DISTINCT family) AS n FROM refresh_tokens").Int("n"), "of that session's family")
	_, err = b.Renew(t.Context(), id+1, first.Token, here)
	assert.ErrorIs(t, err, accounts.ErrToken, "somebody else's")
	_, err = b.Renew(t.Context(), id, first.Token+"x", here)
	assert.ErrorIs(t, err, accounts.ErrToken)

	b.before = func() { assert.NoError(t, b.Logout(t.Context(), first.Token)) }
	_, err = b.Renew(t.Context(), id, first.Token, here)
	assert.ErrorIs(t, err, accounts.ErrToken, "logged out in between")
	assert.Zero(t, b.count("user_sessions"))
}

func TestRenewOfEarlierSessions(t *testing.T) {
	for _, device := range []any{nil, "", "a phone", `{"userAgent":"a browser","ip":null}`} {
		b := newBench(t)
		id := b.register(adas)
		token, err := b.Keys.Sign("1", adas, false, "x", b.now, time.Hour)
		require.NoError(t, err)
		b.exec("INSERT INTO user_sessions (user_id, token_hash, expires_at, device_info) VALUES (?, ?, '2030-01-01', ?)", id, auth.Hash(token), device)
		session, err := b.Renew(t.Context(), id, token, here)
		require.NoError(t, err)
		kept := b.one("SELECT json_extract(device_info, '$.family') AS family, json_extract(device_info, '$.userAgent') AS agent FROM user_sessions WHERE token_hash = ?", auth.Hash(token))
		assert.Equal(t, b.one("SELECT family FROM refresh_tokens").Text("family"), kept.Text("family"))
		if device == `{"userAgent":"a browser","ip":null}` {
			assert.Equal(t, "a browser", kept.Text("agent"))
		}
		require.NoError(t, b.Logout(t.Context(), token))
		assert.ErrorIs(t, b.open(session.Token), auth.ErrNoSession)
	}
}
