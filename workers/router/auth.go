package router

import (
	"context"
	"encoding/base64"
	"errors"
	"strings"
	"unicode/utf8"

	"github.com/witnessos/witnessos/internal/accounts"
	"github.com/witnessos/witnessos/internal/api"
	"github.com/witnessos/witnessos/internal/password"
	"github.com/witnessos/witnessos/internal/rawjson"
)

const longestName = 200

var (
	errInvalidEmail = api.NewError(400, "INVALID_EMAIL", "email must be an address such as ada@example.org")
	errWeakPassword = api.NewError(400, "WEAK_PASSWORD", "The password must have 8 to 256 characters")
	errLoginFailed  = api.NewError(401, "LOGIN_FAILED", "Invalid credentials")
	errBadToken     = api.NewError(401, "INVALID_TOKEN", "Invalid or expired token")
)

// accountFailure words what went wrong inside for the client of an endpoint of accounts.
func accountFailure(err error, code, message string) *api.Error {
	if errors.Is(err, context.DeadlineExceeded) {
		return api.ErrTimeout.Because(err)
	}
	return api.NewError(500, code, message).Because(err)
}

// secretReply is a reply that nobody may keep on the way: it has a token or an account in it.
func secretReply(status int, body *api.Object) *reply {
	return &reply{status: status, body: body, secret: true}
}

// texts reads text fields of the body; one that is absent is "". What else stands there is not
// repeated: it may be meant for a secret.
func (c *call) texts(names ...string) ([]string, *api.Error) {
	values := make([]string, len(names))
	for i, name := range names {
		var err *api.Error
		if values[i], err = c.body.text(name); err != nil {
			return nil, api.Field(name, "a string", nil)
		}
	}
	return values, nil
}

// device is where the caller is.
func (c *call) device() accounts.Device {
	return accounts.Device{UserAgent: c.Header.Get("User-Agent"), IP: c.Header.Get("CF-Connecting-IP")}
}

func (r *Router) register(ctx context.Context, c *call) (*reply, error) {
	fields, bad := c.texts("email", "password", "name")
	if bad != nil {
		return nil, bad
	}
	email, secret, name := strings.TrimSpace(fields[0]), fields[1], fields[2]
	switch {
	case email == "" || secret == "":
		return nil, api.NewError(400, "MISSING_FIELDS", "email and password are required")
	case !accounts.ValidEmail(email):
		return nil, errInvalidEmail
	case !password.Acceptable(secret):
		return nil, errWeakPassword
	case utf8.RuneCountInString(name) > longestName:
		return nil, api.Field("name", "a text of at most 200 characters", nil)
	}
	user, err := r.Members.Register(ctx, email, secret, name)
	if errors.Is(err, accounts.ErrExists) {
		return nil, api.NewError(400, "REGISTRATION_FAILED", "User already exists")
	}
	if err != nil {
		return nil, accountFailure(err, "REGISTRATION_ERROR", "The account could not be made")
	}
	return secretReply(201, (&api.Object{}).Set("message", "User registered successfully").Set("user", user.Object())), nil
}

func (r *Router) login(ctx context.Context, c *call) (*reply, error) {
	fields, bad := c.texts("email", "password")
	if bad != nil {
		return nil, bad
	}
	email, secret := strings.TrimSpace(fields[0]), fields[1]
	if email == "" || secret == "" {
		return nil, api.NewError(400, "MISSING_CREDENTIALS", "email and password are required")
	}
	trial, refused := r.tryPassword(ctx, email)
	if refused != nil {
		return nil, refused
	}
	session, user, err := r.Members.Login(ctx, email, secret, c.device())
	if errors.Is(err, accounts.ErrCredentials) {
		return nil, errLoginFailed
	}
	r.noFailure(ctx, trial)
	if err != nil {
		return nil, accountFailure(err, "LOGIN_ERROR", "The login could not be carried out")
	}
	body := (&api.Object{}).Set("message", "Login successful").Set("user", user.Object())
	return secretReply(200, withSession(body, session)), nil
}

func withSession(body *api.Object, s *accounts.Session) *api.Object {
	return body.
		Set("token", s.Token).
		Set("refreshToken", s.Refresh).
		Set("expiresAt", api.Time(s.Expires)).
		Set("expiresIn", int(accounts.TokenLifetime.Seconds()))
}

// logout ends the session of whatever token comes, so that a client can always forget its own.
func (r *Router) logout(ctx context.Context, c *call) (*reply, error) {
	if !isJWT(c.token.text) {
		return nil, api.NewError(400, "LOGOUT_FAILED", "The bearer token is not a JWT")
	}
	if err := r.Members.Logout(ctx, c.token.text); err != nil {
		return nil, accountFailure(err, "LOGOUT_ERROR", "The session could not be ended")
	}
	return secretReply(200, (&api.Object{}).Set("message", "Logout successful")), nil
}

// isJWT reports whether a text has the form of a token, whoever signed it.
func isJWT(token string) bool {
	parts := strings.Split(token, ".")
	if len(parts) != 3 {
		return false
	}
	for _, part := range parts[:2] {
		raw, err := base64.RawURLEncoding.DecodeString(part)
		if err != nil {
			return false
		}
		if _, isObject := rawjson.Object(raw); !isObject {
			return false
		}
	}
	return true
}

func (r *Router) me(ctx context.Context, c *call) (*reply, error) {
	user, err := r.Members.User(ctx, c.account.ID)
	if errors.Is(err, accounts.ErrUnknown) {
		return nil, api.NewError(401, errBadToken.Code, "User not found")
	}
	if err != nil {
		return nil, accountFailure(err, "AUTH_ERROR", "The account could not be read")
	}
	return ok((&api.Object{}).Set("user", user.Object())), nil
}

// refresh exchanges a refresh token, or gives the bearer of a token that is still good another one.
func (r *Router) refresh(ctx context.Context, c *call) (*reply, error) {
	token, bad := c.body.text("refreshToken")
	if bad != nil {
		return nil, bad
	}
	var session *accounts.Session
	var err error
	switch {
	case token != "":
		session, err = r.Members.Refresh(ctx, token, c.device())
	case c.account != nil && c.token.claims != nil:
		session, err = r.Members.Renew(ctx, c.account.ID, c.token.text, c.device())
	case c.token.text != "" && !c.token.isKey: // a key is no token here
		return nil, c.refusal
	default:
		return nil, api.NewError(401, tokenMissing, "A refresh token or a bearer token is required")
	}
	if errors.Is(err, accounts.ErrToken) {
		return nil, errBadToken
	}
	if err != nil {
		return nil, accountFailure(err, api.ErrInternal.Code, api.ErrInternal.Message)
	}
	return secretReply(200, withSession(&api.Object{}, session)), nil
}
