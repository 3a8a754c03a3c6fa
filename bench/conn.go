package main

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"net"
	"strconv"
	"time"
)

// request is the text of an HTTP/1.1 request, made once and sent many times.
type request []byte

func newRequest(method, path, body string) request {
	var b bytes.Buffer
	fmt.Fprintf(&b, "%s %s HTTP/1.1\r\n", method, path)
	b.WriteString("Host: bench.example\r\nUser-Agent: witnessos-bench\r\nAccept: application/json\r\n")
	b.WriteString("CF-Connecting-IP: 192.0.2.1\r\n") // as the platform sets it; rate limits count by it
	if body != "" {
		fmt.Fprintf(&b, "Content-Type: application/json\r\nContent-Length: %d\r\n", len(body))
	}
	b.WriteString("\r\n" + body)
	return b.Bytes()
}

// conn is a client's keep-alive connection. net/http costs several times as much CPU for each
// exchange, which on a small machine would be taken from the server.
type conn struct {
	net.Conn
	in   *bufio.Reader
	body []byte // of the last reply
}

func dial(addr string) (*conn, error) {
	c, err := net.DialTimeout("tcp", addr, 5*time.Second)
	if err != nil {
		return nil, err
	}
	return &conn{Conn: c, in: bufio.NewReaderSize(c, 32<<10)}, nil
}

var (
	contentLength    = []byte("content-length")
	transferEncoding = []byte("transfer-encoding")
	chunked          = []byte("chunked")
	errReply         = errors.New("not an HTTP/1.1 reply")
)

// exchange sends a request and reads the complete reply, whose body stays in c.body until the next.
func (c *conn) exchange(r request) (status int, err error) {
	if _, err := c.Write(r); err != nil {
		return 0, err
	}
	line, err := c.in.ReadSlice('\n')
	if err != nil {
		return 0, err
	}
	if len(line) < 12 || !bytes.HasPrefix(line, []byte("HTTP/1.1 ")) {
		return 0, errReply
	}
	if status, err = strconv.Atoi(string(line[9:12])); err != nil {
		return 0, errReply
	}
	length, isChunked, err := c.readHeader()
	if err != nil {
		return 0, err
	}
	c.body = c.body[:0]
	switch {
	case isChunked:
		err = c.readChunks()
	case length >= 0:
		err = c.readBody(length)
	default:
		err = errReply // without a length the reply would end with the connection
	}
	return status, err
}

func (c *conn) readHeader() (length int, isChunked bool, err error) {
	length = -1
	for {
		line, err := c.in.ReadSlice('\n')
		if err != nil {
			return 0, false, err
		}
		line = bytes.TrimRight(line, "\r\n")
		if len(line) == 0 {
			return length, isChunked, nil
		}
		name, value, _ := bytes.Cut(line, []byte(":"))
		switch len(name) {
		case len(contentLength):
			if bytes.EqualFold(name, contentLength) {
				if length, err = strconv.Atoi(string(bytes.TrimSpace(value))); err != nil {
					return 0, false, errReply
				}
			}
		case len(transferEncoding):
			isChunked = isChunked || bytes.EqualFold(name, transferEncoding) && bytes.EqualFold(bytes.TrimSpace(value), chunked)
		}
	}
}

// readBody appends n bytes to the body.
func (c *conn) readBody(n int) error {
	start := len(c.body)
	c.body = append(c.body, make([]byte, n)...) // grows in place without an allocation
	_, err := io.ReadFull(c.in, c.body[start:])
	return err
}

func (c *conn) readChunks() error {
	for {
		line, err := c.in.ReadSlice('\n')
		if err != nil {
			return err
		}
		n, err := strconv.ParseUint(string(bytes.TrimRight(line, "\r\n")), 16, 31)
		if err != nil {
			return errReply
		}
		if err := c.readBody(int(n)); err != nil {
			return err
		}
		if _, err := c.in.Discard(2); err != nil {
			return err
		}
		if n == 0 {
			return nil
		}
	}
}
