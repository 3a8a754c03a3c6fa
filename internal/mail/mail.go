// Package mail sends letters through a provider's HTTP interface.
package mail

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/witnessos/witnessos/internal/api"
	"github.com/witnessos/witnessos/internal/edge"
	"github.com/witnessos/witnessos/internal/web"
)

// ErrNotConfigured: there is no provider, so nothing is sent.
var ErrNotConfigured = errors.New("mail: MAIL_API_URL and MAIL_FROM are not set")

// Letter is a message in plain text to one address.
type Letter struct{ To, Subject, Text string }

// Provider takes letters as JSON: from, to (a list), subject and text, as Resend and others do.
type Provider struct {
	URL  string // MAIL_API_URL; what does not begin with https:// or http:// counts as not set
	From string // MAIL_FROM
	Key  string // MAIL_API_KEY, sent as a bearer token; may be ""
	// Fetch sends a request to the outside; edge.Fetch is one.
	Fetch func(ctx context.Context, r *web.Request, limit int) (*web.Response, error)
}

const (
	patience   = 10 * time.Second
	replyLimit = 64 << 10 // bytes; nobody reads them
)

// Send hands a letter over. It returns ErrNotConfigured, or an error that names neither the address
// nor the text, so that it may be logged.
func (p Provider) Send(ctx context.Context, l Letter) error {
	if p.From == "" || !strings.HasPrefix(p.URL, "https://") && !strings.HasPrefix(p.URL, "http://") {
		return ErrNotConfigured
	}
	body := (&api.Object{}).
		Set("from", p.From).
		Set("to", []string{l.To}).
		Set("subject", l.Subject).
		Set("text", l.Text)
	request := &web.Request{Method: "POST", URL: p.URL, Body: body.JSON()}
	request.Header.Add("Content-Type", "application/json")
	if p.Key != "" {
		request.Header.Add("Authorization", "Bearer "+p.Key)
	}
	response, err := p.Fetch(edge.WithTimeout(ctx, patience), request, replyLimit)
	if err != nil {
		return fmt.Errorf("mail: %w", err)
	}
	if response.Status < 200 || response.Status > 299 {
		return fmt.Errorf("mail: the provider answered %d", response.Status)
	}
	return nil
}
