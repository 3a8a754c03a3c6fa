package runtime

import (
	"bufio"
	"fmt"
	"net"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/witnessos/witnessos/test/harness"
)

// waitingTogether: 300 requests that wait 50 ms each wait at the same time in one program.
func waitingTogether(t *testing.T, s *harness.System) {
	const clients, wait = 300, 50 * time.Millisecond
	before := isolate(t, s)
	var (
		group  sync.WaitGroup
		failed atomic.Int32
	)
	start := time.Now()
	for range clients {
		group.Go(func() {
			if r, err := s.Try("GET", fmt.Sprintf("/sleep?ms=%d", wait.Milliseconds()), ""); err != nil || r.Status != 200 {
				failed.Add(1)
			}
		})
	}
	group.Wait()
	assert.Zero(t, failed.Load(), "requests that failed")
	assert.Less(t, time.Since(start), clients*wait/3, "one after another they would take 15 s")
	assert.Equal(t, before, isolate(t, s), "all in one program")

	start = time.Now()
	r := s.Get(t, "/together")
	assert.Equal(t, `"together"`, string(r.Body))
	assert.Less(t, time.Since(start), 400*time.Millisecond, "five host calls of one event, 100 ms each, wait together")
}

// leavingClients: clients that close their connection in mid-request, over and over, leave the
// others alone and leave nothing behind.
func leavingClients(t *testing.T, s *harness.System) {
	host := strings.TrimPrefix(s.URL, "http://")
	var (
		group sync.WaitGroup
		stop  = make(chan struct{})
		good  atomic.Int32
	)
	for range 10 {
		group.Go(func() {
			for {
				select {
				case <-stop:
					return
				default:
				}
				r, err := s.Try("GET", "/sleep?ms=20", "")
				if assert.NoError(t, err) && assert.Equal(t, 200, r.Status) {
					good.Add(1)
				}
			}
		})
	}
	for range 200 {
		connection, err := net.Dial("tcp", host)
		require.NoError(t, err)
		_, err = fmt.Fprintf(connection, "GET /sleep?ms=2000 HTTP/1.1\r\nHost: %s\r\n\r\n", host)
		require.NoError(t, err)
		time.Sleep(5 * time.Millisecond)
		require.NoError(t, connection.Close())
	}
	// One that leaves while it is still sending its body.
	connection, err := net.Dial("tcp", host)
	require.NoError(t, err)
	_, err = fmt.Fprintf(connection, "POST /echo HTTP/1.1\r\nHost: %s\r\nContent-Length: 1000\r\n\r\nhalf", host)
	require.NoError(t, err)
	require.NoError(t, connection.Close())

	close(stop)
	group.Wait()
	assert.Greater(t, good.Load(), int32(50), "requests answered meanwhile")

	// The deadline of the probe is 3 s; a second later the next event sweeps what was left.
	assert.Eventually(t, func() bool {
		return s.Get(t, "/stats").JSON(t)["goroutines"].(float64) < 10
	}, 10*time.Second, 500*time.Millisecond, "goroutines of clients that left come to an end")
}

// rawExchange sends bytes and returns the status line of the reply.
func rawExchange(t *testing.T, s *harness.System, request string) string {
	t.Helper()
	connection, err := net.Dial("tcp", strings.TrimPrefix(s.URL, "http://"))
	require.NoError(t, err)
	defer connection.Close()
	require.NoError(t, connection.SetDeadline(time.Now().Add(10*time.Second)))
	_, err = connection.Write([]byte(request))
	require.NoError(t, err)
	line, err := bufio.NewReader(connection).ReadString('\n')
	require.NoError(t, err)
	return line
}
