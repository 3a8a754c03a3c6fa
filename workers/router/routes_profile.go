package router

const (
	readProfile  = "user:profile:read"
	writeProfile = "user:profile:write"
)

// profileRoutes are the paths of profiles, onboarding and preferences.
var profileRoutes = []route{
	{method: "POST", path: "/api/consciousness-profile", access: signedIn, missing: unauthorized, scope: writeProfile, handle: (*Router).uploadProfile},
	{method: "GET", path: "/api/consciousness-profile", access: signedIn, missing: unauthorized, scope: readProfile, handle: (*Router).uploadedProfile},
	{method: "DELETE", path: "/api/consciousness-profile", access: signedIn, missing: unauthorized, scope: writeProfile, handle: (*Router).deleteProfile},

	{method: "POST", path: "/api/onboarding/tier1", access: signedIn, missing: unauthorized, scope: writeProfile, handle: (*Router).onboardingTier},
	{method: "POST", path: "/api/onboarding/tier2", access: signedIn, missing: unauthorized, scope: writeProfile, handle: (*Router).onboardingTier},
	{method: "POST", path: "/api/onboarding/tier3", access: signedIn, missing: unauthorized, scope: writeProfile, handle: (*Router).onboardingTier},
	{method: "GET", path: "/api/onboarding/status", access: signedIn, missing: unauthorized, scope: readProfile, handle: (*Router).onboardingStatus},
	{method: "GET", path: "/api/user/onboarding-status", access: signedIn, missing: unauthorized, scope: readProfile, handle: (*Router).onboardingStatus},

	{method: "PUT", path: "/api/user/profile/update", access: signedIn, missing: unauthorized, scope: writeProfile, handle: (*Router).updateProfile},
	{method: "GET", path: "/api/user/preferences", access: signedIn, missing: unauthorized, scope: readProfile, handle: (*Router).preferences},
	{method: "PUT", path: "/api/user/preferences", access: signedIn, missing: unauthorized, scope: writeProfile, handle: (*Router).updatePreferences},
	{method: "GET", path: "/api/user/profile", access: signedIn, missing: unauthorized, scope: readProfile, handle: (*Router).userProfile},
	{method: "GET", path: "/api/user/consciousness-profile", access: signedIn, missing: unauthorized, scope: readProfile, deadline: deadlineEngine, handle: (*Router).summarizedProfile},
	{method: "PUT", path: "/api/user/consciousness-profile", access: signedIn, missing: unauthorized, scope: writeProfile, deadline: deadlineEngine, handle: (*Router).replaceProfile},

	{method: "GET", path: "/profiles/{userId}", access: signedIn, missing: unauthorized, scope: readProfile, handle: (*Router).engineProfiles},
	{method: "DELETE", path: "/profiles/{userId}", access: signedIn, missing: unauthorized, scope: writeProfile, handle: (*Router).deleteEngineProfiles},
	{method: "GET", path: "/profiles/{userId}/{n}", access: signedIn, missing: unauthorized, scope: readProfile, handle: (*Router).engineProfile},
	{method: "DELETE", path: "/profiles/{userId}/{n}", access: signedIn, missing: unauthorized, scope: writeProfile, handle: (*Router).deleteEngineProfiles},
}
