package router

// analyticsRoutes are the paths of analytics.
var analyticsRoutes = []route{
	{method: "GET", path: "/analytics/biorhythm", access: signedIn, missing: missingToken, scope: "forecast:read", deadline: deadlineEngine, handle: ownOnly((*Router).analyticsBiorhythm)},
	{method: "GET", path: "/analytics/optimal-timing", access: signedIn, missing: missingToken, scope: "forecast:read", deadline: deadlineEngine, handle: ownOnly((*Router).analyticsTiming)},
	{method: "GET", path: "/analytics/energy-cycles", access: signedIn, missing: missingToken, scope: "forecast:read", deadline: deadlineEngine, handle: ownOnly((*Router).analyticsEnergy)},
	{method: "GET", path: "/analytics/insights", access: signedIn, missing: missingToken, scope: "forecast:read", deadline: deadlineEngine, handle: ownOnly((*Router).analyticsInsights)},
	{method: "POST", path: "/api/analytics/action", access: signedIn, missing: missingToken, handle: ownOnly((*Router).analyticsAction)},
	{method: "GET", path: "/api/analytics/user-stats", access: signedIn, missing: missingToken, scope: "readings:read", handle: readingsOf((*Router).readingStats, "USAGE_ANALYTICS_FAILED", "The readings could not be counted")},
	{method: "GET", path: "/api/analytics/patterns", access: signedIn, missing: missingToken, scope: "readings:read", handle: ownOnly((*Router).analyticsPatterns)},
}
