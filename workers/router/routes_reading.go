package router

// readingRoutes are the paths of stored readings and what is made from them.
var readingRoutes = []route{
	{method: "POST", path: "/readings", access: signedIn, missing: tokenMissing, scope: "readings:write", handle: (*Router).saveReading},
	{method: "POST", path: "/readings/store", access: signedIn, missing: tokenMissing, scope: "readings:write", handle: (*Router).storeReading},
	{method: "GET", path: "/readings/history", access: signedIn, missing: tokenMissing, scope: "readings:read", handle: (*Router).readingHistory},
	{method: "GET", path: "/readings/stats", access: signedIn, missing: tokenMissing, scope: "readings:read", handle: (*Router).readingStats},
	{method: "GET", path: "/readings/correlation", access: signedIn, missing: tokenMissing, scope: "readings:read", handle: (*Router).readingCorrelation},
	{method: "GET", path: "/readings/insights", access: signedIn, missing: tokenMissing, scope: "readings:read", deadline: deadlineEngine, handle: (*Router).readingInsights},
	{method: "GET", path: "/readings/{id}", access: signedIn, missing: tokenMissing, scope: "readings:read", handle: (*Router).reading},
	{method: "DELETE", path: "/readings/{id}", access: signedIn, missing: tokenMissing, scope: "readings:write", handle: (*Router).deleteReading},
	{method: "PUT", path: "/readings/{id}/favorite", access: signedIn, missing: tokenMissing, scope: "readings:write", handle: (*Router).toggleFavorite},

	{method: "GET", path: "/api/timeline", access: signedIn, missing: missingToken, scope: "readings:read", handle: (*Router).readingTimeline},
	{method: "GET", path: "/api/timeline/stats", access: signedIn, missing: missingToken, scope: "readings:read", handle: (*Router).readingTimelineStats},
	{method: "GET", path: "/api/optimal-timing", access: signedIn, missing: missingToken, scope: "readings:read", deadline: deadlineEngine, handle: (*Router).optimalTiming},
}
