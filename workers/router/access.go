package router

import (
	"context"
	"errors"
	"strings"

	"github.com/witnessos/witnessos/internal/api"
	"github.com/witnessos/witnessos/internal/auth"
	"github.com/witnessos/witnessos/internal/web"
)

// credential is what a request says about its caller. Claims are set when the token's signature
// and expiry hold; whether its session still exists is asked only where identity matters.
type credential struct {
	token  string
	claims *auth.Claims
}

func (r *Router) readCredential(req *web.Request) credential {
	return r.checkToken(bearer(req.Header.Get("Authorization")))
}

func (r *Router) checkToken(token string) credential {
	if token == "" {
		return credential{}
	}
	claims, err := r.Config.Keys.Claims(token, r.Now())
	if err != nil {
		return credential{token: token}
	}
	return credential{token, claims}
}

// bearer returns the token of an Authorization header. Shipped browsers send "null" and
// "undefined" when they mean that they have none.
func bearer(header string) string {
	scheme, token, _ := strings.Cut(header, " ")
	if !strings.EqualFold(scheme, "bearer") {
		return ""
	}
	switch token = strings.TrimSpace(token); token {
	case "null", "undefined":
		return ""
	}
	return token
}

// socketToken returns the token of a WebSocket client that cannot set headers: the query's token,
// or the subprotocol bearer.<token>.
func socketToken(c *call) string {
	if token := c.query.Get("token"); token != "" {
		return token
	}
	for protocol := range strings.SplitSeq(c.Header.Get("Sec-WebSocket-Protocol"), ",") {
		if token, ok := strings.CutPrefix(strings.TrimSpace(protocol), "bearer."); ok {
			return token
		}
	}
	return ""
}

// authorise finds out who is calling, as far as the route needs to know.
func (r *Router) authorise(ctx context.Context, c *call) error {
	if c.route.access == public || c.route.access == anyToken && c.token.token != "" {
		return nil
	}
	if c.route.access == upgrade && c.token.token == "" {
		c.token = r.checkToken(socketToken(c))
	}
	account, reason, err := r.identify(ctx, c.token)
	if err != nil {
		return err
	}
	c.account = account
	if account != nil {
		if c.route.access == adminOnly && !account.Admin {
			return errNotAdmin
		}
		return nil
	}
	c.refusal = api.NewError(401, "INVALID_TOKEN", reason.Error())
	if c.token.token == "" {
		c.refusal = api.NewError(401, c.route.missing, "Authentication required")
	}
	if c.route.access == optional || c.route.access == unlessAsync && !c.prefersAsync() {
		return nil
	}
	return c.refusal
}

var errNotAdmin = api.NewError(403, api.ErrForbidden.Code, "Only an admin may do this")

// identify returns the account behind a credential, or nil and the reason why there is none. The
// error is the database's.
func (r *Router) identify(ctx context.Context, c credential) (*auth.Account, error, error) {
	if c.claims == nil {
		return nil, auth.ErrInvalidToken, nil
	}
	account, err := r.Accounts.Find(ctx, c.token, c.claims)
	if errors.Is(err, auth.ErrNoSession) || errors.Is(err, auth.ErrNoUser) {
		return nil, err, nil
	}
	return account, nil, err
}

// own checks a user id that a client sent: absent or the caller's own is fine. Anonymous callers
// may send what they like; it is ignored.
func (c *call) own(userID string) *api.Error {
	if userID != "" && c.account != nil && userID != c.subject() {
		return api.ErrForbidden
	}
	return nil
}
