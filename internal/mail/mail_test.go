package mail_test

import (
	"context"
	"errors"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/witnessos/witnessos/internal/mail"
	"github.com/witnessos/witnessos/internal/web"
)

var letter = mail.Letter{To: "ada@example.org", Subject: "Hello", Text: "A \"quoted\"\nline."}

func TestSend(t *testing.T) {
	var sent []*web.Request
	p := mail.Provider{URL: "https://mail.example/send", From: "WitnessOS <no-reply@example.org>", Key: "key"}
	p.Fetch = func(ctx context.Context, r *web.Request, _ int) (*web.Response, error) {
		_, hasDeadline := ctx.Deadline()
		assert.True(t, hasDeadline)
		sent = append(sent, r)
		return &web.Response{Status: 202}, nil
	}
	require.NoError(t, p.Send(t.Context(), letter))
	p.Key = ""
	require.NoError(t, p.Send(t.Context(), letter))
	require.Len(t, sent, 2)
	assert.Equal(t, "POST", sent[0].Method)
	assert.Equal(t, "https://mail.example/send", sent[0].URL)
	assert.Equal(t, "Bearer key", sent[0].Header.Get("Authorization"))
	assert.Equal(t, "application/json", sent[0].Header.Get("Content-Type"))
	assert.JSONEq(t, `{"from":"WitnessOS <no-reply@example.org>","to":["ada@example.org"],"subject":"Hello","text":"A \"quoted\"\nline."}`, string(sent[0].Body))
	assert.Empty(t, sent[1].Header.Get("Authorization"))
}

func TestNotSent(t *testing.T) {
	down := errors.New("connection refused")
	for name, c := range map[string]struct {
		url, from string
		status    int
		err       error
		want      error // nil: any
	}{
		"no URL":            {"", "a@example.org", 200, nil, mail.ErrNotConfigured},
		"no sender":         {"https://mail.example", "", 200, nil, mail.ErrNotConfigured},
		"a placeholder":     {"<URL of the mail provider>", "a@example.org", 200, nil, mail.ErrNotConfigured},
		"refused":           {"https://mail.example", "a@example.org", 401, nil, nil},
		"a redirect":        {"https://mail.example", "a@example.org", 302, nil, nil},
		"cannot be reached": {"https://mail.example", "a@example.org", 0, down, down},
	} {
		t.Run(name, func(t *testing.T) {
			p := mail.Provider{URL: c.url, From: c.from, Fetch: func(context.Context, *web.Request, int) (*web.Response, error) {
				if c.err != nil {
					return nil, c.err
				}
				return &web.Response{Status: c.status}, nil
			}}
			err := p.Send(t.Context(), letter)
			require.Error(t, err)
			if c.want != nil {
				assert.ErrorIs(t, err, c.want)
			}
			assert.NotContains(t, err.Error(), "ada")
			assert.NotContains(t, err.Error(), "quoted")
		})
	}
}
