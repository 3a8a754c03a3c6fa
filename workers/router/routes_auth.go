package router

// authRoutes are the paths of accounts and their tokens.
var authRoutes = []route{}
