package router

// authRoutes are the paths of accounts and their tokens.
var authRoutes = []route{
	{method: "POST", path: "/auth/register", attempts: true, handle: (*Router).register},
	{method: "POST", path: "/auth/login", attempts: true, handle: (*Router).login},
	{method: "POST", path: "/auth/logout", access: anyToken, missing: tokenMissing, handle: (*Router).logout},
	{method: "GET", path: "/auth/me", access: tokenOnly, missing: tokenMissing, handle: (*Router).me},
	{method: "POST", path: "/auth/request-reset", attempts: true, handle: (*Router).requestReset},
	{method: "POST", path: "/api/backend/auth/request-reset", attempts: true, handle: (*Router).requestReset},
	{method: "POST", path: "/auth/reset-password", attempts: true, handle: (*Router).resetPassword},
	{method: "POST", path: "/api/backend/auth/reset-password", attempts: true, handle: (*Router).resetPassword},
	{method: "POST", path: "/auth/refresh", access: optional, missing: tokenMissing, attempts: true, handle: (*Router).refresh},

	{method: "DELETE", path: "/api/user/account", access: tokenOnly, missing: unauthorized, deadline: deadlineErasure, handle: (*Router).leave},
	{method: "GET", path: "/api/user/export", access: tokenOnly, missing: unauthorized, scope: "user:profile:read", handle: (*Router).export},

	{method: "DELETE", path: "/admin/users/{email}", access: adminOnly, missing: unauthorized, deadline: deadlineErasure, handle: (*Router).deleteUser},
	{method: "GET", path: "/admin/system/status", access: adminOnly, missing: unauthorized, handle: (*Router).systemStatus},
}
