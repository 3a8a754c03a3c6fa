package router

// readingRoutes are the paths of stored readings and what is made from them.
var readingRoutes = []route{}
