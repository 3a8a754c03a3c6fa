package contract

import (
	"bufio"
	"encoding/json"
	"io"
	"net"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/witnessos/witnessos/test/harness"
)

// rawRequest sends bytes as they are, for requests that no HTTP library would send.
func (c *client) rawRequest(t *testing.T, request string) *reply {
	t.Helper()
	connection, err := net.Dial("tcp", strings.Replace(strings.TrimPrefix(c.URL, "http://"), "localhost", "127.0.0.1", 1))
	require.NoError(t, err)
	defer connection.Close()
	require.NoError(t, connection.SetDeadline(time.Now().Add(time.Minute)))
	_, err = io.WriteString(connection, request)
	require.NoError(t, err)
	method, _, _ := strings.Cut(request, " ")
	response, err := http.ReadResponse(bufio.NewReader(connection), &http.Request{Method: method})
	require.NoError(t, err, request)
	defer response.Body.Close()
	out := &reply{Response: &harness.Response{Status: response.StatusCode, Header: response.Header}}
	out.Body, err = io.ReadAll(response.Body)
	require.NoError(t, err)
	_ = json.Unmarshal(out.Body, &out.body) // what is no JSON has no members
	return out
}

// chunked sends a body whose length is not declared.
func (c *client) chunked(t *testing.T, path string, body string) *reply {
	t.Helper()
	r := c.again(t, body, func() (*harness.Response, error) {
		request, err := http.NewRequest("POST", c.URL+path, io.MultiReader(strings.NewReader(body)))
		if err != nil {
			return nil, err
		}
		request.ContentLength = -1
		response, err := c.Client.Do(request)
		if err != nil {
			return nil, err
		}
		defer response.Body.Close()
		out := &harness.Response{Status: response.StatusCode, Header: response.Header}
		out.Body, err = io.ReadAll(response.Body)
		return out, err
	})
	return c.checked(t, r, "POST", path, nil)
}
