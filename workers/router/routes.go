package router

import (
	"slices"
	"time"
)

// Codes of a 401 without a credential, by family of routes.
const (
	missingToken     = "AUTHENTICATION_REQUIRED"
	tokenMissing     = "MISSING_TOKEN"
	unauthorized     = "UNAUTHORIZED"
	deadlineShort    = 15 * time.Second
	deadlineEngine   = 25 * time.Second
	deadlineWorkflow = 55 * time.Second // engines 20 s, then the AI service 30 s
)

// routes is every path of the API. A path whose first segment is a family (match.go) also exists
// under /api. Where two patterns fit a path, the upper one wins.
var routes = slices.Concat(coreRoutes, authRoutes, profileRoutes, readingRoutes, timelineRoutes, analyticsRoutes, developerRoutes)

// coreRoutes are the paths of the system itself, of engines, workflows and running batches.
var coreRoutes = []route{
	{method: "GET", path: "/", handle: (*Router).root},
	{method: "GET", path: "/api", handle: (*Router).apiRoot},
	{method: "GET", path: "/validate/user", handle: (*Router).gone},
	{method: "POST", path: "/validate/user", handle: (*Router).gone},
	{method: "PUT", path: "/validate/user", handle: (*Router).gone},
	{method: "DELETE", path: "/validate/user", handle: (*Router).gone},

	{method: "GET", path: "/health", handle: (*Router).health},

	{method: "GET", path: "/engines", handle: (*Router).engineList},
	{method: "GET", path: "/engines/list", handle: (*Router).engineList},
	{method: "GET", path: "/engines/health", handle: (*Router).engineHealth},
	{method: "GET", path: "/engines/metadata/{n}", handle: (*Router).engineMetadata},
	{method: "GET", path: "/engines/{n}/metadata", handle: (*Router).engineMetadata},
	{method: "GET", path: "/engines/{n}/questions", handle: (*Router).engineQuestions},
	{method: "POST", path: "/engines/calculate", access: optional, deadline: deadlineEngine, handle: (*Router).calculateNamed},
	{method: "POST", path: "/engines/batch", access: optional, scope: "batch:calculate", deadline: deadlineEngine, handle: (*Router).engineBatch},
	{method: "POST", path: "/engines/validate", handle: (*Router).engineValidate},
	{method: "POST", path: "/engines/{n}/calculate", access: optional, scope: scopeOfEngine, deadline: deadlineEngine, handle: (*Router).calculate},
	{method: "POST", path: "/batch", access: optional, scope: "batch:calculate", deadline: deadlineEngine, handle: (*Router).batch},

	{method: "POST", path: "/workflows/natal", access: unlessAsync, missing: missingToken, scope: "workflows:run", deadline: deadlineWorkflow, handle: (*Router).workflow},
	{method: "POST", path: "/workflows/career", access: unlessAsync, missing: missingToken, scope: "workflows:run", deadline: deadlineWorkflow, handle: (*Router).workflow},
	{method: "POST", path: "/workflows/spiritual", access: unlessAsync, missing: missingToken, scope: "workflows:run", deadline: deadlineWorkflow, handle: (*Router).workflow},
	{method: "POST", path: "/workflows/shadow", access: optional, deadline: deadlineWorkflow, handle: (*Router).workflow},
	{method: "POST", path: "/workflows/relationships", access: optional, deadline: deadlineWorkflow, handle: (*Router).workflow},
	{method: "POST", path: "/workflows/daily", access: optional, deadline: deadlineWorkflow, handle: (*Router).workflow},
	{method: "POST", path: "/workflows/custom", access: optional, deadline: deadlineWorkflow, handle: (*Router).workflow},
	{method: "GET", path: "/workflows/{type}/{instance}", access: signedIn, missing: missingToken, scope: "workflows:run", handle: (*Router).workflowStatus},

	{method: "POST", path: "/durable/engine-coordinator/calculate-batch", access: signedIn, missing: missingToken, scope: "batch:calculate", handle: (*Router).coordinator},
	{method: "GET", path: "/durable/engine-coordinator/calculation-status", access: signedIn, missing: missingToken, scope: "batch:calculate", handle: (*Router).coordinator},
	{method: "POST", path: "/durable/engine-coordinator/cancel-calculation", access: signedIn, missing: missingToken, scope: "batch:calculate", handle: (*Router).coordinator},
	{method: "GET", path: "/durable/engine-coordinator/ws", access: upgrade, missing: missingToken, scope: "batch:calculate", handle: (*Router).coordinatorSocket},
}
