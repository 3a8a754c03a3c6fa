package router

import (
	"context"
	"errors"
	"strconv"

	"github.com/witnessos/witnessos/internal/api"
	"github.com/witnessos/witnessos/internal/profiles"
)

const profileOperationFailed = "PROFILE_OPERATION_FAILED"

// profileOwner reads the path of /profiles/{userId}[/{n}]: whose profiles, and of which engine, "" for
// all. Admins may name others when they have signed in; a key speaks for its owner only.
func (c *call) profileOwner() (userID int64, engine string, _ *api.Error) {
	text := c.params[0]
	id, err := strconv.ParseInt(text, 10, 64)
	if err != nil || id <= 0 || strconv.FormatInt(id, 10) != text {
		return 0, "", api.NewError(400, "INVALID_USER_ID", "The user id must be a positive integer")
	}
	if admin := c.account.Admin && c.token.claims != nil; !admin {
		if err := c.own(text); err != nil {
			return 0, "", err
		}
		if err := c.ownRequest(); err != nil {
			return 0, "", err
		}
	}
	if len(c.params) > 1 {
		name, err := canonical(c.params[1])
		return id, name, err
	}
	return id, "", nil
}

// engineProfiles answers GET /profiles/{userId}.
func (r *Router) engineProfiles(ctx context.Context, c *call) (*reply, error) {
	id, _, refused := c.profileOwner()
	if refused != nil {
		return nil, refused
	}
	keys, complete, err := r.Profiles.Engines(ctx, id, "")
	if err != nil {
		return nil, profileError(err, profileOperationFailed, "The profiles could not be listed")
	}
	body := (&api.Object{}).Set("profiles", keys).Set("total", len(keys))
	if !complete {
		body.Set("truncated", true)
	}
	return ok(body), nil
}

// engineProfile answers GET /profiles/{userId}/{n}.
func (r *Router) engineProfile(ctx context.Context, c *call) (*reply, error) {
	id, engine, refused := c.profileOwner()
	if refused != nil {
		return nil, refused
	}
	profile, err := r.Profiles.Newest(ctx, id, engine)
	if errors.Is(err, profiles.ErrNoProfile) {
		return nil, errNoProfile
	}
	if err != nil {
		return nil, profileError(err, profileOperationFailed, "The profile could not be fetched")
	}
	return ok((&api.Object{}).Set("profile", profile)), nil
}

// deleteEngineProfiles answers DELETE /profiles/{userId} and /profiles/{userId}/{n}.
func (r *Router) deleteEngineProfiles(ctx context.Context, c *call) (*reply, error) {
	id, engine, refused := c.profileOwner()
	if refused != nil {
		return nil, refused
	}
	if err := r.Profiles.DeleteEngines(ctx, id, engine); err != nil {
		message := "The profiles could not be deleted"
		if errors.Is(err, profiles.ErrTooMany) {
			message = "There are more profiles than one request can delete; send it again"
		}
		return nil, profileError(err, profileOperationFailed, message)
	}
	message := "All profiles deleted"
	if engine != "" {
		message = "Profile deleted"
	}
	return ok((&api.Object{}).Set("message", message)), nil
}
