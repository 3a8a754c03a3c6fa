package router

// developerRoutes are the paths of the developer portal.
var developerRoutes = []route{}
