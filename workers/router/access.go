package router

import (
	"context"
	"errors"
	"strings"
	"time"

	"github.com/witnessos/witnessos/internal/api"
	"github.com/witnessos/witnessos/internal/apikeys"
	"github.com/witnessos/witnessos/internal/auth"
	"github.com/witnessos/witnessos/internal/edge"
	"github.com/witnessos/witnessos/internal/web"
)

// credential is what a request says about its caller: a token or an API key. Claims are set when the
// token's signature and expiry hold; whether its session still exists is asked only where identity
// matters. A key is looked up at once, because nothing about it is known without.
type credential struct {
	text   string // "" for none
	isKey  bool   // it came as an API key, of any worth
	claims *auth.Claims
	key    *apikeys.Credential // that works
	err    error               // the database's, when it could not say whether it does
}

// readCredential takes what the Authorization header says, and X-API-Key where that says nothing.
func (r *Router) readCredential(ctx context.Context, req *web.Request) credential {
	if text := bearer(req.Header.Get("Authorization")); text != "" {
		return r.checkCredential(ctx, text)
	}
	if text := noneAsEmpty(req.Header.Get("X-API-Key")); text != "" {
		return r.checkKey(ctx, text)
	}
	return credential{}
}

// checkCredential tells keys from tokens by how they begin.
func (r *Router) checkCredential(ctx context.Context, text string) credential {
	if apikeys.Resembles(text) {
		return r.checkKey(ctx, text)
	}
	if text == "" {
		return credential{}
	}
	claims, err := r.Config.Keys.Claims(text, r.Now())
	if err != nil {
		return credential{text: text}
	}
	return credential{text: text, claims: claims}
}

// keyPatience is how long a request waits to learn whose key it has.
const keyPatience = 5 * time.Second

func (r *Router) checkKey(ctx context.Context, text string) credential {
	c := credential{text: text, isKey: true}
	key, err := r.Keys.Authenticate(edge.WithTimeout(ctx, keyPatience), text)
	switch {
	case err == nil:
		c.key = key
	case !errors.Is(err, apikeys.ErrInvalid):
		c.err = err
	}
	return c
}

// bearer returns the token of an Authorization header.
func bearer(header string) string {
	scheme, token, _ := strings.Cut(header, " ")
	if !strings.EqualFold(scheme, "bearer") {
		return ""
	}
	return noneAsEmpty(token)
}

// noneAsEmpty trims a credential. Shipped browsers send "null" and "undefined" when they mean that
// they have none.
func noneAsEmpty(text string) string {
	switch text = strings.TrimSpace(text); text {
	case "null", "undefined":
		return ""
	}
	return text
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

// authorise finds out who is calling, as far as the route needs to know, and whether they may.
func (r *Router) authorise(ctx context.Context, c *call) error {
	if c.route.access == public {
		return nil
	}
	if c.token.isKey && !c.route.access.takesKeys() {
		c.token = credential{}
	}
	if c.route.access == anyToken && c.token.text != "" {
		return nil
	}
	if c.route.access == upgrade && c.token.text == "" {
		if c.token = r.checkCredential(ctx, noneAsEmpty(socketToken(c))); c.token.valid() {
			// It was counted for its address, before anyone knew that it has this to show.
			if c.limit = r.countRequest(ctx, c); !c.limit.allowed {
				return c.limit.refusal()
			}
		}
	}
	account, reason, err := r.identify(ctx, c.token)
	if err != nil {
		return err
	}
	c.account = account
	if account != nil {
		return c.permitted()
	}
	c.refusal = c.unknown(reason)
	if c.route.access == optional || c.route.access == unlessAsync && !c.prefersAsync() {
		return nil
	}
	return c.refusal
}

// takesKeys reports whether API keys are credentials there, and not as good as none.
func (a access) takesKeys() bool { return a != tokenOnly && a != adminOnly && a != anyToken }

// unknown is the 401 of a route.
func (c *call) unknown(reason error) *api.Error {
	if c.token.text == "" {
		return api.NewError(401, c.route.missing, "Authentication required")
	}
	if c.route.invalid != "" {
		return api.NewError(401, "INVALID_TOKEN", c.route.invalid)
	}
	return api.NewError(401, "INVALID_TOKEN", reason.Error())
}

// permitted is the check of a known caller against what the route asks for. A route that runs in the
// background only where the client asks for it asks for its scope only then.
func (c *call) permitted() error {
	switch c.route.access {
	case adminOnly, adminOrKey:
		if c.token.key != nil {
			return c.needScope(c.route.scope) // a privilege, which no other key has
		}
		if !c.account.Admin {
			return errNotAdmin
		}
	case unlessAsync:
		if c.prefersAsync() {
			return c.needScope(c.route.scope)
		}
	default:
		return c.needScope(c.routeScope())
	}
	return nil
}

var errNotAdmin = api.NewError(403, "FORBIDDEN", "This is for administrators only")

// identify returns the account behind a credential, or nil and the reason why there is none. The
// error is the database's.
func (r *Router) identify(ctx context.Context, c credential) (*auth.Account, error, error) {
	if c.isKey {
		if c.key != nil {
			return c.key.Account, nil, nil
		}
		return nil, auth.ErrInvalidToken, c.err
	}
	if c.claims == nil {
		return nil, auth.ErrInvalidToken, nil
	}
	account, err := r.Accounts.Find(ctx, c.text, c.claims)
	if errors.Is(err, auth.ErrNoSession) || errors.Is(err, auth.ErrNoUser) {
		return nil, err, nil
	}
	return account, nil, err
}

// valid reports whether a credential is what it says, as far as that is known so far.
func (c credential) valid() bool { return c.claims != nil || c.key != nil }

// own checks a user id that a client sent: absent or the caller's own is fine. Anonymous callers
// may send what they like; it is ignored.
func (c *call) own(userID string) *api.Error {
	if userID != "" && c.account != nil && userID != c.subject() {
		return api.ErrForbidden
	}
	return nil
}
