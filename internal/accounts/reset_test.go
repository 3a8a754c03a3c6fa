//go:build !js

package accounts_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/witnessos/witnessos/internal/accounts"
	"github.com/witnessos/witnessos/internal/auth"
)

func (b *bench) reset(email string) string {
	b.t.Helper()
	r, err := b.Recipient(b.t.Context(), email)
	require.NoError(b.t, err)
	require.NotNil(b.t, r)
	token, err := b.NewResetToken(b.t.Context(), r)
	require.NoError(b.t, err)
	return token
}

func TestReset(t *testing.T) {
	b := newBench(t)
	b.register(adas)
	b.register("ben@example.org")
	session, bens := b.login(adas), b.login("ben@example.org")
	token := b.reset(" ADA@example.org")
	row := b.one("SELECT * FROM password_reset_tokens")
	assert.Equal(t, auth.Hash(token), row.Text("token_hash"))
	assert.Equal(t, "2025-07-19T09:00:00.123Z", row.Text("expires_at"))

	const renewed = "another horse"
	assert.ErrorIs(t, b.SetPassword(t.Context(), "ben@example.org", token, renewed), accounts.ErrToken, "of another address")
	assert.ErrorIs(t, b.SetPassword(t.Context(), adas, token+"x", renewed), accounts.ErrToken)
	require.NoError(t, b.SetPassword(t.Context(), "Ada@Example.org ", token, renewed))
	assert.ErrorIs(t, b.SetPassword(t.Context(), adas, token, "a third one"), accounts.ErrToken, "used")
	assert.ErrorIs(t, b.open(session.Token), auth.ErrNoSession)
	_, err := b.Refresh(t.Context(), session.Refresh, here)
	assert.ErrorIs(t, err, accounts.ErrToken)
	assert.NoError(t, b.open(bens.Token))
	_, _, err = b.Login(t.Context(), adas, secret, here)
	assert.ErrorIs(t, err, accounts.ErrCredentials)
	_, _, err = b.Login(t.Context(), adas, renewed, here)
	assert.NoError(t, err)
	none, err := b.Recipient(t.Context(), "nobody@example.org")
	assert.NoError(t, err)
	assert.Nil(t, none)
}

func TestResetTokensEnd(t *testing.T) {
	b := newBench(t)
	b.register(adas)
	b.register("ben@example.org")
	first, bens := b.reset(adas), b.reset("ben@example.org")
	second := b.reset(adas)
	assert.ErrorIs(t, b.SetPassword(t.Context(), adas, first, secret), accounts.ErrToken, "a newer one invalidates it")
	b.now = b.now.Add(time.Hour - time.Second)
	require.NoError(t, b.SetPassword(t.Context(), adas, second, secret))
	b.now = b.now.Add(time.Second)
	assert.ErrorIs(t, b.SetPassword(t.Context(), "ben@example.org", bens, secret), accounts.ErrToken, "after an hour")

	// One of an earlier release, whose instants are written otherwise.
	b.exec("INSERT INTO password_reset_tokens (user_id, token_hash, expires_at) VALUES (1, ?, '2025-07-19 09:30:00')", auth.Hash("earlier"))
	require.NoError(t, b.SetPassword(t.Context(), adas, "earlier", secret))
}

func TestResetTwiceAtTheSameTime(t *testing.T) {
	b := newBench(t)
	b.register(adas)
	token := b.reset(adas)
	b.before = func() { assert.NoError(t, b.SetPassword(t.Context(), adas, token, "the quicker one")) }
	assert.ErrorIs(t, b.SetPassword(t.Context(), adas, token, "the other one"), accounts.ErrToken)
	_, _, err := b.Login(t.Context(), adas, "the quicker one", here)
	assert.NoError(t, err)
}

func TestLetter(t *testing.T) {
	b := newBench(t)
	b.register("ada+x@example.org")
	r, err := b.Recipient(t.Context(), "ada+x@example.org")
	require.NoError(t, err)
	for page, want := range map[string]string{
		"":                              "\n\nt0ken\n\n",
		"https://example.org/reset":     "\n\nhttps://example.org/reset?token=t0ken&email=ada%2Bx%40example.org\n\n",
		"https://example.org/reset?a=b": "\n\nhttps://example.org/reset?a=b&token=t0ken&email=ada%2Bx%40example.org\n\n",
	} {
		letter := r.Letter("t0ken", page)
		assert.Contains(t, letter.Text, want)
		assert.Equal(t, "ada+x@example.org", letter.To)
		assert.NotEmpty(t, letter.Subject)
	}
}
