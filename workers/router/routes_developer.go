package router

import "context"

// badCredential is what the developer portal says of a token that does not verify.
const badCredential = "Invalid token"

// developerRoutes are the paths of the developer portal, and the statistics of what an account uses.
var developerRoutes = []route{
	{method: "GET", path: "/api/developer/keys", access: tokenOnly, missing: unauthorized, invalid: badCredential, handle: forSelf((*Router).developerKeys)},
	{method: "POST", path: "/api/developer/keys", access: tokenOnly, missing: unauthorized, invalid: badCredential, handle: forSelf((*Router).createDeveloperKey)},
	{method: "GET", path: "/api/developer/keys/{id}", access: tokenOnly, missing: unauthorized, invalid: badCredential, handle: forSelf((*Router).developerKey)},
	{method: "PUT", path: "/api/developer/keys/{id}", access: tokenOnly, missing: unauthorized, invalid: badCredential, handle: forSelf((*Router).updateDeveloperKey)},
	{method: "DELETE", path: "/api/developer/keys/{id}", access: tokenOnly, missing: unauthorized, invalid: badCredential, handle: forSelf((*Router).deleteDeveloperKey)},
	{method: "GET", path: "/api/developer/usage", access: tokenOnly, missing: unauthorized, invalid: badCredential, handle: forSelf((*Router).developerUsage)},
	{method: "GET", path: "/api/developer/rate-limits", access: tokenOnly, missing: unauthorized, invalid: badCredential, handle: forSelf((*Router).developerLimits)},
	{method: "GET", path: "/api/developer/scopes", access: tokenOnly, missing: unauthorized, invalid: badCredential, handle: forSelf((*Router).developerScopes)},

	{method: "GET", path: "/analytics/usage", access: signedIn, missing: missingToken, scope: "analytics:usage:read", handle: forSelf((*Router).usageAnalytics)},
}

// forSelf answers only where a user id that the client sent, if it did, names the caller.
func forSelf(handle func(*Router, context.Context, *call) (*reply, error)) func(*Router, context.Context, *call) (*reply, error) {
	return func(r *Router, ctx context.Context, c *call) (*reply, error) {
		if err := c.own(c.query.Get("userId")); err != nil {
			return nil, err
		}
		if err := c.ownBody(); err != nil {
			return nil, err
		}
		return handle(r, ctx, c)
	}
}
