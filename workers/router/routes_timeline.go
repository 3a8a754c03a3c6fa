package router

// timelineRoutes are the paths of the timeline.
var timelineRoutes = []route{
	{method: "GET", path: "/timeline", access: signedIn, missing: missingToken, scope: "readings:read", handle: ownOnly((*Router).timelineAll)},
	{method: "GET", path: "/timeline/recent", access: signedIn, missing: missingToken, scope: "readings:read", handle: ownOnly((*Router).timelineRecent)},
	{method: "GET", path: "/timeline/stats", access: signedIn, missing: missingToken, scope: "readings:read", handle: ownOnly((*Router).timelineStats)},
	{method: "GET", path: "/timeline/date/{date}", access: signedIn, missing: missingToken, scope: "readings:read", handle: ownOnly((*Router).timelineOfDay)},
	{method: "GET", path: "/timeline/type/{type}", access: signedIn, missing: missingToken, scope: "readings:read", handle: ownOnly((*Router).timelineOfType)},
	{method: "PUT", path: "/timeline/entry/{id}", access: signedIn, missing: missingToken, scope: "readings:write", handle: ownOnly((*Router).timelineUpdate)},
	{method: "DELETE", path: "/timeline/entry/{id}", access: signedIn, missing: missingToken, scope: "readings:write", handle: ownOnly((*Router).timelineDelete)},
	// Without an id, so that it can be told what is missing.
	{method: "PUT", path: "/timeline/entry", access: signedIn, missing: missingToken, scope: "readings:write", handle: ownOnly((*Router).timelineUpdate)},
	{method: "DELETE", path: "/timeline/entry", access: signedIn, missing: missingToken, scope: "readings:write", handle: ownOnly((*Router).timelineDelete)},
}
