package router

// analyticsRoutes are the paths of analytics.
var analyticsRoutes = []route{}
