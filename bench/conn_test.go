package main

import (
	"net"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// answering is a connection to a server that answers each request with the next of the texts.
func answering(t *testing.T, replies ...string) *conn {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	t.Cleanup(func() { l.Close() })
	go func() {
		c, err := l.Accept()
		if err != nil {
			return
		}
		defer c.Close()
		request := make([]byte, 1024)
		for _, r := range replies {
			if _, err := c.Read(request); err != nil {
				return
			}
			if _, err := c.Write([]byte(r)); err != nil {
				return
			}
		}
	}()
	c, err := dial(l.Addr().String())
	require.NoError(t, err)
	t.Cleanup(func() { c.Close() })
	require.NoError(t, c.SetDeadline(time.Now().Add(slack)))
	return c
}

func TestExchangeReadsRepliesOfBothKindsOnOneConnection(t *testing.T) {
	c := answering(t,
		"HTTP/1.1 200 OK\r\ncontent-length: 5\r\nX: y\r\n\r\nhello",
		"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n6\r\nchunk \r\nA\r\nand ten mo\r\n0\r\n\r\n",
		"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n",
		"HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nend")
	for _, want := range []struct {
		status int
		body   string
	}{{200, "hello"}, {200, "chunk and ten mo"}, {404, ""}, {200, "end"}} {
		status, err := c.exchange(listEngines)
		require.NoError(t, err)
		assert.Equal(t, want.status, status)
		assert.Equal(t, want.body, string(c.body))
	}
}

func TestExchangeRefusesWhatItCannotMeasure(t *testing.T) {
	for name, reply := range map[string]string{
		"no HTTP":           "SSH-2.0-OpenSSH_9.6\r\n\r\n",
		"no length":         "HTTP/1.1 200 OK\r\n\r\nuntil the end",
		"no number":         "HTTP/1.1 200 OK\r\nContent-Length: many\r\n\r\n",
		"no chunk size":     "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
		"cut in the body":   "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhello",
		"cut in the header": "HTTP/1.1 200 OK\r\nContent-",
	} {
		t.Run(name, func(t *testing.T) {
			_, err := answering(t, reply).exchange(listEngines)
			assert.Error(t, err)
		})
	}
}

func TestThroughputCountsNothingButSuccess(t *testing.T) {
	err := answering(t, "HTTP/1.1 429 Too Many Requests\r\nContent-Length: 4\r\n\r\nslow").expect200(listEngines)
	assert.EqualError(t, err, "status 429: slow")
}
