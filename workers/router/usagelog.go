package router

import (
	"context"
	"encoding/json"
	"fmt"
	"strconv"
	"time"

	"github.com/witnessos/witnessos/internal/api"
	"github.com/witnessos/witnessos/internal/apikeys"
	"github.com/witnessos/witnessos/internal/auth"
	"github.com/witnessos/witnessos/internal/rawjson"
	"github.com/witnessos/witnessos/internal/sqldb"
	"github.com/witnessos/witnessos/internal/usage"
	"github.com/witnessos/witnessos/internal/web"
)

// auditFor is how long the uses of admin keys stay in KV.
const auditFor = 30 * 24 * time.Hour

// logUse records a request of a known caller after its reply has been given. What never came to a route
// (429, 404, 405) is not recorded, so that refusing costs no more than the refusal; nor is the holder of
// a token where the route does not ask who is calling.
func (r *Router) logUse(ctx context.Context, c *call, rep *reply, response *web.Response) {
	caller := c.caller()
	if caller == nil || c.route == nil {
		return
	}
	key, now := c.token.key, r.Now()
	var statements []sqldb.Statement
	if r.Config.Analytics {
		statements = append(statements, r.usageOf(c, rep, response, caller, now).Statement())
	}
	var audit *apikeys.AdminUse
	if key != nil {
		if touch, due := key.Touch(now); due {
			statements = append(statements, touch)
		}
		if key.Admin {
			audit = c.adminUse(response.Status, now)
			statements = append(statements, key.Audit(*audit))
		}
	}
	if len(statements) == 0 {
		return
	}
	r.WaitUntil(ctx, func(ctx context.Context) {
		if _, err := r.DB.Batch(ctx, statements...); err != nil {
			fmt.Printf("router: use not logged, request %s: %v\n", c.ID, err)
		}
		if audit != nil {
			r.keepAudit(ctx, key.ID, audit, now)
		}
	})
}

// caller is the account behind a request, also where the route does not look at it and only the rate
// limit has asked about the key.
func (c *call) caller() *auth.Account {
	if c.account == nil && c.token.key != nil {
		return c.token.key.Account
	}
	return c.account
}

func (r *Router) usageOf(c *call, rep *reply, response *web.Response, caller *auth.Account, now time.Time) usage.Call {
	row := usage.Call{
		UserID:       caller.ID,
		Endpoint:     c.route.path,
		Method:       c.Method,
		Status:       statusOf(response),
		Took:         now.Sub(c.started),
		RequestSize:  len(c.Body),
		ResponseSize: response.Size(),
		At:           now,
		Engine:       c.engine,
		Failure:      rep.failure(),
		CacheHit:     c.cacheHit,
	}
	if key := c.token.key; key != nil {
		row.KeyID = key.ID
		row.Address, row.UserAgent = c.Header.Get("CF-Connecting-IP"), c.Header.Get("User-Agent")
	}
	return row
}

// statusOf is the status of a response; one that the platform keeps has opened a WebSocket.
func statusOf(response *web.Response) int {
	if response.Kept > 0 {
		return 101
	}
	return response.Status
}

// failure is the code of a failed reply, or "".
func (rep *reply) failure() string {
	switch {
	case rep.err != nil:
		return rep.err.Code
	case rep.raw != nil && rep.raw.Status >= 400:
		code, _, err := rawjson.Take(rep.raw.Whole(), "code")
		if err != nil || code == nil {
			return ""
		}
		text, _ := rawjson.String(code)
		return text
	}
	return ""
}

func (c *call) adminUse(status int, now time.Time) *apikeys.AdminUse {
	use := &apikeys.AdminUse{
		Action: c.Method, Endpoint: c.route.path, Status: status, RequestID: c.ID, At: api.Time(now),
		Address: c.Header.Get("CF-Connecting-IP"), UserAgent: c.Header.Get("User-Agent"),
	}
	if c.route.access == adminOrKey {
		use.Privilege = c.route.scope
	}
	return use
}

func (r *Router) keepAudit(ctx context.Context, keyID string, use *apikeys.AdminUse, now time.Time) {
	value, err := json.Marshal(use)
	if err == nil {
		err = r.Audit.Put(ctx, "admin_audit:"+keyID+":"+strconv.FormatInt(now.UnixMilli(), 10), value, auditFor)
	}
	if err != nil {
		fmt.Printf("router: use of admin key %s not kept: %v\n", keyID, err)
	}
}
