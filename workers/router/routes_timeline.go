package router

// timelineRoutes are the paths of the timeline.
var timelineRoutes = []route{}
