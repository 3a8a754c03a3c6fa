package router

import "slices"

// RouteInfo is a row of the route table for those who document or test it.
type RouteInfo struct {
	Method, Path string // a segment in braces stands for any
	Access       string // the contract's class: none, opt, JWT, JWT+, admin or admin+
}

// Routes lists the route table, with the forms under /api.
func Routes() []RouteInfo {
	var list []RouteInfo
	for _, r := range routes {
		row := RouteInfo{r.method, r.path, r.access.class()}
		list = append(list, row)
		if first := segmentsOf(r.path); len(first) > 0 && slices.Contains(families, first[0]) {
			row.Path = "/api" + row.Path
			list = append(list, row)
		}
	}
	return list
}

// class is the contract's name. A WebSocket differs only in where its token may stand.
func (a access) class() string {
	switch a {
	case public:
		return "none"
	case optional, unlessAsync:
		return "opt"
	case tokenOnly, anyToken:
		return "JWT"
	case adminOnly:
		return "admin"
	case adminOrKey:
		return "admin+"
	default:
		return "JWT+"
	}
}
