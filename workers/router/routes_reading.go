package router

// readingRoutes are the paths of stored readings and what is made from them.
var readingRoutes = []route{
	{method: "POST", path: "/readings", access: signedIn, missing: tokenMissing, scope: "readings:write", handle: readingsOf((*Router).saveReading, "SAVE_ERROR", "The reading could not be saved")},
	{method: "POST", path: "/readings/store", access: signedIn, missing: tokenMissing, scope: "readings:write", handle: readingsOf((*Router).storeReading, "STORAGE_FAILED", "The reading could not be stored")},
	{method: "GET", path: "/readings/history", access: signedIn, missing: tokenMissing, scope: "readings:read", handle: readingsOf((*Router).readingHistory, "HISTORY_ERROR", "The readings could not be listed")},
	{method: "GET", path: "/readings/stats", access: signedIn, missing: tokenMissing, scope: "readings:read", handle: readingsOf((*Router).readingStats, "HISTORY_ERROR", "The readings could not be counted")},
	{method: "GET", path: "/readings/correlation", access: signedIn, missing: tokenMissing, scope: "readings:read", handle: readingsOf((*Router).readingCorrelation, "CORRELATION_ERROR", "The readings could not be compared")},
	{method: "GET", path: "/readings/insights", access: signedIn, missing: tokenMissing, scope: "readings:read", deadline: deadlineEngine, handle: readingsOf((*Router).readingInsights, "INSIGHTS_ERROR", "The readings could not be read together")},
	{method: "GET", path: "/readings/{id}", access: signedIn, missing: tokenMissing, scope: "readings:read", handle: readingsOf((*Router).reading, "READING_ERROR", "The reading could not be fetched")},
	{method: "DELETE", path: "/readings/{id}", access: signedIn, missing: tokenMissing, scope: "readings:write", handle: readingsOf((*Router).deleteReading, "DELETE_ERROR", "The reading could not be deleted")},
	{method: "PUT", path: "/readings/{id}/favorite", access: signedIn, missing: tokenMissing, scope: "readings:write", handle: readingsOf((*Router).toggleFavorite, "TOGGLE_ERROR", "The reading could not be changed")},

	{method: "GET", path: "/api/timeline", access: signedIn, missing: missingToken, scope: "readings:read", handle: readingsOf((*Router).readingTimeline, "API_ERROR", "The timeline could not be made")},
	{method: "GET", path: "/api/timeline/stats", access: signedIn, missing: missingToken, scope: "readings:read", handle: readingsOf((*Router).readingTimelineStats, "API_ERROR", "The timeline could not be counted")},
	{method: "GET", path: "/api/optimal-timing", access: signedIn, missing: missingToken, scope: "readings:read", deadline: deadlineEngine, handle: readingsOf((*Router).optimalTiming, "API_ERROR", "The timing could not be computed")},
}
