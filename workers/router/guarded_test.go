package router

import (
	"context"
	"errors"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/witnessos/witnessos/internal/edge"
	"github.com/witnessos/witnessos/internal/resilience"
	"github.com/witnessos/witnessos/internal/web"
)

func newGuard() *resilience.Guard {
	return resilience.New("guarded", resilience.Options{
		Now: time.Now, WithDeadline: edge.WithDeadline, Random: func() float64 { return 0 },
		Sleep: func(context.Context, time.Duration) error { return nil },
	})
}

type objectsFunc func() (*web.Response, error)

func (f objectsFunc) Fetch(context.Context, string, *web.Request) (*web.Response, error) { return f() }

func TestGuardedObjects(t *testing.T) {
	for name, c := range map[string]struct {
		status int
		err    error
		opens  bool
	}{
		"answers":              {200, nil, false},
		"the caller's fault":   {404, nil, false},
		"too many unfinished":  {429, nil, false},
		"fails":                {500, nil, true},
		"cannot be reached":    {0, errDown, true},
		"does not end in time": {0, context.DeadlineExceeded, true},
	} {
		t.Run(name, func(t *testing.T) {
			g, asked := newGuard(), 0
			objects := GuardObjects(objectsFunc(func() (*web.Response, error) {
				asked++
				if c.err != nil {
					return nil, c.err
				}
				return &web.Response{Status: c.status}, nil
			}), g)
			for i := range 5 {
				response, err := objects.Fetch(t.Context(), "42", &web.Request{})
				assert.Equal(t, i+1, asked, "what may have taken effect is not repeated")
				assert.ErrorIs(t, err, c.err)
				if c.err == nil {
					require.NoError(t, err)
					assert.Equal(t, c.status, response.Status, "the object's own reply, whatever it is")
				}
			}
			_, err := objects.Fetch(t.Context(), "42", &web.Request{})
			var open *resilience.OpenError
			assert.Equal(t, c.opens, errors.As(err, &open))
		})
	}
}
