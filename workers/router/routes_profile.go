package router

// profileRoutes are the paths of profiles, onboarding and preferences.
var profileRoutes = []route{}
