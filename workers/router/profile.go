package router

import (
	"context"
	"encoding/json"
	"errors"
	"slices"

	"github.com/witnessos/witnessos/internal/api"
	"github.com/witnessos/witnessos/internal/auth"
	"github.com/witnessos/witnessos/internal/profiles"
	"github.com/witnessos/witnessos/internal/rawjson"
)

// profileError words what a store of profiles returned; what is foreseen to fail has the code and the
// sentence of its endpoint.
func profileError(err error, code, message string) error {
	var refusal *api.Error
	switch {
	case errors.As(err, &refusal):
		return refusal
	case errors.Is(err, auth.ErrNoUser):
		return api.NewError(401, "INVALID_TOKEN", auth.ErrNoUser.Error())
	case errors.Is(err, context.DeadlineExceeded):
		return api.ErrTimeout.Because(err)
	}
	return api.NewError(500, code, message).Because(err)
}

// writeError is profileError, but for the account row, which has a code of its own.
func writeError(err error, code, message string) error {
	if errors.Is(err, profiles.ErrNotWritten) {
		code, message = "UPDATE_FAILED", "The account could not be updated"
	}
	return profileError(err, code, message)
}

// ownRequest checks the user ids in the query and in parts of the body.
func (c *call) ownRequest(parts ...object) *api.Error {
	if err := c.own(c.query.Get("userId")); err != nil {
		return err
	}
	for _, part := range append(parts, c.body) {
		id, err := part.userID("userId")
		if err == nil {
			err = c.own(id)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// bodyJSON is the body as it came, {} for none.
func (c *call) bodyJSON() json.RawMessage {
	if len(c.Body) == 0 {
		return json.RawMessage("{}")
	}
	return c.Body
}

// user is the user object of the caller.
func (r *Router) user(ctx context.Context, c *call) (*api.Object, error) {
	user, err := r.Members.User(ctx, c.account.ID)
	if err != nil {
		return nil, err
	}
	return user.Object(), nil
}

// uploadProfile answers POST /api/consciousness-profile, whose body is the profile or has it.
func (r *Router) uploadProfile(ctx context.Context, c *call) (*reply, error) {
	const code, message = "UPLOAD_FAILED", "The profile could not be uploaded"
	profile, wrapped := c.body["profile"]
	if !wrapped {
		profile = c.bodyJSON()
	}
	inner, _ := rawjson.Object(profile)
	if err := c.ownRequest(inner); err != nil {
		return nil, err
	}
	change, invalid := profiles.ReadUpload("profile", profile, !wrapped, r.Now())
	if invalid != nil {
		return nil, invalid
	}
	if err := r.Profiles.Upload(ctx, c.account.ID, profile, change); err != nil {
		if errors.Is(err, profiles.ErrNotWritten) {
			return nil, profileError(err, "PROFILE_UPDATE_FAILED", "The profile could not be stored")
		}
		return nil, profileError(err, code, message)
	}
	r.copyProfile(ctx, c, profile)
	user, err := r.user(ctx, c)
	if err != nil {
		return nil, profileError(err, code, message)
	}
	return ok((&api.Object{}).Set("message", "Consciousness profile uploaded successfully").Set("user", user)), nil
}

func (r *Router) copyProfile(ctx context.Context, c *call, profile json.RawMessage) {
	id := c.account.ID
	r.WaitUntil(ctx, func(ctx context.Context) { r.Profiles.Copy(ctx, id, profile) })
}

// envelope are the members of a reply that a profile does not overwrite when its own stand beside it.
var envelope = []string{"success", "data", "error", "code", "message", "requestId", "timestamp"}

// uploadedProfile answers GET /api/consciousness-profile: the profile, and its members once more at
// the top, because the web frontend keeps the whole body.
func (r *Router) uploadedProfile(ctx context.Context, c *call) (*reply, error) {
	if err := c.ownRequest(); err != nil {
		return nil, err
	}
	profile, err := r.Profiles.Active(ctx, c.account.ID)
	if errors.Is(err, profiles.ErrNoProfile) {
		return nil, errNoProfile
	}
	const code, message = "FETCH_FAILED", "The profile could not be fetched"
	if err != nil {
		return nil, profileError(err, code, message)
	}
	own, err := rawjson.Append(nil, profile, func(name []byte) bool { return slices.Contains(envelope, string(name)) })
	if err != nil {
		return nil, profileError(err, code, message)
	}
	return ok((&api.Object{}).Set("data", profile).Extend(own)), nil
}

var errNoProfile = api.NewError(404, "PROFILE_NOT_FOUND", "Profile not found")

// deleteProfile answers DELETE /api/consciousness-profile.
func (r *Router) deleteProfile(ctx context.Context, c *call) (*reply, error) {
	if err := c.ownRequest(); err != nil {
		return nil, err
	}
	if err := r.Profiles.Delete(ctx, c.account.ID); err != nil {
		return nil, profileError(err, "DELETE_FAILED", "The profile could not be deleted")
	}
	return ok((&api.Object{}).Set("message", "Consciousness profile deleted successfully")), nil
}
