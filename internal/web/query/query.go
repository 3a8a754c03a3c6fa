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
	if text == "" {
		return nil
	}
	values, _ := url.ParseQuery(text)
	return values
}
