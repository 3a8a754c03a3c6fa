package router

// badCredential is what the developer portal says of a token that does not verify.
const badCredential = "Invalid token"

// developerRoutes are the paths of the developer portal, and the statistics of what an account uses.
var developerRoutes = []route{
	{method: "GET", path: "/api/developer/keys", access: tokenOnly, missing: unauthorized, invalid: badCredential, handle: (*Router).developerKeys},
	{method: "POST", path: "/api/developer/keys", access: tokenOnly, missing: unauthorized, invalid: badCredential, handle: (*Router).createDeveloperKey},
	{method: "GET", path: "/api/developer/keys/{id}", access: tokenOnly, missing: unauthorized, invalid: badCredential, handle: (*Router).developerKey},
	{method: "PUT", path: "/api/developer/keys/{id}", access: tokenOnly, missing: unauthorized, invalid: badCredential, handle: (*Router).updateDeveloperKey},
	{method: "DELETE", path: "/api/developer/keys/{id}", access: tokenOnly, missing: unauthorized, invalid: badCredential, handle: (*Router).deleteDeveloperKey},
	{method: "GET", path: "/api/developer/usage", access: tokenOnly, missing: unauthorized, invalid: badCredential, handle: (*Router).developerUsage},
	{method: "GET", path: "/api/developer/rate-limits", access: tokenOnly, missing: unauthorized, invalid: badCredential, handle: (*Router).developerLimits},
	{method: "GET", path: "/api/developer/scopes", access: tokenOnly, missing: unauthorized, invalid: badCredential, handle: (*Router).developerScopes},

	{method: "GET", path: "/analytics/usage", access: signedIn, missing: missingToken, scope: "analytics:usage:read", handle: (*Router).usageAnalytics},
}
