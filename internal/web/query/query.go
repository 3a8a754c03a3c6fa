// Package query reads the query string of a request. It is apart from package web because net/url
// makes every program that imports it start more slowly, and most Workers have no URLs.
package query

import (
	"net/url"

	"github.com/witnessos/witnessos/internal/web"
)

// Of returns the parameters of a request; what does not parse is left out.
func Of(r *web.Request) url.Values {
	_, text := r.Target()
	return Parse(text)
}

// Parse returns the parameters of a query without its question mark. There is no map without any.
func Parse(text string) url.Values {
	if text == "" {
		return nil
	}
	values, _ := url.ParseQuery(text)
	return values
}
