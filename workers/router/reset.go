package router

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/witnessos/witnessos/internal/accounts"
	"github.com/witnessos/witnessos/internal/api"
	"github.com/witnessos/witnessos/internal/mail"
	"github.com/witnessos/witnessos/internal/password"
)

// requestReset answers alike and after the same time whether or not there is an account: what only an
// account needs is done behind the reply. Where one develops, the reply has the token.
func (r *Router) requestReset(ctx context.Context, c *call) (*reply, error) {
	email, bad := c.body.text("email")
	if bad != nil {
		return nil, bad
	}
	switch email = strings.TrimSpace(email); {
	case email == "":
		return nil, api.NewError(400, "MISSING_EMAIL", "email is required")
	case !accounts.ValidEmail(email):
		return nil, errInvalidEmail
	}
	const code, message = "RESET_REQUEST_FAILED", "The request could not be carried out"
	recipient, err := r.Members.Recipient(ctx, email)
	if err != nil {
		return nil, accountFailure(err, code, message)
	}
	body := (&api.Object{}).Set("message", "If the address is registered, a reset link has been sent")
	switch {
	case recipient == nil:
	case r.Config.Environment == "development":
		token, err := r.Members.NewResetToken(ctx, recipient)
		if err != nil {
			return nil, accountFailure(err, code, message)
		}
		body.Set("token", token)
		r.WaitUntil(ctx, func(ctx context.Context) { r.sendReset(ctx, c.ID, recipient, token) })
	default:
		r.WaitUntil(ctx, func(ctx context.Context) {
			token, err := r.Members.NewResetToken(ctx, recipient)
			if err != nil {
				fmt.Printf("router: no reset token made, request %s: %v\n", c.ID, err)
				return
			}
			r.sendReset(ctx, c.ID, recipient, token)
		})
	}
	return secretReply(200, body), nil
}

// sendReset sends a token to its owner. What is logged names neither.
func (r *Router) sendReset(ctx context.Context, request string, to *accounts.Recipient, token string) {
	err := r.Mail.Send(ctx, to.Letter(token, r.Config.ResetPage))
	switch {
	case errors.Is(err, mail.ErrNotConfigured):
		fmt.Printf("router: warning: a reset was asked for and no mail is configured, request %s\n", request)
	case err != nil:
		fmt.Printf("router: the letter of a reset was not sent, request %s: %v\n", request, err)
	}
}

func (r *Router) resetPassword(ctx context.Context, c *call) (*reply, error) {
	fields, bad := c.texts("email", "newPassword", "resetToken")
	if bad != nil {
		return nil, bad
	}
	email, secret, token := strings.TrimSpace(fields[0]), fields[1], fields[2]
	switch {
	case email == "" || secret == "" || token == "":
		return nil, api.NewError(400, "MISSING_FIELDS", "email, newPassword and resetToken are required")
	case !password.Acceptable(secret):
		return nil, errWeakPassword
	}
	err := r.Members.SetPassword(ctx, email, token, secret)
	if errors.Is(err, accounts.ErrToken) {
		return nil, api.NewError(400, "INVALID_TOKEN", "Invalid or expired reset token")
	}
	if err != nil {
		return nil, accountFailure(err, "PASSWORD_RESET_FAILED", "The password could not be set")
	}
	return secretReply(200, (&api.Object{}).Set("message", "Password reset successfully")), nil
}
