package router

import (
	"context"
	"errors"
	"time"

	"github.com/witnessos/witnessos/internal/accounts"
	"github.com/witnessos/witnessos/internal/api"
)

// deadlineErasure is for an account with much in many places.
const deadlineErasure = 55 * time.Second

// leave deletes the account of its owner, who has to give the password: a token may have been left
// behind somewhere.
func (r *Router) leave(ctx context.Context, c *call) (*reply, error) {
	secret, bad := c.body.text("password")
	if bad != nil {
		return nil, bad
	}
	if secret == "" {
		return nil, api.NewError(400, "MISSING_DATA", "password is required")
	}
	trial, refused := r.tryPassword(ctx, c.account.Email)
	if refused != nil {
		return nil, refused
	}
	err := r.Members.Confirm(ctx, c.account.ID, secret)
	if errors.Is(err, accounts.ErrCredentials) {
		return nil, errLoginFailed
	}
	r.noFailure(ctx, trial)
	if err == nil {
		_, err = r.Members.Erase(ctx, c.account.ID)
	}
	if err != nil {
		return nil, erasureError(err)
	}
	return ok((&api.Object{}).Set("message", "Account deleted successfully")), nil
}

// deleteUser answers DELETE /admin/users/{email}.
func (r *Router) deleteUser(ctx context.Context, c *call) (*reply, error) {
	if accounts.Normalize(c.params[0]) == "" {
		return nil, api.NewError(400, "MISSING_EMAIL", "email is required")
	}
	email, err := r.Members.EraseByEmail(ctx, c.params[0])
	if err != nil {
		return nil, erasureError(err)
	}
	return ok((&api.Object{}).Set("message", "User deleted successfully").Set("email", email)), nil
}

func erasureError(err error) *api.Error {
	const code = "DELETE_FAILED"
	switch {
	case errors.Is(err, accounts.ErrUnknown):
		return api.NewError(400, code, "There is no user with this address")
	case errors.Is(err, accounts.ErrProtected):
		return api.NewError(400, code, "The accounts of ADMIN_EMAILS cannot be deleted")
	default:
		return accountFailure(err, "DELETE_ERROR", "The account could not be deleted; try again")
	}
}

// export gives an account's owner everything that the database holds of it. Much of it comes in
// parts: next is what after is to be in the query of the following request.
func (r *Router) export(ctx context.Context, c *call) (*reply, error) {
	part, err := r.Members.Export(ctx, c.account.ID, c.query.Get("after"))
	if errors.Is(err, accounts.ErrCursor) {
		return nil, api.Field("after", "the next of an earlier part", c.query.Get("after"))
	}
	if err != nil {
		return nil, accountFailure(err, "FETCH_FAILED", "The account could not be exported")
	}
	var next any
	if part.Next != "" {
		next = part.Next
	}
	return ok((&api.Object{}).Set("data", part.Tables).Set("complete", next == nil).Set("next", next)), nil
}

// systemStatus is the health of the system for an admin. That it can be told is a success, whatever
// it says.
func (r *Router) systemStatus(ctx context.Context, c *call) (*reply, error) {
	rep, err := r.health(ctx, c)
	if err != nil {
		return nil, err
	}
	rep.status = 200
	rep.body.Set("environment", r.Config.Environment)
	return rep, nil
}
